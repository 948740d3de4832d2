/// How loads that a program computes are rounded to what can be put on the bar.
public struct LoadStep: Hashable, Sendable {
  /// In the unit of the load.
  public var size: Double

  /// A step of 0 or less, or none at all, is the unit's usual one.
  public init(_ size: Double? = nil, unit: WeightUnit) {
    if let size, size > 0, size.isFinite {
      self.size = size
    } else {
      self.size = unit == .kilograms ? 2.5 : 5
    }
  }

  /// The multiple of the step nearest to `load`; of two equally near ones the one farther from 0.
  public func rounded(_ load: Double) -> Double {
    let stepped = (load / size).rounded() * size
    // Steps such as 0.1 have no exact binary form; a millionth is finer than any plate.
    return (stepped * 1_000_000).rounded() / 1_000_000
  }
}

/// What is needed to turn a program's targets into sets to start from.
public struct PlanContext {
  /// The program's unit, in which the sets are made.
  public var unit: WeightUnit
  /// Training max by exercise id, in ``unit``.
  public var trainingMaxes: [String: Double]
  /// Best estimated 1RM by exercise id, in kilograms.
  public var bestE1RMs: [String: Double]
  /// The athlete's own weight of the day.
  public var bodyweight: BodyWeight?
  public var step: LoadStep
  /// Makes the ids of entries and sets.
  public var newId: () -> String

  public init(
    program: Program, bestE1RMs: [String: Double] = [:], bodyweight: BodyWeight? = nil,
    step: Double? = nil, newId: @escaping () -> String
  ) {
    unit = program.weightUnit
    trainingMaxes = program.trainingMaxes
    self.bestE1RMs = bestE1RMs
    self.bodyweight = bodyweight
    self.step = LoadStep(step, unit: program.weightUnit)
    self.newId = newId
  }
}

extension ProgramExercise {
  /// Sets of an exercise for which a program names no number, as in the plan.
  public static let usualSets = 3
  /// More sets than anyone does; a damaged count makes no more.
  public static let mostSets = 100

  /// How many sets are planned: what the program says, ``usualSets`` where it says none.
  public var plannedSetCount: Int { sets < 1 ? Self.usualSets : min(sets, Self.mostSets) }

  /// The sets to start from, not completed: weight, repetitions or seconds filled in where the program names them.
  ///
  /// A percentage is one of the training max, else of the best estimated 1RM, rounded to the context's step; where
  /// neither is known the weight is left open. The estimated 1RM of Bodyweight Loadable includes body weight, which
  /// is taken off again; a training max is taken as the added weight. Bodyweight has no load to fill in.
  public func plannedSets(_ context: PlanContext) -> [LoggedSet] {
    let positions = Position.sequence(plannedSetCount)
    return positions.enumerated().map { index, position in
      var set = LoggedSet(id: context.newId(), unit: context.unit, position: position)
      set.weight = load(inSet: index).flatMap { weight(for: $0, context) }
      let target = reps(inSet: index)
      set.reps = target?.prefilledReps
      if case .seconds(let seconds) = target { set.seconds = seconds }
      set.target = target?.text
      return set
    }
  }

  /// The weight a load target comes to, in the context's unit; nil where it cannot be told.
  public func weight(for target: LoadTarget, _ context: PlanContext) -> Double? {
    if metadata.exerciseType == .bodyweight { return nil }
    switch target {
    case .weight(let weight):
      return weight
    case .percentage(let percent):
      if let max = context.trainingMaxes[exerciseId] {
        return context.step.rounded(max * percent / 100)
      }
      return context.bestE1RMs[exerciseId].flatMap { weight(percent, of: $0, context) }
    }
  }

  private func weight(_ percent: Double, of bestE1RM: Double, _ context: PlanContext) -> Double? {
    var load = bestE1RM * percent / 100
    if metadata.exerciseType == .bodyweightLoadable {
      guard let bodyweight = context.bodyweight else { return nil }
      load -= bodyweight.kilograms
    }
    return context.step.rounded(WeightUnit.kilograms.convert(load, to: context.unit))
  }
}

extension ProgramDay {
  /// What a set takes, rest included.
  public static let minutesPerSet = 3

  public var plannedSetCount: Int { exercises.reduce(0) { $0 + $1.plannedSetCount } }

  /// How long the day takes: three minutes a set.
  public var estimatedMinutes: Int { plannedSetCount * Self.minutesPerSet }

  /// The entries to start the day from; body weight is copied into those that need it.
  public func plannedExercises(_ context: PlanContext) -> [LoggedExercise] {
    zip(exercises, Position.sequence(exercises.count)).map { exercise, position in
      let usesBodyWeight = exercise.metadata.exerciseType.usesBodyWeight
      let bodyweight = usesBodyWeight ? context.bodyweight : nil
      return LoggedExercise(
        id: context.newId(), exerciseId: exercise.exerciseId,
        exerciseMetadata: exercise.exerciseMetadata, sets: exercise.plannedSets(context),
        notes: exercise.notes, bodyweight: bodyweight?.value,
        bodyweightUnit: bodyweight?.unit ?? context.unit,
        supersetGroup: exercise.supersetGroup, restSeconds: exercise.restSeconds,
        position: position)
    }
  }

  /// Sets planned for each muscle group, in the order of first appearance.
  public var setsByMuscleGroup: [(group: MuscleGroup, sets: Int)] {
    var result: [(group: MuscleGroup, sets: Int)] = []
    for exercise in exercises {
      let group = exercise.metadata.primaryMuscleGroup
      if let index = result.firstIndex(where: { $0.group == group }) {
        result[index].sets += exercise.plannedSetCount
      } else {
        result.append((group, exercise.plannedSetCount))
      }
    }
    return result
  }
}

extension Program {
  /// The days that ask for something, by week, then day. A day without exercises is a rest day.
  public var trainingDays: [ProgramDay] {
    days.filter { !$0.exercises.isEmpty }
      .sorted { ($0.weekIndex, $0.dayIndex) < ($1.weekIndex, $1.dayIndex) }
  }

  /// The training day after the one done last: the first where none was done, and again after the last.
  ///
  /// Gaps and rest days are passed over, and the day done last may be gone from the program. Nil where the program
  /// has no training day.
  public func nextDay(after done: (week: Int, day: Int)?) -> ProgramDay? {
    let ordered = trainingDays
    guard let done else { return ordered.first }
    return ordered.first { ($0.weekIndex, $0.dayIndex) > done } ?? ordered.first
  }

  /// The mean estimated length of a training day in whole minutes; 0 without any.
  public var estimatedMinutesPerDay: Int {
    let ordered = trainingDays
    guard !ordered.isEmpty else { return 0 }
    let minutes = ordered.reduce(0) { $0 + $1.estimatedMinutes }
    return Int((Double(minutes) / Double(ordered.count)).rounded())
  }
}
