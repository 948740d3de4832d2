/// What one exercise did the last time, and what its records are: all that *Log* shows beside an entry.
public struct ExerciseHistory: Hashable, Sendable {
  /// The last session before the workout; nil for a first time.
  public var lastDate: LocalDate?
  /// The counted sets of that session, in order.
  public var lastSets: [PastSet]
  /// The records that stood before the workout.
  public var book: RecordBook

  public init(lastDate: LocalDate? = nil, lastSets: [PastSet] = [], book: RecordBook = RecordBook())
  {
    self.lastDate = lastDate
    self.lastSets = lastSets
    self.book = book
  }

  /// What an entry is compared with before which `earlier` sets of the same exercise stand in its workout: the last
  /// session's sets from there on; all of them where it had no more.
  public func lastSets(after earlier: Int) -> [PastSet] {
    earlier < lastSets.count ? Array(lastSets.dropFirst(earlier)) : lastSets
  }
}

extension [LoggedExercise] {
  /// How many sets but warm-ups the entries before `index` have of its exercise.
  public func earlierSets(ofSameExerciseAs index: Int) -> Int {
    self[..<index].filter { $0.exerciseId == self[index].exerciseId }
      .reduce(0) { $0 + $1.sets.count { $0.kind != .warmUp } }
  }
}

/// A rest timer that is running: an instant, so that it survives a restart.
public struct RestTimer: Hashable, Sendable {
  public var logId: String
  public var startedAt: Instant
  /// Seconds of rest.
  public var duration: Double

  public init(logId: String, startedAt: Instant, duration: Double) {
    self.logId = logId
    self.startedAt = startedAt
    self.duration = duration
  }

  public var end: Instant { startedAt.advanced(bySeconds: duration) }
  /// Seconds left at `now`; negative when rest is over.
  public func remaining(at now: Instant) -> Double { end.seconds(since: now) }
}

/// What *Log* is drawn from.
public struct LogPage: Hashable, Sendable {
  public var log: WorkoutLog
  /// The document's version that was read.
  public var version: Int
  /// By exercise id.
  public var history: [String: ExerciseHistory]
  public var rest: RestTimer?
  /// `week 2 · 5/3/1 Base`; nil outside a program.
  public var programTitle: String?

  public init(
    log: WorkoutLog, version: Int, history: [String: ExerciseHistory] = [:],
    rest: RestTimer? = nil, programTitle: String? = nil
  ) {
    self.log = log
    self.version = version
    self.history = history
    self.rest = rest
    self.programTitle = programTitle
  }

  /// The sets of the last session that stand beside those of an entry.
  public func lastSets(of entry: String) -> [PastSet] {
    guard let index = log.exercises.firstIndex(where: { $0.id == entry }),
      let past = history[log.exercises[index].exerciseId]
    else { return [] }
    return past.lastSets(after: log.exercises.earlierSets(ofSameExerciseAs: index))
  }
}

/// What a finished workout came to, shown when it is finished.
public struct FinishPage: Hashable, Sendable {
  public var log: WorkoutLog
  /// Counted sets.
  public var sets: Int
  /// Planned sets that were not done.
  public var openSets: Int
  /// Kilograms × repetitions.
  public var volume: Double
  public var minutes: Double?
  public var records: [RecentRecord]

  public init(
    log: WorkoutLog, sets: Int, openSets: Int, volume: Double, minutes: Double?,
    records: [RecentRecord]
  ) {
    self.log = log
    self.sets = sets
    self.openSets = openSets
    self.volume = volume
    self.minutes = minutes
    self.records = records
  }
}

/// A record with the exercise it belongs to.
public struct RecentRecord: Hashable, Sendable {
  public var exerciseId: String
  public var exerciseName: String
  public var record: BrokenRecord
  public var date: LocalDate

  public init(exerciseId: String, exerciseName: String, record: BrokenRecord, date: LocalDate) {
    self.exerciseId = exerciseId
    self.exerciseName = exerciseName
    self.record = record
    self.date = date
  }
}

/// One workout as a row of *History*.
public struct WorkoutRow: Hashable, Sendable {
  public var id: String
  public var date: LocalDate
  public var name: String
  public var exercises: Int
  /// Counted sets.
  public var sets: Int
  /// Kilograms × repetitions.
  public var volume: Double
  public var minutes: Double?
  public var records: Int
  public var isFinished: Bool

  public init(
    id: String, date: LocalDate, name: String, exercises: Int, sets: Int, volume: Double,
    minutes: Double?, records: Int, isFinished: Bool
  ) {
    self.id = id
    self.date = date
    self.name = name
    self.exercises = exercises
    self.sets = sets
    self.volume = volume
    self.minutes = minutes
    self.records = records
    self.isFinished = isFinished
  }
}

/// What happened on one day.
public struct DayFigures: Hashable, Sendable {
  public var date: LocalDate
  public var workouts: Int
  /// Counted sets.
  public var sets: Int
  /// Kilograms × repetitions.
  public var volume: Double

  public init(date: LocalDate, workouts: Int, sets: Int, volume: Double) {
    self.date = date
    self.workouts = workouts
    self.sets = sets
    self.volume = volume
  }
}

/// What *History* is drawn from: a year's days and a stretch of the list.
public struct HistoryPage: Hashable, Sendable {
  public var year: Int
  /// Only days with a workout, in order.
  public var days: [DayFigures]
  /// Newest first.
  public var rows: [WorkoutRow]
  /// Whether there are older rows than the last one.
  public var hasOlder: Bool
  /// Whether there are newer rows than the first one.
  public var hasNewer: Bool

  public init(
    year: Int, days: [DayFigures], rows: [WorkoutRow], hasOlder: Bool, hasNewer: Bool
  ) {
    self.year = year
    self.days = days
    self.rows = rows
    self.hasOlder = hasOlder
    self.hasNewer = hasNewer
  }
}
