/// Why a sync stopped. The store and the dump are as they were, or each is whole and the next sync goes on.
public enum SyncError: Error, Sendable {
  case notSetUp
  case remote(RemoteError)
  /// Nothing is where the dump was: never taken for a deletion.
  case gone(location: String)
  case unreadable(location: String, DumpError)
  /// The dump cannot be read, and can be begun again.
  case wantsNewBeginning(location: String, DumpError)
  /// The dump was begun apart from this log; who wrote it last, and how many documents are in it.
  case begunApart(location: String, writer: String, documents: Int)
  /// The dump of another program is another athlete's.
  case otherAthlete(location: String, theirs: String)
  /// A legacy dump would be rewritten.
  case wantsUpgrade(location: String, documents: Int)
  /// Someone has edited the dump by hand.
  case edited(location: String, changes: [String])
  /// The merge would take out a large share of what is here; which, and who had removed it, in words.
  case wantsDeletions(location: String, what: String)
  /// After the merge, documents would be missing that nobody has deleted.
  case unaccounted(location: String, documents: Int, first: String)
  case tooManyRaces(location: String, races: Int)
  /// What was written was not what was read back.
  case notVerified(location: String)
  case cancelled

  /// What the athlete can say yes to.
  public enum Consent: String, Hashable, Sendable {
    case yes, adopt
    case beginAgain = "begin-again"

    /// As it is given on the command line.
    public var flag: String { "--\(rawValue)" }
  }

  /// What stopped the sync, where a yes makes it go on.
  public struct Question: Hashable, Sendable {
    public var finding: String
    /// What a yes means, where that does not go without saying.
    public var offer = ""
    public var consent = Consent.yes
  }

  /// What stopped the sync, where a yes makes it go on.
  public var question: Question? {
    switch self {
    case .gone(let location):
      Question(
        finding:
          "Reading \(location): the dump that was there is gone. Nothing was deleted here. Restore it from the folder service's history, or begin it again from this machine."
      )
    case .wantsNewBeginning(let location, let error):
      Question(
        finding:
          "Reading \(location): \(error.sentence.unpointed). Nothing was changed, here or there.",
        offer:
          "Begin the dump again? Its content is kept beside it, it gets everything that this machine holds, and other machines add theirs when they sync.",
        consent: .beginAgain)
    case .begunApart(let location, let writer, let documents):
      Question(
        finding:
          "\(location) holds another log (\(documents) \(documents == 1 ? "document" : "documents"), written by \(writer)).",
        offer: "Are both logs yours? They are joined, and nothing is lost.", consent: .adopt)
    case .otherAthlete(let location, let theirs):
      Question(
        finding: "Reading \(location): it is the log of another athlete (\(theirs)).",
        offer: "You can take it over as your own.", consent: .adopt)
    case .wantsUpgrade(let location, let documents):
      Question(
        finding:
          "\(location) is the dump of another program (\(documents) \(documents == 1 ? "document" : "documents")). Syncing would add stamps to it and rewrite it; a backup is made first."
      )
    case .edited(let location, let changes):
      Question(
        finding:
          "\(location) was edited by hand since it was written (\(changes.joined(separator: "; "))). That can be merged."
      )
    case .wantsDeletions(let location, let what):
      Question(
        finding:
          "Syncing with \(location) would remove much of this log: \(what). “tonnage sync --dry-run” shows which."
      )
    default: nil
    }
  }

  /// What was attempted, what went wrong, and what the athlete can do.
  public var sentence: String {
    sentence(goingOnWith: "tonnage sync \(question?.consent.flag ?? "")")
  }

  /// The sentence with the command that goes on, where there is one: as it is to be typed.
  public func sentence(goingOnWith command: String) -> String {
    guard let question else { return plainSentence }
    let words = [question.finding, question.offer].filter { !$0.isEmpty }
    return words.joined(separator: " ") + " To go on: “\(command)”."
  }

  private var plainSentence: String {
    switch self {
    case .notSetUp:
      "Syncing: no remote is set up. “tonnage sync setup PATH-OR-URL” names one."
    case .remote(let error): error.sentence
    case .unreadable(let location, let error):
      "Reading \(location): \(error.sentence.unpointed). Nothing was changed, here or there."
    case .unaccounted(let location, let documents, let first):
      "Merging with \(location): \(documents) \(documents == 1 ? "document" : "documents") would be missing, \(first) first. This is a mistake in Tonnage: please report it. Nothing was changed, here or there."
    case .tooManyRaces(let location, let races):
      "Writing to \(location): another machine wrote first, \(races) times. Everything is merged here; try again in a moment."
    case .notVerified(let location):
      "Writing to \(location): what was read back is not what was written. Everything is merged here; the next sync looks again."
    case .cancelled: "The sync was cancelled. What was merged stays; the next sync does the rest."
    case .gone, .wantsNewBeginning, .begunApart, .otherAthlete, .wantsUpgrade, .edited,
      .wantsDeletions:
      ""
    }
  }
}

extension String {
  /// Without the full stop of another sentence.
  var unpointed: String { hasSuffix(".") ? String(dropLast()) : self }
}
