import Foundation
import GRDB
import Testing
import Training
import Upkeep

@testable import Logbook
@testable import Store

/// A workout of the list's exercises, one set each, with their copies changed.
func planted(
  _ id: String, on number: Int = 0, _ exercises: [(String, (inout ExerciseMetadata) -> Void)]
) throws -> WorkoutLog {
  WorkoutLog(
    id: id, userId: "u", name: "Day \(id)", date: day(number), isWorkoutFinished: true,
    exercises: try exercises.enumerated().map { place, exercise in
      var copy = try embedded(exercise.0)
      exercise.1(&copy)
      return LoggedExercise(
        id: "e\(place)", exerciseId: exercise.0, exerciseMetadata: copy,
        sets: [LoggedSet(id: "s", weight: 100, reps: 5, completed: true, position: "a")],
        position: "\(place)")
    })
}

/// A workout in which nothing is wrong.
func sound(_ id: String, on number: Int = 0) throws -> WorkoutLog {
  try planted(id, on: number, [("squat", { _ in }), ("bench-press", { _ in })])
}

extension Gym {
  /// A gym whose store lies in a file.
  convenience init(in folder: Folder) throws {
    try self.init(store: Store.open(at: folder.store, now: time()))
  }

  /// Enough sound copies that a few others are less than five per cent.
  func putSoundWorkouts(_ count: Int = 40) throws {
    for number in 0..<count { try put(try sound("sound\(number)", on: -number)) }
  }

  func checkNotes() throws -> [CheckNote] {
    try store.read { try $0.notes(CheckNote.kind) }.compactMap { CheckNote($0) }
  }
}

extension Folder {
  /// The backups beside the store.
  func backups() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".backup") }
  }
}

extension Store {
  /// Changes the file behind the store's back.
  func damage(_ sql: String) throws {
    try maintain("Damaging") { try $0.execute(sql: sql) }
  }

  /// Lets the file grow by so many pages and no more, as on a full disk.
  func limitPages(_ room: Int) throws {
    try queue.inDatabase { database in
      let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(count + room)")
    }
  }
}
