/// What a set is for. Warm-ups are listed and counted nowhere; drop and failure sets count.
public enum SetKind: String, Hashable, Sendable, CaseIterable {
  case working
  case warmUp = "warm-up"
  case drop
  case failure
}

/// One set of one exercise: planned until it is completed.
public struct LoggedSet: Hashable, Sendable {
  public var id: String
  public var kind: SetKind
  /// In ``unit``, as lifted; negative is assistance. Nil where nothing was entered.
  public var weight: Double?
  public var unit: WeightUnit
  public var reps: Int?
  /// Rate of perceived exertion, 1…10.
  public var rpe: Double?
  public var seconds: Double?
  /// In ``distanceUnit``.
  public var distance: Double?
  public var distanceUnit: DistanceUnit
  public var completed: Bool
  /// When it was logged.
  public var completedAt: Instant?
  /// What the program asked for, as written there: `5+`, `8-12`, `30s`.
  public var target: String?
  public var note: String
  /// Where the set stands among its neighbours; see ``Position``.
  public var position: String
  public var stamps: Stamps
  /// Fields of the set's own detail object that Tonnage does not know.
  public var unknown: UnknownFields
  /// This set's elements of parallel arrays that Tonnage does not know.
  public var parallel: UnknownFields

  public init(
    id: String, kind: SetKind = .working, weight: Double? = nil, unit: WeightUnit = .kilograms,
    reps: Int? = nil, rpe: Double? = nil, seconds: Double? = nil, distance: Double? = nil,
    distanceUnit: DistanceUnit = .meters, completed: Bool = false, completedAt: Instant? = nil,
    target: String? = nil, note: String = "", position: String = "", stamps: Stamps = Stamps(),
    unknown: UnknownFields = [], parallel: UnknownFields = []
  ) {
    self.id = id
    self.kind = kind
    self.weight = weight
    self.unit = unit
    self.reps = reps
    self.rpe = rpe
    self.seconds = seconds
    self.distance = distance
    self.distanceUnit = distanceUnit
    self.completed = completed
    self.completedAt = completedAt
    self.target = target
    self.note = note
    self.position = position
    self.stamps = stamps
    self.unknown = unknown
    self.parallel = parallel
  }

  /// Whether the set counts towards volume, records and trends: completed, and not a warm-up.
  public var counts: Bool { completed && kind != .warmUp }
}

/// One exercise as it was done in one workout.
public struct LoggedExercise: Hashable, Sendable {
  public var id: String
  public var exerciseId: String
  /// Nil only in documents from writers that embed nothing.
  public var exerciseMetadata: ExerciseMetadata?
  public var sets: [LoggedSet]
  public var notes: String
  /// The athlete's own weight of the day in ``bodyweightUnit``, for the types that need it.
  public var bodyweight: Double?
  public var bodyweightUnit: WeightUnit
  /// Entries of one workout with the same group are done in turn.
  public var supersetGroup: String?
  /// Rest after each set in seconds; nil for the athlete's usual rest.
  public var restSeconds: Double?
  /// Where the entry stands among its neighbours; see ``Position``.
  public var position: String
  /// What the app it was imported from calls the exercise; nil for an entry that was made here.
  public var importedName: String?
  /// Sets that were taken out, by id; what was written later may stand all the same.
  public var removedSets: [String: Removal]
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    id: String, exerciseId: String, exerciseMetadata: ExerciseMetadata? = nil,
    sets: [LoggedSet] = [], notes: String = "", bodyweight: Double? = nil,
    bodyweightUnit: WeightUnit = .kilograms, supersetGroup: String? = nil,
    restSeconds: Double? = nil, position: String = "", importedName: String? = nil,
    removedSets: [String: Removal] = [:],
    stamps: Stamps = Stamps(), unknown: UnknownFields = []
  ) {
    self.id = id
    self.exerciseId = exerciseId
    self.exerciseMetadata = exerciseMetadata
    self.sets = sets
    self.notes = notes
    self.bodyweight = bodyweight
    self.bodyweightUnit = bodyweightUnit
    self.supersetGroup = supersetGroup
    self.restSeconds = restSeconds
    self.position = position
    self.importedName = importedName
    self.removedSets = removedSets
    self.stamps = stamps
    self.unknown = unknown
  }

  /// The embedded metadata, `Unknown` throughout where there is none.
  public var metadata: ExerciseMetadata { exerciseMetadata ?? ExerciseMetadata() }
}

