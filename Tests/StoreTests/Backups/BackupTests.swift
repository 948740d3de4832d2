import Foundation
import GRDB
import Testing
import Training

@testable import Store

/// Backups as they are made, listed and looked at before they are used.
@Suite struct BackupTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try Store.open(at: folder.store, now: time())
    for number in 0..<30 { try store.add(single(Double(100 + number), 5, on: number)) }
  }

  private var shelf: BackupShelf { BackupShelf(store: folder.store) }

  private func backUp(_ seconds: Double = 0, _ reason: BackupManifest.Reason = .manual) throws
    -> BackupManifest
  {
    try #require(try store.backUp(at: time(seconds), for: reason))
  }

  private func only() throws -> StoredBackup {
    let all = shelf.all()
    try #require(all.count == 1)
    return all[0]
  }

  /// The fault for which the only backup is refused.
  private func refusal() throws -> BackupFault? {
    do {
      _ = try shelf.verified(try only())
      return nil
    } catch StoreError.unusableBackup(_, let fault) {
      return fault
    }
  }

  @Test(arguments: [false, true])
  func aBackupSaysWhatIsInIt(aside: Bool) throws {
    let made = try #require(try store.backUp(at: time(5), for: .daily, aside: aside))
    #expect(made.id == "daily.2025-01-01-000005")
    #expect(made.path == "\(folder.store).\(made.id).backup")
    #expect(made.workouts == 30 && made.documents == 30)
    #expect(made.schema == Schema.latest && made.reason == .daily && made.state == .verified)
    #expect(made.bytes == (try folder.bytes("store.db.\(made.id).backup").count))
    let listed = try only()
    #expect(listed.manifest == made && listed.isGood)
    #expect(try shelf.verified(listed) == made)
    #expect(BackupManifest(text: made.text) == made)
    let note = try #require(try store.read { try $0.notes(.backup) }.first)
    #expect(BackupManifest(note) == made)
    #expect(try folder.names().filter { $0.contains("draft") || $0.contains(".new") } == [])
  }

  @Test func theFirstBackupGivesTheStoreAnIdThatStays() throws {
    let first = try backUp(1)
    let second = try backUp(2)
    #expect(first.store != nil && first.store == second.store)
    #expect(try store.isOwn(first))
    var other = first
    other.store = "another"
    other.athlete = "another"
    #expect(try store.isOwn(other))
    try store.setFact(.athlete, "u")
    #expect(try !store.isOwn(other))
    other.athlete = "u"
    #expect(try store.isOwn(other))
  }

  @Test func whatIsWrittenWhileACopyIsMadeIsNotWaitedFor() throws {
    let made = try BackupSteps.$visitor.withValue({ [store] step in
      if step == "copied" { try store.add(single(1, 1, on: 99)) }
    }) { try #require(try store.backUp(at: time(), for: .daily, aside: true)) }
    #expect(made.workouts == 30)
    #expect(try store.log("w99") != nil)
    #expect(try store.goodBackups().map(\.isOfNow) == [false])
  }

  @Test func oneStateIsBackedUpOnceAndNotForAnotherStore() throws {
    let first = try #require(try store.backUpOnce(at: time(1), for: .mapping))
    #expect(try store.backUpOnce(at: time(2), for: .repair) == first)
    try store.add(single(1, 1, on: 99))
    #expect(try store.backUpOnce(at: time(3), for: .repair) != first)
    #expect(shelf.all().map(\.reason) == [.repair, .mapping])
  }

  @Test func anyFlippedBitIsFound() throws {
    let made = try backUp()
    let name = "store.db.\(made.id).backup"
    let whole = try folder.bytes(name)
    let manifest = try folder.bytes(name + ".json")
    for place in stride(from: 7, to: whole.count, by: whole.count / 61) {
      var bytes = whole
      bytes[place] ^= 1 << UInt8(place % 8)
      try folder.write(bytes, to: name)
      try folder.write(manifest, to: name + ".json")
      let fault = try refusal()
      switch fault {
      case .altered, .unreadable: break
      default: Issue.record("byte \(place): \(String(describing: fault))")
      }
      // It is told from then on without being read.
      #expect(try only().fault == .altered)
    }
    try folder.write(whole, to: name)
    #expect(try refusal() == nil)
  }

  @Test func aBackupThatIsCutShortOrLongerIsFoundWithoutReadingIt() throws {
    let made = try backUp()
    let name = "store.db.\(made.id).backup"
    let whole = try folder.bytes(name)
    try folder.write(whole.dropLast(4096), to: name)
    #expect(try only().fault == .cutShort(bytes: whole.count - 4096, of: whole.count))
    #expect(try refusal() == .cutShort(bytes: whole.count - 4096, of: whole.count))
    try folder.write(whole + [0], to: name)
    #expect(try only().fault == .cutShort(bytes: whole.count + 1, of: whole.count))
  }

  @Test func aBackupWithoutAManifestIsToldAndReadByItsOwnChecksums() throws {
    let made = try backUp(0, .merge)
    let name = "store.db.\(made.id).backup"
    unlink("\(folder.path)/\(name).json")
    let bare = try only()
    #expect(bare.fault == .noManifest && bare.reason == .merge && bare.at == time())
    #expect(try shelf.verified(bare).workouts == 30)
    try folder.write(Array("nonsense".utf8), to: name + ".json")
    #expect(try only().fault == .noManifest)
    // One that is not a database at all.
    try folder.write(Array("nothing of the kind".utf8), to: name)
    let fault = try refusal()
    if case .unreadable = fault { return }
    Issue.record("it was read: \(String(describing: fault))")
  }

  @Test func theManifestOfAnotherBackupDoesNotFit() throws {
    let first = try backUp(1)
    try store.add(single(1, 1, on: 99))
    let second = try backUp(2)
    try folder.write(
      try folder.bytes("store.db.\(second.id).backup.json"), to: "store.db.\(first.id).backup.json")
    #expect(throws: StoreError.unusableBackup(id: first.id, fault: .altered)) {
      try shelf.verified(try shelf.backup(first.id))
    }
  }

  @Test func aBackupOfANewerFormatIsRefused() throws {
    let made = try backUp()
    let queue = try DatabaseQueue(path: made.path)
    try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
    try queue.close()
    unlink(made.path + ".json")
    #expect(try refusal() == .newer(found: 99, known: Schema.latest))
  }

  @Test func aBackupIsFoundByAsMuchOfItsNameAsTellsItApart() throws {
    let first = try backUp(0, .daily)
    let second = try backUp(86_400, .merge)
    #expect(try shelf.backup(first.id).path == first.path)
    #expect(try shelf.backup("dai").path == first.path)
    #expect(try shelf.backup("2025-01-02").path == second.path)
    #expect(try shelf.backup(second.path).path == second.path)
    for id in ["2025", "", "monthly", "/no/where"] {
      #expect(throws: StoreError.unusableBackup(id: id, fault: .missing)) {
        try shelf.backup(id)
      }
    }
    #expect(shelf.all().map(\.id) == [second.id, first.id])
  }

  @Test func otherFilesBesideTheStoreAreNoBackups() throws {
    for name in [
      "store.db.backup", "store.db.asked.backup", "store.db.asked.2025-13-01-000000.backup",
      "store.db.asked.2025-01-01-000000.x.backup", "other.db.asked.2025-01-01-000000.backup",
    ] { try folder.write([1], to: name) }
    #expect(shelf.all() == [])
    try FileManager.default.createDirectory(
      atPath: "\(folder.store).asked.2025-01-01-000000.backup", withIntermediateDirectories: false)
    #expect(shelf.all() == [])
  }

  @Test func removingTakesTheManifestTooAndWhatIsLeftAloneIsTidied() throws {
    let made = try backUp()
    let name = "store.db.\(made.id).backup"
    let manifest = try folder.bytes(name + ".json")
    try shelf.remove(try only())
    #expect(try folder.names().filter { $0.contains("backup") } == [])
    try folder.write(manifest, to: name + ".json")
    try folder.write(manifest, to: name + ".json.new")
    try folder.write(manifest, to: "other.json")
    shelf.tidy()
    #expect(try folder.names().filter { $0.contains("json") } == ["other.json"])
  }

  @Test func aDamagedStoreIsNotBackedUpAsIfItWereSound() throws {
    try store.maintain("Damaging") {
      try $0.execute(sql: "UPDATE document SET json = replace(json, '5', '6') WHERE id = 'w3'")
    }
    #expect(throws: StoreError.altered(collection: .workoutLogs, id: "w3")) { try backUp() }
    #expect(shelf.all() == [] && store.isDamaged)
  }
}
