import Store
import Training
import Wire

/// A document that a file may bring a second time.
protocol Importable: DocumentKind, Equatable {
  /// What it is called in a list.
  var title: String { get }
  /// The document with what an import itself decides taken from the one that is there.
  func settled(like present: Self) -> Self
}

extension Exercise: Importable {
  var title: String { name }

  func settled(like present: Exercise) -> Exercise {
    var copy = self
    copy.metadata.lastUpdated = present.metadata.lastUpdated
    return copy
  }
}

extension BodyWeight: Importable {
  var title: String { date.description }

  func settled(like present: BodyWeight) -> BodyWeight { self }
}

extension Program: Importable {
  var title: String { name }

  func settled(like present: Program) -> Program {
    var copy = self
    copy.isCurrent = present.isCurrent
    var embedded: [String: ExerciseMetadata] = [:]
    for day in present.days {
      for exercise in day.exercises {
        embedded["\(day.weekIndex) \(day.dayIndex) \(exercise.id)"] = exercise.exerciseMetadata
      }
    }
    for index in copy.days.indices {
      let day = copy.days[index]
      for place in day.exercises.indices {
        let key = "\(day.weekIndex) \(day.dayIndex) \(day.exercises[place].id)"
        copy.days[index].exercises[place].exerciseMetadata =
          embedded[key] ?? day.exercises[place].exerciseMetadata
      }
    }
    return copy
  }
}

extension WorkoutLog: Importable {
  var title: String { "\(date) \(name)" }

  func settled(like present: WorkoutLog) -> WorkoutLog {
    var copy = self
    copy.migratedAt = present.migratedAt
    var embedded: [String: ExerciseMetadata] = [:]
    for exercise in present.exercises { embedded[exercise.id] = exercise.exerciseMetadata }
    for place in copy.exercises.indices {
      copy.exercises[place].exerciseMetadata =
        embedded[copy.exercises[place].id] ?? copy.exercises[place].exerciseMetadata
    }
    return copy
  }
}
