import Foundation
import GRDB
import ReplayCheck
import Sync
import Testing
import Training
import Wire

@testable import Store

/// A device id belongs to a home: what is copied, moved or put back stamps with another.
@Suite struct HomesTests {
  private let folder: Folder
  private let files = FileManager.default

  init() throws { folder = try Folder() }

  private func open(_ name: String = "store.db", on machine: String = "m1") throws -> Store {
    try Store.open(at: "\(folder.path)/\(name)", now: time(), machine: machine)
  }

  /// Logs a set in a store and closes it. Returns the device that stamped it.
  @discardableResult
  private func log(
    _ number: Int, in name: String = "store.db", on machine: String = "m1",
    announcing commit: String? = nil
  ) throws -> String {
    let store = try open(name, on: machine)
    try store.add(single(100, 5, on: number), at: time(Double(number)))
    if let commit { try store.syncAnnounce(commit: commit) }
    let log = try #require(try store.log("w\(number)"))
    try store.close()
    return try #require(log.element.latestStamp?.device)
  }

  private func copy(_ from: String, _ to: String) throws {
    let target = "\(folder.path)/\(to)"
    if files.fileExists(atPath: target) { try files.removeItem(atPath: target) }
    try files.copyItem(atPath: "\(folder.path)/\(from)", toPath: target)
  }

