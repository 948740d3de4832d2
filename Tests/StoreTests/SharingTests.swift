import Chance
import Foundation
import GRDB
import ReplayCheck
import Testing
import Training

@testable import Store

/// One file open more than once, from threads and from processes.
struct SharingTests {
  @Test func twoStoresOnOneFileSeeEachOthersWrites() throws {
    let folder = try Folder()
    let first = try Store.open(at: folder.store, now: time())
    let second = try Store.open(at: folder.store, now: time())
    let before = try second.dataVersion()
    #expect(try second.dataVersion() == before)
    try first.add(single(100, 5, on: 0))
    #expect(try second.dataVersion() != before)
    #expect(try second.log("w0") == first.log("w0"))

    let version = try first.dataVersion()
    try second.change(WorkoutLog.self, "w0") { $0.notes = "from the second" }
    #expect(try first.dataVersion() != version)
    #expect(try first.log("w0")?.notes == "from the second")
    #expect(try first.undo(at: time()).label == "Changed")
    #expect(try second.redo(at: time()).label == "Changed")
    try first.close()
    try second.close()
    #expect(try folder.names() == ["store.db", "store.db.lock"])
  }

  @Test func aDocumentMadeAnewElsewhereIsNotTakenForTheOldOne() throws {
    let folder = try Folder()
    let first = try Store.open(at: folder.store, now: time())
    let second = try Store.open(at: folder.store, now: time())
    try first.add(single(100, 5, on: 0))
    #expect(try first.log("w0")?.exercises[0].sets[0].weight == 100)
    try second.remove(.workoutLogs, "w0")
    #expect(try second.add(single(200, 5, on: 0)).version == 1)
    #expect(try first.log("w0")?.exercises[0].sets[0].weight == 200)
    try first.remove(.workoutLogs, "w0")
    try first.add(single(300, 5, on: 0))
    #expect(try first.log("w0")?.exercises[0].sets[0].weight == 300)
    #expect(try second.log("w0")?.exercises[0].sets[0].weight == 300)
    try first.close()
    try second.close()
  }

  private struct Refusal: Error {}

