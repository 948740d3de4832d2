import Chance
import Foundation
import GRDB
import Sync
import Testing
import Training
import Wire

@testable import Store

/// What comes back of a damaged store.
struct RescueTests {
  @Test func aSoundStoreIsLeftAlone() throws {
    let patient = try Patient()
    let found = try patient.examine()
    #expect(found.isSound, "\(found.ailments)")
    #expect(found.recovered.isEmpty && found.lost.isEmpty)
    #expect(try patient.folder.bytes() == patient.bytes)
    #expect(try found.carryOut(at: time()) == Replaced(path: patient.folder.store, aside: nil))
  }

  /// Rescues what is there, and compares it with what there was; returns how many documents were lost.
  @discardableResult
  private func rescue(_ patient: Patient, _ place: Comment) throws -> Int {
    let found = try patient.examine()
    if found.isSound { return 0 }
    _ = try found.carryOut(at: time(100_000))
    let store = try patient.soundStore(place)
    let after = try store.elements()
    let lost = Set(patient.documents.keys).subtracting(after.keys)
    #expect(lost == Set(found.lost.map(\.key)), place)
    #expect(lost.isDisjoint(with: patient.backed.keys), place)
    #expect(patient.deleted.isDisjoint(with: after.keys), place)
    #expect(Set(after.keys).isSubset(of: patient.documents.keys), place)
    for (key, element) in after where element != patient.documents[key] {
      #expect(found.recovered.first { $0.key == key }?.isLatest == false, place)
      #expect(element == patient.backed[key], place)
    }
    #expect(try store.syncLink()?.location == "/dump.json", place)
    #expect(try store.read { try $0.fact(.athlete) } == "u", place)
    // It goes on as before, with later stamps than any it gave.
    let latest = patient.documents.values.compactMap(\.latestStamp).max()
    try store.add(single(50, 5, on: 300), at: time())
    #expect(try store.log("w300")?.latestStamp.map { $0 > latest ?? $0 } == true, place)
    _ = try store.undo(at: time())
    try store.close()
    return lost.count
  }

  /// Every page, or some where all of them would take a while, and those with which tables begin.
  private func pages(_ patient: Patient) -> [Int] {
    Rounds.isLong
      ? Array(1...patient.pages) : Array(1...40) + stride(from: 41, through: patient.pages, by: 6)
  }

  @Test func aZeroedPageLosesNothingThatTheJournalOrTheBackupHas() throws {
    let patient = try Patient()
    for page in pages(patient) {
      let bad = patient.zeroing(page: page)
      if bad == patient.bytes { continue }
      try patient.damage(bad)
      #expect(try rescue(patient, "page \(page)") == 0)
    }
  }

