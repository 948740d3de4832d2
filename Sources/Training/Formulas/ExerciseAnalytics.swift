/// What one exercise has come to over all sessions. Derived from the logs, outside merge and hash.
public struct ExerciseAnalytics: Hashable, Sendable {
  public var userId: String
  public var exerciseId: String
  public var exerciseMetadata: ExerciseMetadata?
  public var performanceMetrics: PerformanceMetrics
  /// Newest first.
  public var recentSessions: [RecentSession]
  public var lastUpdated: Instant?
  public var unknown: UnknownFields

  public init(
    userId: String, exerciseId: String, exerciseMetadata: ExerciseMetadata? = nil,
    performanceMetrics: PerformanceMetrics = PerformanceMetrics(),
    recentSessions: [RecentSession] = [], lastUpdated: Instant? = nil, unknown: UnknownFields = []
  ) {
    self.userId = userId
    self.exerciseId = exerciseId
    self.exerciseMetadata = exerciseMetadata
    self.performanceMetrics = performanceMetrics
    self.recentSessions = recentSessions
    self.lastUpdated = lastUpdated
    self.unknown = unknown
  }

  /// The document's id: `USER_EXERCISE`.
  public var id: String { Self.id(userId: userId, exerciseId: exerciseId) }

  public static func id(userId: String, exerciseId: String) -> String {
    "\(userId)_\(exerciseId)"
  }

  public var metadata: ExerciseMetadata { exerciseMetadata ?? ExerciseMetadata() }
}

/// The figures of an exercise over all sessions.
public struct PerformanceMetrics: Hashable, Sendable {
  public var totalSessions: Int
  /// Kilograms × repetitions.
  public var totalVolume: Double
  /// Kilograms; nil where no weight was ever entered.
  public var maxWeight: Double?
  /// Per cent; nil where no estimated 1RM is known. See ``Intensity``.
  public var avgIntensity: Double?
  public var lastSession: LocalDate?
  public var trend: Trend

  public init(
    totalSessions: Int = 0, totalVolume: Double = 0, maxWeight: Double? = nil,
    avgIntensity: Double? = nil, lastSession: LocalDate? = nil, trend: Trend = .notEnoughData
  ) {
    self.totalSessions = totalSessions
    self.totalVolume = totalVolume
    self.maxWeight = maxWeight
    self.avgIntensity = avgIntensity
    self.lastSession = lastSession
    self.trend = trend
  }
}

/// One session in an exercise's analytics.
public struct RecentSession: Hashable, Sendable {
  public var date: LocalDate
  /// Kilograms × repetitions.
  public var volume: Double
  /// Kilograms; nil where no weight was entered.
  public var maxWeight: Double?
  public var sets: Int
  public var avgReps: Double

  public init(date: LocalDate, volume: Double, maxWeight: Double?, sets: Int, avgReps: Double) {
    self.date = date
    self.volume = volume
    self.maxWeight = maxWeight
    self.sets = sets
    self.avgReps = avgReps
  }

  public init(date: LocalDate, figures: SessionFigures) {
    self.init(
      date: date, volume: figures.volume, maxWeight: figures.maxWeight, sets: figures.sets,
      avgReps: figures.averageReps)
  }
}
