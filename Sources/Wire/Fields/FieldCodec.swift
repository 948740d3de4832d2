import Training

/// How the value of one field is written and read.
struct FieldCodec<Value>: Sendable {
  /// Completes "must be …".
  var expected: String
  /// The value's JSON; nil where it is what a missing field reads as.
  var write: @Sendable (Value) -> String?
  /// Nil for JSON of another type.
  var read: @Sendable (JSONSlice) throws(WireError) -> Value?
  /// What other writers put there, for reading legacy documents.
  var legacy: @Sendable (JSONSlice) throws(WireError) -> LegacyValue<Value>? = {
    (_) throws(WireError) in nil
  }
}

/// A value that was not written as it should be.
struct LegacyValue<Value> {
  var value: Value
  /// What was made of it; nil where nothing had to be guessed.
  var sentence: String?
}

extension FieldCodec where Value == String {
  /// A text that is empty where it is missing.
  static let text = FieldCodec(
    expected: "a text", write: { $0.isEmpty ? nil : JSONText.string($0) }, read: { $0.string },
    legacy: { json in
      switch json.kind {
      case .number, .bool: LegacyValue(value: json.raw, sentence: "\(json.raw) was read as a text")
      default: nil
      }
    })

  /// A text with a word of its own where it is missing.
  static func word(missing: String) -> FieldCodec {
    FieldCodec(
      expected: "a text", write: { $0 == missing ? nil : JSONText.string($0) },
      read: { $0.string })
  }
}

extension FieldCodec where Value == String? {
  static let text = FieldCodec(
    expected: "a text", write: { $0.map(JSONText.string) },
    read: { json in json.string.map { .some($0) } },
    legacy: { json in
      json.kind == .number
        ? LegacyValue(value: json.raw, sentence: "\(json.raw) was read as a text") : nil
    })
}

extension FieldCodec where Value == Double? {
  static let number = FieldCodec(
    expected: "a number", write: { $0.flatMap { $0.isFinite ? JSONText.number($0) : nil } },
    read: { json in json.double.map { .some($0) } },
    legacy: { LegacyNumber.read($0) })
}

extension FieldCodec where Value == Double {
  static let number = FieldCodec(
    expected: "a number", write: { $0.isFinite ? JSONText.number($0) : nil }, read: { $0.double })
}

extension FieldCodec where Value == Int? {
  static let integer = FieldCodec(
    expected: "a whole number", write: { $0.map { JSONText.integer($0) } },
    read: { json in json.int.map { .some($0) } },
    legacy: { json in
      guard let number = LegacyNumber.read(json) else { return nil }
      guard let value = number.value else {
        return LegacyValue(value: nil, sentence: number.sentence)
      }
      return Int(exactly: value).map { LegacyValue(value: $0, sentence: number.sentence) }
    })
}

extension FieldCodec where Value == Int {
  /// A count; always written.
  static let count = FieldCodec(
    expected: "a whole number", write: { JSONText.integer($0) }, read: { $0.int },
    legacy: integer(missing: 0).legacy)

  static func integer(missing: Int) -> FieldCodec {
    FieldCodec(
      expected: "a whole number", write: { $0 == missing ? nil : JSONText.integer($0) },
      read: { $0.int },
      legacy: { json in
        guard let number = LegacyNumber.read(json), let value = number.value else { return nil }
        return Int(exactly: value).map { LegacyValue(value: $0, sentence: number.sentence) }
      })
  }
}

extension FieldCodec where Value == Bool {
  /// A flag that is false where it is missing.
  static let flag = FieldCodec(
    expected: "true or false", write: { $0 ? "true" : nil }, read: { $0.bool },
    legacy: { json in
      switch json.string?.lowercased() ?? json.raw {
      case "1", "true": LegacyValue(value: true, sentence: "\(json.raw) was read as true")
      case "0", "false", "": LegacyValue(value: false, sentence: "\(json.raw) was read as false")
      default: nil
      }
    })
}

extension FieldCodec where Value == Instant? {
  static let instant = FieldCodec(
    expected: "an ISO 8601 instant", write: { $0.map { "\"\($0.iso8601)\"" } },
    read: { json in json.string.flatMap { Instant(iso8601: $0) }.map { .some($0) } },
    legacy: { json throws(WireError) in
      guard let instant = try LegacyInstant.read(json) else { return nil }
      return LegacyValue(value: instant, sentence: "\(json.raw) was read as \(instant.iso8601)")
    })
}

extension FieldCodec where Value == LocalDate {
  /// A day; always written, because no day can stand for a missing one.
  static let day = FieldCodec(
    expected: "a day written YYYY-MM-DD", write: { "\"\($0)\"" },
    read: { $0.string.flatMap { LocalDate($0) } })
}

extension FieldCodec where Value == WeightUnit {
  /// A unit of weight; always written, because a missing one is the unit of what surrounds it.
  static let weightUnit = FieldCodec(
    expected: "kg or lb", write: { "\"\($0.rawValue)\"" },
    read: { $0.string.flatMap { WeightUnit(rawValue: $0) } },
    legacy: { json in
      json.string.flatMap { WeightUnit(spelling: $0) }.map { LegacyValue(value: $0, sentence: nil) }
    })
}

extension FieldCodec where Value: RawRepresentable & Sendable, Value.RawValue == String {
  /// One word of a closed list.
  static func choice(_ words: [Value], missing: Value) -> FieldCodec {
    FieldCodec(
      expected: "one of " + words.map(\.rawValue).joined(separator: ", "),
      write: { $0.rawValue == missing.rawValue ? nil : "\"\($0.rawValue)\"" },
      read: { $0.string.flatMap { Value(rawValue: $0) } })
  }
}

extension FieldCodec where Value: Vocabulary {
  /// One word of a list that others may extend.
  static var word: FieldCodec {
    FieldCodec(
      expected: "a text", write: { $0 == .unknown ? nil : JSONText.string($0.rawValue) },
      read: { $0.string.map { Value(rawValue: $0) } })
  }
}

extension FieldCodec where Value == [String] {
  static let texts = FieldCodec(
    expected: "a list of texts",
    write: { $0.isEmpty ? nil : JSONText.array($0.map(JSONText.string)) },
    read: { json in
      guard json.kind == .array else { return nil }
      let texts = json.elements.map(\.string)
      return texts.contains(nil) ? nil : texts.compactMap { $0 }
    })
}
