public import Catalog
public import Training
public import Wire

/// What an import would bring in: the documents of one athlete, with everything that had to be interpreted.
///
/// A plan is made before anything is written, and written as one step.
public struct ImportPlan: Sendable {
  public var file: String
  /// Nil where the file names no athlete.
  public var userId: String?
  public var exercises: [Exercise] = []
  public var programs: [Program] = []
  public var logs: [WorkoutLog] = []
  public var bodyWeights: [BodyWeight] = []
  /// Documents of the file by collection, those of other athletes included.
  public var counts: [String: Int] = [:]
  public var interpretations: [Interpretation] = []
  /// Exercises that nothing is known of: kept with `Unknown` metadata, with how often they are used.
  public var unknownExercises: [String: Int] = [:]
  /// Figures the file claims, to be compared with ours and not trusted.
  public var claims: [AnalyticsClaim] = []
}

/// What another program says of one exercise's past.
public struct AnalyticsClaim: Hashable, Sendable {
  public var exerciseId: String
  public var totalSessions: Int?
  /// In the athlete's unit.
  public var maxWeight: Double?
  public var totalVolume: Double?
}

extension LegacyDump {
  /// Reads one athlete's documents and embeds the metadata they need.
  ///
  /// - Parameters:
  ///   - user: The athlete; nil where the file has none.
  ///   - known: Exercises by id that are known beside the file: the store's, then the catalogue's.
  ///   - catalogue: Where what a file leaves out of an exercise is looked up by its name; nil without any catalogue.
  ///   - now: When the copies are made; also the documents' `migratedAt`.
  public func plan(
    for user: User?, known: [String: ExerciseMetadata], catalogue: Catalogue?, now: Instant
  ) throws(InterchangeError) -> ImportPlan {
    var reading = LegacyReading()
    var plan = ImportPlan(file: file, userId: user.flatMap { $0.id.isEmpty ? nil : $0.id })
    plan.counts = counts
    func belongs(_ item: Item) -> Bool { user == nil || (item.userId ?? "") == user?.id }
    do throws(WireError) {
      plan.exercises = try readExercises(&reading, catalogue)
      for item in programs where belongs(item) {
        plan.programs.append(try reading.program(item.json, key: item.key))
      }
      for item in logs where belongs(item) { plan.logs.append(try readLog(item, &reading)) }
      for item in bodyWeights where belongs(item) {
        plan.bodyWeights.append(try reading.bodyWeight(item.json, key: item.key))
      }
      for item in analytics where belongs(item) {
        if let claim = try AnalyticsClaim(item.json) { plan.claims.append(claim) }
      }
    } catch {
      throw .notJSON(file: file, reason: error.description)
    }
    plan.interpretations = passedOver + reading.interpretations
    var embedding = Embedding(
      known: known.merging(plan.exercises.map { ($0.id, $0.metadata) }) { _, own in own }, now: now)
    plan.embed(&embedding)
    plan.unknownExercises = embedding.unknown
    return plan
  }

  private func readLog(_ item: Item, _ reading: inout LegacyReading) throws(WireError) -> WorkoutLog
  {
    guard try ShardedLog.isSharded(item.json) else {
      return try reading.workoutLog(item.json, key: item.key)
    }
    let id = try item.json["id"]?.string ?? item.key ?? ""
    return try reading.workoutLog(item.json, key: item.key, shards: shards[id] ?? [])
  }

  /// The file's exercises; where it has only the list of all, those. What the file leaves open is taken from the
  /// catalogue's exercise of that name.
  private func readExercises(_ reading: inout LegacyReading, _ catalogue: Catalogue?)
    throws(WireError) -> [Exercise]
  {
    var exercises: [Exercise] = []
    var ids: Set<String> = []
    for item in self.exercises + exerciseList {
      var exercise = try reading.exercise(item.json, key: item.key)
      guard ids.insert(exercise.id).inserted else { continue }
      if let entry = catalogue?.entry(named: exercise.name) {
        exercise.metadata = exercise.metadata.filled(from: entry.metadata)
      }
      exercises.append(exercise)
    }
    return exercises
  }
}

extension ImportPlan {
  fileprivate mutating func embed(_ embedding: inout Embedding) {
    for index in logs.indices {
      for entry in logs[index].exercises.indices {
        let exercise = logs[index].exercises[entry]
        logs[index].exercises[entry].exerciseMetadata = embedding.metadata(
          for: exercise.exerciseId, present: exercise.exerciseMetadata)
      }
      logs[index].migratedAt = logs[index].migratedAt ?? embedding.now
    }
    for index in programs.indices {
      for day in programs[index].days.indices {
        for place in programs[index].days[day].exercises.indices {
          let exercise = programs[index].days[day].exercises[place]
          programs[index].days[day].exercises[place].exerciseMetadata = embedding.metadata(
            for: exercise.exerciseId, present: exercise.exerciseMetadata)
        }
      }
    }
  }
}

/// Embeds metadata in documents that come without.
private struct Embedding {
  let known: [String: ExerciseMetadata]
  let now: Instant
  /// How often each exercise was met of which nothing is known.
  var unknown: [String: Int] = [:]

  /// The copy to keep: the document's own, else that of the exercise, else `Unknown` throughout.
  mutating func metadata(for id: String, present: ExerciseMetadata?) -> ExerciseMetadata {
    if let present { return present }
    var copy = known[id] ?? ExerciseMetadata()
    if known[id] == nil { unknown[id, default: 0] += 1 }
    copy.lastUpdated = now
    return copy
  }
}

extension ExerciseMetadata {
  /// The metadata with what it leaves open taken from `other`.
  func filled(from other: ExerciseMetadata) -> ExerciseMetadata {
    var result = self
    if primaryMuscleGroup == .unknown {
      result.primaryMuscleGroup = other.primaryMuscleGroup
    }
    if exerciseType == .unknown { result.exerciseType = other.exerciseType }
    if movementPattern == "Unknown" { result.movementPattern = other.movementPattern }
    if equipment == "Unknown" { result.equipment = other.equipment }
    result.isCompoundLift = isCompoundLift || other.isCompoundLift
    if measures == .standard { result.measures = other.measures }
    return result
  }
}

extension AnalyticsClaim {
  init?(_ json: JSONSlice) throws(WireError) {
    guard let id = try json["exerciseId"]?.string else { return nil }
    let metrics = try json["performanceMetrics"]
    self.init(
      exerciseId: id, totalSessions: try metrics?["totalSessions"]?.int,
      maxWeight: try metrics?["maxWeight"]?.double,
      totalVolume: try metrics?["totalVolume"]?.double)
  }
}
