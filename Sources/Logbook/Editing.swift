import Store
public import Training

/// An edit that is on disk.
public struct Edited: Sendable {
  public var page: LogPage
  /// What was done, in a short sentence.
  public var message: String
  /// Where the cursor belongs now.
  public var focus: (entry: String, set: String?)?
}

extension Logbook {
  /// How often a write that met a stale document is tried again.
  static let staleRetries = 3
  /// Milliseconds before the first of them; doubled each time.
  static let firstPause = 100

  /// Tries again on the fresh document where someone else wrote first.
  func retrying<Result>(_ body: () throws -> Result) throws -> Result {
    var pause = Self.firstPause
    for _ in 0..<Self.staleRetries {
      do {
        return try body()
      } catch StoreError.stale {
        surroundings.pause(pause)
        pause *= 2
      }
    }
    return try body()
  }

  /// Applies an edit to a workout and writes it as one step.
  ///
  /// The edit is worked out on the document as it was read, before the store's lock is taken; a stale one is worked
  /// out again on the fresh document.
  public func edit(_ logId: String, _ edit: LogEdit) throws -> Edited {
    try change(logId) { log, now in
      try log.applying(edit, at: now, makeID: { self.surroundings.elementID() })
    } alongside: { transaction, log in
      if case .logSet(let entry, let set, _) = edit {
        try self.startRest(after: set, of: entry, in: log, transaction)
      }
    }
  }

  private func change(
    _ logId: String, _ body: (WorkoutLog, Instant) throws -> EditResult,
    alongside: (Transaction, WorkoutLog) throws -> Void = { _, _ in }
  ) throws -> Edited {
    try retrying {
      let now = surroundings.now()
      guard let present = try store.read({ try $0.document(WorkoutLog.self, logId) }) else {
        throw LogbookError.noWorkout(id: logId)
      }
      var result = try body(present.document, now)
      result.log = try withFreshMetadata(result.log)
      return try store.write(Step(result.message), at: now) { transaction in
        let stored = try transaction.put(result.log, expecting: present.version)
        try alongside(transaction, stored.document)
        return Edited(
          page: try self.page(stored, transaction.reader), message: result.message,
          focus: result.focus.map { ($0.entry, $0.set) })
      }
    }
  }

  /// The document is being written: stale copies are taken anew from their exercises.
  private func withFreshMetadata(_ log: WorkoutLog) throws -> WorkoutLog {
    let now = surroundings.now()
    guard !log.isWorkoutFinished, log.exercises.contains(where: { !$0.metadata.isFresh(at: now) })
    else { return log }
    var log = log
    try store.read { reader in
      for index in log.exercises.indices {
        log.exercises[index].exerciseMetadata = try refreshed(log.exercises[index], reader)
      }
    }
    return log
  }

  /// Adds an exercise, prefilled from its last session.
  public func addExercise(_ exerciseId: String, to logId: String, after entry: String?) throws
    -> Edited
  {
    let (metadata, sets) = try newEntry(exerciseId, logId)
    return try edit(
      logId,
      .addExercise(exerciseId: exerciseId, metadata: metadata, sets: sets, after: entry))
  }

  /// Puts another exercise in the place of an entry, prefilled from its last session.
  public func swapExercise(_ entry: String, in logId: String, for exerciseId: String) throws
    -> Edited
  {
    let (metadata, sets) = try newEntry(exerciseId, logId)
    return try edit(
      logId,
      .swapExercise(entry: entry, exerciseId: exerciseId, metadata: metadata, sets: sets))
  }

  private func newEntry(_ exerciseId: String, _ logId: String) throws -> (
    ExerciseMetadata, [LoggedSet]
  ) {
    try store.read { reader in
      guard let log = try reader.document(WorkoutLog.self, logId)?.document else {
        throw LogbookError.noWorkout(id: logId)
      }
      guard let metadata = try metadata(exerciseId, reader) else {
        throw LogbookError.unknownExercise(name: exerciseId, suggestions: [])
      }
      let past = try reader.history(of: exerciseId, before: log).lastSets
      let positions = Position.sequence(past.isEmpty ? ProgramExercise.usualSets : past.count)
      let sets = positions.enumerated().map { index, position in
        let last = past.isEmpty ? nil : past[index]
        return LoggedSet(
          id: surroundings.elementID(), kind: last?.kind ?? .working, weight: last?.weight,
          unit: last?.unit ?? preferences.unit, reps: last?.reps, seconds: last?.seconds,
          distance: last?.distance, distanceUnit: last?.distanceUnit ?? .meters,
          position: position)
      }
      return (metadata, sets)
    }
  }

