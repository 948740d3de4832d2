import Foundation
import GRDB
import Interchange
import ReplayCheck
import Synchronization
import Testing
import Training

@testable import Logbook
@testable import Store
@testable import Upkeep

/// A migration that is ended at every one of its steps, by a kill and by a full disk.
@Suite struct MigrationFaultTests {
  private struct Killed: Error {}

  private static let workouts = 60
  private static let dump = Result { try RawFile.dump(workouts: workouts) }

  /// A store with raw documents, on a disk.
  private func raw(_ folder: Folder) throws -> Gym {
    let gym = try Gym(store: Store.open(at: folder.store, now: time()))
    try gym.bringInRaw(try Self.dump.get())
    return gym
  }

  /// Ends the program at its step of that number, counted from 1.
  private func killing(_ tools: MigrationTools, at number: Int) -> MigrationTools {
    var tools = tools
    let steps = Mutex(0)
    tools.reached = { _ in
      let step = steps.withLock { steps in
        steps += 1
        return steps
      }
      if step == number { throw Killed() }
    }
    return tools
  }

  /// Each document is as it was, or has all of its metadata; whole batches are.
  private func expectWhole(_ gym: Gym, _ before: [String: String]) throws {
    #expect(try gym.contents() == before)
    let migrated = try gym.names().values.filter { !$0.contains("-") }.count
    #expect(migrated == before.count || migrated % 50 == 0, "\(migrated)")
    #expect(try gym.names().values.allSatisfy { Set($0.map { $0 == "-" }).count <= 1 })
    #expect(try gym.store.replayMismatches() == [])
    #expect(gym.store.readOnlyReason == nil)
  }

  @Test func killedAnywhereItIsGoneOnWith() throws {
    var number = 1
    var wasResumed = false
    while true {
      let folder = try Folder()
      let gym = try raw(folder)
      let before = try gym.contents()
      do {
        _ = try gym.logbook.migrate(tools: killing(gym.logbook.migrationTools, at: number))
        break
      } catch is Killed {
        // The system closes what the program had open.
        try gym.store.close()
      }
      let next = try Gym(store: Store.open(at: folder.store, now: time()), ids: 1000)
      try expectWhole(next, before)
      let done = try next.names().values.filter { !$0.contains("-") }.count
      switch try next.logbook.migrate() {
      case .migrated(let report, let resumed):
        wasResumed = wasResumed || resumed
        #expect(resumed == (done > 0))
        #expect(report.record.documents == 61 && report.record.state == .done)
        #expect(report.record.batches == 2 && report.record.before == report.record.after)
      case .nothing: #expect(done == 61)
      }
      #expect(try next.isMigrated && next.contents() == before)
      try next.store.close()
      number += 1
    }
    #expect(number > 13 && wasResumed)
  }

  @Test func killedOnTheWayBackItIsGoneOnWith() throws {
    var number = 1
    while true {
      let folder = try Folder()
      let gym = try raw(folder)
      let before = try gym.contents()
      _ = try gym.report()
      do {
        _ = try gym.logbook.rollBackMigration(
          tools: killing(gym.logbook.migrationTools, at: number))
        break
      } catch is Killed { try gym.store.close() }
      let next = try Gym(store: Store.open(at: folder.store, now: time()), ids: 1000)
      #expect(try next.contents() == before)
      #expect(try next.store.replayMismatches() == [])
      if try !next.isRaw { _ = try next.logbook.rollBackMigration() }
      #expect(try next.isRaw && next.contents() == before)
      try next.store.close()
      number += 1
    }
    #expect(number > 6)
  }

