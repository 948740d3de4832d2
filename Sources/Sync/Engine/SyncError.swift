/// Why a sync stopped. The store and the dump are as they were, or each is whole and the next sync goes on.
public enum SyncError: Error, Sendable {
  case notSetUp
  case remote(RemoteError)
  /// Nothing is where the dump was: never taken for a deletion.
  case gone(location: String)
  case unreadable(location: String, DumpError)
  /// The dump began elsewhere.
  case otherLineage(location: String)
  case otherAthlete(location: String, theirs: String)
  /// A legacy dump would be rewritten.
  case wantsUpgrade(location: String, documents: Int)
  /// Someone has edited the dump by hand.
  case edited(location: String, changes: [String])
  /// The merge would take out a large share of what is here; which, and who had removed it, in words.
  case wantsDeletions(location: String, what: String)
  /// After the merge documents would be missing of which nobody has said that they are deleted.
  case unaccounted(location: String, documents: Int, first: String)
  case tooManyRaces(location: String, races: Int)
  /// What was written was not what was read back.
  case notVerified(location: String)
  case cancelled

  /// What stopped the sync, where a yes makes it go on.
  public var question: (finding: String, takesAdopting: Bool)? {
    switch self {
    case .gone(let location):
      (
        "Reading \(location): the dump that was there is gone. Nothing was deleted here. Restore it from the folder service's history, or begin it anew from this machine.",
        false
      )
    case .otherLineage(let location):
      (
        "Reading \(location): it was begun separately from the dump this machine is synced with. The two can be merged.",
        true
      )
    case .otherAthlete(let location, let theirs):
      (
        "Reading \(location): it is the log of another athlete (\(theirs)). It can be taken as your own.",
        true
      )
    case .wantsUpgrade(let location, let documents):
      (
        "\(location) is the dump of another program (\(documents) documents). Syncing would add stamps to it and write it anew; a backup is made first.",
        false
      )
    case .edited(let location, let changes):
      (
        "\(location) was edited by hand since it was written (\(changes.joined(separator: "; "))). That can be merged.",
        false
      )
    case .wantsDeletions(let location, let what):
      (
        "Syncing with \(location) would take much out of this log: \(what). To see which: tonnage sync --dry-run.",
        false
      )
    default: nil
    }
  }

  /// What was attempted, what went wrong, and what the athlete can do.
  public var sentence: String {
    if let question {
      return
        "\(question.finding) To go on: tonnage sync \(question.takesAdopting ? "--adopt" : "--yes")"
    }
    return plainSentence
  }

  private var plainSentence: String {
    switch self {
    case .notSetUp:
      "Syncing: no remote is set up. Name one with: tonnage sync setup PATH-OR-URL"
    case .remote(let error): error.sentence
    case .unreadable(let location, let error):
      "Reading \(location): \(error.sentence.unpointed). Nothing was changed, here or there."
    case .unaccounted(let location, let documents, let first):
      "Merging with \(location): \(documents) \(documents == 1 ? "document" : "documents") would be missing, \(first) first. This is a mistake in Tonnage: please report it. Nothing was changed, here or there."
    case .tooManyRaces(let location, let races):
      "Writing to \(location): another machine wrote first, \(races) times. Everything is merged here; try again in a moment."
    case .notVerified(let location):
      "Writing to \(location): what was read back is not what was written. Everything is merged here; the next sync looks again."
    case .cancelled: "The sync was cancelled. What was merged stays; the next sync goes on."
    case .gone, .otherLineage, .otherAthlete, .wantsUpgrade, .edited, .wantsDeletions: ""
    }
  }
}

extension String {
  /// Without the full stop of another sentence.
  var unpointed: String { hasSuffix(".") ? String(dropLast()) : self }
}
