import Store
import Sync
import Testing
import Training
import Wire

@testable import Upkeep

/// Each component in each of its states.
@Suite struct CheckupTests {
  private static let now = Instant(milliseconds: 1_795_456_800_000)
  private let store: Store

  init() throws { store = try .inMemory() }

  private struct Trouble: Error {}

  private func ago(days: Double) -> Instant { Self.now.advanced(bySeconds: -days * 86_400) }

  private func checkup(
    deep: Bool = false, session: ScreenMetrics? = nil,
    conflicts: @escaping () throws -> Int = { 0 }
  ) -> Checkup {
    Checkup(
      of: store, at: Self.now, isDeep: deep, session: session, waitingConflicts: conflicts,
      sentence: { ($0 as? StoreError)?.sentence ?? "Looking failed." })
  }

  private func component(
    _ kind: HealthPage.Kind, deep: Bool = false, session: ScreenMetrics? = nil,
    conflicts: @escaping () throws -> Int = { 0 }
  ) throws -> HealthPage.Component {
    let page = checkup(deep: deep, session: session, conflicts: conflicts).page()
    return try #require(page.components.first { $0.kind == kind })
  }

  private func note(_ kind: String, _ text: String) throws {
    try store.note(NoteKind(kind, most: 10), text, at: Self.now)
  }

  /// A workout with so many entries, with their metadata or without, and a note of so many characters.
  private func train(_ id: String, with embedded: Int, without raw: Int = 0, note: Int = 0) throws {
    let bench = ExerciseMetadata(name: "Bench Press", primaryMuscleGroup: .chest)
    let entries = (0..<embedded + raw).map { index in
      LoggedExercise(
        id: "e\(index)", exerciseId: "bench\(index)",
        exerciseMetadata: index < embedded ? bench : nil,
        sets: [LoggedSet(id: "s", weight: 100, reps: 5, completed: true, position: "a")],
        position: "\(index)")
    }
    var log = WorkoutLog(
      id: id, userId: "u", name: "Day", date: LocalDate(dayNumber: 20_089), exercises: entries)
    log.notes = String(repeating: "x", count: note)
    try store.write(Step("Put"), at: Self.now) { try $0.put(log, expecting: nil) }
  }

  // MARK: Whole

  @Test func anEmptyLogIsHealthy() {
    let page = checkup().page()
    #expect(page.status == .healthy, "\(page)")
    #expect(page.components.map(\.kind) == HealthPage.Kind.allCases)
  }

  @Test func aLookLeavesNothingBehind() throws {
    let before = try store.dataVersion()
    _ = checkup(deep: true).page()
    #expect(try store.read { try $0.notes(NoteKind("trial", most: 1)) } == [])
    #expect(try store.dataVersion() == before)
  }

  @Test func aCheckThatFailsIsUnhealthyWithItsErrorAndTheOthersGoOn() throws {
    try store.setSyncLink(SyncLink(location: "/tmp/dump.json"))
    let page = checkup(conflicts: { throw Trouble() }).page()
    #expect(page.status == .unhealthy)
    let failed = page.components.filter { $0.error != nil }
    #expect(failed.map(\.kind) == [.sync])
    #expect(failed.first?.error == "Looking failed.")
    #expect(failed.first?.status == .unhealthy)
  }

  @Test func aStoreThatAnswersNothingIsUnhealthyInAllThatAsksIt() throws {
    try store.close()
    let page = checkup().page()
    #expect(page.status == .unhealthy)
    let failed = page.components.filter { $0.error?.contains("it is closed") == true }
    #expect(failed.map(\.kind) == HealthPage.Kind.allCases.filter { $0 != .risk })
  }

  // MARK: The file

  @Test func theFileIsLookedThroughOnlyWhenAsked() throws {
    #expect(try !component(.database).facts.contains { $0.name == "the whole file" })
    let deep = try component(.database, deep: true)
    #expect(deep.facts.contains { $0.figure == .text("sound") })
    #expect(deep.status == .healthy)
  }

