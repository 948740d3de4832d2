import Chance
import Foundation
import GRDB
import ReplayCheck
import Testing
import Training

@testable import Store

/// A log is read only with the file that it is of, and with that always.
struct LineageTests {
  /// The store's file and its log as a crash would leave them now.
  private func crash(_ folder: Folder) throws -> (file: [UInt8], log: [UInt8]) {
    (try folder.bytes(), try folder.bytes("store.db-wal"))
  }

  private func put(_ file: [UInt8], _ log: [UInt8], in folder: Folder) throws {
    for name in try folder.names() where name != "store.db.lock" {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    try folder.write(file)
    try folder.write(log, to: "store.db-wal")
  }

  private func names(_ folder: Folder, with part: String) throws -> [String] {
    try folder.names().filter { $0.contains(part) }
  }

  /// Expects the store to be what its file says, sound, and the log to be kept beside it.
  private func expectAside(_ folder: Folder, log: [UInt8], workouts: Int) throws {
    let store = try Store.open(at: folder.store, now: time())
    let aside = try #require(try names(folder, with: ".stray-log.").first)
    #expect(
      store.notice
        == "\(folder.store)-wal was the log of another file, which this one replaced. "
        + "It was not read; it is kept as \(folder.path)/\(aside).")
    #expect(try folder.bytes(aside) == log)
    #expect(store.readOnlyReason == nil)
    #expect(try store.read { try $0.count(of: .workoutLogs) } == workouts)
    #expect(try store.rows("PRAGMA integrity_check") == ["[integrity_check:\"ok\"]"])
    try store.add(single(50, 5, on: 99))
    try store.close()
    let again = try Store.open(at: folder.store, now: time())
    #expect(again.notice == nil)
    #expect(try again.read { try $0.count(of: .workoutLogs) } == workouts + 1)
    try again.close()
  }

