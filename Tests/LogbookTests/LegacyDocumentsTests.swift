import Catalog
import Foundation
import Interchange
import Store
import Testing
import Training
import Wire

@testable import Logbook

/// The legacy documents that people brought, where they are at hand: beside the checkout, or where
/// `TONNAGE_LEGACY_DUMP` says.
private enum LegacyDocuments {
  static let path =
    ProcessInfo.processInfo.environment["TONNAGE_LEGACY_DUMP"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data/legacy-dump.json").standardized.path

  static var areAtHand: Bool { FileManager.default.isReadableFile(atPath: path) }

  static func read() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

@Suite(.enabled(if: LegacyDocuments.areAtHand, "the legacy documents are not beside the checkout"))
struct LegacyDocumentsTests {
  let bytes: [UInt8]
  let dump: LegacyDump

  init() throws {
    bytes = try LegacyDocuments.read()
    dump = try LegacyDump(file: "legacy-dump.json", bytes: bytes)
  }

  private func gym() throws -> Gym {
    let gym = try Gym()
    let list = try Catalogue.builtIn(reads: gym.reads)
    gym.use(list)
    return gym
  }

  @Test func sixAthletesAreInIt() throws {
    #expect(dump.users.count == 6)
    #expect(dump.users.allSatisfy { $0.isListed && $0.programs == 1 })
    #expect(dump.users.map(\.workouts).sorted() == [19, 34, 38, 45, 68, 88])
    #expect(throws: InterchangeError.self) { try dump.user(nil) }
    #expect(dump.counts["exercises"] == 31 && dump.counts["workoutLogs"] == 292)
  }

  @Test(arguments: 0..<6)
  func anAthletesDocumentsComeInWholeAndOnlyOnce(number: Int) throws {
    let gym = try gym()
    let user = dump.users[number]
    let plan = try gym.logbook.importPlan(dump, user: user.name)
    #expect(plan.unreadable.isEmpty && plan.unknownExercises.isEmpty)
    let report = try gym.logbook.bringIn(plan)
    #expect(report.figures.map(\.added) == [31, 1, 0, user.workouts])
    for id in try gym.store.read({ try $0.ids(of: .workoutLogs) }) {
      let log = try gym.log(id)
      #expect(log.userId == user.id && log.migratedAt == time() && log.workoutSummary != nil)
      for entry in log.exercises {
        #expect(entry.metadata.name != "Unknown" && entry.metadata.primaryMuscleGroup != .unknown)
        #expect(entry.metadata.equipment != "Unknown", "\(entry.metadata.name)")
      }
    }
    try expectRawFigures(of: user.id, in: gym)
    let steps = try gym.steps()
    let again = try gym.logbook.bringIn(try gym.logbook.importPlan(dump, user: user.id))
    #expect(again.added == 0 && again.figures.map(\.unchanged) == [31, 1, 0, user.workouts])
    #expect(try gym.steps() == steps)
    #expect(try gym.logbook.today().next != nil)
  }

  /// Sets, repetitions and weights against the file read by other means.
  private func expectRawFigures(of user: String, in gym: Gym) throws {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let logs = try #require(json["workoutLogs"] as? [[String: Any]])
    for raw in logs where raw["userId"] as? String == user {
      let log = try gym.log(try #require(raw["id"] as? String))
      let entries = try #require(raw["exercises"] as? [[String: Any]])
      #expect(log.exercises.map(\.exerciseId) == entries.map { $0["exerciseId"] as? String })
      for (entry, raw) in zip(log.exercises, entries) {
        #expect(entry.sets.map { $0.reps.map(Double.init) } == raw["reps"] as? [Double?])
        #expect(entry.sets.map(\.weight) == raw["weights"] as? [Double?])
        #expect(entry.sets.map(\.completed) == raw["completed"] as? [Bool])
        #expect(entry.unknown.contains { $0.name == "isAdded" })
      }
    }
  }

  @Test func theFileIsRefusedWhereverItIsCutShort() {
    for length in stride(from: 0, to: bytes.count, by: 20_011) {
      #expect(throws: InterchangeError.self, "\(length) bytes") {
        try LegacyDump(file: "d", bytes: Array(bytes[..<length]))
      }
    }
  }

  @Test func theDayIsStartedFromTheProgramAndLogged() throws {
    let gym = try gym()
    _ = try gym.logbook.bringIn(try gym.logbook.importPlan(dump, user: "Jordan"))
    // After the last workout of the file.
    gym.wait(days: 700)
    let next = try #require(try gym.logbook.today().next)
    let log = try gym.logbook.startDay(
      programId: next.programId, week: next.weekIndex, day: next.dayIndex
    ).log
    for entry in log.exercises {
      for set in entry.sets {
        var change = SetChange()
        change.weight = .set((set.weight ?? 40) + 5)
        change.reps = .set(set.reps ?? 5)
        _ = try gym.logbook.edit(log.id, .logSet(entry: entry.id, set: set.id, change))
      }
    }
    let finished = try gym.logbook.finish(log.id)
    #expect(finished.openSets == 0 && finished.sets > 0 && finished.volume > 0)
    #expect(try gym.logbook.progress().rows.contains { $0.lastDate == day(700) })
    #expect(
      try gym.train("bench press", "60x5").log.exercises.contains {
        $0.metadata.name == "Barbell Bench Press"
      })
  }
}
