public import Store
import Training

extension Logbook {
  /// Takes back the last step. Returns what it was.
  public func undo() throws -> UndoneStep { try store.undo(at: surroundings.now()) }

  /// Does again what was taken back last. Returns what it was.
  public func redo() throws -> UndoneStep { try store.redo(at: surroundings.now()) }

  public func journal(limit: Int) throws -> [JournalStep] {
    try store.read { try $0.journal(limit: limit) }
  }

  // MARK: Upkeep of the store

  /// Milliseconds between two compactions of the journal: a day.
  private static let interval: Int64 = 86_400_000
  /// A clock is believed once as many days of the journal bear it out: one edit made with a clock that is years ahead
  /// must not make all of the history old.
  private static let daysBelieved = 3

  /// What is done now and then, when nothing else is: journal rows of more than 90 days ago are compacted, once a day.
  ///
  /// - Parameter limit: How many documents are compacted at most, so that nobody waits for it.
  /// - Returns: Whether some are left.
  @discardableResult
  public func tidy(limit: Int = 50) throws -> Bool {
    guard store.readOnlyReason == nil else { return false }
    let now = surroundings.now()
    // Asked first, as it is asked after every command: the days are counted only where it is due.
    let last = try store.read { try $0.fact(.foldedAt).flatMap { Int64($0) } ?? 0 }
    // A clock that was ahead at the last compaction does not prevent the next.
    guard (now.milliseconds - last).magnitude > Self.interval.magnitude else { return false }
    let days = try store.read { try $0.journalDays(upTo: now, limit: Self.daysBelieved) }
    guard days.count == Self.daysBelieved, let believed = days.last else { return false }
    if try store.compact(at: believed, limit: limit) > 0 { return true }
    try store.setFact(.foldedAt, "\(now.milliseconds)")
    return false
  }
}
