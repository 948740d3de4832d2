import Catalog
import Store
import Sync
import Testing
import Training
import Upkeep

@testable import Logbook

@Suite struct HealthVerbTests {
  private func status(_ kind: HealthPage.Kind, _ page: HealthPage) -> HealthPage.Status? {
    page.components.first { $0.kind == kind }?.status
  }

  private func session(_ gym: Gym, _ milliseconds: Double) -> ScreenMetrics {
    var session = ScreenMetrics(began: gym.now)
    for _ in 0..<3 { session.times["Log", default: TimeSpread()].add(milliseconds) }
    session.answers = 3
    return session
  }

  @Test func aLogThatWasJustBegunIsHealthyAndOneWithHistoryWantsABackup() throws {
    let gym = try Gym()
    #expect(gym.logbook.health().status == .healthy)
    try gym.train("100x5")
    let page = gym.logbook.health()
    #expect(status(.backups, page) == .degraded)
    #expect(status(.reads, page) == .healthy)
    #expect(gym.logbook.health(deep: true).isDeep)
  }

  @Test func healthReadsNoExerciseAndNothingOfTheCatalogue() throws {
    let gym = try Gym()
    try gym.train("100x5")
    let (before, documents) = (gym.reads.count, gym.store.reads.all)
    _ = gym.logbook.health()
    #expect(gym.reads.count == before)
    #expect(gym.store.reads.all == documents)
  }

  @Test func whatTheScreensMeasuredIsKeptWithItsAlerts() throws {
    let gym = try Gym()
    try gym.logbook.keepMetrics(session(gym, 2600), within: 100)
    let page = gym.logbook.health()
    #expect(status(.speed, page) == .degraded)
    #expect(status(.risk, page) == .unhealthy)
    #expect(page.alerts.map(\.metric) == ["time of a page"])
    #expect(page.alerts.map(\.level) == [.critical])
    // It is no step: there is nothing to undo.
    #expect(throws: StoreError.nothingToUndo) { try gym.logbook.undo() }
  }

  @Test func nothingIsKeptWhereNothingWasMeasured() throws {
    let gym = try Gym()
    try gym.logbook.keepMetrics(ScreenMetrics(began: gym.now), within: 100)
    #expect(!gym.store.hasWritten)
  }

  @Test func aConflictThatWaitsIsCountedOnce() throws {
    let gym = try Gym()
    try gym.logbook.setUpSync(location: "/tmp/dump.json", strategy: .userPrompt)
    let page = gym.logbook.health()
    #expect(page.components.first { $0.kind == .sync }?.error == nil)
    #expect(status(.sync, page) == .degraded)
  }
}
