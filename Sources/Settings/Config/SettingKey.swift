import Terminal
import Training

/// A key of `config.toml`: its name, what it may be, and what it changes.
struct SettingKey: Sendable {
  let path: [TOMLKey]
  /// What it may be, to follow "should be".
  let expected: String
  /// The part of a value that is not allowed, in words; all of it as a rule.
  var fault: @Sendable (TOMLContent) -> String = { $0.words }
  /// Takes the value over; false if it is not allowed.
  let apply: @Sendable (TOMLContent, inout Settings) -> Bool

  var name: String { path.dotted }

  /// The key of that path; nil where there is none.
  static func named(_ path: [TOMLKey]) -> SettingKey? { byPath[path] }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

  /// Every key there is.
  static let all: [SettingKey] =
    [
      choice("unit", \.unit),
      choice("plot", \.plot),
      choice("e1rm", \.formula),
      choice("color", \.color),
      choice("first_weekday", \.firstWeekday),
      flag("bell", place: \.bell),
      flag("mouse", place: \.mouse),
      flag("motion", place: \.motion),
      flag("ascii", place: \.asciiOnly),
      theme,
      rest,
      text(["sync", "device"], "what this machine is called on the others", \.sync.device),
      text(["sync", "user"], "the user's name on the server", \.sync.user),
      text(
        ["sync", "password_command"],
        "a command that prints the password, such as \"pass show cloud\"",
        \.sync.passwordCommand),
      flag("sync", "plain_password", place: \.sync.plainPassword),
    ] + gym("kg", \.kilograms) + gym("lb", \.pounds)

  /// The longest rest a timer is set to, an hour.
  private static let longestRest = 3600
  /// The heaviest bar or plate there is.
  private static let heaviest = 500.0
  /// The smallest step that makes a difference.
  private static let smallestStep = 0.01
  /// More kinds of plates than any gym has.
  private static let mostPlates = 30

  private static let theme = SettingKey(
    path: ["theme"], expected: "the name of a theme, such as \"default\" or \"light\""
  ) { value, settings in
    guard case .string(let name) = value, !name.isEmpty else { return false }
    settings.theme = name
    return true
  }

  private static let rest = SettingKey(
    path: ["rest_seconds"], expected: "a number of seconds from 0 to \(longestRest)"
  ) { value, settings in
    guard case .integer(let seconds) = value, (0...longestRest).contains(seconds) else {
      return false
    }
    settings.restSeconds = seconds
    return true
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ name: String, _ place: any WritableKeyPath<Settings, Choice> & Sendable
  ) -> SettingKey {
    let names = Choice.allCases.map { "\"\($0.rawValue)\"" }
    let expected = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    return SettingKey(path: [TOMLKey(name)], expected: expected) { value, settings in
      guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
        return false
      }
      settings[keyPath: place] = choice
      return true
    }
  }

  /// A line of text with something in it.
  private static func text(
    _ path: [TOMLKey], _ expected: String,
    _ place: any WritableKeyPath<Settings, String?> & Sendable
  ) -> SettingKey {
    SettingKey(path: path, expected: expected) { value, settings in
      guard case .string(let text) = value, !text.isEmpty,
        !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
      else { return false }
      settings[keyPath: place] = text
      return true
    }
  }

  private static func flag(
    _ path: TOMLKey..., place: any WritableKeyPath<Settings, Bool> & Sendable
  ) -> SettingKey {
    SettingKey(path: path, expected: "true or false") { value, settings in
      guard case .boolean(let flag) = value else { return false }
      settings[keyPath: place] = flag
      return true
    }
  }

  /// The weight of a plate; nil for anything else.
  private static func plate(_ value: TOMLContent) -> Double? {
    value.double.flatMap { $0 > 0 && $0 <= heaviest ? $0 : nil }
  }

  /// In a list the first item that is not a plate is named, not the list.
  private static func platesFault(_ value: TOMLContent) -> String {
    guard case .array(let items) = value else { return value.words }
    guard let place = items.firstIndex(where: { plate($0) == nil }) else {
      return "a list of \(items.count)"
    }
    return "\(items[place].words) in place \(place + 1) of the list"
  }

  private static func gym(
    _ unit: TOMLKey, _ place: any WritableKeyPath<Settings, Settings.Gym> & Sendable
  ) -> [SettingKey] {
    [
      SettingKey(
        path: [unit, "step"], expected: "a weight from \(smallestStep) to \(Int(heaviest))"
      ) { value, settings in
        guard let step = value.double, step >= smallestStep, step <= heaviest else { return false }
        settings[keyPath: place].step = step
        return true
      },
      SettingKey(path: [unit, "bar"], expected: "a weight from 0 to \(Int(heaviest))") {
        value, settings in
        guard let bar = value.double, bar >= 0, bar <= heaviest else { return false }
        settings[keyPath: place].rack.bar = bar
        return true
      },
      SettingKey(
        path: [unit, "plates"],
        expected:
          "a list of at most \(mostPlates) weights, each above 0 and at most \(Int(heaviest))",
        fault: platesFault
      ) {
        value, settings in
        guard case .array(let items) = value, items.count <= mostPlates else { return false }
        let weights = items.compactMap(plate)
        guard weights.count == items.count else { return false }
        let bar = settings[keyPath: place].rack.bar
        settings[keyPath: place].rack = PlateRack(bar: bar, weights: weights.sorted(by: >))
        return true
      },
    ]
  }
}
