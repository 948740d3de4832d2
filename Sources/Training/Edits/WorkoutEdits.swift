extension LogEditor {
  /// Longer than anyone trains: a workout that is finished later than this was left open.
  private static let longestWorkout = 6.0 * 3600

  mutating func noteWorkout(_ note: String) -> EditResult {
    log.notes = note
    return done(note.isEmpty ? "Workout note removed." : "Workout noted.")
  }

  mutating func rename(_ name: String) -> EditResult {
    log.name = name
    return done(name.isEmpty ? "Name removed." : "Renamed to \(name).")
  }

  /// Ends the workout; planned sets that were not done leave it, and entries left with neither sets nor a note.
  mutating func finish(keepsDayOpen: Bool) throws(EditError) -> EditResult {
    guard !log.isWorkoutFinished else { throw error(.alreadyFinished) }
    let hasLogged = log.exercises.contains { $0.sets.contains(where: \.completed) }
    guard hasLogged || !log.notes.isEmpty else { throw error(.nothingLogged) }
    log.isWorkoutFinished = true
    log.dayStaysOpen = keepsDayOpen && log.isOfProgram
    measureTime()
    for index in log.exercises.indices { log.exercises[index].sets.removeAll { !$0.completed } }
    log.exercises.removeAll { $0.sets.isEmpty && $0.notes.isEmpty }
    log.exercises.mendSupersets(makeID: makeID)
    return done(
      log.dayStaysOpen ? "Workout finished, the day stays open." : "Workout finished.")
  }

  /// A workout that was left open ends with its last set; without any set in time, when it ended is not known.
  private mutating func measureTime() {
    log.completedDate = now
    guard let start = log.startedAt else { return }
    let times = start...start.advanced(bySeconds: Self.longestWorkout)
    if !times.contains(now) {
      let ends = log.exercises.flatMap(\.sets).compactMap(\.completedAt)
      log.completedDate = ends.filter(times.contains).max()
    }
    if let end = log.completedDate {
      log.duration = (end.seconds(since: start) / 60).rounded()
    }
  }

  /// Opens a finished workout again; a time that was measured will be measured again, and finishing it decides again
  /// whether the day stays open.
  mutating func resume() throws(EditError) -> EditResult {
    guard log.isWorkoutFinished else { throw error(.notFinished) }
    log.isWorkoutFinished = false
    log.completedDate = nil
    log.dayStaysOpen = false
    if log.startedAt != nil { log.duration = nil }
    return done("Workout resumed.")
  }

  /// Moves the workout to another day.
  ///
  /// A finished one keeps its time of day and its length: its instants move by whole days, so that date, instant and
  /// offset go on telling the same day. An open one is being written down on another day than it was done: of that
  /// only the day is known, and no clock runs.
  mutating func setDate(_ date: LocalDate) -> EditResult {
    let seconds = Double(date.dayNumber - log.date.dayNumber) * 86_400
    guard seconds != 0 else { return done("The workout stays on \(date).") }
    log.date = date
    if log.isWorkoutFinished {
      log.startedAt = log.startedAt?.advanced(bySeconds: seconds)
      log.completedDate = log.completedDate?.advanced(bySeconds: seconds)
    } else {
      log.startedAt = nil
      log.utcOffset = nil
    }
    return done("Moved to \(date).")
  }
}
