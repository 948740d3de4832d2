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
  /// out again on the fresh document. An edit that finds nothing to do writes nothing.
  public func edit(_ logId: String, _ edit: LogEdit) throws -> Edited {
    try change(logId) { log, now in
      var result = try log.applying(edit, at: now, makeID: { self.surroundings.elementID() })
      if case .addExercise = edit { try self.giveBodyWeight(to: &result) }
      if case .swapExercise = edit { try self.giveBodyWeight(to: &result) }
      return result
    } alongside: { transaction, before, after in
      switch edit {
      case .logSet(let entry, _, _), .logSets(let entry, _, _):
        try self.startRest(of: entry, before, after, transaction)
      case .finish: try self.endRest(of: logId, transaction)
      default: break
      }
    }
  }

  private func change(
    _ logId: String, _ body: (WorkoutLog, Instant) throws -> EditResult,
    alongside: (Transaction, _ before: WorkoutLog, _ after: WorkoutLog) throws -> Void
  ) throws -> Edited {
    try retrying {
      let now = surroundings.now()
      guard let present = try store.read({ try $0.document(WorkoutLog.self, logId) }) else {
        throw LogbookError.noWorkout(id: logId)
      }
      var result = try body(present.document, now)
      guard result.log != present.document else {
        let page = try store.read { try self.page(present, $0) }
        return Edited(page: page, message: result.message, focus: Self.focus(result))
      }
      if !isFresh(result.log) { result.log = try store.read { try refreshed(result.log, $0) } }
      return try store.write(Step(result.message), at: now) { transaction in
        let stored = try transaction.put(result.log, expecting: present.version)
        try alongside(transaction, present.document, stored.document)
        return Edited(
          page: try self.page(stored, transaction.reader), message: result.message,
          focus: Self.focus(result))
      }
    }
  }

  private static func focus(_ result: EditResult) -> (entry: String, set: String?)? {
    result.focus.map { ($0.entry, $0.set) }
  }

  /// The new entry with the body weight of the workout's day, where its type needs one.
  private func giveBodyWeight(to result: inout EditResult) throws {
    guard let place = result.log.exercises.firstIndex(where: { $0.id == result.focus?.entry }),
      result.log.exercises[place].bodyweight == nil
    else { return }
    let (entry, date) = (result.log.exercises[place], result.log.date)
    result.log.exercises[place] = try store.read { try withBodyWeight(entry, on: date, $0) }
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
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw LogbookError.implausible(
        what: "Making an exercise", value: name, advice: "Give it a name.")
    }
    let metadata = ExerciseMetadata(
      name: name, primaryMuscleGroup: group, exerciseType: type, revision: 1)
    let id = surroundings.documentID()
    let now = surroundings.now()
    return try store.write(Step("\(name) made and added"), at: now) { transaction in
      guard let present = try transaction.read(WorkoutLog.self, logId) else {
        throw LogbookError.noWorkout(id: logId)
      }
      let reader = transaction.reader
      let exercise = Exercise(id: id, userId: try self.athlete(transaction), metadata: metadata)
      try transaction.put(exercise, expecting: nil)
      let sets = Position.sequence(ProgramExercise.usualSets).map {
        LoggedSet(id: self.surroundings.elementID(), unit: self.preferences.unit, position: $0)
      }
      var result = try present.document.applying(
        .addExercise(
          exerciseId: id, metadata: exercise.embedded(at: now), sets: sets, after: entry),
        at: now, makeID: { self.surroundings.elementID() })
      result.log.exercises = try result.log.exercises.map {
        $0.exerciseId == id ? try self.withBodyWeight($0, on: result.log.date, reader) : $0
      }
      result.log = try self.refreshed(result.log, reader)
      let stored = try transaction.put(result.log, expecting: present.version)
      return Edited(
        page: try self.page(stored, reader), message: result.message, focus: Self.focus(result))
    }
  }

  /// Finishes a workout. What it came to is told; planned sets that were not done are taken out.
  ///
  /// - Parameter keepsDayOpen: Whether the program's day is still to be done.
  public func finish(_ logId: String, keepsDayOpen: Bool = false) throws -> FinishPage {
    guard let before = try store.read({ try $0.document(WorkoutLog.self, logId) })?.document else {
      throw LogbookError.noWorkout(id: logId)
    }
    let open = before.exercises.reduce(0) { $0 + $1.sets.count { !$0.completed } }
    let log = try edit(logId, .finish(keepsDayOpen: keepsDayOpen)).page.log
    return FinishPage(
      log: log, sets: log.countedSetCount, openSets: open, volume: log.volume,
      minutes: log.durationMilliseconds.map { Double($0) / 60_000 },
      records: try store.read { try $0.records(ofWorkout: logId) })
  }

  /// Deletes a workout, logged sets and all. Undo brings it back.
  public func discard(_ logId: String) throws -> String {
    let now = surroundings.now()
    return try store.write(Step("Workout deleted"), at: now) { transaction in
      guard let log = try transaction.read(WorkoutLog.self, logId)?.document else {
        throw LogbookError.noWorkout(id: logId)
      }
      try transaction.delete(
        .workoutLogs, logId, why: log.isWorkoutFinished ? .delete : .discard)
      try self.endRest(of: logId, transaction)
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

  /// Starts the timer where a set was logged just now in the workout under way: not where one was corrected, nor in a
  /// workout of another day, nor before the partner's turn in a superset.
  private func startRest(
    of entry: String, _ before: WorkoutLog, _ after: WorkoutLog, _ transaction: Transaction
  ) throws {
    guard !after.isWorkoutFinished, after.startedAt != nil,
      let place = after.exercises.firstIndex(where: { $0.id == entry }),
      before.loggedSets(of: entry) < after.loggedSets(of: entry), !after.partnerIsNext(at: place),
      try transaction.reader.unfinishedWorkout()?.id == after.id
    else { return }
    let exercise = after.exercises[place]
    let seconds = exercise.restSeconds ?? preferences.restSeconds
    try transaction.setFact(
      .rest, seconds > 0 ? Self.restText(transaction.now, seconds, after.id) : nil)
  }

  private func endRest(of logId: String, _ transaction: Transaction) throws {
    if try rest(transaction.reader)?.logId == logId { try transaction.setFact(.rest, nil) }
  }

  /// Starts the rest timer over with this many seconds, or ends it.
  public func setRest(_ logId: String, seconds: Double?) throws -> LogPage? {
    let now = surroundings.now()
    let rest = seconds.flatMap { $0 > 0 ? Self.restText(now, $0, logId) : nil }
    try store.setFact(.rest, rest)
    return try logPage(id: logId)
  }

  private static func restText(_ start: Instant, _ seconds: Double, _ logId: String) -> String {
    "\(start.milliseconds) \(seconds.shortText) \(logId)"
  }
}

extension WorkoutLog {
  /// Whether a later exercise of the same superset has had fewer sets: its turn comes before the rest.
  fileprivate func partnerIsNext(at place: Int) -> Bool {
    guard let turn = superset(at: place) else { return false }
    let done = exercises[place].sets.count(where: \.completed)
    return turn.contains { partner in
      partner > place && exercises[partner].sets.contains { !$0.completed }
        && exercises[partner].sets.count(where: \.completed) < done
    }
  }

  fileprivate func loggedSets(of entry: String) -> Int {
    exercises.first { $0.id == entry }?.sets.count(where: \.completed) ?? 0
  }
}
