public import Training

/// What an exercise of an export stands for, before anything is written.
public struct PlannedName: Hashable, Sendable {
  public var name: String
  public var match: NameMatch
  public var sets: Int
  public var workouts: Int
}

extension ForeignHistory {
  /// The documents that the history comes to, with the metadata of the exercises that its names mean.
  ///
  /// Ids come from what the file says of a workout (the app, the start, the name, and which of several equal ones it
  /// is), never from what the names are matched with: the same workout has the same id in every later export.
  ///
  /// - Parameters:
  ///   - naming: What exercise a name means, from the category that the file gives and what its sets measure.
  ///   - unit: The unit of sets without a weight.
  ///   - now: When the metadata is embedded.
  ///   - utcOffset: Minutes east of UTC at a local moment: a day, and seconds after its midnight.
  public func plan(
    file: String, naming: @escaping (String, String?, Measures?) -> NameMatch, unit: WeightUnit,
    now: Instant,
    utcOffset: @escaping (LocalDate, Int) -> Int
  ) -> ImportPlan {
    var plan = ImportPlan(file: file)
    plan.format = format
    plan.rows = rows
    plan.warnings = warnings
    plan.refusals = refusals
    var making = DocumentMaker(
      format: format, naming: naming, measures: measures(), unit: unit, now: now,
      utcOffset: utcOffset)
    plan.logs = workouts.map { making.log($0) }
    plan.names = making.planned
    plan.exercises = making.planned.compactMap(\.match.newExercise)
    for index in plan.exercises.indices { plan.exercises[index].metadata.lastUpdated = now }
    plan.bodyWeights = making.bodyWeights(bodyWeights, &plan.warnings)
    plan.take(documents)
    plan.noteOddDays(documents.edited.days, today: now.local(offsetMinutes: 0).date)
    plan.counts = ["workoutLogs": plan.logs.count, "bodyWeights": plan.bodyWeights.count]
    if !documents.programs.isEmpty { plan.counts["programs"] = plan.programs.count }
    if !plan.exercises.isEmpty { plan.counts["exercises"] = plan.exercises.count }
    return plan
  }

  /// What the sets of each exercise are measured in, by name.
  private func measures() -> [String: Measures] {
    var found: [String: Measures] = [:]
    for exercise in workouts.flatMap(\.exercises) {
      for set in exercise.sets {
        var measures: Measures = []
        if set.weight != nil { measures.insert(.weight) }
        if set.reps != nil { measures.insert(.reps) }
        if set.seconds != nil { measures.insert(.seconds) }
        if set.distance != nil { measures.insert(.distance) }
        found[exercise.name, default: []].formUnion(measures)
      }
    }
    return found
  }
}

extension ImportPlan {
  /// Lists days that were typed and that ``Training/Bounds`` asks about.
  fileprivate mutating func noteOddDays(_ days: [Int: LocalDate], today: LocalDate) {
    for (line, day) in days.sorted(by: { $0.key < $1.key })
    where Bounds.date(day, today: today) != nil {
      warnings.append(FileNote(FilePlace(line: line), "the day \(day) looks odd; it was kept"))
    }
  }

  /// Documents that were read whole, as they are.
  fileprivate mutating func take(_ documents: OwnDocuments) {
    logs += documents.logs
    edited = documents.edited
    programs += documents.programs
    bodyWeights += documents.bodyWeights
    let owners =
      documents.logs.map(\.userId) + documents.programs.map(\.userId)
      + documents.bodyWeights.map(\.userId)
    userId = userId ?? owners.first { !$0.isEmpty }
    let known = Set(documents.exercises.map(\.id))
    exercises = exercises.filter { !known.contains($0.id) } + documents.exercises
  }
}

/// Makes documents of workouts.
private struct DocumentMaker {
  let format: ForeignFormat
  let naming: (String, String?, Measures?) -> NameMatch
  let measures: [String: Measures]
  let unit: WeightUnit
  let now: Instant
  let utcOffset: (LocalDate, Int) -> Int
  private var found: [String: PlannedName] = [:]
  private var order: [String] = []
  private var taken: [String: Int] = [:]

  init(
    format: ForeignFormat, naming: @escaping (String, String?, Measures?) -> NameMatch,
    measures: [String: Measures], unit: WeightUnit, now: Instant,
    utcOffset: @escaping (LocalDate, Int) -> Int
  ) {
    self.format = format
    self.naming = naming
    self.measures = measures
    self.unit = unit
    self.now = now
    self.utcOffset = utcOffset
  }

  var planned: [PlannedName] { order.compactMap { found[$0] } }

