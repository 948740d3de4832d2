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
  /// The edited cells of documents that a table of ours holds whole.
  public var edited = EditedDocuments()
  /// What an export of ours tells of deletions.
  public var removals: [FileRemoval] = []
  /// Documents of the file by collection, those of other athletes included.
  public var counts: [String: Int] = [:]
  public var interpretations: [Interpretation] = []
  /// Documents that cannot be read at all and were passed over; ``interpretations`` has them too.
  public var unreadable: [Interpretation] = []
  /// Exercises that nothing is known of: kept with `Unknown` metadata, with how often they are used.
  public var unknownExercises: [String: Int] = [:]
  /// The kind of export; nil for documents.
  public var format: ForeignFormat?
  /// What an export's exercises stand for, in the order of the file.
  public var names: [PlannedName] = []
  /// What became of an export's rows.
  public var rows = RowAccount()
  /// What is odd in an export and was taken in all the same.
  public var warnings: [FileNote] = []
  /// Rows of an export that were passed over.
  public var refusals: [FileNote] = []
  /// Figures the file claims, to be compared with ours and not trusted.
  public var claims: [AnalyticsClaim] = []
}

/// A deletion that an export of ours tells of.
public struct FileRemoval: Hashable, Sendable {
  public var collection: Collection
  public var id: String
  public var removal: Removal
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
  /// A document that cannot be read is passed over and reported; the others are read. An export of ours is taken as
  /// it is: complete, with nothing filled in.
  ///
  /// - Parameters:
  ///   - user: The athlete; nil where the file has none.
  ///   - known: Exercises by id that are known beside the file: the store's, then the catalogue's.
  ///   - catalogue: Where what a file leaves out of an exercise is looked up by its name; nil without any catalogue.
  ///   - now: When the copies are made; also the documents' `migratedAt`.
  ///   - raw: Whether workouts and programs are left without the copies that they lack.
  public func plan(
    for user: User?, known: [String: ExerciseMetadata], catalogue: Catalogue?, now: Instant,
    raw: Bool = false
  ) -> ImportPlan {
    var reading = PlanReader()
    var plan = ImportPlan(file: file, userId: user.flatMap { $0.id.isEmpty ? nil : $0.id })
    plan.counts = counts
    func own(_ items: [Item]) -> [Item] {
      user == nil ? items : items.filter { ($0.userId ?? "") == user?.id }
    }
    plan.exercises = readExercises(of: user, &reading, isOwnExport ? nil : catalogue)
    plan.programs = reading.documents(own(programs)) { item, legacy throws(WireError) in
      try legacy.program(item.json, key: item.key)
    }
    plan.logs = reading.documents(own(logs)) { item, legacy throws(WireError) in
      try readLog(item, &legacy)
    }
    plan.bodyWeights = reading.documents(own(bodyWeights)) { item, legacy throws(WireError) in
      try legacy.bodyWeight(item.json, key: item.key)
    }
    plan.claims = reading.documents(own(analytics)) { item, _ throws(WireError) in
      try AnalyticsClaim(item.json)
    }.compactMap(\.self)
    plan.unreadable = reading.unreadable
    plan.interpretations = passedOver + reading.legacy.interpretations + reading.unreadable
    plan.removals = removals
    if !isOwnExport {
      plan.keepOneCurrent()
      plan.nameLogs()
    }
    if raw { return plan }
    var embedding = Embedding(
      known: known.merging(plan.exercises.map { ($0.id, $0.metadata) }) { _, own in own }, now: now)
    plan.embed(&embedding)
    if !isOwnExport { plan.noteMigration(at: now) }
    plan.unknownExercises = embedding.unknown
    return plan
  }

  func readLog(_ item: Item, _ reading: inout LegacyReader) throws(WireError) -> WorkoutLog {
    guard try ShardedLog.isSharded(item.json) else {
      return try reading.workoutLog(item.json, key: item.key)
    }
    let id = try item.json["id"]?.string ?? item.key ?? ""
    return try reading.workoutLog(item.json, key: item.key, shards: shards[id] ?? [])
  }