  @Test func documentsAreLargeFrom800KBAndHugeFrom900KB() throws {
    try train("small", with: 1)
    #expect(
      try component(.sizes).facts.map(\.figure) == [.bytes(Reader.unlistedBytes)])
    try train("middling", with: 1, note: 100 * 1024)
    #expect(try component(.sizes).status == .healthy)
    try train("large", with: 1, note: 820 * 1024)
    let large = try component(.sizes)
    #expect(large.status == .degraded)
    #expect(large.findings.map(\.words.count) != [] && large.findings[0].words.contains("large"))
    try train("huge", with: 1, note: 930 * 1024)
    let huge = try component(.sizes)
    #expect(huge.status == .unhealthy)
    #expect(huge.findings.map(\.status) == [.unhealthy, .degraded])
  }

  // MARK: What was left word of

  private func check(
    low: Int = 0, medium: Int = 0, high: Int = 0, missing: Int = 0, orphans: Int = 0,
    broken: Int = 0, consistency: Double = 100, error: String? = nil
  ) -> String {
    let error = error.map { ",\"error\":\"\($0)\"" } ?? ""
    return """
      {"at":\(ago(days: 1).milliseconds),"depth":"quick","documents":100,
      "inconsistencies":{"low":\(low),"medium":\(medium),"high":\(high)},"missing":\(missing),
      "orphans":\(orphans),"broken":\(broken),"consistency":\(consistency),
      "direction":"stable"\(error)}
      """
  }

  @Test func aLogThatWasNeverCheckedNorBackedUpIsDegraded() throws {
    try train("a", with: 1)
    let page = checkup().page()
    let degraded = page.components.filter { $0.status == .degraded }
    #expect(degraded.map(\.kind) == [.data, .backups])
    #expect(degraded.flatMap(\.findings).map(\.command) == ["tonnage check", "tonnage backup"])
  }

  @Test func theNewestCheckSaysHowTheDataIs() throws {
    let cases: [(String, HealthPage.Status)] = [
      (check(), .healthy), (check(low: 3), .healthy), (check(medium: 1), .degraded),
      (check(high: 1), .degraded), (check(missing: 2), .degraded), (check(orphans: 1), .degraded),
      (check(broken: 1), .unhealthy), (check(low: 5, consistency: 94.9), .unhealthy),
      (check(low: 5, consistency: 96), .unhealthy), (check(error: "no list"), .unhealthy),
    ]
    for (text, status) in cases {
      try note("check", text)
      // 4 % of at most 5 % is no finding yet; it is a risk.
      let expected = text.contains("\"consistency\":96") ? HealthPage.Status.healthy : status
      #expect(try component(.data).status == expected, "\(text)")
    }
    #expect(
      try component(.data).findings.first?.words == "the last check failed: no list")
  }

  @Test func aBackupIsTooOldAfterSevenDays() throws {
    try train("a", with: 1)
    func backup(_ id: String, days: Double, state: String) throws {
      try note(
        "backup",
        "{\"id\":\"\(id)\",\"at\":\(ago(days: days).milliseconds),\"state\":\"\(state)\"}")
    }
    try backup("old", days: 9.5, state: "verified")
    #expect(try component(.backups).findings.map(\.words) == ["the last is 9 days old"])
    try backup("new", days: 6.9, state: "verified")
    #expect(try component(.backups).status == .healthy)
    // What became of it later counts.
    try backup("new", days: 6.9, state: "broken")
    #expect(try component(.backups).status == .degraded)
    try backup("old", days: 9.5, state: "removed")
    #expect(try component(.backups).findings.map(\.words) == ["none of them is good"])
    // Made before the clock was put back.
    try backup("ahead", days: -3, state: "verified")
    #expect(try component(.backups).status == .healthy)
  }

  @Test func syncsAgeAndConflictsWait() throws {
    #expect(try component(.sync).status == .healthy)
    var link = SyncLink(location: "/tmp/dump.json")
    try store.setSyncLink(link)
    #expect(try component(.sync).findings.map(\.words) == ["it was never synced"])
    link.syncedAt = ago(days: 8)
    try store.setSyncLink(link)
    #expect(try component(.sync).findings.map(\.words) == ["the last was 8 days ago"])
    link.syncedAt = ago(days: 6)
    try store.setSyncLink(link)
    #expect(try component(.sync).status == .healthy)
    let waiting = try component(.sync, conflicts: { 2 })
    #expect(waiting.findings.map(\.words) == ["2 conflicts wait"])
    #expect(waiting.findings.first?.keys == "gs")
  }

  @Test(arguments: ["", "[]", "7", "{}", "{\"at\":\"soon\",\"state\":4}"])
  func notesThatCannotBeReadArePassedOver(text: String) throws {
    for kind in ["check", "backup", "metric", "alert"] { try note(kind, text) }
    let page = checkup().page()
    #expect(page.components.allSatisfy { $0.error == nil })
    #expect(page.alerts == [])
  }

  // MARK: Reads and speed

  @Test func readsAreHealthyFrom85PercentAndDegradedFrom70() throws {
    let cases: [(Int, Int, HealthPage.Status)] = [
      (85, 15, .healthy), (84, 16, .degraded), (70, 30, .degraded), (69, 31, .unhealthy),
    ]
    for (met, missing, status) in cases {
      let store = try CheckupTests()
      try store.train("a", with: met, without: missing)
      #expect(try store.component(.reads).status == status, "\(met) of 100")
    }
  }

  private func session(
    _ milliseconds: Double, answers: Int = 1000, failures: Int = 0
  ) -> ScreenMetrics {
    var session = ScreenMetrics(began: ago(days: 0.01))
    session.ended = Self.now
    for _ in 0..<5 { session.times["Log", default: TimeSpread()].add(milliseconds) }
    session.answers = answers
    session.failures = failures
    return session
  }

  @Test func screensAreJudgedByTimeAndErrors() throws {
    let cases: [(ScreenMetrics, HealthPage.Status)] = [
      (session(5), .healthy), (session(1800), .healthy), (session(2500), .degraded),
      (session(5000), .unhealthy), (session(5, failures: 10), .healthy),
      (session(5, failures: 15), .degraded), (session(5, failures: 21), .unhealthy),
      // Too few to tell.
      (session(5, answers: 99, failures: 99), .healthy),
    ]
    for (session, status) in cases {
      #expect(try component(.speed, session: session).status == status, "\(session)")
    }
  }

  @Test func sessionsThatWereLeftCountToo() throws {
    try session(2500).keep(in: store, with: [], within: 100)
    let speed = try component(.speed)
    #expect(speed.status == .degraded)
    #expect(speed.findings.first?.words.hasPrefix("Log takes 2") == true)
    #expect(try component(.speed, session: session(1)).facts.first?.name == "Log")
  }

  // MARK: Risk

  @Test func riskIsAValueOverItsThreshold() {
    let levels = [0, 0.59, 0.6, 0.79, 0.8, 0.94, 0.95, 7].map { HealthPage.Level(share: $0) }
    #expect(
      levels == [.low, .low, .medium, .medium, .high, .high, .critical, .critical])
  }

  @Test func riskFollowsTheWorstValueOfEachArea() throws {
    try note("check", check(low: 4, consistency: 95.8))
    let risk = try component(.risk, session: session(1300))
    #expect(risk.status == .degraded)
    #expect(
      risk.findings.map(\.words) == [
        "data integrity: high, by documents that disagree with the exercise list"
      ])
    let levels = risk.facts.compactMap { fact -> String? in
      guard case .share(_, let level) = fact.figure else { return nil }
      return "\(fact.name): \(level.rawValue)"
    }
    #expect(
      levels == [
        "data integrity: high", "performance: medium", "user experience: low",
        "system stability: low",
      ])
  }

  // MARK: Alerts

  @Test func anAlertIsGivenOnceADayAndWhenItGetsWorse() throws {
    func alerts(_ milliseconds: Double) throws -> [String] {
      let due = checkup(session: session(milliseconds)).dueAlerts()
      try ScreenMetrics(began: Self.now).keep(in: store, with: due, within: 100)
      #expect(due.allSatisfy { !$0.recommendation.isEmpty })
      return due.map { "\($0.metric): \($0.severity.rawValue)" }
    }
    #expect(try alerts(5) == [])
    #expect(try alerts(1300) == ["time of a page: medium"])
    #expect(try alerts(1300) == [])
    #expect(try alerts(1700) == ["time of a page: high"])
    #expect(try alerts(9000) == ["time of a page: critical"])
    #expect(checkup().page().alerts.map(\.level) == [.critical, .high, .medium])
  }

  @Test func alertsAreBounded() throws {
    let alert = AlertNote(
      at: Self.now, metric: "m", value: 1, threshold: 1, severity: .high, recommendation: "r")
    for _ in 0..<130 { try store.note(.alert, alert.text, at: Self.now) }
    #expect(try store.read { try $0.notes(.alert) }.count == 100)
    #expect(checkup().page().alerts.count == 5)
  }
}
