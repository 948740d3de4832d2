/// One exercise as a row of *Progress*.
public struct ProgressRow: Hashable, Sendable {
  public var exerciseId: String
  public var metadata: ExerciseMetadata
  /// Kilograms; nil where no counted set gives one.
  public var bestE1RM: Double?
  /// Best e1RM in kilograms of the latest sessions, oldest first: at most ``sparklineLength``.
  public var recent: [Double]
  public var lastDate: LocalDate
  /// The best set of the last session.
  public var lastSet: PastSet?
  public var trend: Trend
  /// Per cent; nil where there is not enough data.
  public var change: Double?
  public var sessions: Int

  /// How many sessions the sparkline of a row shows.
  public static let sparklineLength = 8

  public init(
    exerciseId: String, metadata: ExerciseMetadata, bestE1RM: Double?, recent: [Double],
    lastDate: LocalDate, lastSet: PastSet?, trend: Trend, change: Double?, sessions: Int
  ) {
    self.exerciseId = exerciseId
    self.metadata = metadata
    self.bestE1RM = bestE1RM
    self.recent = recent
    self.lastDate = lastDate
    self.lastSet = lastSet
    self.trend = trend
    self.change = change
    self.sessions = sessions
  }
}

/// What *Progress* is drawn from.
public struct ProgressPage: Hashable, Sendable {
  /// In the order of ``Trend``, then latest session first.
  public var rows: [ProgressRow]

  public init(rows: [ProgressRow]) { self.rows = rows }
}

/// How far back a plot reaches.
public enum PlotRange: String, Hashable, Sendable, CaseIterable {
  case threeMonths = "3 months"
  case year = "1 year"
  case twoYears = "2 years"
  case all = "all"

  /// Days back from the last session; nil for everything.
  public var days: Int? {
    switch self {
    case .threeMonths: 92
    case .year: 366
    case .twoYears: 731
    case .all: nil
    }
  }
}

/// One point of a plot: a session, or the best of a month over long ranges.
public struct ProgressPoint: Hashable, Sendable {
  public var date: LocalDate
  /// Kilograms.
  public var bestE1RM: Double?
  public var maxWeight: Double?
  /// Kilograms × repetitions.
  public var volume: Double

  public init(date: LocalDate, bestE1RM: Double?, maxWeight: Double?, volume: Double) {
    self.date = date
    self.bestE1RM = bestE1RM
    self.maxWeight = maxWeight
    self.volume = volume
  }
}

/// One session in the list under a plot.
public struct SessionRow: Hashable, Sendable {
  public var logId: String
  public var date: LocalDate
  public var sets: [PastSet]
  public var bestE1RM: Double?
  /// Kilograms × repetitions.
  public var volume: Double
  /// Records that the session set.
  public var records: Int

  public init(
    logId: String, date: LocalDate, sets: [PastSet], bestE1RM: Double?, volume: Double,
    records: Int
  ) {
    self.logId = logId
    self.date = date
    self.sets = sets
    self.bestE1RM = bestE1RM
    self.volume = volume
    self.records = records
  }
}

/// What one exercise's detail in *Progress* is drawn from.
public struct ExercisePage: Hashable, Sendable {
  public var exerciseId: String
  public var metadata: ExerciseMetadata
  public var analytics: ExerciseAnalytics
  public var trend: TrendFigures
  public var book: RecordBook
  public var range: PlotRange
  /// Oldest first.
  public var points: [ProgressPoint]
  /// Newest first, as many as were asked for.
  public var sessions: [SessionRow]
  public var hasOlderSessions: Bool

  public init(
    exerciseId: String, metadata: ExerciseMetadata, analytics: ExerciseAnalytics,
    trend: TrendFigures, book: RecordBook, range: PlotRange, points: [ProgressPoint],
    sessions: [SessionRow], hasOlderSessions: Bool
  ) {
    self.exerciseId = exerciseId
    self.metadata = metadata
    self.analytics = analytics
    self.trend = trend
    self.book = book
    self.range = range
    self.points = points
    self.sessions = sessions
    self.hasOlderSessions = hasOlderSessions
  }
}

/// A set of the past as it is listed.
public struct PastSet: Hashable, Sendable {
  public var id: String
  public var kind: SetKind
  /// In ``unit``, as lifted.
  public var weight: Double?
  public var unit: WeightUnit
  public var reps: Int?
  public var rpe: Double?
  public var seconds: Double?
  public var distance: Double?
  public var distanceUnit: DistanceUnit

  public init(
    id: String = "", weight: Double? = nil, unit: WeightUnit = .kilograms, reps: Int? = nil,
    rpe: Double? = nil, kind: SetKind = .working, seconds: Double? = nil, distance: Double? = nil,
    distanceUnit: DistanceUnit = .meters
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
  }

  public init(_ set: LoggedSet) {
    self.init(
      id: set.id, weight: set.weight, unit: set.unit, reps: set.reps, rpe: set.rpe, kind: set.kind,
      seconds: set.seconds, distance: set.distance, distanceUnit: set.distanceUnit)
  }
}

/// One row of the exercise picker.
public struct ExerciseChoice: Hashable, Sendable {
  public var exerciseId: String
  public var metadata: ExerciseMetadata

  public init(exerciseId: String, metadata: ExerciseMetadata) {
    self.exerciseId = exerciseId
    self.metadata = metadata
  }
}