  @Test func aBackupCopiedOverTheStoreIsNotRuinedByTheLogBesideIt() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<10 { try store.add(single(100, 5, on: number)) }
    let backup = URL(
      fileURLWithPath: try #require(try store.backUp(at: time(), for: .manual)).path
    )
    .lastPathComponent
    for number in 10..<30 { try store.add(single(100, 5, on: number)) }
    let log = try folder.bytes("store.db-wal")
    try put(try folder.bytes(backup), log, in: folder)
    try expectAside(folder, log: log, workouts: 10)
    try store.close()
  }

  @Test func anOlderCopyOfTheFileAloneIsNotRuinedEither() throws {
    let folder = try Folder()
    for number in 0..<5 {
      let store = try Store.open(at: folder.store, now: time())
      try store.add(single(100, 5, on: number))
      try store.close()
    }
    let older = try folder.bytes()
    for number in 5..<8 {
      let store = try Store.open(at: folder.store, now: time())
      try store.add(single(100, 5, on: number))
      try store.close()
    }
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 8))
    let log = try folder.bytes("store.db-wal")
    try put(older, log, in: folder)
    try expectAside(folder, log: log, workouts: 5)
    try store.close()
  }

  @Test func twoStoresThatBeganAsOneAreToldApart() throws {
    let (folder, other) = (try Folder(), try Folder())
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    try store.close()
    try other.write(try folder.bytes())
    // Both go on by as many steps.
    let (one, two) = (
      try Store.open(at: folder.store, now: time()), try Store.open(at: other.store, now: time())
    )
    for store in [one, two] { try store.add(single(100, 5, on: 1)) }
    try two.close()
    let log = try folder.bytes("store.db-wal")
    try put(try other.bytes(), log, in: folder)
    try expectAside(folder, log: log, workouts: 2)
    try one.close()
  }

  @Test func aFileOfAnOlderFormatIsNotReadWithTheLogOfANewerOne() throws {
    let folder = try Folder()
    let old = try DatabaseQueue(path: folder.store)
    try old.write { try Migrator(database: $0).migrate(Array(Schema.migrations.prefix(3))) }
    try old.close()
    let before = try folder.bytes()
    let migrated = try Store.open(at: folder.store, now: time())
    try migrated.close()
    let store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
    let log = try folder.bytes("store.db-wal")
    try put(before, log, in: folder)
    try expectAside(folder, log: log, workouts: 0)
    try store.close()
  }

  @Test func fileAndLogCopiedTogetherLoseNothing() throws {
    let (folder, other) = (try Folder(), try Folder())
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<40 {
      try store.add(single(100, 5, on: number))
      let (file, log) = try crash(folder)
      try put(file, log, in: other)
      let copy = try Store.open(at: other.store, now: time())
      #expect(copy.notice == nil)
      #expect(try copy.read { try $0.count(of: .workoutLogs) } == number + 1)
      try copy.close()
    }
    try store.close()
  }

  @Test func aCheckpointCutShortAnywhereLosesNothing() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<4 { try store.add(single(100, 5, on: number)) }
    _ = try store.rows("PRAGMA wal_checkpoint(RESTART)")
    for number in 4..<12 { try store.add(single(100, 5, on: number)) }
    let (file, log) = try crash(folder)
    try store.close()
    let places = try checkpoint(log, folder)
    let other = try Folder()
    var partial = file
    // SQLite writes the pages in their order; a sector of 512 bytes is written whole or not at all.
    for (index, (page, bytes)) in places.enumerated() {
      let start = (page - 1) * 4096
      for half in [2048, 4096] {
        if partial.count < start + half {
          partial += [UInt8](repeating: 0, count: start + half - partial.count)
        }
        partial.replaceSubrange(start..<(start + half), with: bytes.prefix(half))
        try put(partial, log, in: other)
        let copy = try Store.open(at: other.store, now: time())
        #expect(copy.notice == nil, "page \(index) of \(places.count), \(half) bytes")
        #expect(try copy.read { try $0.count(of: .workoutLogs) } == 12)
        try copy.close()
      }
    }
    #expect(places.count > 10)
  }

  /// The pages that a log brings into its file, in the order in which a checkpoint writes them.
  private func checkpoint(_ log: [UInt8], _ folder: Folder) throws -> [(Int, [UInt8])] {
    try folder.write(log, to: "copied-wal")
    let read = try #require(try WriteAheadLog(beside: folder.path + "/copied"))
    let committed = try #require(try read.committed())
    return try committed.places.sorted { $0.key < $1.key }.map { page, place in
      (page, try read.file.bytes(4096, at: place))
    }
  }

  @Test func whatOtherProgramsDoToTheFileIsNotHeldAgainstIt() throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    for number in 0..<10 { try store.add(single(100, 5, on: number)) }
    try store.close()
    // An edit, and one that moves every page, both left in the log.
    for statement in ["UPDATE meta SET value = value", "VACUUM"] {
      let queue = try DatabaseQueue(path: folder.store)
      try queue.inDatabase { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0; \(statement)") }
      let (file, log) = try crash(folder)
      try queue.close()
      try put(file, log, in: folder)
      let again = try Store.open(at: folder.store, now: time())
      #expect(again.notice == nil)
      try again.add(single(100, 5, on: statement.utf8.count + 20))
      try again.close()
    }
    #expect(try names(folder, with: "stray") == [])
  }

  // MARK: Kills

  /// How many kills: `TONNAGE_KILLS` says, or a few.
  private static let kills =
    ProcessInfo.processInfo.environment["TONNAGE_KILLS"].flatMap { Int($0) } ?? 6

  /// Set in the child that ``aLogThatBelongsIsNeverSetAside()`` starts: the store it writes to.
  private static let writesTo = ProcessInfo.processInfo.environment["TONNAGE_TEST_CHECKPOINTS"]

  /// The body of the child: logs sets, each followed by a checkpoint as often as not, until it is killed.
  @Test(.enabled(if: writesTo != nil)) func logsAndChecksPointsUntilItIsKilled() throws {
    let store = try Store.open(at: try Self.writesTo.unwrapped("a path"), now: time())
    _ = try store.rows("PRAGMA wal_autocheckpoint = 8")
    let base = try store.read { try $0.count(of: .workoutLogs) }
    for number in base... {
      try store.add(single(100, 5, on: number % 2_000_000))
      let line = Array("SET \(number)\n".utf8)
      _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
  }

  @Test(.enabled(if: writesTo == nil)) func aLogThatBelongsIsNeverSetAside() throws {
    let folder = try Folder()
    var random = Seeded(UInt64(Self.kills))
    var logs = 0
    var last = -1
    for _ in 0..<Self.kills {
      last = max(last, try Self.cutShort(after: Int.random(in: 1...12, using: &random), in: folder))
      if try StoreFile.hasLog(folder.store) { logs += 1 }
      // Half of the time the next child finds the log as it is.
      guard Bool.random(using: &random) else { continue }
      let store = try Store.open(at: folder.store, now: time())
      #expect(store.notice == nil)
      #expect(store.readOnlyReason == nil)
      let count = try store.read { try $0.count(of: .workoutLogs) }
      #expect(count == last + 1 || count == last + 2)
      try store.close()
    }
    print("killed \(Self.kills) times, a log was left \(logs) times")
    #expect(logs > 0)
    #expect(try names(folder, with: "stray") == [])
    let store = try Store.open(at: folder.store, now: time())
    #expect(try store.read { try $0.count(of: .workoutLogs) } > last)
    #expect(try store.rows("PRAGMA integrity_check") == ["[integrity_check:\"ok\"]"])
    #expect(try store.replayMismatches() == [])
    try store.close()
  }

  /// Lets a child log sets, kills it a moment after so many, and gives the last that it has named.
  private static func cutShort(after count: Int, in folder: Folder) throws -> Int {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    child.arguments = [
      "--testing-library", "swift-testing", "--filter", "logsAndChecksPointsUntilItIsKilled",
    ]
    child.environment = ProcessInfo.processInfo.environment.merging(
      ["TONNAGE_TEST_CHECKPOINTS": folder.store]) { $1 }
    let pipe = Pipe()
    child.standardOutput = pipe
    child.standardError = FileHandle.nullDevice
    try child.run()
    var text = Data()
    while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let more = pipe.fileHandleForReading.availableData
      if more.isEmpty { break }
      text += more
    }
    usleep(UInt32(count) * 137 % 1500)
    _ = kill(child.processIdentifier, SIGKILL)
    text += pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    let numbers = String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.hasPrefix("SET ") ? Int(line.dropFirst(4)) : nil
    }
    return try numbers.last.unwrapped("a set was logged")
  }
}
