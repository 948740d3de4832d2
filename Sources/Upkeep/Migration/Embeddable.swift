import Training
import Wire

/// A document whose entries embed the metadata of their exercises.
protocol Embeddable: DocumentKind {
  /// Visits each entry: its place in the document, which stays the same as long as the entry is there, its exercise, and
  /// the copy that it embeds.
  mutating func visitCopies(
    _ visit: (_ place: String, _ exercise: String, _ copy: inout ExerciseMetadata?) -> Void)

  var setCount: Int { get }
  /// Fields that Tonnage does not know, on every level but within the copies.
  var unknownFieldCount: Int { get }
}

extension WorkoutLog: Embeddable {
  mutating func visitCopies(_ visit: (String, String, inout ExerciseMetadata?) -> Void) {
    for index in exercises.indices {
      let (place, exercise) = (exercises[index].id, exercises[index].exerciseId)
      visit(place, exercise, &exercises[index].exerciseMetadata)
    }
  }

  var setCount: Int { exercises.reduce(0) { $0 + $1.sets.count } }

  var unknownFieldCount: Int {
    exercises.reduce(unknown.count) { count, entry in
      entry.sets.reduce(count + entry.unknown.count) {
        $0 + $1.unknown.count + $1.parallel.count
      }
    }
  }
}

extension Program: Embeddable {
  mutating func visitCopies(_ visit: (String, String, inout ExerciseMetadata?) -> Void) {
    for day in days.indices {
      for index in days[day].exercises.indices {
        let entry = days[day].exercises[index]
        let place = "\(days[day].weekIndex).\(days[day].dayIndex)/\(entry.id)"
        visit(place, entry.exerciseId, &days[day].exercises[index].exerciseMetadata)
      }
    }
  }

  var setCount: Int { days.flatMap(\.exercises).reduce(0) { $0 + $1.sets } }

  var unknownFieldCount: Int {
    days.reduce(unknown.count) { count, day in
      day.exercises.reduce(count + day.unknown.count) { $0 + $1.unknown.count }
    }
  }
}

/// The kinds of documents that embed metadata, in the order in which they are migrated.
enum EmbeddingKind: String, CaseIterable, Sendable {
  case programs, workoutLogs

  var collection: Collection {
    switch self {
    case .programs: .programs
    case .workoutLogs: .workoutLogs
    }
  }

  /// Nil for a collection whose documents embed nothing.
  init?(_ collection: Collection) { self.init(rawValue: collection.rawValue) }
}
