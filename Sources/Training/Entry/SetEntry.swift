/// What an athlete typed for one set, or for several equal ones. What was not typed is nil.
public struct SetEntry: Hashable, Sendable {
  /// In ``unit``; negative is assistance; 0 for `bw`, nothing added.
  public var weight: Double?
  /// Nil where none was typed: the unit of the set it goes to holds.
  public var unit: WeightUnit?
  public var reps: Int?
  /// How many sets of it.
  public var count: Int
  public var rpe: Double?
  public var kind: SetKind?
  public var seconds: Double?
  public var distance: Double?
  public var distanceUnit: DistanceUnit?
  /// What is odd about the values and worth asking about before they are logged; one sentence each.
  public var questions: [String]

  public init(
    weight: Double? = nil, unit: WeightUnit? = nil, reps: Int? = nil, count: Int = 1,
    rpe: Double? = nil, kind: SetKind? = nil, seconds: Double? = nil, distance: Double? = nil,
    distanceUnit: DistanceUnit? = nil, questions: [String] = []
  ) {
    self.weight = weight
    self.unit = unit
    self.reps = reps
    self.count = count
    self.rpe = rpe
    self.kind = kind
    self.seconds = seconds
    self.distance = distance
    self.distanceUnit = distanceUnit
    self.questions = questions
  }

  /// Reads typed sets, separated by spaces, semicolons or commas: `100x5@8`, `102,5x5`, `100x5x3@8` (three sets),
  /// `+20x8`, `-20x8`, `bw x 10`, `x10`, `60s`, `1:30`, `5km 25:00`, `225lb x 5`, `w 60x8` (warm-up; `d` drop, `f`
  /// failure).
  ///
  /// A comma between digits is a decimal comma. Values are never changed: odd ones carry ``questions``. One set may
  /// be a weight or an RPE alone, for a row that has the rest; several each say what was done.
  /// - Parameters:
  ///   - unit: The unit in which weights without one are judged odd.
  /// - Throws: ``SetEntryError`` at the first thing that cannot be read.
  public static func parse(_ text: String, unit: WeightUnit = .kilograms) throws(SetEntryError)
    -> [SetEntry]
  {
    var parser = SetEntryParser(text, unit: unit)
    return try parser.entries()
  }
}

extension SetEntry {
  /// Whether it says what was done: reps, a time or a distance.
  public var hasWork: Bool { reps != nil || seconds != nil || distance != nil }

  /// What is wrong with it where it says nothing of what was done.
  var fragment: SetEntryError.Problem { weight == nil ? .effortAlone : .numberAlone }

  /// Whether it is a number alone that could have been reps.
  var isWholeWeight: Bool {
    guard let weight, self == SetEntry(weight: weight) else { return false }
    return weight == weight.rounded() && (1...Double(Bounds.mostReps)).contains(weight)
  }

  /// That it says what was done, where no row has the rest.
  /// - Throws: ``SetEntryError`` that quotes it.
  public func requireWork() throws(SetEntryError) {
    if !hasWork { throw SetEntryError(position: 0, quoted: text, problem: fragment) }
  }
}

extension LoggedSet {
  /// Takes over what was typed; what was not typed stays as it is.
  public mutating func apply(_ entry: SetEntry) {
    if let typed = entry.weight { weight = typed }
    if let typed = entry.unit { unit = typed }
    if let typed = entry.reps { reps = typed }
    if let typed = entry.rpe { rpe = typed }
    if let typed = entry.kind { kind = typed }
    if let typed = entry.seconds { seconds = typed }
    if let typed = entry.distance { distance = typed }
    if let typed = entry.distanceUnit { distanceUnit = typed }
  }
}
