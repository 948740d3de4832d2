public import Training

/// Something about a file that the athlete should know, with its place.
public struct FileNote: Hashable, Sendable {
  public var place: FilePlace
  public var sentence: String

  public init(_ place: FilePlace, _ sentence: String) {
    self.place = place
    self.sentence = sentence
  }

  /// `line 12: 303 repetitions look odd; they were kept`.
  public var words: String { "\(place.words): \(sentence)" }
}

/// What became of the rows of a file, each counted once.
public struct RowAccount: Hashable, Sendable {
  /// Working, drop and failure sets.
  public var sets = 0
  public var warmUps = 0
  /// Rows that carry a rest and no set.
  public var rests = 0
  public var notes = 0
  /// Rows of our own table that hold a document whole, or a workout's own cells.
  public var documents = 0
  /// Sets without any value.
  public var empty = 0
  public var bodyWeights = 0
  /// Measurements that Tonnage keeps no log of.
  public var measurements = 0
  /// Rows that could not be read and were passed over.
  public var refused = 0

  public init() {}

  /// All rows but the heading.
  public var total: Int {
    sets + warmUps + rests + notes + documents + empty + bodyWeights + measurements + refused
  }
}

/// What another app's export says, before any of it is made a document.
public struct ForeignHistory: Sendable {
  public var format: ForeignFormat
  /// Oldest first.
  public var workouts: [ForeignWorkout] = []
  /// Oldest first.
  public var bodyWeights: [ForeignBodyWeight] = []
  /// The documents of our own table, as they are.
  public var documents = OwnDocuments()
  public var rows = RowAccount()
  /// What is odd and was taken in all the same.
  public var warnings: [FileNote] = []
  /// Rows that were passed over.
  public var refusals: [FileNote] = []

  public init(format: ForeignFormat) { self.format = format }
}

/// Documents that a file holds whole.
public struct OwnDocuments: Hashable, Sendable {
  public var exercises: [Exercise] = []
  public var programs: [Program] = []
  public var logs: [WorkoutLog] = []
  public var bodyWeights: [BodyWeight] = []
  /// What was edited in their cells.
  public var edited = EditedDocuments()

  public init() {}
}

/// Documents of our own table as the cells of their rows have them, by id: those only whose cells were edited.
public struct EditedDocuments: Hashable, Sendable {
  public var logs: [String: WorkoutLog] = [:]
  public var bodyWeights: [String: BodyWeight] = [:]
  /// Days that were typed, with the line that they stand in.
  public var days: [Int: LocalDate] = [:]

  public init() {}
}

public struct ForeignWorkout: Hashable, Sendable {
  public var date: LocalDate
  /// Seconds after midnight at which it began; nil where the file gives no time.
  public var secondOfDay: Int?
  public var name: String
  public var durationSeconds: Double?
  public var note = ""
  public var exercises: [ForeignExercise] = []
  public var line: Int

  public init(date: LocalDate, secondOfDay: Int?, name: String, line: Int) {
    self.date = date
    self.secondOfDay = secondOfDay
    self.name = name
    self.line = line
  }
}

/// One exercise as it was done: the rows that stand together.
public struct ForeignExercise: Hashable, Sendable {
  /// As the app calls it.
  public var name: String
  /// The muscle group, or what else the app sorts it under.
  public var category: String?
  public var note = ""
  /// Exercises with the same text were done in turn.
  public var superset: String?
  public var sets: [ForeignSet] = []
  public var line: Int

  public init(name: String, category: String? = nil, superset: String? = nil, line: Int) {
    self.name = name
    self.category = category
    self.superset = superset
    self.line = line
  }
}

public struct ForeignSet: Hashable, Sendable {
  public var kind = SetKind.working
  /// As lifted, in ``unit``; negative is assistance.
  public var weight: Double?
  public var unit: WeightUnit?
  public var reps: Int?
  public var rpe: Double?
  public var seconds: Double?
  /// In ``distanceUnit``.
  public var distance: Double?
  public var distanceUnit = DistanceUnit.kilometers
  /// The rest after it, in seconds.
  public var restSeconds: Double?
  public var note = ""
  /// Planned and not done.
  public var isOpen = false
  public var line: Int

  public init(line: Int) { self.line = line }

  /// Whether it says nothing of what was done.
  public var isEmpty: Bool { reps == nil && seconds == nil && distance == nil }
}

public struct ForeignBodyWeight: Hashable, Sendable {
  public var date: LocalDate
  public var value: Double
  public var unit: WeightUnit
  public var note = ""
  public var line: Int

  public init(date: LocalDate, value: Double, unit: WeightUnit, line: Int) {
    self.date = date
    self.value = value
    self.unit = unit
    self.line = line
  }
}