  /// The file's exercises but other athletes' own; where it has only the list of all, those. What the file leaves
  /// open is taken from the catalogue's exercise of that name.
  private func readExercises(of user: User?, _ reading: inout PlanReader, _ catalogue: Catalogue?)
    -> [Exercise]
  {
    let listed = (exercises + exerciseList).filter {
      user == nil || isOwnExport || $0.userId == nil || $0.userId == user?.id
    }
    var ids: Set<String> = []
    return reading.documents(listed) { item, legacy throws(WireError) in
      try legacy.exercise(item.json, key: item.key)
    }.filter { ids.insert($0.id).inserted }.map { exercise in
      guard let entry = catalogue?.entry(named: exercise.name) else { return exercise }
      var exercise = exercise
      exercise.metadata = exercise.metadata.filled(from: entry.metadata)
      return exercise
    }
  }
}

/// Reads documents one by one, passing over those that cannot be read.
private struct PlanReader {
  var legacy = LegacyReader()
  var unreadable: [Interpretation] = []

  mutating func documents<Document>(
    _ items: [LegacyDump.Item],
    _ read: (LegacyDump.Item, inout LegacyReader) throws(WireError) -> Document
  ) -> [Document] {
    var documents: [Document] = []
    for item in items {
      do throws(WireError) {
        documents.append(try read(item, &legacy))
      } catch {
        unreadable.append(Self.passedOver(item, error))
      }
    }
    return documents
  }

  private static func passedOver(_ item: LegacyDump.Item, _ error: WireError) -> Interpretation {
    guard case .unexpected(let document, let path, let problem) = error else {
      return Interpretation(
        document: item.key ?? "", path: "", sentence: "was passed over: \(error.description)")
    }
    return Interpretation(
      document: document, path: Change.pathText(path),
      sentence: "\(problem), so the document was passed over")
  }
}

extension ImportPlan {
  /// Of several programs that the file calls current the first stays so.
  fileprivate mutating func keepOneCurrent() {
    var hasCurrent = false
    for index in programs.indices where programs[index].isCurrent {
      programs[index].isCurrent = !hasCurrent
      hasCurrent = true
    }
  }

  /// A workout without a name takes that of its program's day, as one that is started here does.
  fileprivate mutating func nameLogs() {
    let programs = Dictionary(programs.map { ($0.id, $0) }) { first, _ in first }
    for index in logs.indices where logs[index].name.isEmpty {
      let log = logs[index]
      guard let program = log.programId.flatMap({ programs[$0] }), let dayIndex = log.dayIndex,
        let day = program.day(of: log.weekIndex ?? 0, dayIndex)
      else { continue }
      logs[index].name = day.title
      interpretations.append(
        Interpretation(
          document: log.id, path: "name",
          sentence: "there is none: “\(day.title)” was taken from the program"))
    }
  }

  fileprivate mutating func noteMigration(at now: Instant) {
    for index in logs.indices { logs[index].migratedAt = logs[index].migratedAt ?? now }
  }

  fileprivate mutating func embed(_ embedding: inout Embedding) {
    for index in logs.indices {
      for entry in logs[index].exercises.indices {
        let exercise = logs[index].exercises[entry]
        logs[index].exercises[entry].exerciseMetadata = embedding.metadata(
          for: exercise.exerciseId, present: exercise.exerciseMetadata)
      }
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

extension Program {
  /// The day at a place; where the week has none, that of another week.
  fileprivate func day(of week: Int, _ dayIndex: Int) -> ProgramDay? {
    let days = days.filter { $0.dayIndex == dayIndex }
    return days.first { $0.weekIndex == week } ?? days.first
  }
}

/// Embeds metadata in documents that come without.
private struct Embedding {
  let known: [String: ExerciseMetadata]
  let now: Instant
  /// How often each unknown exercise was met.
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
