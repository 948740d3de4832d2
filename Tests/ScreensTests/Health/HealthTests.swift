import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct HealthTests {
  private typealias Component = HealthPage.Component
  private typealias Fact = HealthPage.Fact
  private typealias Finding = HealthPage.Finding

  private func gym(_ page: HealthPage? = Self.page(), _ shared: Shared = logShared()) -> AppGym {
    var gym = AppGym(shared)
    gym.press("gH")
    if let page { gym.receive(.health(page)) }
    gym.sent = []
    return gym
  }

  private static func page(
    data: [Finding] = [], reads: String? = nil, backups: [Finding] = [], sync: [Finding] = [],
    alerts: [HealthPage.Alert] = [], isDeep: Bool = false
  ) -> HealthPage {
    HealthPage(
      at: logNow,
      components: [
        Component(
          .database,
          facts: [
            Fact("answers", .milliseconds(0.1234), isHeadline: true),
            Fact(
              "writes", .milliseconds(0.62), limit: .atMost(.milliseconds(1000)), isHeadline: true),
            Fact("the file takes", .bytes(27_795_456)),
            Fact("its log takes", .bytes(4_100_000), limit: .atMost(.bytes(64 << 20))),
            Fact(
              "free", .bytes(69 << 30), limit: .atLeast(.bytes(100 << 20)),
              isHeadline: true),
          ]),
        Component(
          .data,
          facts: [
            Fact("consistent", .percent(99.98), limit: .atLeast(.percent(95)), isHeadline: true),
            Fact("checked", .at(logNow.advanced(bySeconds: -7300)), isHeadline: true),
            Fact("other spellings", .count(2)),
          ], findings: data),
        Component(
          .reads,
          facts: [
            Fact(
              "from embedded copies", .percent(100), limit: .atLeast(.percent(85)),
              isHeadline: true),
            Fact("drawn as Unknown", .count(0), isHeadline: true),
          ], error: reads),
        Component(
          .speed,
          facts: [
            Fact(
              "Progress", .times(median: 1.9, p99: 4.2, count: 12),
              limit: .atMost(.milliseconds(2000)), isHeadline: true),
            Fact(
              "Log", .times(median: 1.1, p99: 3.1, count: 40), limit: .atMost(.milliseconds(2000))),
            Fact("errors", .percent(0), limit: .atMost(.percent(1)), isHeadline: true),
            Fact("throughput", .perMinute(31)),
          ]),
        Component(
          .sizes,
          facts: [
            Fact(
              "largest workout", .bytes(62_500), limit: .atMost(.bytes(800 << 10)), isHeadline: true
            )
          ]),
        Component(
          .backups,
          facts: [
            Fact("the last", .at(logNow.advanced(bySeconds: -9.5 * 86_400)), isHeadline: true),
            Fact("backups", .count(1), isHeadline: true),
          ], findings: backups),
        Component(
          .sync,
          facts: [
            Fact("dump", .text("/home/kim/Sync/tonnage.json")),
            Fact("last", .at(logNow.advanced(bySeconds: -7300)), isHeadline: true),
            Fact("conflicts", .count(0), isHeadline: true),
          ], findings: sync),
        Component(
          .risk,
          facts: [
            Fact("all areas", .text("low in all areas"), isHeadline: true),
            Fact("data integrity", .share(0.004, .low), limit: .atMost(.share(1, .critical))),
            Fact("user experience", .text("not measured yet")),
          ]),
      ], alerts: alerts, isDeep: isDeep)
  }

  private static let oldBackup = Finding(
    .degraded, "the last is 9 days old", advice: "“tonnage backup” makes one.",
    command: "tonnage backup")
  private static let conflict = Finding(
    .degraded, "2 conflicts wait", advice: "gs shows both sides; m keeps yours, t theirs.",
    command: "tonnage conflicts", keys: "gs")
  private static let damage = Finding(
    .unhealthy, "3 documents are damaged",
    advice: "“tonnage check --deep” names them, “tonnage doctor” saves what can be saved.",
    command: "tonnage doctor")
  private static let alert = HealthPage.Alert(
    at: logNow.advanced(bySeconds: -90_000), metric: "time of a page", level: .high, share: 0.85,
    recommendation: "Look for what keeps the disk busy.")

  // MARK: Its states

  @Test func healthy() throws { try gym().expectGoldens("health-healthy") }

  @Test func degraded() throws {
    var gym = gym(Self.page(backups: [Self.oldBackup], sync: [Self.conflict], alerts: [Self.alert]))
    gym.press("j", "j", "j", "j", "j")
    try gym.expectGoldens("health-degraded")
  }

  @Test func unhealthy() throws {
    var gym = gym(
      Self.page(
        data: [Self.damage],
        reads:
          "Reading the store: the file is damaged (\u{1B}[31mdatabase disk image is malformed).",
        backups: [Self.oldBackup]))
    gym.press("j", "j")
    try gym.expectGoldens("health-unhealthy")
  }

  @Test func nothingIsKnownYet() throws { try gym(nil).expectGoldens("health-none") }

  @Test func opened() throws {
    var gym = gym(Self.page(alerts: [Self.alert], isDeep: true))
    gym.press("G", "Enter")
    try gym.expectGoldens("health-open")
  }

  @Test func whileScreensAreSlow() throws {
    var gym = gym()
    gym.receive(.health(Self.page()))
    gym.sent += gym.app.handle(.slow(2400))
    gym.press("j", "j", "j")
    try gym.expectGoldens("health-slow")
  }

  // MARK: Keys

  @Test func itIsReachedByKeyAndByName() {
    var gym = AppGym()
    gym.press("gH")
    #expect(gym.sent.last == .load(.health(deep: false)))
    var typed = AppGym()
    typed.press(":")
    typed.type("health")
    typed.press("Enter")
    #expect(typed.sent.last == .load(.health(deep: false)))
  }

  @Test func tabPassesItOverAndLeadsAway() {
    #expect(!Screen.tabs.contains(.health))
    var gym = gym()
    gym.press("Tab")
    #expect(gym.app.state.screen != .health)
  }

  @Test func theFileIsLookedThroughOnce() {
    var gym = gym()
    gym.press("c")
    #expect(gym.sent == [.load(.health(deep: true))])
    #expect(gym.shows("looking through the file"))
    gym.press("c")
    #expect(gym.sent.count == 1)
    gym.receive(.health(Self.page(isDeep: true)))
    #expect(gym.shows("the whole file was looked through"))
  }

  @Test func aComponentIsOpenedScrolledAndLeft() {
    var gym = gym(Self.page(backups: [Self.oldBackup]))
    gym.press("j", "j", "j", "j", "j", "Enter")
    #expect(gym.shows("“tonnage backup” makes one.", width: 60, height: 15))
    #expect(!gym.shows("Database"))
    gym.press("j", "k", "Esc")
    #expect(gym.shows("Database"))
    gym.click(10, 4)
    #expect(gym.app.state.screens.health.focus == 1)
    gym.scroll(.wheelDown)
    #expect(gym.app.state.screens.health.focus == 2)
  }

  @Test func itIsReadAgainWhenSomethingWasWritten() {
    var gym = gym()
    gym.receive(.done(message: "Done.", changed: [.workoutLogs]))
    #expect(gym.sent.contains(.load(.health(deep: false))))
  }

  // MARK: Performance mode

  @Test func slowScreensLeaveOutPlotsAndWhatStandsBeside() {
    var gym = AppGym()
    gym.resize(120, 40)
    gym.press("gr")
    gym.receive(.progress(progressPage()))
    gym.sent = gym.app.handle(.slow(2400))
    #expect(gym.message?.hasPrefix("Pages take 2.4 s: plots and details are left out") == true)
    #expect(gym.shows("performance mode", width: 120, height: 40))
    gym.sent = []
    gym.press("j", "k", "gr")
    #expect(gym.sent == [.load(.progress)])
    gym.press("gh", "gl")
    #expect(!gym.sent.contains { if case .load(.workout) = $0 { true } else { false } })
    gym.press("gr")
    gym.sent = gym.app.handle(.slow(nil))
    #expect(gym.message == "Pages are fast again: plots and details are back.")
    #expect(gym.sent.contains(.load(.progress)))
    #expect(!gym.shows("performance mode", width: 120, height: 40))
  }

  @Test func anOpenedExerciseShowsNumbersWhileScreensAreSlow() {
    var gym = AppGym()
    gym.press("gr")
    gym.receive(.progress(progressPage()))
    gym.press("j", "j", "Enter")
    gym.receive(.exercise(benchPage(), id: benchPage().exerciseId))
    let plotted = gym.frame().lines
    _ = gym.app.handle(.slow(2400))
    #expect(gym.frame().lines != plotted)
    #expect(gym.shows("date"))
  }

  // MARK: Words

  @Test func figuresAreSpelledWithTheirUnits() {
    let text = HealthText(now: logNow)
    let cases: [(HealthPage.Figure, String)] = [
      (.milliseconds(0.04), "0 ms"), (.milliseconds(9.94), "9.9 ms"),
      (.milliseconds(1234.4), "1,234 ms"), (.milliseconds(65_000), "65 s"),
      (.bytes(512), "512 bytes"),
      (.bytes(62_500), "61 KB"), (.bytes(1_500_000), "1.4 MB"), (.bytes(3 << 40), "3 TB"),
      (.percent(99.984), "99.98 %"), (.count(12_345), "12,345"), (.perMinute(30.6), "31 a minute"),
      (.share(0.853, .high), "high, 85 %"), (.text("x"), "x"),
      (.times(median: 2, p99: 30, count: 3), "2 ms (p99 30 ms)"),
      (.at(logNow), "just now"), (.at(logNow.advanced(bySeconds: -600)), "10 min ago"),
      (.at(logNow.advanced(bySeconds: -90_000)), "25 h ago"),
      (.at(logNow.advanced(bySeconds: -9 * 86_400)), "9 days ago"),
      (.at(Instant(milliseconds: 4_102_444_800_000)), "2100-01-01 00:00 UTC"),
    ]
    for (figure, words) in cases { #expect(text.figure(figure) == words) }
  }
}