  mutating func log(_ workout: ForeignWorkout) -> WorkoutLog {
    let units = workout.exercises.flatMap(\.sets).compactMap { $0.weight == nil ? nil : $0.unit }
    let usual = units.first ?? unit
    var log = WorkoutLog(
      id: id(of: workout), userId: "", name: workout.name.isEmpty ? "Workout" : workout.name,
      date: workout.date, isWorkoutFinished: true, weightUnit: usual, notes: workout.note)
    if let second = workout.secondOfDay {
      let offset = utcOffset(workout.date, second)
      let start =
        (Int64(workout.date.dayNumber) * 86_400 + Int64(second) - Int64(offset) * 60) * 1000
      log.startedAt = Instant(milliseconds: start)
      log.utcOffset = offset
      log.completedDate = workout.durationSeconds.map {
        Instant(milliseconds: start).advanced(bySeconds: $0)
      }
    }
    log.duration = workout.durationSeconds.map { ($0 / 60 * 100).rounded() / 100 }
    log.importedFrom = format.rawValue
    log.importHash = Fingerprint(workout).text
    var counted: Set<String> = []
    let positions = Position.sequence(workout.exercises.count)
    for (place, exercise) in workout.exercises.enumerated() {
      var entry = entry(exercise, number: place + 1, usual)
      entry.position = positions[place]
      log.exercises.append(entry)
      found[exercise.name]?.sets += exercise.sets.count
      if counted.insert(exercise.name).inserted { found[exercise.name]?.workouts += 1 }
    }
    log.exercises.dropLoneSupersets()
    return log
  }

  private mutating func id(of workout: ForeignWorkout) -> String {
    var print = Fingerprint()
    print.add(format.rawValue)
    print.add(workout.date.description)
    print.add(workout.secondOfDay.map { "\($0)" } ?? "")
    print.add(workout.name)
    let number = taken[print.text, default: 0]
    taken[print.text] = number + 1
    if number > 0 { print.add("\(number)") }
    return "\(format.rawValue)-\(print.text)"
  }

  private mutating func match(_ exercise: ForeignExercise) -> NameMatch {
    if let known = found[exercise.name] { return known.match }
    let match = naming(exercise.name, exercise.category, measures[exercise.name])
    found[exercise.name] = PlannedName(name: exercise.name, match: match, sets: 0, workouts: 0)
    order.append(exercise.name)
    return match
  }

  private mutating func entry(_ exercise: ForeignExercise, number: Int, _ usual: WeightUnit)
    -> LoggedExercise
  {
    let match = match(exercise)
    var metadata = match.metadata
    metadata.lastUpdated = now
    var entry = LoggedExercise(
      id: "e\(number)", exerciseId: match.exerciseId, exerciseMetadata: metadata,
      notes: exercise.note, supersetGroup: exercise.superset, importedName: exercise.name)
    let rests = Set(exercise.sets.compactMap(\.restSeconds))
    if rests.count == 1 { entry.restSeconds = rests.first }
    let positions = Position.sequence(exercise.sets.count)
    for (place, foreign) in exercise.sets.enumerated() {
      var set = LoggedSet(
        id: "e\(number)s\(place + 1)", kind: foreign.kind, weight: foreign.weight,
        unit: foreign.unit ?? usual, reps: foreign.reps, rpe: foreign.rpe,
        seconds: foreign.seconds, distance: foreign.distance,
        distanceUnit: foreign.distanceUnit, completed: !foreign.isEmpty && !foreign.isOpen,
        note: foreign.note,
        position: positions[place])
      if rests.count > 1, let rest = foreign.restSeconds {
        // An entry has one rest; where an export has one a set, each set keeps its own.
        set.unknown.append(UnknownField(name: "rest", json: rest.shortText))
      }
      entry.sets.append(set)
    }
    return entry
  }

  /// One value a day: of several the last stands, and the others are listed.
  func bodyWeights(_ weights: [ForeignBodyWeight], _ warnings: inout [FileNote]) -> [BodyWeight] {
    var days: [LocalDate: ForeignBodyWeight] = [:]
    for weight in weights {
      if let former = days[weight.date] {
        warnings.append(
          FileNote(
            FilePlace(line: former.line),
            "\(weight.date) has a later weighing; \(former.value.shortText) \(former.unit.rawValue) was left out"
          ))
      }
      days[weight.date] = weight
    }
    return days.values.sorted { $0.date < $1.date }.map {
      BodyWeight(
        id: "bw-\($0.date)", userId: "", date: $0.date, value: $0.value, unit: $0.unit,
        note: $0.note)
    }
  }
}

extension [LoggedExercise] {
  /// A superset is a run of neighbours: an exercise alone is none.
  fileprivate mutating func dropLoneSupersets() {
    for index in indices {
      guard let group = self[index].supersetGroup else { continue }
      let before = index > 0 ? self[index - 1].supersetGroup : nil
      let after = index + 1 < count ? self[index + 1].supersetGroup : nil
      if before != group, after != group { self[index].supersetGroup = nil }
    }
  }
}
