/// What the athlete has decided of an import before it is made.
public struct ImportChoices: Hashable, Sendable {
  /// Whose documents are read, in a file that holds several athletes.
  public var user: String?
  /// What the weights are in, in a file that does not say.
  public var unit: WeightUnit?
  /// Whether rows that cannot be read are passed over and listed.
  public var skipsBadRows = false
  /// Whether workouts that another app's export brought already come in a second time.
  public var addsTwins = false
  /// Whether workouts that the app has changed since the last export are taken over, where they were not edited here.
  public var takesChanges = false
  /// Whether what was deleted since comes in again.
  public var bringsBack = false
  /// Exercises by the names of the file; an empty id stands for an exercise of one's own.
  public var names: [String: String] = [:]

  public init() {}
}

/// A file that may be an export.
public struct ImportFile: Hashable, Sendable {
  public var path: String
  public var name: String
  public var bytes: Int
  public var modified: LocalDate

  public init(path: String, name: String, bytes: Int, modified: LocalDate) {
    self.path = path
    self.name = name
    self.bytes = bytes
    self.modified = modified
  }
}

/// What has to be known before a file can be read.
public enum ImportQuestion: Hashable, Sendable {
  case user([ImportUser])
  /// The file has no unit.
  case unit
  /// Rows that cannot be read, each as a sentence with its line; all of them, or the first.
  case badRows([String], count: Int)
}

/// One of several athletes in a file.
public struct ImportUser: Hashable, Sendable {
  public var id: String
  public var name: String
  public var workouts: Int

  public init(id: String, name: String, workouts: Int) {
    self.id = id
    self.name = name
    self.workouts = workouts
  }
}

/// What an exercise of an export stands for here.
public struct ImportedName: Hashable, Sendable {
  public enum Certainty: Hashable, Sendable {
    /// Chosen by the athlete, or the same name.
    case certain
    /// Another spelling, or the equipment in brackets.
    case likely
    /// Nothing fitted: it is an exercise of the athlete's own.
    case own
  }

  /// Such as `Strong`.
  public var format: String
  public var name: String
  public var exerciseId: String
  public var exercise: ExerciseMetadata
  public var certainty: Certainty
  public var sets: Int
  public var workouts: Int

  public init(
    format: String, name: String, exerciseId: String, exercise: ExerciseMetadata,
    certainty: Certainty, sets: Int, workouts: Int
  ) {
    self.format = format
    self.name = name
    self.exerciseId = exerciseId
    self.exercise = exercise
    self.certainty = certainty
    self.sets = sets
    self.workouts = workouts
  }
}

/// What an import would do, before anything is written; or has done.
public struct ImportPage: Hashable, Sendable {
  /// A number with what it counts.
  public struct Count: Hashable, Sendable {
    public var words: String
    public var count: Int

    public init(_ words: String, _ count: Int) {
      self.words = words
      self.count = count
    }
  }

  /// As it was typed.
  public var file: String
  /// Such as `Strong`.
  public var format: String
  public var days: ClosedRange<LocalDate>?
  /// What the file holds: workouts, sets, programs, body weights.
  public var contents: [Count] = []
  /// What becomes of its documents: new, there already, changed since, the same in another app's export.
  public var fates: [Count] = []
  /// What the rows are, each once; they come to ``rowCount``. Empty for documents.
  public var rows: [Count] = []
  public var rowCount = 0
  /// What is not certain first, then the most used.
  public var names: [ImportedName] = []
  /// What is odd, each with its line.
  public var notes: [String] = []
  /// Documents that would be, or were, written.
  public var writes = 0
  /// Workouts that another app's export brought already.
  public var twins = 0
  /// Workouts that the app has changed since the export before, and that were not edited here.
  public var changed = 0
  /// Documents that were deleted since, and are left out.
  public var deleted = 0

  public init(file: String, format: String) {
    self.file = file
    self.format = format
  }
}
