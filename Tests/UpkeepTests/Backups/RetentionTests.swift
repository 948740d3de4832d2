import Chance
import Store
import Testing
import Training
import Upkeep

/// Which backups stay, and when one is due.
@Suite struct RetentionTests {
  /// 2025-06-15, a Sunday, 12:00 UTC, and so many days and hours before.
  private static func before(days: Double, hours: Double = 0) -> Instant {
    Instant(milliseconds: 1_749_988_800_000).advanced(bySeconds: -(days * 24 + hours) * 3600)
  }

  private let retention = Retention(at: before(days: 0), utcOffset: { _ in 120 })

  private func backup(
    _ id: String, _ at: Instant, _ reason: BackupManifest.Reason? = .daily,
    fault: BackupFault? = nil, bytes: Int = 1
  ) -> StoredBackup {
    .sample(id: id, at: at, reason: reason, bytes: bytes, fault: fault)
  }

  private func kept(_ backups: [StoredBackup]) -> [String] {
    let gone = Set(retention.outdated(backups).map(\.id))
    return backups.map(\.id).filter { !gone.contains($0) }
  }

  @Test func theNewestOfSevenDaysAndOfFourWeeksStay() {
    let daily = (0..<60).map { backup("\($0)", Self.before(days: Double($0))) }
    // The Sundays of the weeks that end 7, 14 and 21 days ago; the present week's newest is the first of all.
    #expect(kept(daily) == ["0", "1", "2", "3", "4", "5", "6", "7", "14", "21"])
  }

  @Test func daysWithoutABackupAreNotCounted() {
    let sparse = (0..<10).map { backup("\($0)", Self.before(days: Double($0 * 40))) }
    #expect(kept(sparse) == ["0", "1", "2", "3", "4", "5", "6"])
  }

  @Test func ofADayTheNewestStaysWhateverItWasMadeFor() {
    let day = [
      backup("late", Self.before(days: 3), .merge),
      backup("early", Self.before(days: 3, hours: 5), .daily),
      backup("earlier", Self.before(days: 3, hours: 6), .migration),
      // The day is the athlete's: 23:30 UTC is the next day at two hours east.
      backup("night", Self.before(days: 3, hours: 12.5), .daily),
    ]
    #expect(kept([backup("now", Self.before(days: 0))] + day) == ["now", "late"])
  }

  @Test func whatTheAthleteMadeStaysAndSoDoesWhatNothingIsKnownOf() {
    let old = [
      backup("own", Self.before(days: 900), .manual), backup("odd", Self.before(days: 901), nil),
    ]
    let many = (0..<20).map { backup("\($0)", Self.before(days: Double($0))) }
    #expect(kept(many + old).suffix(2) == ["own", "odd"])
  }

  @Test func nothingGoesBeforeANewerOneIsGood() {
    let broken = (0..<20).map {
      backup("\($0)", Self.before(days: Double($0)), fault: .altered)
    }
    #expect(kept(broken).count == 20)
    let good = backup("good", Self.before(days: 10, hours: 1))
    // What is newer than the only good one stays; older broken ones take no place.
    #expect(kept(broken + [good]) == (0...10).map(String.init) + ["good"])
  }

  @Test func backupsOfOlderVersionsCountWhereADayHasNoBetterOne() {
    let bare = (1..<40).map {
      backup("\($0)", Self.before(days: Double($0)), .merge, fault: .noManifest)
    }
    #expect(
      kept([backup("new", Self.before(days: 0))] + bare)
        == ["new", "1", "2", "3", "4", "5", "6", "7", "14", "21"])
    let better = backup("better", Self.before(days: 2, hours: 1))
    #expect(!kept([backup("new", Self.before(days: 0)), better] + bare).contains("2"))
  }

  @Test func ofTheLastDayOneOfEachReasonStays() {
    let recent = [
      backup("sync", Self.before(days: 0, hours: 1), .merge),
      backup("restore", Self.before(days: 0, hours: 2), .restore),
      backup("first", Self.before(days: 0, hours: 3), .merge),
    ]
    #expect(kept(recent) == ["sync", "restore"])
  }

  @Test(arguments: 0..<20) func theNewestGoodOneAlwaysStays(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let backups: [StoredBackup] = (0..<30).map { number in
      backup(
        "\(number)", Self.before(days: Double(random.below(400)), hours: Double(random.below(24))),
        BackupManifest.Reason.allCases[random.below(BackupManifest.Reason.allCases.count)],
        fault: [nil, nil, BackupFault.altered, .noManifest][random.below(4)])
    }
    let gone = Set(retention.outdated(backups).map(\.id))
    let newest = try #require(
      backups.filter { $0.isGood && $0.reason != .manual }.max { $0.at < $1.at })
    #expect(!gone.contains(newest.id))
    #expect(backups.allSatisfy { $0.reason != .manual || !gone.contains($0.id) })
    #expect(backups.allSatisfy { !gone.contains($0.id) || $0.at < newest.at })
    // What is left needs no further removing.
    #expect(retention.outdated(backups.filter { !gone.contains($0.id) }) == [])
  }

  @Test func theDailyOneIsDueOncePerDayWhereSomethingChanged() {
    func isDue(_ backups: (Instant, isOfNow: Bool)...) -> Bool {
      retention.isDailyDue(
        backups.map { (manifest: .sample(id: "a", at: $0.0), isOfNow: $0.isOfNow) })
    }
    #expect(isDue())
    #expect(isDue((Self.before(days: 1), false)))
    #expect(!isDue((Self.before(days: 9), true)))
    #expect(!isDue((Self.before(days: 0, hours: 3), false)))
    // A clock that was a year ahead once does not end it, nor begin it again and again.
    #expect(isDue((Self.before(days: -365), false), (Self.before(days: 1), false)))
    #expect(!isDue((Self.before(days: -365), false), (Self.before(days: 0), false)))
  }

  @Test func aboveAGigabyteTheAthleteIsAskedOnceForEachRoom() {
    let gigabyte = 1 << 30
    let half = backup("a", Self.before(days: 0), bytes: gigabyte / 2)
    #expect(!BackupRoom([half, half], allowed: nil).isShort)
    #expect(BackupRoom([half, half, half], allowed: nil).isShort)
    #expect(!BackupRoom([half, half, half], allowed: 2 * gigabyte).isShort)
    #expect(!BackupRoom([half, half], allowed: 5).isShort)
  }
}
