/// What *Sync* shows, without asking the remote.
public struct SyncPage: Hashable, Sendable {
  /// The dump that the log is synced with.
  public struct Remote: Hashable, Sendable {
    /// Without credentials.
    public var location: String
    public var strategy: String
    /// How often the dump was written.
    public var generation: Int
    /// Nil before the first sync.
    public var syncedAt: Instant?
    /// The machine that wrote the dump last, by the name it is called.
    public var writer: String?

    public init(
      location: String, strategy: String, generation: Int = 0, syncedAt: Instant? = nil,
      writer: String? = nil
    ) {
      self.location = location
      self.strategy = strategy
      self.generation = generation
      self.syncedAt = syncedAt
      self.writer = writer
    }
  }

  /// A document that was changed since it was sent last.
  public struct Waiting: Hashable, Sendable {
    public var collection: Collection
    /// The workout's or program's name; empty where the document is gone.
    public var title: String
    /// The day of a workout or of a weighing.
    public var date: LocalDate?
    /// Sets that were touched; 0 where it is not a workout, or only its own fields were.
    public var sets: Int
    public var isDeleted: Bool

    public init(
      collection: Collection, title: String, date: LocalDate? = nil, sets: Int = 0,
      isDeleted: Bool = false
    ) {
      self.collection = collection
      self.title = title
      self.date = date
      self.sets = sets
      self.isDeleted = isDeleted
    }
  }

  /// One sync that brought something in.
  public struct Receipt: Hashable, Sendable {
    public var at: Instant
    /// Such as `12 sets, 1 program from gym`.
    public var words: String

    public init(at: Instant, words: String) {
      self.at = at
      self.words = words
    }
  }

  /// Nil where none is set up.
  public var remote: Remote?
  public var waiting: [Waiting] = []
  /// How many wait in all; ``waiting`` names the latest.
  public var waitingCount = 0
  /// Newest first.
  public var receipts: [Receipt] = []
  /// What is not answered: what waits for an answer first, then what the archive keeps; each newest first.
  public var conflicts: [SyncConflict] = []
  /// How many of them wait: all that do are there.
  public var waitingConflicts: Int { conflicts.count(where: \.isWaiting) }

  public init(remote: Remote? = nil) { self.remote = remote }
}

/// What both sides had changed in one place, and what became of it.
public struct SyncConflict: Hashable, Sendable {
  /// Where it stands.
  public struct Place: Hashable, Sendable {
    /// The workout's or program's name.
    public var title: String
    public var date: LocalDate?
    public var exercise: String?
    /// As *Log* calls it: `Set 3`.
    public var set: String?

    public init(
      title: String, date: LocalDate? = nil, exercise: String? = nil, set: String? = nil
    ) {
      self.title = title
      self.date = date
      self.exercise = exercise
      self.set = set
    }
  }

  /// One field of both sides beside what they came from, in words.
  public struct Field: Hashable, Sendable {
    public var name: String
    public var mine: String
    public var theirs: String
    public var before: String
    /// Whether this machine's value stands.
    public var mineStands: Bool

    public init(name: String, mine: String, theirs: String, before: String, mineStands: Bool) {
      self.name = name
      self.mine = mine
      self.theirs = theirs
      self.before = before
      self.mineStands = mineStands
    }
  }

  /// What a typed answer is.
  public enum Typing: Hashable, Sendable {
    /// A set's values, in the unit and measures of its row.
    case set(LoggedSet, entry: LoggedExercise)
    /// A text, as it stands.
    case text(String)
  }

  /// The numbers in the archive that it is made of.
  public var numbers: [Int64]
  public var place: Place
  public var isWaiting: Bool
  /// What the other machine is called.
  public var other: String
  public var mineAt: Instant?
  public var theirsAt: Instant?
  public var fields: [Field]
  /// Whether there is room for both: two sets, or one text after the other.
  public var canKeepBoth: Bool
  /// Nil where nothing can be typed here.
  public var typing: Typing?

  public init(
    numbers: [Int64], place: Place, isWaiting: Bool = false, other: String,
    mineAt: Instant? = nil, theirsAt: Instant? = nil, fields: [Field],
    canKeepBoth: Bool = false, typing: Typing? = nil
  ) {
    self.numbers = numbers
    self.place = place
    self.isWaiting = isWaiting
    self.other = other
    self.mineAt = mineAt
    self.theirsAt = theirsAt
    self.fields = fields
    self.canKeepBoth = canKeepBoth
    self.typing = typing
  }
}

/// The athlete's answer to a conflict.
public enum ConflictAnswer: Hashable, Sendable {
  case mine, theirs
  /// The other side's set after this one, or its text after this one.
  case both
  case set(SetChange)
  case text(String)
}