  private func here() throws -> [String: String] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.store + ".here"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
  }

  @Test func aStoreThatStaysWhereItIsKeepsItsId() throws {
    let first = try log(1)
    #expect(try here() == ["device": first])
    #expect(try log(2, announcing: "c1") == first)
    #expect(try here() == ["device": first, "next": "c1"])
    #expect(try log(3, announcing: "c2") == first)
    #expect(try here() == ["device": first, "written": "c1", "next": "c2"])
    #expect(try log(4) == first)
    #expect(try folder.mode("store.db.here") == 0o600)
  }

  @Test func aStoreThatIsMovedStampsUnderAnotherIdFromTheFirstStampOn() throws {
    let first = try log(1)
    try files.moveItem(atPath: folder.store, toPath: folder.path + "/moved.db")
    let second = try log(2, in: "moved.db")
    #expect(second != first)
    let store = try open("moved.db")
    #expect(try store.log("w1")?.element.latestStamp?.device == first)
    #expect(try store.replayMismatches().isEmpty)
    try store.close()
    #expect(try log(3, in: "moved.db") == second)
  }

  @Test func aCopyAndItsOriginalStampApart() throws {
    let first = try log(1, announcing: "c1")
    try copy("store.db", "copy.db")
    #expect(try log(2, in: "copy.db") != first)
    #expect(try log(2) == first)
    // Another machine with the same path, as where a home folder is shared.
    let other = try log(3, on: "m2")
    #expect(other != first)
  }

  @Test func aStoreThatIsPutBackStampsUnderAnotherId() throws {
    let first = try log(1, announcing: "c1")
    try copy("store.db", "backup")
    #expect(try log(2, announcing: "c2") == first)
    try copy("backup", "store.db")
    let second = try log(3)
    #expect(second != first)
    #expect(try log(4, announcing: "c3") == second)
    // Nothing was written since this one was made: it is what it was.
    try copy("store.db", "backup")
    _ = try log(5)
    try copy("backup", "store.db")
    #expect(try log(6) == second)
  }

  @Test func whatStandsBesideTheStoreHasToBeThere() throws {
    let path = folder.store + ".here"
    var former = try log(1, announcing: "c1")
    for damage in ["gone", "empty", "torn", "pipe", "folder", "another's"] {
      try? files.removeItem(atPath: path)
      switch damage {
      case "empty": try folder.write([], to: "store.db.here")
      case "torn": try folder.write(Array("{\"device\":".utf8), to: "store.db.here")
      case "pipe": mkfifo(path, 0o600)
      case "folder": try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      case "another's": try folder.write(Array("{\"device\":\"zzz\"}".utf8), to: "store.db.here")
      default: break
      }
      let next = try log(Int.random(in: 10...10_000))
      #expect(next != former, "\(damage)")
      former = next
    }
  }

  @Test func aStoreThatComesHomeIsWhoItWasThere() throws {
    let first = try log(1, announcing: "c1")
    try copy("store.db", "away.db")
    let away = try log(2, in: "away.db", on: "m2")
    #expect(away != first)
    try copy("away.db", "store.db")
    #expect(try log(3) == first)
  }

  @Test func aStoreOfAnOlderVersionKeepsItsId() throws {
    let old = try Store.open(at: folder.store, now: time())
    try old.add(single(100, 5, on: 1))
    let id = try old.deviceID()
    try old.close()
    #expect(try log(2) == id && log(3) == id)
  }

  @Test func aStoreThatIsReachedByALinkIsAtHomeWhereItLies() throws {
    let id = try log(1, announcing: "c1")
    try files.createSymbolicLink(
      atPath: folder.path + "/link.db", withDestinationPath: "store.db")
    #expect(try log(2, in: "link.db") == id)
    #expect(try folder.names().filter { $0.hasSuffix(".here") } == ["store.db.here"])
  }

  @Test func whatIsOnlyReadIsNotWrittenTo() throws {
    try log(1)
    let store = try open("store.db", on: "m2")
    #expect(try store.log("w1") != nil)
    let before = try folder.bytes("store.db.here")
    try store.close()
    #expect(try folder.bytes("store.db.here") == before)
  }

  @Test func whereItCannotBeNotedNothingIsWrittenThere() throws {
    let store = try open()
    try store.add(single(100, 5, on: 1))
    try files.createDirectory(
      atPath: folder.store + ".here.new", withIntermediateDirectories: true)
    let refused = #expect(throws: StoreError.self) { try store.syncAnnounce(commit: "c1") }
    #expect(refused?.sentence.contains("that the dump is about to be written") == true)
    // What was merged before is kept.
    #expect(refused?.sentence.contains("Nothing was changed") == false)
    try store.close()
  }

  @Test func whatStopsASyncThatHasSentDoesNotSayThatNothingWasChanged() throws {
    try log(1)
    var opening = Opening(path: folder.store, now: time(), machine: "m1")
    opening.patience = 5
    let store = try opening.store()
    try WriterLock(store: folder.store).hold {
      let link = SyncLink(location: "x", mark: 1)
      for (attempt, part) in [
        (
          "Noting in \(store.path) what was synced",
          { try store.syncSettle([:], link, seen: Seen()) }
        ),
        (
          "Noting beside \(HereFile.realPath(store.path)) that the dump is about to be written",
          { try store.syncAnnounce(commit: "c1") }
        ),
      ] as [(String, () throws -> Void)] {
        #expect(
          throws: StoreError.halfSynced(
            attempt: attempt, reason: "another program has held the store for too long")
        ) { try part() }
      }
    }
    try store.close()
  }

  // MARK: A copy of the whole machine

  @Test func whatWasNotSentIsStampedAnew() throws {
    let store = try open()
    try store.setSyncLink(SyncLink(location: "x", mark: -1))
    for number in 1...4 { try store.add(single(100, 5, on: number)) }
    try store.write(Step("Gone"), at: time()) { try $0.delete(.workoutLogs, "w4") }
    let sent = try #require(try store.log("w1"))
    var link = try #require(try store.syncLink())
    link.mark = try store.syncMark()
    try store.syncSettle([:], link, seen: Seen())
    try store.change(WorkoutLog.self, "w2", at: time(10)) { $0.exercises[0].sets[0].reps = 6 }
    try store.write(Step("Gone"), at: time(11)) { try $0.delete(.workoutLogs, "w3") }
    let former = try store.deviceID()
    let before = try #require(try store.log("w2")).element
    #expect(try store.syncRenewDevice(at: time(12)) == 2)
    let id = try store.deviceID()
    let after = try #require(try store.log("w2")).element
    #expect(id != former && before.hasSameContent(as: after))
    // What was sent says what it said, and what was not is as late as it was.
    #expect(try store.log("w1")?.element == sent.element)
    let set = after.children("exercises")[0].children("sets")[0]
    #expect(set.stamps.stamp(of: "reps")?.device == id)
    #expect(set.stamps.stamp(of: "weight")?.device == former)
    #expect(before.latestStamp?.milliseconds == after.latestStamp?.milliseconds)
    let tombstones = try store.syncSnapshot().tombstones
    #expect(tombstones[DocumentKey(.workoutLogs, "w3")]?.at.device == id)
    #expect(tombstones[DocumentKey(.workoutLogs, "w4")]?.at.device == former)
    #expect(try store.replayMismatches().isEmpty)
    #expect(try store.undo(at: time(13)).label == "Gone")
    try store.close()
    #expect(try log(9) == id)
  }
}
