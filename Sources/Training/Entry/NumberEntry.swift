/// A number typed into a single field.
public struct NumberEntry: Hashable, Sendable {
  /// Whole for ``EntryField/reps``; seconds for ``EntryField/seconds``.
  public var value: Double
  /// The unit typed after a weight; nil where none was typed.
  public var unit: WeightUnit?
  /// What is odd about it and worth asking about; one sentence each.
  public var questions: [String]

  public init(value: Double, unit: WeightUnit? = nil, questions: [String] = []) {
    self.value = value
    self.unit = unit
    self.questions = questions
  }

  /// Reads a number by the rules of ``SetEntry/parse(_:unit:)``: `102,5` is 102.5, a time may be `1:30`, only a weight
  /// may be below zero, and it may name its unit.
  ///
  /// - Parameters:
  ///   - unit: The unit in which a weight is judged odd.
  ///   - distanceUnit: The unit of a distance.
  /// - Throws: ``SetEntryError`` where it is not such a number, or where more follows it.
  public static func parse(
    _ text: String, as field: EntryField = .weight, unit: WeightUnit = .kilograms,
    distanceUnit: DistanceUnit = .meters
  ) throws(SetEntryError) -> NumberEntry {
    var scanner = EntryScanner(text)
    scanner.skipSpaces()
    guard !scanner.isAtEnd else { throw scanner.missing(field) }
    let start = scanner.index
    let entry = try value(field, unit, distanceUnit, scanner: &scanner)
    scanner.skipSpaces()
    guard scanner.isAtEnd else { throw scanner.error(.notANumber(field), from: start) }
    return entry
  }

  private static func value(
    _ field: EntryField, _ unit: WeightUnit, _ distanceUnit: DistanceUnit,
    scanner: inout EntryScanner
  ) throws(SetEntryError) -> NumberEntry {
    switch field {
    case .weight:
      let start = scanner.index
      let sign = scanner.sign() ?? 1
      let number = try scanner.value(.weight, from: start)
      let weight = number.value == 0 ? 0 : number.value * Double(sign)
      let typed = scanner.weightUnit()
      return NumberEntry(
        value: weight, unit: typed,
        asking: [number.question, Bounds.weight(weight, typed ?? unit)])
    case .reps:
      let reps = try scanner.wholeNumber(.reps)
      return NumberEntry(value: Double(reps), asking: [Bounds.reps(reps)])
    case .rpe:
      let number = try scanner.rpe()
      return NumberEntry(
        value: number.value, asking: [number.question, Bounds.rpeStep(number.value)])
    case .seconds:
      let number = try scanner.positive(.seconds)
      let seconds = try scanner.time(after: number) ?? number.value
      return NumberEntry(value: seconds, asking: [number.question, Bounds.seconds(seconds)])
    case .distance:
      let number = try scanner.positive(.distance)
      return NumberEntry(
        value: number.value, asking: [number.question, Bounds.distance(number.value, distanceUnit)])
    }
  }

  private init(value: Double, unit: WeightUnit? = nil, asking questions: [String?]) {
    self.init(value: value, unit: unit, questions: questions.compactMap { $0 })
  }
}
