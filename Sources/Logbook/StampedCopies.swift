import Store
import Sync
import Training
import Wire

/// Documents of an export of ours, which come with their stamps.
extension StoredDocument {
  /// Whether all of it says when it was written: then it is joined with what is here, and not written anew.
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
}

extension Reader {
  /// The deletion that keeps a document out of an import: the athlete's own, wherever it was made. What an undo or an
  /// import that was taken back removed comes in as new.
  func deletion(_ collection: Collection, _ id: String) throws -> Removal? {
    try tombstone(collection, id).flatMap { $0.tookBack ? nil : $0 }
  }
}

extension WorkoutLog {
  func deleted(_ removal: Removal) -> DeletedDocument {
    DeletedDocument(.workoutLogs, "\(date) \(name)", removal)
  }

  /// The workout with what was edited in a copy of it: sets by their ids.
  func taking(_ edited: WorkoutLog, after copy: WorkoutLog) -> WorkoutLog {
    var result = self
    let before = Dictionary(
      copy.exercises.flatMap(\.sets).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for set in edited.exercises.flatMap(\.sets) {
      guard let former = before[set.id], former != set else { continue }
      for entry in result.exercises.indices {
        for place in result.exercises[entry].sets.indices
        where result.exercises[entry].sets[place].id == set.id {
          result.exercises[entry].sets[place].take(set, after: former)
        }
      }
    }
    return result
  }
}

extension LoggedSet {
  /// Takes over what differs between two copies of the set.
  fileprivate mutating func take(_ edited: LoggedSet, after former: LoggedSet) {
    func take<Value: Equatable>(_ path: WritableKeyPath<LoggedSet, Value>) {
      if edited[keyPath: path] != former[keyPath: path] {
        self[keyPath: path] = edited[keyPath: path]
      }
    }
    take(\.kind)
    take(\.weight)
    take(\.unit)
    take(\.reps)
    take(\.rpe)
    take(\.seconds)
    take(\.distance)
    take(\.distanceUnit)
    take(\.completed)
    take(\.note)
  }
}

extension DeletedDocument {
  init(_ collection: Collection, _ name: String, _ removal: Removal) {
    self.init(
      collection: collection, name: name, at: Instant(milliseconds: removal.at.milliseconds),
      device: removal.at.device)
  }
}
