import Store
public import Training
public import Upkeep

extension Logbook {
  /// How the store is. It never fails: what cannot be looked at is unhealthy, with the reason.
  ///
  /// - Parameters:
  ///   - deep: Whether the whole file is looked through too, which takes as long as reading it.
  ///   - session: What the screens that are open have measured so far.
  public func health(deep: Bool = false, session: ScreenMetrics? = nil) -> HealthPage {
    checkup(deep: deep, session: session).page()
  }

  /// Keeps what was measured while the screens were open, and tells of what came near its threshold. Nothing where
  /// nothing was measured, or nothing can be written.
  ///
  /// - Parameter patience: How long to wait for another writer, in milliseconds.
  public func keepMetrics(_ session: ScreenMetrics, within patience: Int) throws {
    guard !session.isEmpty, store.readOnlyReason == nil else { return }
    let alerts = checkup(session: session).dueAlerts()
    try session.keep(in: store, with: alerts, within: patience)
  }

  private func checkup(deep: Bool = false, session: ScreenMetrics?) -> Checkup {
    Checkup(
      of: store, at: surroundings.now(), isDeep: deep, session: session,
      waitingConflicts: { [store] in
        ConflictGroups.waitingCount(try store.conflicts(limit: 0))
      },
      sentence: { sentence(of: $0) })
  }
}
