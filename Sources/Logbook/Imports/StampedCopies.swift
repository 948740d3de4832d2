import Store
import Sync
import Training
import Wire

/// Documents of an export of ours, which come with their stamps.
extension DocumentKind {
  /// Whether all of it says when it was written: then it is joined with what is here, and not written again.
  var isStamped: Bool { !element.hasUnstamped }
}

extension Joined {
  /// Whether the document is here afterwards.
  var stands: Bool { if case .deleted = self { false } else { true } }
}

extension ImportReport.Figures {
  mutating func count(_ joined: Joined) {
    switch joined {
    case .added: added += 1
    case .changed: updated += 1
    case .unchanged: unchanged += 1
    case .deleted: kept += 1
    }
  }

  /// Counts an edit of a document that was unchanged but for it.
  mutating func edit() {
    unchanged -= 1
    updated += 1
  }
}

extension Reader {
  /// The deletion that keeps a document out of an import: the athlete's own, wherever it was made. What an undo or an
  /// import that was taken back removed comes in as new.
  func deletion(_ collection: Collection, _ id: String) throws -> Removal? {
    try tombstone(collection, id).flatMap { $0.tookBack ? nil : $0 }
  }
}

/// What differs between two copies of something, to be taken over by a third.
private struct Edits<Whole> {
  let former: Whole
  let edited: Whole

  func apply<Value: Equatable>(_ path: WritableKeyPath<Whole, Value>, to whole: inout Whole) {
    if edited[keyPath: path] != former[keyPath: path] {
      whole[keyPath: path] = edited[keyPath: path]
    }
  }
}

extension BodyWeight {
  /// The weighing with what was edited in a copy of it.
  func taking(_ edited: BodyWeight, after copy: BodyWeight) -> BodyWeight {
    let edits = Edits(former: copy, edited: edited)
    var result = self
    edits.apply(\.value, to: &result)
    edits.apply(\.unit, to: &result)
    edits.apply(\.date, to: &result)
    edits.apply(\.note, to: &result)
    return result
  }
}

extension WorkoutLog {
  /// The workout with what was edited in a copy of it: entries and sets by their ids.
  func taking(_ edited: WorkoutLog, after copy: WorkoutLog) -> WorkoutLog {
    let edits = Edits(former: copy, edited: edited)
    var result = self
    edits.apply(\.name, to: &result)
    edits.apply(\.date, to: &result)
    edits.apply(\.startedAt, to: &result)
    edits.apply(\.utcOffset, to: &result)
    edits.apply(\.completedDate, to: &result)
    edits.apply(\.duration, to: &result)
    edits.apply(\.notes, to: &result)
    // Both copies have the same entries in the same places.
    for (former, entry) in zip(copy.exercises, edited.exercises) where former != entry {
      guard let place = result.exercises.firstIndex(where: { $0.id == entry.id }) else { continue }
      result.exercises[place].take(Edits(former: former, edited: entry))
    }
    return result
  }
}

extension LoggedExercise {
  fileprivate mutating func take(_ edits: Edits<LoggedExercise>) {
    edits.apply(\.notes, to: &self)
    edits.apply(\.restSeconds, to: &self)
    for (former, set) in zip(edits.former.sets, edits.edited.sets) where former != set {
      guard let place = sets.firstIndex(where: { $0.id == set.id }) else { continue }
      sets[place].take(Edits(former: former, edited: set))
    }
  }
}

extension LoggedSet {
  fileprivate mutating func take(_ edits: Edits<LoggedSet>) {
    edits.apply(\.kind, to: &self)
    edits.apply(\.weight, to: &self)
    edits.apply(\.unit, to: &self)
    edits.apply(\.reps, to: &self)
    edits.apply(\.rpe, to: &self)
    edits.apply(\.seconds, to: &self)
    edits.apply(\.distance, to: &self)
    edits.apply(\.distanceUnit, to: &self)
    edits.apply(\.completed, to: &self)
    edits.apply(\.completedAt, to: &self)
    edits.apply(\.note, to: &self)
  }
}

extension DeletedDocument {
  init(_ document: some Importable, _ removal: Removal) {
    self.init(
      collection: type(of: document).collection, id: document.id, name: document.title,
      at: Instant(milliseconds: removal.at.milliseconds), device: removal.at.device)
  }
}
