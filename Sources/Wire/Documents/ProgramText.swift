import Training

/// The keys of `weeklyConfigs`.
enum WeekKey {
  /// Week and day, from 0, of a flat key (`week1_day1`, counted from 1); nil for any other key.
  static func flat(_ key: String) -> (week: Int, day: Int)? {
    guard key.hasPrefix("week") else { return nil }
    let parts = key.dropFirst(4).split(separator: "_day", omittingEmptySubsequences: false)
    guard parts.count == 2, let week = number(parts[0]), let day = number(parts[1]), week > 0,
      day > 0
    else { return nil }
    return (week - 1, day - 1)
  }

  /// The number of a nested key; nil for any other key.
  static func nested(_ key: String) -> Int? { number(key[...]) }

  /// More weeks, and more days in one, than a program has: each is a row or a column of a grid.
  static let most = 10_000

  /// A number as it is written back: no signs, no leading zeros.
  private static func number(_ text: Substring) -> Int? {
    guard let number = Int(text), (0..<most).contains(number), String(number) == text else {
      return nil
    }
    return number
  }
}

/// What stands among a program's weeks and is not a day: kept as fields of the program, written back in its place.
struct WeekLeftover {
  /// Nil for what stands among the weeks, else the week in which it stands.
  var week: String?
  var key: String
  var json: String

  /// The separator is an escape that no JSON key can hold, so that no other field has such a name.
  private static let separator = FieldName.mark
  private static let prefix = "weeklyConfigs" + separator

  init(week: String? = nil, key: String, json: String) {
    self.week = week
    self.key = key
    self.json = json
  }

  /// Nil for any other field.
  init?(_ field: Field) {
    guard field.name.hasPrefix(Self.prefix) else { return nil }
    let name = field.name.dropFirst(Self.prefix.count)
    json = field.json
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, name.dropFirst(digits.count).hasPrefix(Self.separator) {
      week = String(digits)
      key = String(name.dropFirst(digits.count + Self.separator.count))
    } else {
      key = String(name)
    }
  }

  var field: Field {
    Field(Self.prefix + (week.map { $0 + Self.separator } ?? "") + key, json)
  }
}

/// Writes a program's element as the wire has it, `weeklyConfigs` in the form it was read in.
enum ProgramText {
  static let form = "weeklyConfigsForm"

  static func json(of program: Element, summary: String?) -> String {
    let days = program.children("days")
    var object = JSONObjectText()
    object.add("id", JSONText.string(program.id))
    var fields = program
    fields.fields.removeAll { WeekLeftover($0) != nil || $0.name == form && !days.isEmpty }
    object.add(fields)
    object.add("weeklyConfigs", weeks(days, of: program))
    object.add("removedDays", RemovalText.json(program.removed("days")))
    object.add("programSummary", summary)
    object.add(endOf: program)
    return object.text
  }

  private static func weeks(_ days: [Element], of program: Element) -> String {
    let leftovers = program.fields.compactMap { WeekLeftover($0) }
    let members =
      program.field(form) == "\"flat\"" ? flat(days) : nested(days, beside: leftovers)
    let names = Set(members.map(\.key))
    let others = leftovers.filter { $0.week == nil && !names.contains($0.key) }
    return JSONText.object(members + others.map { (key: $0.key, json: $0.json) })
  }

  private static func flat(_ days: [Element]) -> [(key: String, json: String)] {
    days.map { day in
      let (week, number) = numbers(day)
      return (key: "week\(week + 1)_day\(number + 1)", json: json(of: day))
    }
  }

  private static func nested(_ days: [Element], beside leftovers: [WeekLeftover])
    -> [(key: String, json: String)]
  {
    let grouped = Dictionary(grouping: days) { "\(numbers($0).week)" }
    let lone = leftovers.compactMap(\.week).filter { grouped[$0] == nil }
    let weeks = (Array(grouped.keys) + Set(lone)).sorted {
      ($0.utf8.count, $0) < ($1.utf8.count, $1)
    }
    return weeks.map { week in
      let inWeek = grouped[week, default: []].map {
        (key: "\(numbers($0).day)", json: json(of: $0))
      }
      let names = Set(inWeek.map(\.key))
      let beside = leftovers.filter { $0.week == week && !names.contains($0.key) }
      return (
        key: week, json: JSONText.object(inWeek + beside.map { (key: $0.key, json: $0.json) })
      )
    }
  }

  private static func numbers(_ day: Element) -> (week: Int, day: Int) {
    let parts = day.id.split(separator: ".").map { Int($0) ?? 0 }
    return parts.count == 2 ? (parts[0], parts[1]) : (0, 0)
  }

  private static func json(of day: Element) -> String {
    var object = JSONObjectText()
    object.add(day)
    object.add("exercises", JSONText.array(day.children("exercises").map(exercise)))
    object.add("removedExercises", RemovalText.json(day.removed("exercises")))
    object.add(day.stamps)
    return object.text
  }

  private static func exercise(_ exercise: Element) -> String {
    var object = JSONObjectText()
    object.add("id", JSONText.string(exercise.id))
    object.add(exercise)
    object.add(exercise.stamps)
    return object.text
  }
}