  @Test func whatAFailedStepReadOfItselfIsNotTakenForStored() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    #expect(throws: Refusal.self) {
      try store.write(Step("Failed"), at: time()) { transaction in
        var log = try transaction.read(WorkoutLog.self, "w0").unwrapped("w0")
        log.document.notes = "never"
        try transaction.put(log.document, expecting: log.version)
        #expect(try transaction.read(WorkoutLog.self, "w0")?.document.notes == "never")
        throw Refusal()
      }
    }
    #expect(try store.log("w0")?.notes == "")
    try store.change(WorkoutLog.self, "w0") { $0.notes = "once" }
    #expect(try store.log("w0")?.notes == "once")
  }

  @Test func ofTwoWritersOnOneVersionTheSecondIsToldSo() throws {
    let folder = try Folder()
    let first = try Store.open(at: folder.store, now: time())
    let second = try Store.open(at: folder.store, now: time())
    let read = try first.add(single(100, 5, on: 0))
    try second.change(WorkoutLog.self, "w0") { $0.notes = "first" }
    #expect(throws: StoreError.stale(collection: .workoutLogs, id: "w0")) {
      try first.write(Step("Late"), at: time()) {
        var log = read.document
        log.notes = "second"
        try $0.put(log, expecting: read.version)
      }
    }
    try first.close()
    try second.close()
  }

  @Test func aWriterWaitsForAnotherOnlySoLongAndReadersNotAtAll() throws {
    let folder = try Folder()
    let first = try Store.open(at: folder.store, now: time())
    try first.add(single(100, 5, on: 0))
    var opening = Opening(path: folder.store, now: time())
    opening.patience = 5
    let second = try opening.store()
    try first.write(Step("Long"), at: time()) { transaction in
      try transaction.put(single(100, 5, on: 1), expecting: nil)
      #expect(throws: StoreError.locked(path: folder.store)) {
        try second.add(single(100, 5, on: 2))
      }
      #expect(try second.read { try $0.count(of: .workoutLogs) } == 1)
      let third = try opening.store()
      #expect(try third.read { try $0.count(of: .workoutLogs) } == 1)
      try third.close()
    }
    #expect(try second.read { try $0.count(of: .workoutLogs) } == 2)
    try second.add(single(100, 5, on: 2))
    try first.close()
    try second.close()
  }

  @Test func threadsOfOneStoreTakeTurnsUnderTheLock() async throws {
    let folder = try Folder()
    let store = try Store.open(at: folder.store, now: time())
    let other = try Store.open(at: folder.store, now: time())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<24 {
        let target = number.isMultiple(of: 3) ? other : store
        group.addTask { try target.add(single(100, 5, on: number)) }
      }
      try await group.waitForAll()
    }
    let steps = try store.read { try $0.journal(limit: 100) }
    #expect(steps.map(\.number) == (1...24).reversed())
    #expect(Set(steps.map(\.stamp)).count == 24)
    #expect(try store.replayMismatches() == [])
    try store.close()
    try other.close()
  }

  @Test func aLockThatTheSystemRefusesIsSaid() throws {
    let folder = try Folder()
    #expect(throws: StoreError.self) { try WriterLock(store: folder.path + "/none/store.db") }
    let lock = try WriterLock(store: folder.store, patience: 5)
    try lock.hold {
      let second = #expect(throws: StoreError.self) { try lock.hold {} }
      #expect(second == .locked(path: folder.store))
    }
  }

  /// Set in the child that ``everyAcknowledgedSetIsThereAfterAKill()`` starts: the store it writes to.
  private static let writesTo = ProcessInfo.processInfo.environment["TONNAGE_TEST_WRITER"]

  /// The body of the child: logs sets for ever, and names each one that is on disk on its standard output.
  @Test(.enabled(if: writesTo != nil)) func logsSetsUntilItIsKilled() throws {
    let store = try Store.open(at: try Self.writesTo.unwrapped("a path"), now: time())
    let id = "w\(ProcessInfo.processInfo.processIdentifier)"
    try store.add(
      workout(
        id, on: 0,
        [LoggedExercise(id: "e1", exerciseId: "bench", exerciseMetadata: bench)]))
    for number in 0... {
      try store.change(WorkoutLog.self, id, label: "Set") {
        $0.exercises[0].sets.append(lifted(100, 5, id: "s\(number)"))
      }
      let line = Array("SET \(id) s\(number)\n".utf8)
      _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
  }

  @Test(.enabled(if: writesTo == nil)) func everyAcknowledgedSetIsThereAfterAKill() throws {
    let folder = try Folder()
    var random = Seeded(1)
    var acknowledged: [String: [String]] = [:]
    for _ in 0..<(Rounds.isLong ? 50 : 4) {
      for (log, set) in try Self.kill(after: Int.random(in: 1...40, using: &random), in: folder) {
        acknowledged[log, default: []].append(set)
      }
    }
    let store = try Store.open(at: folder.store, now: time())
    for (log, sets) in acknowledged {
      let stored = Set(try store.log(log)?.exercises[0].sets.map(\.id) ?? [])
      #expect(stored.isSuperset(of: sets))
      // At most the one that was on disk but not yet named.
      #expect(stored.count <= sets.count + 1)
    }
    #expect(try store.rows("PRAGMA integrity_check") == ["[integrity_check:\"ok\"]"])
    #expect(try store.replayMismatches() == [])
    let kept = try store.derivedRows()
    try store.rebuildDerived()
    #expect(try store.derivedRows() == kept)
    try store.close()
  }

  /// Lets a child log sets, kills it after so many, and gives those it has named.
  private static func kill(after count: Int, in folder: Folder) throws -> [(String, String)] {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    child.arguments = [
      "--testing-library", "swift-testing", "--filter", "logsSetsUntilItIsKilled",
    ]
    child.environment = ProcessInfo.processInfo.environment.merging(
      ["TONNAGE_TEST_WRITER": folder.store]) { $1 }
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
    killProcess(child.processIdentifier, SIGKILL)
    text += pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.count == 3 && words[0] == "SET" ? (words[1], words[2]) : nil
    }
  }
}

/// `kill` of the system, which the tests' own function of that name hides.
private func killProcess(_ process: pid_t, _ signal: Int32) { _ = kill(process, signal) }
