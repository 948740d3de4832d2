extension ExerciseType {
  /// Whether the athlete's own weight is part of what is lifted.
  public var usesBodyWeight: Bool { self == .bodyweight || self == .bodyweightLoadable }
}

extension ExerciseMetadata {
  /// Whether a set of it says what was lifted, were it 0 for nothing.
  public var needsWeight: Bool { measures.contains(.weight) && !exerciseType.usesBodyWeight }
}

extension LoggedSet {
  /// The weight that was entered, in kilograms; negative is assistance.
  public var kilograms: Double? { weight.map { unit.convert($0, to: .kilograms) } }

  /// The distance in metres.
  public var meters: Double? { distance.map { $0 * distanceUnit.meters } }

  /// Whether the set was carried out: at least one repetition, or a time or a distance where none are counted.
  ///
  /// A failed attempt of 0 repetitions sets no record of weight.
  var wasPerformed: Bool {
    if let reps { return reps >= 1 }
    return seconds != nil || distance != nil
  }
}

extension LoggedExercise {
  /// The sets that count towards volume, records and trends, in their order.
  public var countedSets: [LoggedSet] { sets.filter(\.counts) }

  /// The athlete's own weight of the day in kilograms. A body weight of 0 or less is a missing one.
  public var bodyweightKilograms: Double? {
    guard let bodyweight, bodyweight > 0 else { return nil }
    return bodyweightUnit.convert(bodyweight, to: .kilograms)
  }

  /// What a set of this exercise moves, in kilograms.
  ///
  /// Bodyweight: the athlete's own weight, whatever was entered. Bodyweight Loadable: the athlete's own weight and
  /// what was entered, nothing entered being nothing added. Other types: what was entered. Nil where a body weight
  /// is needed and missing, or where nothing was entered. Negative where assistance exceeds what it assists.
  public func load(of set: LoggedSet) -> Double? {
    switch metadata.exerciseType {
    case .bodyweight: bodyweightKilograms
    case .bodyweightLoadable: bodyweightKilograms.map { $0 + (set.kilograms ?? 0) }
    default: set.kilograms
    }
  }

  /// The weight on which records of weight stand, in kilograms: what was entered, without body weight.
  ///
  /// Nil for Bodyweight, for sets that were not carried out, and for types other than Bodyweight Loadable also
  /// where 0 stands in for "nothing entered". For Bodyweight Loadable nothing entered is 0, and less assistance
  /// (−15 after −20) is more weight.
  public func recordWeight(of set: LoggedSet) -> Double? {
    guard set.wasPerformed else { return nil }
    switch metadata.exerciseType {
    case .bodyweight: return nil
    case .bodyweightLoadable: return set.kilograms ?? 0
    default: return set.kilograms.flatMap { $0 == 0 ? nil : $0 }
    }
  }

  /// Kilograms × repetitions of one set; 0 for sets that do not count.
  ///
  /// A set whose load is unknown (no body weight where one is needed) adds nothing, since half a load would make
  /// a record of the day on which the body weight is entered first. Assistance beyond the load adds nothing either.
  public func volume(of set: LoggedSet) -> Double {
    guard set.counts, let reps = set.reps, reps > 0, let load = load(of: set), load > 0 else {
      return 0
    }
    return load * Double(reps)
  }

  /// Kilograms × repetitions over all counted sets.
  public var volume: Double { sets.reduce(0) { $0 + volume(of: $1) } }

  /// The estimated one-repetition maximum of one set in kilograms, counted or not.
  ///
  /// For Bodyweight and Bodyweight Loadable it is that of the whole load, body weight included, and shown as such.
  /// Nil where the load is unknown or not above zero, or where the formula says nothing.
  public func oneRepMax(of set: LoggedSet, formula: OneRepMaxFormula) -> Double? {
    guard let reps = set.reps, let load = load(of: set) else { return nil }
    return formula.estimate(weight: load, reps: reps)
  }
}

extension WorkoutLog {
  /// Kilograms × repetitions over all counted sets.
  public var volume: Double { exercises.reduce(0) { $0 + $1.volume } }

  /// How many sets count.
  public var countedSetCount: Int { exercises.reduce(0) { $0 + $1.sets.count(where: \.counts) } }
}
