import Catalog
public import Interchange
public import Store
public import Training

extension Logbook {
  /// Makes the plan of an import from another app's export. Nothing is written.
  ///
  /// A name means what the athlete says, else what it means in workouts of the same app that were imported before, else
  /// what the matcher finds.
  ///
  /// - Parameter choices: Exercises by name; an empty id stands for an exercise of one's own.
  public func importPlan(
    _ history: ForeignHistory, file: String, choices: [String: String] = [:]
  ) throws -> ImportPlan {
    try store.read { reader in
      let catalogue = try catalogue(reader)
      let own = try reader.all(Exercise.self)
      var decided = try Self.decided(history.format, reader)
      let listed = try masterList()
      for (name, id) in choices where !id.isEmpty {
        guard let exercise = catalogue.entry(id: id) ?? listed?.entry(id: id) else {
          throw LogbookError.unknownExercise(
            name: id, suggestions: catalogue.suggestions(for: id).map(\.name))
        }
        decided[NameMatcher.key(name)] = DecidedExercise(
          exerciseId: exercise.id, metadata: exercise.metadata)
      }
      let matcher = NameMatcher(catalogue: listed, own: own, decided: decided)
      let customs = NameMatcher(catalogue: nil, own: own.filter { Self.isCustom($0.id) })
      let ownNames = Set(choices.filter(\.value.isEmpty).map { NameMatcher.key($0.key) })
      return history.plan(
        file: file,
        naming: { name, category, measures in
          ownNames.contains(NameMatcher.key(name))
            ? customs.match(name, category: category, measures: measures)
            : matcher.match(name, category: category, measures: measures)
        },
        unit: preferences.unit, now: surroundings.now(), utcOffset: offset)
    }
  }

  /// Minutes east of UTC at a local moment. The zone is asked about the moment as if it were UTC, then once more with
  /// what it said: around a change of the clocks the second answer is the local one.
  private func offset(_ date: LocalDate, _ second: Int) -> Int {
    let local = (Int64(date.dayNumber) * 86_400 + Int64(second)) * 1000
    let first = surroundings.utcOffset(Instant(milliseconds: local))
    return surroundings.utcOffset(Instant(milliseconds: local - Int64(first) * 60_000))
  }

  /// What the names of one app meant in earlier imports: the newest workout decides.
  private static func decided(_ format: ForeignFormat, _ reader: Reader) throws -> [String:
    DecidedExercise]
  {
    var decided: [String: DecidedExercise] = [:]
    for log in try reader.importedWorkouts() where log.importedFrom == format.rawValue {
      for entry in log.exercises {
        guard let name = entry.importedName else { continue }
        decided[NameMatcher.key(name)] = DecidedExercise(
          exerciseId: entry.exerciseId, metadata: entry.metadata)
      }
    }
    return decided
  }

  static func isCustom(_ id: String) -> Bool { id.hasPrefix("custom-") }

  // MARK: Afterwards

  /// Takes back the last import, but for the documents that were touched since.
  ///
  /// Which exercise an entry's name stands for may have changed. What was deleted since is taken back already.
  public func undoImport() throws -> PartlyUndone {
    var undone = try store.undoLast(.imported, at: surroundings.now())
    undone.kept = try store.read { reader in
      try undone.kept.filter {
        try reader.ids(of: $0.document.collection).contains($0.document.id)
      }
    }
    return undone
  }

  /// The exercise that a name is to stand for: unlike ``exercise(named:)``, an exercise that an import made for a name
  /// is not an answer while there is another one.
  public func exercise(toMapTo name: String) throws -> Exercise {
    let other = try store.read { reader in
      let own = try reader.all(Exercise.self).filter { !Self.isCustom($0.id) }
      return try catalogue(reader, with: own).entry(named: name)
    }
    return try other ?? exercise(named: name)
  }

  /// What the names of imported workouts stand for: uncertain matches first, then the most used.
  public func importedNames() throws -> [ImportedName] {
    try store.read { reader in
      let own = Set(try reader.ids(of: .exercises))
      var names: [String: ImportedName] = [:]
      for log in try reader.importedWorkouts() {
        var met: Set<String> = []
        for entry in log.exercises {
          guard let name = entry.importedName, let format = log.importedFrom else { continue }
          let key = "\(format) \(name)"
          let isOwn = Self.isCustom(entry.exerciseId) && own.contains(entry.exerciseId)
          var found =
            names[key]
            ?? ImportedName(
              format: format, name: name, exerciseId: entry.exerciseId, exercise: entry.metadata,
              certainty: .certain, sets: 0, workouts: 0)
          found.exerciseId = entry.exerciseId
          found.exercise = entry.metadata
          found.certainty = isOwn ? .own : .certain
          found.sets += entry.sets.count
          if met.insert(key).inserted { found.workouts += 1 }
          names[key] = found
        }
      }
      return names.values.sorted(by: ImportedName.precede)
    }
  }

  /// Says what names of imported workouts stand for, in one step: the workouts' entries are rewritten with the
  /// exercise and its metadata, and exercises of the athlete's own that nothing uses any more go.
  ///
  /// - Parameters:
  ///   - exercises: Exercises by name; an empty id stands for an exercise of one's own.
  ///   - format: The app whose names they are, as ``Training/ImportedName/format`` has it; nil for all.
  /// - Returns: How many workouts were changed.
  /// - Throws: ``LogbookError/unknownName(_:)`` for a name that no imported workout has.
  public func mapNames(_ exercises: [String: String], of format: String? = nil) throws -> Int {
    let label =
      exercises.count == 1
      ? "“\(exercises.keys.first ?? "")” mapped" : "\(exercises.count) names mapped"
    try backUpBefore(.mapping)
    return try store.write(Step(label), at: surroundings.now()) { transaction in
      var mapping = try NameMap(
        exercises: exercises, format: format, known: try catalogue(transaction.reader),
        listed: try masterList(), now: surroundings.now(), athlete: try athlete(transaction))
      for log in try transaction.reader.importedWorkouts() {
        let mapped = mapping.mapped(log)
        guard mapped != log, let present = try transaction.read(WorkoutLog.self, log.id) else {
          continue
        }
        try transaction.put(mapped, expecting: present.version)
      }
      if let name = mapping.unmet { throw LogbookError.unknownName(name) }
      for exercise in mapping.made
      where try transaction.read(Exercise.self, exercise.id) == nil {
        try transaction.put(exercise, expecting: nil)
      }
      try mapping.replaceLeft(transaction)
      for id in mapping.left where try !transaction.reader.isUsed(exercise: id) {
        if try transaction.read(Exercise.self, id) != nil {
          try transaction.delete(.exercises, id)
        }
      }
      return mapping.changed
    }
  }
}

extension ImportedName {
  /// What is not certain first, then the most used.
  static func precede(_ left: ImportedName, _ right: ImportedName) -> Bool {
    func rank(_ name: ImportedName) -> Int {
      switch name.certainty {
      case .own: 0
      case .likely: 1
      case .certain: 2
      }
    }
    return (rank(left), right.sets, left.name, left.format)
      < (rank(right), left.sets, right.name, right.format)
  }
}
