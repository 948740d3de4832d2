extension WorkoutLog {
  /// What the workout comes to; unknown fields of an existing summary are kept.
  ///
  /// Muscle groups and types are those of the entries with embedded metadata and a counted set, as the log lists
  /// them. The duration
  /// runs from ``startedAt`` to ``completedDate`` where both are known and apart, else it is ``duration``.
  public func summary(at now: Instant) -> WorkoutSummary {
    let counted = exercises.filter { $0.sets.contains(where: \.counts) }
      .compactMap(\.exerciseMetadata)
    return WorkoutSummary(
      totalVolume: volume,
      muscleGroupsTargeted: firstAppearances(counted.map(\.primaryMuscleGroup)),
      exerciseTypes: firstAppearances(counted.map(\.exerciseType)),
      duration: durationMilliseconds, lastUpdated: now, unknown: workoutSummary?.unknown ?? [])
  }

  /// How long the workout took in milliseconds; nil while unknown.
  public var durationMilliseconds: Int64? {
    if let startedAt, let completedDate, completedDate > startedAt {
      return completedDate.milliseconds - startedAt.milliseconds
    }
    guard let duration, duration >= 0 else { return nil }
    return Int64(exactly: (duration * 60_000).rounded())
  }
}

extension Program {
  /// What the program comes to over all its weeks; unknown fields of an existing summary are kept.
  public func summary(at now: Instant) -> ProgramSummary {
    let exercises = days.flatMap(\.exercises)
    let metadata = exercises.compactMap(\.exerciseMetadata)
    let sets = exercises.reduce(0) { $0 + $1.plannedSetCount }
    return ProgramSummary(
      totalExercises: exercises.count,
      muscleGroupsTargeted: firstAppearances(metadata.map(\.primaryMuscleGroup)),
      exerciseTypes: firstAppearances(metadata.map(\.exerciseType)),
      estimatedDuration: Int64(sets * ProgramDay.minutesPerSet) * 60_000, lastUpdated: now,
      unknown: programSummary?.unknown ?? [])
  }
}

/// Each value once, in the order of first appearance.
private func firstAppearances<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}
