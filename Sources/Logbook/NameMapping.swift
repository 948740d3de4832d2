import Catalog
import Interchange
import Store
import Training

/// Puts other exercises in the place of those that names of imported workouts stand for.
struct NameMapping {
  private let exercises: [String: String]
  private let format: String?
  private let known: Catalogue
  private let now: Instant
  private let athlete: String
  private var met: Set<String> = []
  /// What stood for a name before, and what stands for it now.
  private var replaced: [String: Exercise] = [:]
  /// Workouts that were changed.
  private(set) var changed = 0
  /// Exercises of the athlete's own that names stand for now.
  private(set) var made: [Exercise] = []

  init(
    exercises: [String: String], format: String?, known: Catalogue, now: Instant, athlete: String
  ) throws {
    self.exercises = Dictionary(
      exercises.map { (NameMatcher.key($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }
    )
    self.format = format
    self.known = known
    self.now = now
    self.athlete = athlete
    for id in exercises.values where !id.isEmpty && known.entry(id: id) == nil {
      throw LogbookError.unknownExercise(
        name: id, suggestions: known.suggestions(for: id).map(\.name))
    }
    unknown = exercises.keys.sorted()
  }

  private var unknown: [String]

  /// A name that no workout had.
  var unmet: String? { unknown.first { !met.contains(NameMatcher.key($0)) } }

  /// Exercises of the athlete's own that names stood for before.
  var left: [String] { replaced.keys.filter(Logbook.isCustom).sorted() }

  mutating func mapped(_ log: WorkoutLog) -> WorkoutLog {
    guard format == nil || log.importedFrom == format else { return log }
    var result = log
    for index in result.exercises.indices {
      guard let name = result.exercises[index].importedName,
        let id = exercises[NameMatcher.key(name)]
      else { continue }
      met.insert(NameMatcher.key(name))
      let exercise = exercise(id, for: name, like: result.exercises[index])
      let former = result.exercises[index].exerciseId
      guard former != exercise.id else { continue }
      replaced[former] = exercise
      result.exercises[index].exerciseId = exercise.id
      var metadata = exercise.metadata
      metadata.lastUpdated = now
      result.exercises[index].exerciseMetadata = metadata
    }
    if result != log { changed += 1 }
    return result
  }

  private mutating func exercise(_ id: String, for name: String, like entry: LoggedExercise)
    -> Exercise
  {
    if let exercise = known.entry(id: id) { return exercise }
    let own = NameMatcher(catalogue: nil).match(
      name, category: entry.metadata.primaryMuscleGroup.rawValue,
      measures: entry.metadata.measures)
    let exercise = Exercise(id: own.exerciseId, userId: athlete, metadata: own.metadata)
    if !made.contains(where: { $0.id == exercise.id }) { made.append(exercise) }
    return exercise
  }

  /// Programs that use an exercise of the athlete's own that is no more use what took its place.
  func mapPrograms(_ transaction: Transaction) throws {
    let gone = replaced.filter { Logbook.isCustom($0.key) }
    guard !gone.isEmpty else { return }
    for id in try transaction.reader.ids(of: .programs) {
      guard let present = try transaction.read(Program.self, id) else { continue }
      var program = present.document
      for day in program.days.indices {
        for place in program.days[day].exercises.indices {
          let former = program.days[day].exercises[place].exerciseId
          guard let exercise = gone[former] else { continue }
          program.days[day].exercises[place].exerciseId = exercise.id
          var metadata = exercise.metadata
          metadata.lastUpdated = now
          program.days[day].exercises[place].exerciseMetadata = metadata
        }
      }
      if program != present.document {
        try transaction.put(program, expecting: present.version)
      }
    }
  }
}
