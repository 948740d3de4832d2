import Foundation
import GRDB
import Training
import Wire

@testable import Store

/// A folder of its own for one test, gone with it.
final class Folder {
  let path: String
  var store: String { path + "/store.db" }

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/tonnage-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      preconditionFailure("\(path) cannot be taken away: \(error)")
    }
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  func bytes(_ name: String = "store.db") throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  func write(_ bytes: some Sequence<UInt8>, to name: String = "store.db") throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
  }
}

/// 2025-01-01T00:00:00Z and `seconds`.
func time(_ seconds: Double = 0) -> Instant {
  Instant(milliseconds: 1_735_689_600_000 + Int64(seconds * 1000))
}

/// The day so many days after 2025-01-01.
func day(_ number: Int) -> LocalDate { LocalDate(dayNumber: 20_089 + number) }

let bench = ExerciseMetadata(
  name: "Bench Press", primaryMuscleGroup: .chest, exerciseType: .barbell,
  movementPattern: "Horizontal Push", equipment: "Barbell", isCompoundLift: true,
  lastUpdated: time(), revision: 1)
let squat = ExerciseMetadata(
  name: "Squat", primaryMuscleGroup: .quads, exerciseType: .barbell, lastUpdated: time(),
  revision: 1)

/// One completed set.
func lifted(
  _ weight: Double?, _ reps: Int?, id: String, kind: SetKind = .working, rpe: Double? = nil
) -> LoggedSet {
  LoggedSet(id: id, kind: kind, weight: weight, reps: reps, rpe: rpe, completed: true, position: id)
}

/// Completed sets of one weight and number of repetitions each, with ids `1`, `2`, ….
func entry(
  _ exercise: String = "bench", _ metadata: ExerciseMetadata = bench, id: String = "e1",
  sets: [(weight: Double, reps: Int)]
) -> LoggedExercise {
  LoggedExercise(
    id: id, exerciseId: exercise, exerciseMetadata: metadata,
    sets: sets.enumerated().map { lifted($1.weight, $1.reps, id: "\($0 + 1)") }, position: id)
}

/// A workout of one exercise.
func workout(
  _ id: String, on number: Int, at minute: Int? = 600, finished: Bool = true,
  _ entries: [LoggedExercise]
) -> WorkoutLog {
  WorkoutLog(
    id: id, userId: "u", name: "Day \(id)", date: day(number),
    startedAt: minute.map { time(Double(number) * 86_400 + Double($0) * 60) }, utcOffset: 0,
    isWorkoutFinished: finished, exercises: entries)
}

/// One set a workout: the workout's id also tells its day.
func single(_ weight: Double, _ reps: Int, on number: Int, exercise: String = "bench")
  -> WorkoutLog
{
  workout(
    "w\(number)", on: number,
    [entry(exercise, exercise == "bench" ? bench : squat, sets: [(weight, reps)])])
}

extension Store {
  /// Puts documents in as one step.
  @discardableResult
  func add<Document: DocumentKind>(
    _ documents: Document..., label: String = "Added", at now: Instant = time(),
    origin: Step.Origin = .local
  ) throws -> Versioned<Document> {
    try write(Step(label, origin: origin), at: now) { transaction in
      var last: Versioned<Document>?
      for document in documents { last = try transaction.put(document, expecting: nil) }
      return last
    }.unwrapped("a document was put")
  }

  /// Changes a document as one step.
  @discardableResult
  func change<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, label: String = "Changed", at now: Instant = time(),
    origin: Step.Origin = .local, _ edit: (inout Document) -> Void
  ) throws -> Versioned<Document> {
    try write(Step(label, origin: origin), at: now) { transaction in
      var present = try transaction.read(type, id).unwrapped("\(id) is there")
      edit(&present.document)
      return try transaction.put(present.document, expecting: present.version)
    }
  }

  func remove(_ collection: Collection, _ id: String, at now: Instant = time()) throws {
    try write(Step("Deleted"), at: now) { try $0.delete(collection, id) }
  }

  func log(_ id: String) throws -> WorkoutLog? {
    try read { try $0.document(WorkoutLog.self, id)?.document }
  }

  /// Everything a query gives, as text.
  func rows(_ sql: String) throws -> [String] {
    try queue.read { try Row.fetchAll($0, sql: sql).map { "\($0)" } }
  }

  func count(_ table: String) throws -> Int {
    try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
  }

  /// The derived tables, row by row.
  func derivedRows() throws -> [String] {
    try DerivedTable.all.map(\.name).flatMap { table in
      try rows("SELECT * FROM \(table)").map { "\(table) \($0)" }
    }
  }
}

struct Missing: Error { var what: String }

extension Optional {
  func unwrapped(_ what: String) throws -> Wrapped {
    guard let self else { throw Missing(what: what) }
    return self
  }
}
