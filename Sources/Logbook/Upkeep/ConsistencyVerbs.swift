import Store
import Sync
import Training
public import Upkeep
import Wire

extension Logbook {
  /// Looks whether the store is what it should be: copies of exercises against their exercises, references, completeness,
  /// and whether documents and what is derived from them are what was written.
  ///
  /// What was found is kept as a note, and an alarm beside it where too many copies differ. A check that cannot be made
  /// stops none of the others.
  ///
  /// - Parameter inPortions: Whether others are let in between, as while screens are open. What they write ends a deep
  ///   check.
  /// - Throws: A ``StoreError``; ``InspectionInterrupted``.
  public func check(_ depth: CheckDepth, inPortions: Bool = false) throws -> CheckResult {
    let report = try look(depth, inPortions: inPortions)
    do {
      try keep(report)
      return CheckResult(report: report)
    } catch {
      return CheckResult(report: report, unkept: sentence(of: error))
    }
  }

  /// Checks by itself where a check is due: a sample once a day, everything once a week. Differences that need no choice
  /// are repaired, as far as that is allowed (``RepairRules``).
  ///
  /// - Returns: What was found; nil where nothing is due, or somebody was writing meanwhile.
  @discardableResult
  public func checkIfDue() throws -> CheckReport? {
    guard store.readOnlyReason == nil, let depth = try dueDepth() else { return nil }
    let report: CheckReport
    do {
      report = try look(depth, inPortions: true, wanting: RepairRules.isPlain)
    } catch is InspectionInterrupted { return nil }
    if RepairRules.refusal(report) == nil, !report.survey.wanted.isEmpty {
      let repair = try repairPlain(report, origin: .upkeep)
      if !repair.isNothing { return report }
    }
    try keep(report)
    return report
  }

  /// Whether a check is due: a sample once a day, everything once a week.
  public func isCheckDue() throws -> Bool { try store.readOnlyReason == nil && dueDepth() != nil }

  /// What is due by the newest notes; nil where nothing is, or there is nothing to check.
  private func dueDepth() throws -> CheckDepth? {
    let now = surroundings.now()
    let notes = try store.read { reader in
      try reader.count(of: .workoutLogs) + reader.count(of: .programs) == 0
        ? nil : reader.notes(CheckNote.kind).compactMap { CheckNote($0) }
    }
    guard let notes else { return nil }
    func isDue(_ last: CheckNote?, every interval: Threshold) -> Bool {
      // A clock that was ahead at the last check does not put off the next for ever.
      guard let last else { return true }
      return Double((now.milliseconds - last.at.milliseconds).magnitude) >= interval.value
    }
    if isDue(notes.first { $0.depth == .deep }, every: Thresholds.deepInterval) { return .deep }
    return isDue(notes.first, every: Thresholds.quickInterval) ? .daily : nil
  }

  /// - Parameter wanting: Of which findings all documents are to be listed.
  func look(
    _ depth: CheckDepth, inPortions: Bool = false,
    wanting: (@Sendable (MetadataFinding) -> Bool)? = nil
  ) throws -> CheckReport {
    var failures: [FailedCheck] = []
    let masters = try masters(&failures)
    var survey = MetadataSurvey(masters, wanting: wanting)
    let inspection = try store.inspect(depth.scope, inPortions: inPortions) { survey.take($0) }
    let earlier = try store.read { reader in
      try reader.notes(CheckNote.kind, limit: Thresholds.trendChecks.count - 1)
        .compactMap { CheckNote($0)?.rate }
    }
    return CheckReport(
      at: surroundings.now(), depth: depth, survey: survey, inspection: inspection,
      failures: failures, earlier: earlier.reversed())
  }

  /// Keeps a note of a check, and an alarm where there is one.
  func keep(_ report: CheckReport) throws {
    try store.note(CheckNote.kind, report.note.text, at: report.at)
    if let alert = report.alert {
      try store.note(ConsistencyAlert.kind, alert.text, at: report.at)
    }
  }
}

/// A check as it was asked for.
public struct CheckResult: Sendable {
  public var report: CheckReport
  /// Why no note of it could be kept; nil where one is.
  public var unkept: String?
}
