import Store
public import Training

extension Logbook {
  /// Logs what the athlete weighs, and copies it into the entries of that day that need it.
  ///
  /// One value a day: a second one replaces the first, and what it replaces is told.
  ///
  /// - Parameter isSure: Whether what ``Training/Bounds`` asks about was answered with yes.
  /// - Throws: ``LogbookError/unlikely(questions:)`` where it was not.
  public func logBodyWeight(
    _ value: Double, unit: WeightUnit, date: LocalDate? = nil, isSure: Bool = false
  ) throws -> String {
    guard Bounds.isBodyWeight(value, unit) else {
      throw LogbookError.implausible(
        what: "Body weight", value: "\(value.shortText) \(unit.rawValue)",
        advice: "It has to be above 0 and below \(Int(Bounds.heaviestAthlete)) kg.")
    }
    let (today, now, _) = surroundings.today()
    let day = date ?? today
    return try store.write(Step("Body weight logged"), at: now) { transaction in
      let last = try transaction.reader.bodyWeight(on: day)
      try Self.ask(
        [Bounds.date(day, today: today), Bounds.bodyWeight(value, unit, last: last)], isSure)
      let present = try self.weighing(on: day, transaction.reader)
      let former = present.map { "\($0.document.value.shortText) \($0.document.unit.rawValue)" }
      var weight =
        try present?.document
        ?? BodyWeight(
          id: try self.freeBodyWeightID(on: day, transaction.reader),
          userId: self.athlete(transaction), date: day, value: value, unit: unit)
      weight.value = value
      weight.unit = unit
      try transaction.put(weight, expecting: present?.version)
      try self.copy(weight, transaction)
      let when = day == today ? "" : " on \(day)"
      let instead = former.map { "; it replaces \($0)" } ?? ""
      return "Body weight \(value.shortText) \(unit.rawValue)\(when) logged\(instead)."
    }
  }

  /// Stops before anything is written where something is asked about and not answered yet.
  static func ask(_ questions: [String?], _ isSure: Bool) throws {
    let open = questions.compactMap(\.self)
    if !isSure, !open.isEmpty { throw LogbookError.unlikely(questions: open) }
  }

  /// The id of a day's weighing: the same on every device, so that one day has one value.
  static func bodyWeightID(on day: LocalDate) -> String { "bw-\(day)" }

  /// The weighing of the day itself, whoever wrote it.
  private func weighing(on day: LocalDate, _ reader: Reader) throws -> Versioned<BodyWeight>? {
    guard let latest = try reader.bodyWeight(on: day), latest.date == day else { return nil }
    return try reader.document(BodyWeight.self, latest.id)
  }

  /// The day's own id, unless a weighing that was moved to another day has it.
  private func freeBodyWeightID(on day: LocalDate, _ reader: Reader) throws -> String {
    let id = Self.bodyWeightID(on: day)
    return try reader.document(BodyWeight.self, id) == nil ? id : surroundings.documentID()
  }

  /// Copies a weighing into the entries of its day that need it.
  func copy(_ weight: BodyWeight, _ transaction: Transaction) throws {
    let rows = try transaction.reader.workouts(from: weight.date, limit: Self.mostWorkoutsADay)
    for row in rows where row.date == weight.date {
      guard let present = try transaction.read(WorkoutLog.self, row.id) else { continue }
      var log = present.document
      for index in log.exercises.indices
      where log.exercises[index].metadata.exerciseType.usesBodyWeight {
        log.exercises[index].bodyweight = weight.value
        log.exercises[index].bodyweightUnit = weight.unit
      }
      guard log != present.document else { continue }
      log = try refreshed(log, transaction.reader)
      try transaction.put(log, expecting: present.version)
    }
  }

  /// More workouts than anyone does in a day.
  static let mostWorkoutsADay = 32
}
