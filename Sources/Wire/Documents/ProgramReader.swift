import Training

/// Reads a program's JSON into its element: `weeklyConfigs` of either form into one list of days.
struct ProgramReader {
  var reading: FieldReader

  init(reading: FieldReader) { self.reading = reading }

  private static let parts: Set<String> = [
    "weeklyConfigs", "removedDays", "programSummary", WireObject.removal,
  ]

  mutating func element(of json: JSONSlice, key: String?) throws(WireError)
    -> (Element, summary: JSONSlice?)
  {
    reading.document = key ?? ""
    let object = try WireObject(json, Program.table, parts: Self.parts, at: [], reading)
    guard let id = object.id ?? key else {
      throw .unexpected(document: "", path: [], problem: "has no id")
    }
    reading.document = id
    if try object.field("weightUnit") == nil {
      try reading.interpret(["weightUnit"], "no unit is named, so kg was assumed")
    }
    var element = Element(
      id: id, fields: object.fields, stamps: object.stamps, removal: object.removal)
    var days: [Element] = []
    if let weeks = object.parts["weeklyConfigs"], !weeks.isNull {
      days = try self.days(weeks, of: &element)
    }
    let removed = try object.removals("removedDays", at: [], reading)
    element.children = [ChildList("days", days, removed: removed)]
    return (element, object.parts["programSummary"])
  }

  private mutating func days(_ weeks: JSONSlice, of program: inout Element) throws(WireError)
    -> [Element]
  {
    let path = ["weeklyConfigs"]
    guard weeks.kind == .object else {
      throw reading.unexpected(path, weeks, expected: "an object of weeks")
    }
    let members = try reading.members(of: weeks, at: path)
    var days: [Element] = []
    if members.contains(where: { WeekKey.flat($0.key) != nil }) {
      program.set(ProgramText.form, to: "\"flat\"")
      for member in members {
        let place = WeekKey.flat(member.key)
        let leftover = WeekLeftover(key: member.key, json: member.value.raw)
        try add(member.value, place, else: leftover, to: &days, of: &program)
      }
      return days
    }
    for week in members {
      let inWeek = try reading.members(of: week.value, at: path + [week.name])
      guard let number = WeekKey.nested(week.key), !inWeek.isEmpty else {
        program.fields.append(WeekLeftover(key: week.key, json: week.value.raw).field)
        continue
      }
      for member in inWeek {
        let place = WeekKey.nested(member.key).map { (number, $0) }
        let leftover = WeekLeftover(week: week.key, key: member.key, json: member.value.raw)
        try add(member.value, place, else: leftover, to: &days, of: &program)
      }
    }
    return days
  }

  /// Adds a day, or keeps what is not one.
  private mutating func add(
    _ json: JSONSlice, _ place: (week: Int, day: Int)?, else leftover: WeekLeftover,
    to days: inout [Element], of program: inout Element
  ) throws(WireError) {
    if let place, json.kind == .object || json.kind == .array && reading.isLenient {
      days.append(try day(json, week: place.week, number: place.day))
    } else {
      program.fields.append(leftover.field)
    }
  }

  private mutating func day(_ json: JSONSlice, week: Int, number: Int) throws(WireError) -> Element
  {
    let id = ProgramDay.id(week: week, day: number)
    let path = ["days", id]
    var day = Element(id: id)
    var list: JSONSlice? = json
    var removed: [String: Removal] = [:]
    if json.kind == .object {
      let object = try WireObject(
        json, ProgramDay.table, parts: ["exercises", "removedExercises"], at: path, reading)
      day.fields = object.fields
      // A day has no id on the wire: its place is its id, and one of its own is a field like any other.
      if let own = object.id { day.fields.insert(Field(Self.ownId, JSONText.string(own)), at: 0) }
      day.stamps = object.stamps
      list = object.parts["exercises"]
      removed = try object.removals("removedExercises", at: path, reading)
    }
    var entries: [Element] = []
    if let list, !list.isNull {
      guard list.kind == .array else {
        throw reading.unexpected(path + ["exercises"], list, expected: "a list")
      }
      for (index, entry) in list.elements.enumerated() {
        entries.append(try exercise(entry, id: "\(id).e\(index + 1)", at: path + ["exercises"]))
      }
    }
    try reading.settle(&entries, at: path + ["exercises"])
    day.children = [ChildList("exercises", entries, removed: removed)]
    return day
  }

  private static let ownId = "id"

  private mutating func exercise(_ json: JSONSlice, id: String, at path: [String])
    throws(WireError) -> Element
  {
    var object = try WireObject(json, ProgramExercise.table, at: path + [id], reading)
    if object.id == nil { try reading.deriveId(at: path + [id]) }
    let path = path + [object.id ?? id]
    if try object.field("exerciseId") == nil {
      try reading.interpret(path + ["exerciseId"], "no exercise is named")
    }
    if reading.isLenient { try LegacyProgram.normalise(&object, at: path, &reading) }
    return Element(id: object.id ?? id, fields: object.fields, stamps: object.stamps)
  }
}