/// One workout: begun, and finished or not.
public struct WorkoutLog: Hashable, Sendable {
  public var id: String
  public var userId: String
  /// What the athlete calls it: the program day's name, as a rule.
  public var name: String
  public var programId: String?
  /// Week and day in the program, counted from 0.
  public var weekIndex: Int?
  public var dayIndex: Int?
  /// The local calendar day on which it began; it belongs to that day whatever happens later.
  public var date: LocalDate
  /// The instant it began; nil where only the day is known.
  public var startedAt: Instant?
  /// Minutes east of UTC where it began.
  public var utcOffset: Int?
  public var completedDate: Instant?
  public var isWorkoutFinished: Bool
  /// Whether the program's day is still to be done though the workout is finished: nothing that asks which days were
  /// trained counts it.
  public var dayStaysOpen: Bool
  /// The unit of sets that name none.
  public var weightUnit: WeightUnit
  /// Minutes, as entered or measured.
  public var duration: Double?
  public var notes: String
  public var exercises: [LoggedExercise]
  /// Entries that were taken out, by id; what was written later may stand all the same.
  public var removedExercises: [String: Removal]
  /// That the whole workout was removed before, and stands again.
  public var removal: Removal?
  /// Derived; nil in documents from writers that have none.
  public var workoutSummary: WorkoutSummary?
  /// When a legacy document was read in.
  public var migratedAt: Instant?
  /// The kind of export it was imported from, such as `strong`; nil for a workout of our own.
  public var importedFrom: String?
  /// A fingerprint of what that export said of it, in hexadecimal: it tells whether a later export says something else.
  public var importHash: String?
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    id: String, userId: String, name: String = "", programId: String? = nil, weekIndex: Int? = nil,
    dayIndex: Int? = nil, date: LocalDate, startedAt: Instant? = nil, utcOffset: Int? = nil,
    completedDate: Instant? = nil, isWorkoutFinished: Bool = false,
    dayStaysOpen: Bool = false,
    weightUnit: WeightUnit = .kilograms, duration: Double? = nil, notes: String = "",
    exercises: [LoggedExercise] = [], removedExercises: [String: Removal] = [:],
    removal: Removal? = nil, workoutSummary: WorkoutSummary? = nil, migratedAt: Instant? = nil,
    importedFrom: String? = nil, importHash: String? = nil, stamps: Stamps = Stamps(),
    unknown: UnknownFields = []
  ) {
    self.id = id
    self.userId = userId
    self.name = name
    self.programId = programId
    self.weekIndex = weekIndex
    self.dayIndex = dayIndex
    self.date = date
    self.startedAt = startedAt
    self.utcOffset = utcOffset
    self.completedDate = completedDate
    self.isWorkoutFinished = isWorkoutFinished
    self.dayStaysOpen = dayStaysOpen
    self.weightUnit = weightUnit
    self.duration = duration
    self.notes = notes
    self.exercises = exercises
    self.removedExercises = removedExercises
    self.removal = removal
    self.workoutSummary = workoutSummary
    self.migratedAt = migratedAt
    self.importedFrom = importedFrom
    self.importHash = importHash
    self.stamps = stamps
    self.unknown = unknown
  }

  /// Whether it is a day of a program.
  public var isOfProgram: Bool { programId != nil && weekIndex != nil && dayIndex != nil }
}

/// What a workout comes to. Derived from the log, outside merge and hash.
public struct WorkoutSummary: Hashable, Sendable {
  /// Kilograms × repetitions over all counted sets.
  public var totalVolume: Double
  /// In the order of first appearance.
  public var muscleGroupsTargeted: [MuscleGroup]
  public var exerciseTypes: [ExerciseType]
  /// Milliseconds; nil while unknown.
  public var duration: Int64?
  public var lastUpdated: Instant?
  public var unknown: UnknownFields

  public init(
    totalVolume: Double = 0, muscleGroupsTargeted: [MuscleGroup] = [],
    exerciseTypes: [ExerciseType] = [], duration: Int64? = nil, lastUpdated: Instant? = nil,
    unknown: UnknownFields = []
  ) {
    self.totalVolume = totalVolume
    self.muscleGroupsTargeted = muscleGroupsTargeted
    self.exerciseTypes = exerciseTypes
    self.duration = duration
    self.lastUpdated = lastUpdated
    self.unknown = unknown
  }
}