  @Test func aDiskThatIsFullAnywhereLosesNothing() throws {
    var number = 1
    var met = 0
    while true {
      let folder = try Folder()
      let gym = try raw(folder)
      let before = try gym.contents()
      var tools = gym.logbook.migrationTools
      let steps = Mutex(0)
      let store = gym.store
      tools.reached = { [number] step in
        let count = steps.withLock { steps in
          steps += 1
          return steps
        }
        // Within a transaction the limit could not be set on the same connection.
        if count == number, step != .writing, step != .written { try store.limitPages(to: 1) }
      }
      do {
        _ = try gym.logbook.migrate(tools: tools)
      } catch let error as StoreError {
        met += 1
        #expect(error == .diskFull(path: folder.store), "\(error)")
        #expect(error.sentence.contains("Nothing was changed; free some space and try again."))
        #expect(try gym.isRaw)
      } catch let error as MigrationError {
        met += 1
        let sentence = "documents have their exercise data by now, and the disk is full."
        #expect(error.sentence.contains(sentence), "\(error)")
      }
      let count = steps.withLock { $0 }
      try gym.store.limitPages(to: 1_000_000)
      try expectWhole(gym, before)
      if try !gym.isMigrated { _ = try gym.logbook.migrate() }
      #expect(try gym.isMigrated && gym.contents() == before)
      try gym.store.close()
      if count < number { break }
      number += 1
    }
    #expect(met > 5)
  }

  @Test func aFullDiskOnTheWayBackLosesNothing() throws {
    let folder = try Folder()
    let gym = try raw(folder)
    let before = try gym.contents()
    _ = try gym.report()
    var tools = gym.logbook.migrationTools
    let store = gym.store
    tools.reached = { step in if step == .takenBack { try store.limitPages(to: 1) } }
    #expect(
      throws: MigrationError.stoppedTakingBack(documents: 11, cause: "the disk is full")
    ) {
      try gym.logbook.rollBackMigration(tools: tools)
    }
    try gym.store.limitPages(to: 1_000_000)
    try expectWhole(gym, before)
    _ = try gym.logbook.rollBackMigration()
    #expect(try gym.isRaw && gym.contents() == before)
    try gym.store.close()
  }

  @Test func whatMayPassIsTriedAgainThreeTimesWithDoublingDelay() throws {
    let folder = try Folder()
    let gym = try raw(folder)
    var tools = gym.logbook.migrationTools
    let failures = Mutex(0)
    let path = folder.store
    tools.reached = { step in
      guard step == .writing else { return }
      let count = failures.withLock { failures in
        failures += 1
        return failures
      }
      if count <= 3 { throw StoreError.locked(path: path) }
    }
    guard case .migrated(let report, _) = try gym.logbook.migrate(tools: tools) else { return }
    #expect(gym.pauses == [1000, 2000, 4000])
    #expect(report.failures.map(\.category) == [.timeout, .timeout, .timeout])
    #expect(report.failures.map(\.retries).sorted() == [0, 1, 2])
    #expect(report.record.failed == 0)
    #expect(try gym.isMigrated)
    try gym.store.close()
  }

  @Test func whatDoesNotPassPausesIt() throws {
    let folder = try Folder()
    let gym = try raw(folder)
    var tools = gym.logbook.migrationTools
    let path = folder.store
    tools.reached = { step in
      if step == .writing { throw StoreError.locked(path: path) }
    }
    #expect(throws: StoreError.locked(path: path)) { try gym.logbook.migrate(tools: tools) }
    #expect(gym.pauses == [1000, 2000, 4000])
    #expect(try gym.record?.state == .paused)
    #expect(try gym.record?.reason == StoreError.locked(path: path).sentence)
    // What is forbidden is not tried again.
    tools.reached = { step in
      if step == .writing { throw StoreError.readOnly(path: path, reason: "no") }
    }
    #expect(throws: StoreError.readOnly(path: path, reason: "no")) {
      try gym.logbook.migrate(tools: tools)
    }
    #expect(gym.pauses.count == 3)
    #expect(try gym.report().record.documents == 61)
    try gym.store.close()
  }
}

extension Store {
  /// How many pages the file may have at most: it cannot grow any more where it has as many.
  func limitPages(to most: Int) throws {
    _ = try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(most)") }
  }
}
