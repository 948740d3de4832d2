extension LogEditor {
  mutating func changeSet(_ entry: String, _ set: String, _ change: SetChange) throws(EditError)
    -> EditResult
  {
    let place = try place(entry, set)
    let before = log.exercises[place.entry].sets[place.set]
    log.exercises[place.entry].sets[place.set].apply(change)
    let name = log.exercises[place.entry].name(ofSet: place.set)
    let after = log.exercises[place.entry].sets[place.set]
    return done(name + Self.words(from: before, to: after))
  }

  /// What a change came to, in a word or two.
  private static func words(from before: LoggedSet, to after: LoggedSet) -> String {
    var noted = before
    noted.note = after.note
    if after == before { return " unchanged." }
    if after == noted { return after.note.isEmpty ? ": note removed." : " noted." }
    return " changed."
  }

  mutating func logSet(_ entry: String, _ set: String, _ change: SetChange) throws(EditError)
    -> EditResult
  {
    let place = try place(entry, set)
    let wasLogged = log.exercises[place.entry].sets[place.set].completed
    try complete(place, change)
    let name = log.exercises[place.entry].name(ofSet: place.set)
    return done(name + (wasLogged ? " corrected." : " logged."))
  }

  mutating func logSets(_ entry: String, _ set: String, _ changes: [SetChange])
    throws(EditError) -> EditResult
  {
    let first = try place(entry, set)
    var next = first.set
    for (index, change) in changes.enumerated() {
      let sets = log.exercises[first.entry].sets
      if index > 0 {
        let open = sets.indices.dropFirst(next).first { !sets[$0].completed }
        if open == nil { insertSet(first.entry, at: sets.count) }
        next = open ?? sets.count
      }
      try complete((first.entry, next), change)
      next += 1
    }
    let words = changes.count == 1 ? "1 set logged." : "\(changes.count) sets logged."
    return done(words)
  }

  private mutating func complete(_ place: (entry: Int, set: Int), _ change: SetChange)
    throws(EditError)
  {
    var logged = log.exercises[place.entry].sets[place.set]
    logged.apply(change)
    guard logged.reps != nil || logged.seconds != nil || logged.distance != nil else {
      throw error(.setIsEmpty)
    }
    // A correction afterwards does not move the set in time.
    if !logged.completed { logged.completedAt = now }
    logged.completed = true
    log.exercises[place.entry].sets[place.set] = logged
  }

  @discardableResult
  private mutating func insertSet(_ entry: Int, at target: Int) -> String {
    var new = LoggedSet(id: makeID(), unit: log.weightUnit)
    if target > 0 { new.takeOver(valuesOf: log.exercises[entry].sets[target - 1]) }
    log.exercises[entry].sets.insert(seated: new, at: target)
    return new.id
  }

  mutating func unlogSet(_ entry: String, _ set: String) throws(EditError) -> EditResult {
    let place = try place(entry, set)
    log.exercises[place.entry].sets[place.set].completed = false
    log.exercises[place.entry].sets[place.set].completedAt = nil
    let name = log.exercises[place.entry].name(ofSet: place.set)
    return done("\(name) open again.")
  }

  mutating func addSet(_ entry: String, after set: String?) throws(EditError) -> EditResult {
    let index = try indexOfEntry(entry)
    let count = log.exercises[index].sets.count
    let target = try set.map { id throws(EditError) in try place(entry, id).set + 1 } ?? count
    let new = insertSet(index, at: target)
    let name = log.exercises[index].name(ofSet: target)
    return done("\(name) added.", entry: entry, set: new)
  }

  mutating func duplicateSet(_ entry: String, _ set: String) throws(EditError) -> EditResult {
    let place = try place(entry, set)
    let original = log.exercises[place.entry].sets[place.set]
    let copy = original.copy(id: makeID())
    let name = log.exercises[place.entry].name(ofSet: place.set)
    log.exercises[place.entry].sets.insert(seated: copy, at: place.set + 1)
    return done("\(name) duplicated.", entry: entry, set: copy.id)
  }

  mutating func removeSet(_ entry: String, _ set: String) throws(EditError) -> EditResult {
    let place = try place(entry, set)
    let name = log.exercises[place.entry].name(ofSet: place.set)
    log.exercises[place.entry].sets.remove(at: place.set)
    let left = log.exercises[place.entry].sets
    let next = left.isEmpty ? nil : left[min(place.set, left.count - 1)].id
    return done("\(name) removed.", entry: entry, set: next)
  }

  mutating func moveSet(_ entry: String, _ set: String, by places: Int) throws(EditError)
    -> EditResult
  {
    let place = try place(entry, set)
    let name = log.exercises[place.entry].name(ofSet: place.set)
    let last = log.exercises[place.entry].sets.count - 1
    // Clamped first, so that no number of places overflows.
    let target = place.set + max(-place.set, min(places, last - place.set))
    log.exercises[place.entry].sets.move(from: place.set, to: target)
    let words =
      target == place.set ? " stays where it is." : places < 0 ? " moved up." : " moved down."
    return done(name + words)
  }
}

extension LoggedExercise {
  /// What the set at `index` is called: `Set 2`, or `Warm-up`. Warm-ups are not counted.
  public func name(ofSet index: Int) -> String {
    guard sets[index].kind != .warmUp else { return "Warm-up" }
    return "Set \(number(ofSet: index))"
  }

  /// The number of the set at `index` among those that are not warm-ups, from 1.
  public func number(ofSet index: Int) -> Int {
    sets[...index].count { $0.kind != .warmUp }
  }
}

extension LoggedSet {
  /// Takes over what the athlete changed in the row.
  public mutating func apply(_ change: SetChange) {
    change.weight?.assign(to: &weight)
    if let unit = change.unit { self.unit = unit }
    change.reps?.assign(to: &reps)
    change.rpe?.assign(to: &rpe)
    change.seconds?.assign(to: &seconds)
    change.distance?.assign(to: &distance)
    if let unit = change.distanceUnit { distanceUnit = unit }
    if let kind = change.kind { self.kind = kind }
    if let note = change.note { self.note = note }
  }

  /// Takes over what another set is to be done with. How it felt, its note and what a program asked of it stay its
  /// own.
  mutating func takeOver(valuesOf other: LoggedSet) {
    kind = other.kind
    weight = other.weight
    unit = other.unit
    reps = other.reps
    seconds = other.seconds
    distance = other.distance
    distanceUnit = other.distanceUnit
  }

  /// The same set to be done again: values, target, RPE and note, without its tick.
  func copy(id: String) -> LoggedSet {
    var copy = LoggedSet(id: id, rpe: rpe, target: target, note: note)
    copy.takeOver(valuesOf: self)
    return copy
  }
}

extension SetChange.Value {
  fileprivate func assign(to field: inout Wrapped?) {
    switch self {
    case .set(let value): field = value
    case .clear: field = nil
    }
  }
}
