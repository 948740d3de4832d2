import FrameText
import Terminal
import Training

@testable import Screens

/// *Log* with a keyboard before it and, where the test says so, a store behind it.
struct LogGym {
  var state: LogState
  var shared: Shared
  /// Effects that nothing became of yet.
  var waiting: [Effect] = []
  /// All effects.
  var sent: [Effect] = []
  var message: Message?
  var navigation: Navigation?
  private var pending: [Key] = []
  private let ids = LogIds()

  init(_ page: LogPage = busyPage(), shared: Shared = logShared(), isEditing: Bool = false) {
    self.shared = shared
    state = opened(page, shared: shared, isEditing: isEditing)
  }

  /// Presses keys by name, one after another; `type` them where they are text.
  mutating func press(_ names: String...) {
    for name in names {
      for key in KeySequence(stringLiteral: name).keys { press(key) }
    }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  mutating func press(_ key: Key) {
    message = nil
    if let update = LogScreen.key(&state, key, shared: shared) { return take(update) }
    switch LogScreen.bindings.dispatch(key, after: pending, in: state) {
    case .action(let action):
      pending = []
      take(LogScreen.update(&state, action, shared: shared))
    case .disabled(let reason):
      pending = []
      message = Message(reason, kind: .warning)
    case .pending(let keys):
      pending = keys
    case .unbound:
      pending = []
    }
  }

  mutating func take(_ update: Update) {
    waiting += update.effects
    sent += update.effects
    if let told = update.message { message = told }
    if let target = update.navigate { navigation = target }
  }

  mutating func receive(_ outcome: Outcome) {
    take(LogScreen.receive(&state, outcome, shared: shared))
  }

  /// Lets the store do what waits, one effect after another.
  mutating func settle(rest: RestTimer? = nil) {
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      guard case .workout(.edit(_, let edit)) = effect, var page = state.page else { continue }
      do {
        let result = try page.log.applying(edit, at: shared.now, makeID: ids.next)
        page.log = result.log
        page.rest = rest ?? page.rest
        let focus = result.focus.map { SetFocus(entry: $0.entry, set: $0.set) }
        receive(.edited(page, message: result.message, focus: focus))
      } catch {
        receive(.failed(sentence: error.sentence, effect: effect))
      }
    }
  }

  /// Lets the store refuse what waits.
  mutating func refuse(_ sentence: String = "The disk is full.") {
    let effects = waiting
    waiting = []
    for effect in effects { receive(.failed(sentence: sentence, effect: effect)) }
  }

  mutating func wait(_ seconds: Double) {
    shared.now = shared.now.advanced(bySeconds: seconds)
    take(LogScreen.tick(&state, shared: shared))
  }

  // Looking

  var focus: String { state.focus.map { $0.set ?? $0.entry } ?? "none" }
  func set(_ id: String) -> LoggedSet? {
    state.log?.exercises.flatMap(\.sets).first { $0.id == id }
  }
  var edits: [LogEdit] {
    sent.compactMap { effect in
      guard case .workout(.edit(_, let edit)) = effect else { return nil }
      return edit
    }
  }
  var typed: String? {
    switch state.mode {
    case .entry(let editor): editor.line.text
    case .text(let field): field.line.text
    default: nil
    }
  }
  /// The line of the screen that the cursor is on.
  var row: String {
    let frame = drawn(state, shared: shared)
    return frame.cursor.map { frame.lines[$0.y] } ?? ""
  }
  /// All words of the screen, whatever lines they stand on.
  var words: String {
    drawn(state, shared: shared).lines.flatMap { $0.split(separator: " ") }
      .joined(separator: " ")
  }
  func lines(containing text: String) -> [String] {
    drawn(state, shared: shared).lines.filter { $0.contains(text) }
  }
}

private final class LogIds {
  private var count = 0
  func next() -> String {
    count += 1
    return "new\(count)"
  }
}

func weightChange(_ weight: Double) -> SetChange {
  var change = SetChange()
  change.weight = .set(weight)
  return change
}
