import Chance
import Foundation
import GRDB
import Interchange
import Sync
import Testing
import Training
import Wire

@testable import Logbook
@testable import Store
@testable import Upkeep

/// Documents as the app's own database has them: exercises by id, and fields that nobody here knows.
enum RawFile {
  /// - Parameters:
  ///   - ghosts: How many workouts name an exercise that no list has.
  static func dump(workouts: Int, ghosts: Int = 0) throws -> LegacyDump {
    let names = ["x1", "x2", "squat"]
    let logs = (0..<workouts).map { number in
      let entries = names.enumerated().map { place, id in
        let id = number < ghosts && place == 0 ? "ghost" : id
        return """
          {"exerciseId": "\(id)", "sets": 2, "reps": [\(5 + number % 3), 8], "weights": [\(60 + number), 20],
           "completed": [true, true], "bodyweight": 80, "isAdded": false, "tempo": ["3-1-1", "2-0-2"]}
          """
      }
      return """
        {"id": "w\(1000 + number)", "userId": "u1", "date": "\(day(number))", "isWorkoutFinished": true,
         "weightUnit": "KG", "mood": {"before": \(number)}, "exercises": [\(entries.joined(separator: ","))]}
        """
    }
    let text = """
      {"exercises": [
        {"id": "x1", "name": "Barbell Bench Press", "primaryMuscleGroup": "Chest", "exerciseType": "Barbell"},
        {"id": "x2", "name": "Pull-ups", "primaryMuscleGroup": "Back", "exerciseType": "Bodyweight Loadable"}],
       "programs": [{"id": "p1", "userId": "u1", "name": "Flat", "isCurrent": true, "goal": "strength",
        "weeklyConfigs": {"week1_day1": {"name": "A", "exercises": [
          {"exerciseId": "x1", "sets": 3, "reps": 5}, {"exerciseId": "squat", "sets": 3, "reps": 5}]}}}],
       "workoutLogs": [\(logs.joined(separator: ","))]}
      """
    return try LegacyDump(file: "dump.json", bytes: Array(text.utf8))
  }
}

extension Gym {
  /// Puts documents in as they came.
  func bringInRaw(_ dump: LegacyDump) throws {
    _ = try logbook.bringIn(try logbook.importPlan(dump, user: nil, raw: true))
  }

  /// All documents by id, as text, without what was embedded and derived: ids, stamps, sets and unknown fields.
  func contents() throws -> [String: String] {
    try store.read { reader in
      var contents: [String: String] = [:]
      for id in try reader.ids(of: .workoutLogs) {
        guard var log = try reader.document(WorkoutLog.self, id)?.document else { continue }
        for place in log.exercises.indices { log.exercises[place].exerciseMetadata = nil }
        contents[id] = log.element.encoded()
      }
      for id in try reader.ids(of: .programs) {
        guard var program = try reader.document(Program.self, id)?.document else { continue }
        program.visitCopies { $2 = nil }
        contents[id] = program.element.encoded()
      }
      return contents
    }
  }

  /// The names that workouts and programs embed, by document; `-` where there is none.
  func names() throws -> [String: [String]] {
    try store.read { reader in
      var names: [String: [String]] = [:]
      for id in try reader.ids(of: .workoutLogs) {
        names[id] = try reader.document(WorkoutLog.self, id)?.document.exercises.map {
          $0.exerciseMetadata?.name ?? "-"
        }
      }
      for id in try reader.ids(of: .programs) {
        var found: [String] = []
        var program = try reader.document(Program.self, id)?.document
        program?.visitCopies { found.append($2?.name ?? "-") }
        names[id] = found
      }
      return names
    }
  }

  /// Whether nothing embeds anything.
  var isRaw: Bool {
    get throws { try names().values.joined().allSatisfy { $0 == "-" } }
  }

  /// Whether everything does.
  var isMigrated: Bool {
    get throws { try names().values.joined().allSatisfy { $0 != "-" } }
  }

  func report() throws -> MigrationReport {
    guard case .migrated(let report, _) = try logbook.migrate() else {
      throw Nothing()
    }
    return report
  }

  struct Nothing: Error {}

  var record: MigrationRecord? {
    get throws { try store.read { try MigrationRecord.latest($0) } }
  }

  /// Every derived row, to compare with those of a rebuild.
  func derivedRows() throws -> [String] {
    try store.queue.inDatabase { database in
      try DerivedTable.names.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }
}
