public import Training

/// A workout that is edited is written and read again for every set: what an edit left alone is taken over.
extension WorkoutLog {
  public func element(after former: Former<WorkoutLog>) -> Element {
    let known = former.exercises
    return element(
      fields: isHeadWritten(as: former.document)
        ? former.element.fields : Self.table.fields(of: self, unknown: unknown),
      exercises.map { entry in known[entry.id].map { entry.element(after: $0) } ?? entry.element })
  }

  public init(element: Element, after former: Former<WorkoutLog>) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    try self.init(element: element, &reading, after: former)
  }

  public func json(of element: Element, _ texts: inout PartTexts) -> String {
    LogText.json(of: element, summary: workoutSummary?.json, &texts)
  }

  /// Whether the fields of both are written with the same bytes. A no is not certain: they may be so all the same.
  private func isHeadWritten(as other: WorkoutLog) -> Bool {
    head == other.head && unknown.isEmpty
      && SameBytes.areSame(
        (userId, other.userId), (name, other.name), (notes, other.notes),
        (programId ?? "", other.programId ?? ""), (importedFrom ?? "", other.importedFrom ?? ""),
        (importHash ?? "", other.importHash ?? ""))
  }

  /// The fields alone.
  private var head: WorkoutLog {
    var head = self
    (head.exercises, head.removedExercises) = ([], [:])
    (head.workoutSummary, head.stamps, head.removal) = (nil, Stamps(), nil)
    return head
  }
}

extension LoggedExercise {
  fileprivate func element(after former: Former<LoggedExercise>) -> Element {
    let known = former.document.sets
    let elements = former.element.children("sets")
    let children = sets.indices.map { place in
      place < known.count && sets[place].isWritten(as: known[place])
        ? elements[place] : sets[place].element
    }
    return Element(
      id: id, fields: isHeadWritten(as: former.document) ? former.element.fields : fields,
      stamps: stamps, children: [ChildList("sets", children, removed: removedSets)])
  }

  /// Whether the fields of both are written with the same bytes. A no is not certain: they may be so all the same.
  private func isHeadWritten(as other: LoggedExercise) -> Bool {
    head == other.head && unknown.isEmpty && metadata.unknown.isEmpty
      && SameBytes.areSame(
        (exerciseId, other.exerciseId), (notes, other.notes), (position, other.position),
        (supersetGroup ?? "", other.supersetGroup ?? ""),
        (importedName ?? "", other.importedName ?? ""))
      && metadata.isWritten(as: other.metadata)
  }

  /// The fields alone.
  private var head: LoggedExercise {
    var head = self
    (head.sets, head.removedSets, head.stamps) = ([], [:], Stamps())
    return head
  }
}

extension ExerciseMetadata {
  /// Of two that are equal, whether they are written with the same bytes.
  fileprivate func isWritten(as other: ExerciseMetadata) -> Bool {
    SameBytes.areSame(
      (name, other.name), (movementPattern, other.movementPattern), (equipment, other.equipment),
      (primaryMuscleGroup.rawValue, other.primaryMuscleGroup.rawValue),
      (exerciseType.rawValue, other.exerciseType.rawValue))
  }
}

extension LoggedSet {
  /// Whether both are written with the same bytes. A no is not certain: they may be so all the same.
  fileprivate func isWritten(as other: LoggedSet) -> Bool {
    self == other && unknown.isEmpty && parallel.isEmpty
      && SameBytes.areSame(
        (note, other.note), (position, other.position), (target ?? "", other.target ?? ""))
  }
}

extension Former<WorkoutLog> {
  /// The exercises by id, each with its element.
  var exercises: [String: Former<LoggedExercise>] {
    var exercises: [String: Former<LoggedExercise>] = [:]
    for (entry, element) in zip(document.exercises, element.children("exercises"))
    where entry.sets.count == element.children("sets").count {
      exercises[entry.id] = Former<LoggedExercise>(entry, element)
    }
    return exercises
  }
}

/// Texts that are equal to Swift may be different bytes: é is one letter or two.
private enum SameBytes {
  static func areSame(_ pairs: (String, String)...) -> Bool {
    pairs.allSatisfy { Element.isSame($0, $1) }
  }
}
