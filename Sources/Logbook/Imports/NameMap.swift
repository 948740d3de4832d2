import Catalog
import Interchange
import Store
import Training

/// Puts other exercises in the place of those that names of imported workouts stand for.
struct NameMap {
  private let exercises: [String: String]
  private let format: String?
  private let known: Catalogue
  private let listed: Catalogue?
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
    exercises: [String: String], format: String?, known: Catalogue, listed: Catalogue?,
    now: Instant, athlete: String
  ) throws {
    self.exercises = Dictionary(
      exercises.map { (NameMatcher.key($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }
    )
    self.format = format
    self.known = known
    self.listed = listed
    self.now = now
    self.athlete = athlete
    unknown = exercises.keys.sorted()
    for id in exercises.values where !id.isEmpty && entry(id) == nil {
      throw LogbookError.unknownExercise(
        name: id, suggestions: known.suggestions(for: id).map(\.name))
    }
  }

  /// The list's own too where one of the athlete's stands in its place.
  private func entry(_ id: String) -> Exercise? { known.entry(id: id) ?? listed?.entry(id: id) }

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
      result.exercises[index].exerciseMetadata = exercise.embedded(at: now)
    }
    if result != log { changed += 1 }
    return result
  }

  private mutating func exercise(_ id: String, for name: String, like entry: LoggedExercise)
    -> Exercise
  {
    if let exercise = self.entry(id) { return exercise }
    let own = NameMatcher(catalogue: nil).match(
      name, category: entry.metadata.primaryMuscleGroup.rawValue,
      measures: entry.metadata.measures)
    let exercise = Exercise(id: own.exerciseId, userId: athlete, metadata: own.metadata)
    if !made.contains(where: { $0.id == exercise.id }) { made.append(exercise) }
    return exercise
  }

  /// Where no name stands for an exercise of the athlete's own any more, what was logged with it here and the programs
  /// that have it go over to what took its place.
  mutating func replaceLeft(_ transaction: Transaction) throws {
    var gone: [String: Exercise] = [:]
    for former in left {
      let logs = try transaction.reader.workouts(ofExercise: former)
      let isNamed = logs.flatMap(\.exercises).contains {
        $0.exerciseId == former && $0.importedName != nil
      }
      guard !isNamed, let exercise = replaced[former] else { continue }
      gone[former] = exercise
      for log in logs { try replace(former, with: exercise, in: log, transaction) }
    }
    if !gone.isEmpty { try mapPrograms(gone, transaction) }
  }

  private mutating func replace(
    _ former: String, with exercise: Exercise, in log: WorkoutLog, _ transaction: Transaction
  ) throws {
    guard var present = try transaction.read(WorkoutLog.self, log.id) else { return }
    for index in present.document.exercises.indices
    where present.document.exercises[index].exerciseId == former {
      present.document.exercises[index].exerciseId = exercise.id
      present.document.exercises[index].exerciseMetadata = exercise.embedded(at: now)
    }
    changed += 1
    try transaction.put(present.document, expecting: present.version)
  }

  private func mapPrograms(_ gone: [String: Exercise], _ transaction: Transaction) throws {
    for id in try transaction.reader.ids(of: .programs) {
      guard let present = try transaction.read(Program.self, id) else { continue }
      var program = present.document
      for day in program.days.indices {
        for place in program.days[day].exercises.indices {
          let former = program.days[day].exercises[place].exerciseId
          guard let exercise = gone[former] else { continue }
          program.days[day].exercises[place].exerciseId = exercise.id
          program.days[day].exercises[place].exerciseMetadata = exercise.embedded(at: now)
        }
      }
      for (former, exercise) in gone {
        guard let weight = program.trainingMaxes.removeValue(forKey: former) else { continue }
        program.trainingMaxes[exercise.id] = program.trainingMaxes[exercise.id] ?? weight
      }
      if program != present.document {
        try transaction.put(program, expecting: present.version)
      }
    }
  }
}
