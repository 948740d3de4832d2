import Training

/// What has to be made of the values of a workout log that another program wrote.
enum LegacyLog {
  /// A `date` that is an instant becomes the day it fell on and the instant it began.
  static func normalise(_ log: inout WireObject, _ reading: inout FieldReader) throws(WireError) {
    var named = try log.field("date")
    if named == nil { named = try log.field("completedDate") }
    guard let date = named else { return }
    if let text = date.string, LocalDate(text) != nil { return }
    guard let instant = try LegacyInstant.read(date) else { return }
    let offset = date.string.flatMap { offsetMinutes($0, of: instant) }
    let day = instant.local(offsetMinutes: offset ?? 0).date
    log.set("date", to: "\"\(day)\"")
    if try log.field("startedAt") == nil { log.set("startedAt", to: "\"\(instant.iso8601)\"") }
    if let offset, try log.field("utcOffset") == nil { log.set("utcOffset", to: "\(offset)") }
    try reading.interpret(
      ["date"], "\(date.raw) was read as the day \(day)" + (offset == nil ? " at UTC" : ""))
  }

  /// The offset that a text names; nil for `Z` and for none.
  private static func offsetMinutes(_ text: String, of instant: Instant) -> Int? {
    guard let last = text.utf8.last, JSONByte.isDigit(last), text.utf8.count > 19,
      text.dropFirst(19).contains(where: { $0 == "+" || $0 == "-" }),
      let local = Instant(iso8601: text.prefix(19))
    else { return nil }
    return Int((Double(local.milliseconds - instant.milliseconds) / 60_000).rounded())
  }

  /// Repetitions and weights that are not numbers: read where they can be, kept in words where not.
  static func normalise(set: inout Element, at path: [String], _ reading: inout FieldReader)
    throws(WireError)
  {
    if let json = set.field("reps") {
      try normaliseReps(JSONSlice(json), of: &set, at: path + ["reps"], &reading)
    }
    if let json = set.field("weight") {
      try normaliseWeight(JSONSlice(json), of: &set, at: path + ["weight"], &reading)
    }
    guard
      let target = try set.field("target").map({ json throws(WireError) in try JSONSlice(json) }),
      target.kind == .number
    else { return }
    set.set("target", to: JSONText.string(target.raw))
  }

  private static func normaliseReps(
    _ json: JSONSlice, of set: inout Element, at path: [String], _ reading: inout FieldReader
  ) throws(WireError) {
    guard json.int == nil, !json.isNull else { return }
    let number = LegacyNumber.read(json)
    if let number, number.value.map({ Int(exactly: $0) != nil }) ?? true {
      set.set("reps", to: number.value.map { JSONText.number($0) })
      try reading.interpret(path, number.sentence ?? "")
    } else {
      let text = json.string ?? json.raw
      set.set("reps", to: nil)
      if set.field("target") == nil {
        set.set("target", to: JSONText.string(text))
      } else {
        try addNote("reps \(text)", to: &set)
      }
      try reading.interpret(path, "\(json.raw) is not a count; kept as the set's target")
    }
  }

  private static func normaliseWeight(
    _ json: JSONSlice, of set: inout Element, at path: [String], _ reading: inout FieldReader
  ) throws(WireError) {
    guard json.double == nil, !json.isNull else { return }
    if let number = LegacyNumber.read(json) {
      set.set("weight", to: number.value.map { JSONText.number($0) })
      try reading.interpret(path, number.sentence ?? "")
    } else {
      set.set("weight", to: nil)
      try addNote("weight \(json.string ?? json.raw)", to: &set)
      try reading.interpret(path, "\(json.raw) is not a weight; kept in the set's note")
    }
  }

  private static func addNote(_ text: String, to set: inout Element) throws(WireError) {
    var note = ""
    if let json = set.field("note") { note = try JSONSlice(json).string ?? "" }
    set.set("note", to: JSONText.string(note.isEmpty ? text : note + "; " + text))
  }
}

extension WireObject {
  /// Sets a field, or adds it at the end.
  mutating func set(_ name: String, to json: String) {
    if let index = fields.firstIndex(where: { $0.name == name }) {
      fields[index].json = json
    } else {
      fields.append(Field(name, json))
    }
  }

  mutating func remove(_ name: String) { fields.removeAll { $0.name == name } }
}
