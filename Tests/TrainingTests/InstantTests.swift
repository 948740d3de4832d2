import Testing
import Training

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
    ("2026-11-19T18:22:05.120Z", 1_795_112_525_120),
    ("2026-11-19T18:22:05.1209Z", 1_795_112_525_120),
    ("2026-11-19T18:22:05.12z", 1_795_112_525_120), ("2026-11-19 18:22", 1_795_112_520_000),
    ("2026-11-19T19:22:05.12+01:00", 1_795_112_525_120),
    ("2026-11-19T13:52:05.12-0430", 1_795_112_525_120), ("1969-12-31T23:59:59.999Z", -1),
  ])
  func anInstantIsRead(_ text: String, _ milliseconds: Int64) {
    #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "2026-11-19", "2026-11-19T24:00:00Z", "2026-11-19T18:60:00Z", "2026-11-19T18:22:60Z",
    "2026-02-30T18:22:00Z", "2026-11-19T18:22:05.Z", "2026-11-19T18:22:05Zx",
    "2026-11-19T18:22:05+24:00", "2026-11-19T18:22:05+01", "2026-11-19T18:22:05+01:60",
    "2026-11-19T18.22.05Z", "2026-11-19x18:22:05Z", "2026-11-19T18:2", "2026-11-19T18:22:", "",
    "2026-11-19T18:22:05*01:00", "2026-11-19T1a:22:05Z",
  ])
  func whatIsNoInstantIsRefused(_ text: String) {
    #expect(Instant(iso8601: text) == nil)
  }

  @Test(arguments: [
    0, 1, -1, 1_795_112_525_120, -86_400_001, 1_795_112_525_005, 253_402_300_799_999,
  ])
  func anInstantSurvivesItsText(_ milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(Instant(iso8601: instant.iso8601) == instant)
  }

  @Test func theTextHasThreeDecimals() {
    #expect(Instant(milliseconds: 5).iso8601 == "1970-01-01T00:00:00.005Z")
    #expect(Instant(milliseconds: 45_050).iso8601 == "1970-01-01T00:00:45.050Z")
  }

  @Test func theLocalDayFollowsTheOffset() {
    let instant = Instant(milliseconds: 0)
    #expect(instant.local(offsetMinutes: -1).date.description == "1969-12-31")
    #expect(instant.local(offsetMinutes: -1).secondOfDay == 86_340)
    #expect(instant.local(offsetMinutes: 60).date.description == "1970-01-01")
    #expect(instant.local(offsetMinutes: 60).secondOfDay == 3600)
    for offset in [Int.max, Int.max / 60, .min] {
      #expect(abs(instant.local(offsetMinutes: offset).date.dayNumber) == 1)
    }
  }

  @Test func theEndsOfTheRangeDoNotOverflow() {
    let first = Instant(milliseconds: .min)
    let last = Instant(milliseconds: .max)
    #expect(last.local(offsetMinutes: 840).secondOfDay < 86_400)
    #expect(first.local(offsetMinutes: -840).secondOfDay >= 0)
    #expect(last.seconds(since: first) > 1.8e16)
    #expect(!last.iso8601.isEmpty)
  }

  @Test func secondsAreAddedAndTakenAway() {
    let instant = Instant(milliseconds: 1000)
    #expect(instant.advanced(bySeconds: 1.5).milliseconds == 2500)
    #expect(instant.advanced(bySeconds: -2).milliseconds == -1000)
    #expect(instant.advanced(bySeconds: 90).seconds(since: instant) == 90)
    #expect(instant < instant.advanced(bySeconds: 0.001))
  }
}
