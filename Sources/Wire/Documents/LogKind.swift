public import Training

/// A workout: what is derived from it, and how a long one is kept.
extension WorkoutLog: DocumentKind {
  public static var collection: Collection { .workoutLogs }

  public static func read(
    legacy json: JSONSlice, key: String, shards: [JSONSlice], _ reading: inout LegacyReader
  ) throws(WireError) -> WorkoutLog {
    try ShardedLog.isSharded(json)
      ? reading.workoutLog(json, key: key, shards: shards) : reading.workoutLog(json, key: key)
  }

  public var heading: DocumentHeading { DocumentHeading(name, date: date) }

  public static func tell<Rows: DerivedRows>(
    _ rows: inout Rows, old: WorkoutLog?, new: WorkoutLog?
  ) throws(Rows.Failure) {
    try rows.replace(log: old, with: new)
  }

  public func derived(from source: WorkoutLog, at now: Instant) -> WorkoutLog {
    var log = self
    log.workoutSummary = source.workoutSummary
    log.workoutSummary = log.summary(at: now)
    return log
  }

  public var hasItsSummary: Bool {
    workoutSummary.map { $0 == summary(at: $0.lastUpdated ?? Instant(milliseconds: 0)) } ?? false
  }

  public var references: [Reference] {
    // A workout outlives the program it is a day of.
    exercises.map { Reference(exercise: $0.exerciseId, embedding: $0.exerciseMetadata) }
      + (programId.map { [Reference(to: .programs, $0, isBinding: false)] } ?? [])
  }

  public func embedding(
    _ copy: (_ exercise: String, _ present: ExerciseMetadata?) -> ExerciseMetadata?
  ) -> WorkoutLog {
    var log = self
    for place in log.exercises.indices {
      let entry = log.exercises[place]
      log.exercises[place].exerciseMetadata = copy(entry.exerciseId, entry.exerciseMetadata)
    }
    return log
  }

  public var mayHoldRemovals: Bool {
    removal != nil || !removedExercises.isEmpty || exercises.contains { !$0.removedSets.isEmpty }
  }

  public var latestStamp: Stamp? {
    let ofEntries = exercises.lazy.flatMap { entry in
      [entry.stamps.latest, entry.removedSets.values.map(\.at).max()]
        + entry.sets.map(\.stamps.latest)
    }
    let own = [stamps.latest, removal?.at, removedExercises.values.map(\.at).max()]
    return (own + ofEntries).compactMap(\.self).max()
  }

  public func rows(_ whole: String, _ limit: RowLimit) -> [String] {
    guard exercises.count > limit.exercises || whole.utf8.count > limit.bytes else {
      return [whole]
    }
    var portions: [[LoggedExercise]] = []
    var size = 0
    for exercise in exercises {
      let bytes = exercise.element.encoded().utf8.count
      if portions.isEmpty || portions[portions.count - 1].count >= limit.exercises
        || size + bytes > limit.bytes
      {
        portions.append([])
        size = 0
      }
      portions[portions.count - 1].append(exercise)
      size += bytes
    }
    var head = self
    head.exercises = []
    let parts = portions.map { portion in
      WorkoutLog(id: id, userId: userId, date: date, weightUnit: weightUnit, exercises: portion)
    }
    return [head.json()] + parts.map { $0.json() }
  }

  public func joined(with rows: ArraySlice<[UInt8]>) throws(WireError) -> WorkoutLog {
    var log = self
    for row in rows { log.exercises += try WorkoutLog(json: row).exercises }
    return log
  }
}