  @Test func withoutABackupAZeroedPageLosesOnlyWhatStoodOnIt() throws {
    let patient = try Patient(withBackup: false)
    var worst = 0
    for page in pages(patient) where page % 3 == 1 || Rounds.isLong {
      try patient.damage(patient.zeroing(page: page))
      let found = try patient.examine()
      if found.isSound { continue }
      _ = try found.carryOut(at: time(100_000))
      let store = try patient.soundStore("page \(page)")
      let after = try store.elements()
      for (key, element) in after { #expect(element == patient.documents[key], "page \(page)") }
      let lost = Set(patient.documents.keys).subtracting(after.keys)
      #expect(lost == Set(found.lost.map(\.key)), "page \(page)")
      worst = max(worst, lost.count)
      try store.close()
    }
    print("documents lost by a zeroed page without a backup: at most \(worst)")
    // Body weights are short: a page holds ten of them and a few workouts.
    #expect(worst <= 20)
  }

  @Test(arguments: Seed.some(2))
  func aFlippedBitOnAnyPageIsNeverTakenForADocument(seed: UInt64) throws {
    let patient = try Patient()
    var random = Seeded(seed)
    for page in pages(patient) {
      var bad = patient.bytes
      let place = (page - 1) * 4096 + Int.random(in: 0..<4096, using: &random)
      bad[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
      try patient.damage(bad)
      try rescue(patient, "seed \(seed), page \(page), byte \(place)")
    }
  }

  @Test(arguments: Seed.some(3))
  func aFileThatIsCutShortIsFilledUpFromTheBackup(seed: UInt64) throws {
    let patient = try Patient()
    var random = Seeded(seed)
    for _ in 0..<8 {
      let count = Int.random(in: 0..<patient.bytes.count, using: &random)
      try patient.damage(Array(patient.bytes.prefix(count)))
      let found = try patient.examine()
      _ = try found.carryOut(at: time(100_000))
      let store = try patient.soundStore("seed \(seed), \(count) bytes")
      let after = try store.elements()
      for (key, element) in after {
        #expect(
          element == patient.documents[key] || element == patient.backed[key],
          "seed \(seed), \(count) bytes: \(key)")
      }
      #expect(Set(patient.backed.keys).subtracting(patient.deleted).isSubset(of: after.keys))
      try store.close()
    }
  }

  @Test(arguments: Seed.some(4))
  func aBeginningOfRandomBytesIsReadAround(seed: UInt64) throws {
    let patient = try Patient(withBackup: seed % 2 == 0)
    var random = Seeded(seed)
    for count in [16, 100, 4096] {
      var bad = patient.bytes
      for place in 0..<count { bad[place] = UInt8.random(in: 0...255, using: &random) }
      try patient.damage(bad)
      // Without a backup nothing but the lock beside it says that it was a store.
      #expect(try rescue(patient, "seed \(seed), \(count) bytes") == 0)
    }
  }

  @Test func aStoreThatIsGoneComesFromTheBackup() throws {
    let patient = try Patient()
    try FileManager.default.removeItem(atPath: patient.folder.store)
    let found = try patient.examine()
    #expect(found.ailments == [.missing])
    #expect(try found.carryOut(at: time(100_000)).aside == nil)
    let store = try patient.soundStore("gone")
    #expect(try store.elements() == patient.backed)
    try store.close()
  }

  @Test func whatIsNoStoreIsRefused() throws {
    let folder = try Folder()
    #expect(throws: StoreError.self) { try Store.examine(folder.store, now: time()) }
    try folder.write(Array("a text\n".utf8))
    #expect(throws: StoreError.notAStore(path: folder.store)) {
      try Store.examine(folder.store, now: time())
    }
    let newer = try Patient(workouts: 8, withBackup: false)
    let queue = try DatabaseQueue(path: newer.folder.store)
    try queue.write { try $0.execute(sql: "CREATE TABLE more (a); PRAGMA user_version = 99") }
    try queue.close()
    #expect(
      throws: StoreError.newerSchema(
        path: newer.folder.store, found: 99, known: Schema.latest)
    ) { try Store.examine(newer.folder.store, now: time()) }
  }

  @Test func aFormatThatIsOnlyMiscountedIsPutRight() throws {
    let patient = try Patient()
    var bad = patient.bytes
    bad[63] ^= 0x08
    try patient.damage(bad)
    #expect(try rescue(patient, "format") == 0)
  }

  @Test func aBackupThatIsDamagedTooIsPassedOver() throws {
    let patient = try Patient()
    let newer = "store.db.daily.2025-04-01-000000.backup"
    var bad = try patient.folder.bytes(Patient.backup)
    for place in 8192..<12_288 { bad[place] = 0 }
    try patient.folder.write(bad, to: newer)
    try patient.folder.write(patient.zeroing(page: 2))
    let found = try patient.examine()
    #expect(found.backup == "\(patient.folder.path)/\(Patient.backup)")
    #expect(found.unusable.map(\.path) == ["\(patient.folder.path)/\(newer)"])
  }

  @Test func whatOnlyTheLogHoldsComesBackToo() throws {
    let patient = try Patient()
    let store = try Store.open(at: patient.folder.store, now: time(95_000))
    try store.add(single(55, 5, on: 500), at: time(95_000))
    let log = try patient.folder.bytes("store.db-wal")
    store.session.abandon()
    for page in [1, 2, 3, 30] {
      try patient.damage(patient.zeroing(page: page))
      try patient.folder.write(log, to: "store.db-wal")
      let found = try patient.examine()
      let replaced = try found.carryOut(at: time(100_000))
      let after = try patient.soundStore("page \(page)")
      #expect(try after.log("w500") != nil, "page \(page)")
      try after.close()
      let aside = try #require(replaced.aside)
      #expect(try FileManager.default.contents(atPath: aside + "-wal").map { Array($0) } == log)
      _ = try Store.undoRescue(of: patient.folder.store, at: time(100_001))
      #expect(try patient.folder.bytes() == patient.zeroing(page: page))
      #expect(try patient.folder.bytes("store.db-wal") == log)
    }
  }

  /// Random histories, a backup somewhere within them, and a random page.
  @Test(arguments: Seed.some(Rounds.isLong ? 60 : 6))
  func whateverWasDoneAPageLessIsRescuedRightly(seed: UInt64) throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    var history = RandomHistory(store, seed: seed)
    for _ in 0..<60 { try history.step() }
    try store.backUp(at: history.now, for: .manual)
    let backed = try store.elements()
    for _ in 0..<40 { try history.step() }
    let before = try store.elements()
    try store.close()
    let bytes = try folder.bytes()
    var random = Seeded(seed)
    for _ in 0..<4 {
      let page = Int.random(in: 0..<(bytes.count / 4096), using: &random)
      var bad = bytes
      bad.replaceSubrange(
        (page * 4096)..<((page + 1) * 4096), with: [UInt8](repeating: 0, count: 4096))
      for name in try folder.names() where name.contains("-doctor.") || name.hasSuffix("-wal") {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
      }
      try folder.write(bad)
      let found = try Store.examine(folder.store, now: history.now)
      if found.isSound { continue }
      _ = try found.carryOut(at: history.now)
      let rescued = try Store.open(at: folder.store, now: history.now)
      let after = try rescued.elements()
      let place: Comment = "seed \(seed), page \(page + 1)"
      #expect(Set(before.keys).subtracting(after.keys) == Set(found.lost.map(\.key)), place)
      #expect(Set(found.lost.map(\.key)).isDisjoint(with: backed.keys), place)
      #expect(Set(after.keys).isSubset(of: before.keys), place)
      for (key, element) in after where element != before[key] {
        #expect(found.recovered.first { $0.key == key }?.isLatest == false, place)
      }
      try rescued.close()
    }
  }
}