  /// Makes an exercise of the athlete's own and adds it to a workout, in one step.
  public func createExercise(
    name: String, group: MuscleGroup, type: ExerciseType, addTo logId: String, after entry: String?
  ) throws -> Edited {
    let metadata = ExerciseMetadata(
      name: name, primaryMuscleGroup: group, exerciseType: type, revision: 1)
    let id = surroundings.documentID()
    return try retrying {
      let now = surroundings.now()
      return try store.write(Step("\(name) made and added"), at: now) { transaction in
        guard let present = try transaction.read(WorkoutLog.self, logId) else {
          throw LogbookError.noWorkout(id: logId)
        }
        let exercise = Exercise(
          id: id, userId: try self.athlete(transaction), metadata: metadata)
        try transaction.put(exercise, expecting: nil)
        let sets = Position.sequence(ProgramExercise.usualSets).map {
          LoggedSet(id: self.surroundings.elementID(), unit: self.preferences.unit, position: $0)
        }
        let result = try present.document.applying(
          .addExercise(
            exerciseId: id, metadata: exercise.embedded(at: now), sets: sets, after: entry),
          at: now, makeID: { self.surroundings.elementID() })
        let stored = try transaction.put(result.log, expecting: present.version)
        return Edited(
          page: try self.page(stored, transaction.reader), message: result.message,
          focus: result.focus.map { ($0.entry, $0.set) })
      }
    }
  }

  /// Finishes a workout. What it came to is told; planned sets that were not done are taken out.
  public func finish(_ logId: String) throws -> FinishPage {
    guard let before = try store.read({ try $0.document(WorkoutLog.self, logId) })?.document else {
      throw LogbookError.noWorkout(id: logId)
    }
    let open = before.exercises.reduce(0) { $0 + $1.sets.count { !$0.completed } }
    let edited = try change(logId) { log, now in
      try log.applying(.finish, at: now, makeID: { self.surroundings.elementID() })
    } alongside: { transaction, _ in
      try transaction.setFact(.rest, nil)
    }
    let log = edited.page.log
    return FinishPage(
      log: log, sets: log.countedSetCount, openSets: open, volume: log.volume,
      minutes: log.durationMilliseconds.map { Double($0) / 60_000 },
      records: try store.read { try $0.records(ofWorkout: logId) })
  }

  /// Deletes a workout, logged sets and all. Undo brings it back.
  public func discard(_ logId: String) throws -> String {
    let now = surroundings.now()
    return try store.write(Step("Workout deleted"), at: now) { transaction in
      try transaction.delete(.workoutLogs, logId)
      if try self.rest(transaction.reader)?.logId == logId { try transaction.setFact(.rest, nil) }
      return "Workout deleted."
    }
  }

  // MARK: The rest timer

  /// The rest timer that runs or has run out; nil where none was started.
  func rest(_ reader: Reader) throws -> RestTimer? {
    guard let text = try reader.fact(.rest) else { return nil }
    let fields = text.split(separator: " ", maxSplits: 2)
    guard fields.count == 3, let start = Int64(fields[0]), let seconds = Double(fields[1]) else {
      return nil
    }
    return RestTimer(
      logId: String(fields[2]), startedAt: Instant(milliseconds: start), duration: seconds)
  }

  /// The rest timer that runs; nil where none does.
  public func runningRest() throws -> RestTimer? { try store.read { try rest($0) } }

  private func startRest(
    after set: String, of entry: String, in log: WorkoutLog, _ transaction: Transaction
  ) throws {
    guard !log.isWorkoutFinished, let exercise = log.exercises.first(where: { $0.id == entry })
    else { return }
    let seconds = exercise.restSeconds ?? preferences.restSeconds
    try transaction.setFact(
      .rest, seconds > 0 ? Self.restText(transaction.now, seconds, log.id) : nil)
  }

  /// Starts the rest timer over with this many seconds, or ends it.
  public func setRest(_ logId: String, seconds: Double?) throws -> LogPage? {
    let now = surroundings.now()
    try store.setFact(.rest, seconds.map { Self.restText(now, $0, logId) })
    return try logPage(id: logId)
  }

  private static func restText(_ start: Instant, _ seconds: Double, _ logId: String) -> String {
    "\(start.milliseconds) \(seconds.shortText) \(logId)"
  }
}
