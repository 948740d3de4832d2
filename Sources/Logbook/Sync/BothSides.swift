import Store
import Sync
import Training
import Wire

/// Both sides of a conflict, side by side.
extension Logbook {
  /// The other side's set after this one; of a note, both, one after the other; of a weighing, a second one; of a whole
  /// workout, all that is in either. Nothing that stands is written over.
  ///
  /// - Throws: ``LogbookError/noRoomForBoth`` where only one of the two can stand.
  func keepBoth(_ losses: [ArchivedLoss], _ transaction: Transaction) throws {
    guard let first = losses.first?.loss else { return }
    switch first.reason {
    case .document, .deleted:
      for loss in losses { try joinDocuments(loss, transaction) }
    // What the other side took out stands again: nothing stands against it.
    case .removed: try restore(losses.filter { $0.loss.lost != nil }, transaction)
    case .field:
      let isNoted = losses.allSatisfy { $0.loss.path == ["note"] }
      if first.key.collection == .bodyWeights, !isNoted {
        return try weighTwice(losses, transaction)
      }
      if first.path.count == 5, first.path[2] == "sets" {
        return try addSet(losses, first, transaction)
      }
      try joinTexts(losses, transaction)
    }
  }

  // MARK: Sets

  private func addSet(_ losses: [ArchivedLoss], _ first: Loss, _ transaction: Transaction) throws {
    guard let present = try transaction.read(WorkoutLog.self, first.key.id) else {
      throw LogbookError.conflictGone
    }
    var other = present.document.element
    let (entry, set) = (first.path[1], first.path[3])
    do throws(WireError) {
      for loss in losses.map(\.loss) {
        let change = Change(path: loss.path, old: nil, new: loss.lost)
        other = try other.applying([change], stamp: transaction.stamp)
      }
    } catch {
      throw LogbookError.conflictGone
    }
    guard let lost = try WorkoutLog(element: other).set(entry, set) else {
      throw LogbookError.conflictGone
    }
    let log = try log(present.document, with: lost, besideSet: set, of: entry)
    try transaction.put(log, expecting: present.version)
  }

  /// A workout with another set after one of its own.
  private func log(
    _ log: WorkoutLog, with other: LoggedSet, besideSet set: String, of entry: String
  ) throws -> WorkoutLog {
    let doubled = try apply(.duplicateSet(entry: entry, set: set), to: log)
    guard let copy = doubled.focus?.set else { throw LogbookError.conflictGone }
    let values = SetChange(valuesOf: other)
    let edit: LogEdit =
      other.completed
      ? .logSet(entry: entry, set: copy, values) : .changeSet(entry: entry, set: copy, values)
    return try apply(edit, to: doubled.log).log
  }

  func apply(_ edit: LogEdit, to log: WorkoutLog) throws -> EditResult {
    try log.applying(edit, at: surroundings.now(), makeID: surroundings.elementID)
  }

  // MARK: Documents

  private func joinDocuments(_ archived: ArchivedLoss, _ transaction: Transaction) throws {
    let loss = archived.loss
    // What lost was a deletion: what it would have taken stands.
    guard let json = loss.lost else { return }
    guard try transaction.holds(loss.key.collection, loss.key.id) else {
      return try restore([archived], transaction)
    }
    let element = try Element.decode(json)
    switch loss.key.collection {
    case .workoutLogs: try joinWorkouts(loss.key.id, element, transaction)
    case .bodyWeights:
      var other = element
      other.id = surroundings.documentID()
      try transaction.put(try BodyWeight(element: other), expecting: nil)
    // Of all other kinds there can only be one.
    default: throw LogbookError.noRoomForBoth
    }
  }

  private func joinWorkouts(_ id: String, _ element: Element, _ transaction: Transaction) throws {
    guard let present = try transaction.read(WorkoutLog.self, id) else { return }
    let lost = try WorkoutLog(element: element)
    var joined = try WorkoutLog(
      element: present.document.element.joined(with: element, theirsHolds: false))
    for entry in lost.exercises {
      for set in entry.sets {
        guard let mine = present.document.set(entry.id, set.id), !mine.says(set) else { continue }
        joined = try log(joined, with: set, besideSet: set.id, of: entry.id)
      }
    }
    try transaction.put(joined, expecting: present.version)
  }

  /// Both weighings stand on their day.
  private func weighTwice(_ losses: [ArchivedLoss], _ transaction: Transaction) throws {
    guard let first = losses.first?.loss,
      let present = try transaction.read(BodyWeight.self, first.key.id)
    else { throw LogbookError.conflictGone }
    var other = present.document.element
    other.id = surroundings.documentID()
    for loss in losses.map(\.loss) {
      guard loss.path.count == 1 else { throw LogbookError.noRoomForBoth }
      other.set(loss.path[0], to: loss.lost)
    }
    try transaction.put(try BodyWeight(element: other), expecting: nil)
  }

  private func joinTexts(_ losses: [ArchivedLoss], _ transaction: Transaction) throws {
    for loss in losses.map(\.loss) {
      guard loss.isOfNote, let kept = try Self.text(loss.kept), let lost = try Self.text(loss.lost)
      else { throw LogbookError.noRoomForBoth }
      let both = [kept, lost].filter { !$0.isEmpty }.joined(separator: "\n")
      try transaction.set(
        loss.path, to: JSONText.string(both), in: loss.key.collection, loss.key.id)
    }
  }

  /// The text that a JSON text stands for, or none; nil for another value.
  private static func text(_ json: String?) throws -> String? {
    guard let json else { return "" }
    return try JSONSlice(json).string
  }
}

extension Loss {
  /// Whether it is of a note: the one kind of text that another can stand below.
  var isOfNote: Bool { reason == .field && ["note", "notes"].contains(path.last) }
}

extension WorkoutLog {
  fileprivate func set(_ entry: String, _ set: String) -> LoggedSet? {
    exercises.first { $0.id == entry }?.sets.first { $0.id == set }
  }
}

extension LoggedSet {
  /// Whether both are one and the same set, as far as anyone sees.
  fileprivate func says(_ other: LoggedSet) -> Bool {
    SetChange(valuesOf: self) == SetChange(valuesOf: other) && completed == other.completed
  }
}
