/// How many repetitions (or how long) a program asks for in one set.
public enum RepTarget: Hashable, Sendable {
  case count(Int)
  case range(Int, Int)
  /// As many as possible.
  case amrap
  /// At least this many, as many as possible: `5+`.
  case atLeast(Int)
  case seconds(Double)
  /// Text that is none of these, kept as it came.
  case other(String)

  /// Reads `5`, `8-12`, `AMRAP`, `5+`, `30s`, `1:30`; anything else is kept as ``other(_:)``.
  public init(text: String) {
    let trimmed = text.filter { !$0.isWhitespace }
    let bounds = trimmed.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    if let count = Self.count(trimmed) {
      self = .count(count)
    } else if bounds.count == 2, let low = Self.count(bounds[0]), let high = Self.count(bounds[1]),
      low <= high
    {
      self = .range(low, high)
    } else if trimmed.lowercased() == "amrap" || trimmed.lowercased() == "max" {
      self = .amrap
    } else if trimmed.hasSuffix("+"), let count = Self.count(trimmed.dropLast()) {
      self = .atLeast(count)
    } else if let seconds = Self.seconds(trimmed.lowercased()) {
      self = .seconds(seconds)
    } else {
      self = .other(text)
    }
  }

  /// The target as the athlete reads it.
  public var text: String {
    switch self {
    case .count(let count): "\(count)"
    case .range(let low, let high): "\(low)-\(high)"
    case .amrap: "AMRAP"
    case .atLeast(let count): "\(count)+"
    case .seconds(let seconds): "\(plain(seconds))s"
    case .other(let text): text
    }
  }

  /// The repetitions to enter beforehand: the lower bound of a range, nil where none are named.
  public var prefilledReps: Int? {
    switch self {
    case .count(let count), .atLeast(let count): count
    case .range(let low, _): low
    case .amrap, .seconds, .other: nil
    }
  }

  /// A number of repetitions in plain digits; nil for signs and for more than nine digits.
  private static func count(_ text: some StringProtocol) -> Int? {
    guard text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  private static func seconds(_ text: String) -> Double? {
    // Minutes first: their plurals end in the s of seconds.
    for unit in ["minutes", "mins", "min"] where text.hasSuffix(unit) {
      return plausible(Double(text.dropLast(unit.count)).map { $0 * 60 })
    }
    for unit in ["seconds", "secs", "sec", "s"] where text.hasSuffix(unit) {
      return plausible(Double(text.dropLast(unit.count)))
    }
    let clock = text.split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 2, let minutes = count(clock[0]), let seconds = count(clock[1]),
      seconds < 60
    else { return nil }
    return plausible(Double(minutes * 60 + seconds))
  }

  private static let secondsInADay = 86_400.0

  private static func plausible(_ seconds: Double?) -> Double? {
    guard let seconds, seconds >= 0, seconds <= secondsInADay else { return nil }
    return seconds
  }
}

/// How heavy a program asks a set to be.
public enum LoadTarget: Hashable, Sendable {
  /// In the program's unit.
  case weight(Double)
  /// Per cent of the program's training max, else of the estimated 1RM.
  case percentage(Double)
}

/// One exercise as a program's day asks for it.
public struct ProgramExercise: Hashable, Sendable {
  public var id: String
  public var exerciseId: String
  public var exerciseMetadata: ExerciseMetadata?
  /// How many sets.
  public var sets: Int
  /// One target for all sets, or one a set; empty where the program leaves it open.
  public var reps: [RepTarget]
  /// One load for all sets, or one a set; empty where the program leaves it open.
  public var loads: [LoadTarget]
  /// Seconds; nil for the athlete's usual rest.
  public var restSeconds: Double?
  public var supersetGroup: String?
  public var notes: String
  public var position: String
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    id: String, exerciseId: String, exerciseMetadata: ExerciseMetadata? = nil, sets: Int = 3,
    reps: [RepTarget] = [], loads: [LoadTarget] = [], restSeconds: Double? = nil,
    supersetGroup: String? = nil, notes: String = "", position: String = "",
    stamps: Stamps = Stamps(), unknown: UnknownFields = []
  ) {
    self.id = id
    self.exerciseId = exerciseId
    self.exerciseMetadata = exerciseMetadata
    self.sets = sets
    self.reps = reps
    self.loads = loads
    self.restSeconds = restSeconds
    self.supersetGroup = supersetGroup
    self.notes = notes
    self.position = position
    self.stamps = stamps
    self.unknown = unknown
  }

  public var metadata: ExerciseMetadata { exerciseMetadata ?? ExerciseMetadata() }
  /// The repetitions asked for in set `index` (from 0); nil where left open.
  public func reps(inSet index: Int) -> RepTarget? {
    reps.isEmpty ? nil : reps[min(index, reps.count - 1)]
  }
  /// The load asked for in set `index` (from 0); nil where left open.
  public func load(inSet index: Int) -> LoadTarget? {
    loads.isEmpty ? nil : loads[min(index, loads.count - 1)]
  }
}

/// One day of a program.
public struct ProgramDay: Hashable, Sendable {
  /// Week and day, counted from 0.
  public var weekIndex: Int
  public var dayIndex: Int
  public var name: String
  public var exercises: [ProgramExercise]
  /// Exercises that were taken out, by id.
  public var removedExercises: [String: Removal]
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    weekIndex: Int, dayIndex: Int, name: String = "", exercises: [ProgramExercise] = [],
    removedExercises: [String: Removal] = [:], stamps: Stamps = Stamps(),
    unknown: UnknownFields = []
  ) {
    self.weekIndex = weekIndex
    self.dayIndex = dayIndex
    self.name = name
    self.exercises = exercises
    self.removedExercises = removedExercises
    self.stamps = stamps
    self.unknown = unknown
  }

  /// What the day is called: its name, else its number from 1.
  public var title: String { name.isEmpty ? "Day \(dayIndex + 1)" : name }
}

/// The form in which `weeklyConfigs` was read and is written again.
public enum WeeklyConfigsForm: String, Hashable, Sendable {
  /// Keys `week1_day1`, counted from 1.
  case flat
  /// Keys `"0"` → `"0"`, counted from 0.
  case nested
}

/// A plan of weeks and days.
public struct Program: Hashable, Sendable {
  public var id: String
  public var userId: String
  public var name: String
  public var details: String
  /// The unit of the program's loads and training maxes.
  public var weightUnit: WeightUnit
  /// Whether *Today* takes the next day from it.
  public var isCurrent: Bool
  /// Ordered by week, then day.
  public var days: [ProgramDay]
  public var form: WeeklyConfigsForm
  /// Training max by exercise id, in ``weightUnit``.
  public var trainingMaxes: [String: Double]
  public var removedDays: [String: Removal]
  /// That the whole program was removed before, and stands again.
  public var removal: Removal?
  /// Derived.
  public var programSummary: ProgramSummary?
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    id: String, userId: String, name: String = "", details: String = "",
    weightUnit: WeightUnit = .kilograms, isCurrent: Bool = false, days: [ProgramDay] = [],
    form: WeeklyConfigsForm = .nested, trainingMaxes: [String: Double] = [:],
    removedDays: [String: Removal] = [:], removal: Removal? = nil,
    programSummary: ProgramSummary? = nil, stamps: Stamps = Stamps(),
    unknown: UnknownFields = []
  ) {
    self.id = id
    self.userId = userId
    self.name = name
    self.details = details
    self.weightUnit = weightUnit
    self.isCurrent = isCurrent
    self.days = days
    self.form = form
    self.trainingMaxes = trainingMaxes
    self.removedDays = removedDays
    self.removal = removal
    self.programSummary = programSummary
    self.stamps = stamps
    self.unknown = unknown
  }

  /// How many weeks, from the highest week that has a day.
  public var weekCount: Int { (days.map(\.weekIndex).max() ?? -1) + 1 }
  /// The most days any week has.
  public var dayCount: Int { (days.map(\.dayIndex).max() ?? -1) + 1 }

  public func day(week: Int, day: Int) -> ProgramDay? {
    days.first { $0.weekIndex == week && $0.dayIndex == day }
  }
}

/// What a program comes to. Derived, outside merge and hash.
public struct ProgramSummary: Hashable, Sendable {
  /// Exercises over all days of all weeks.
  public var totalExercises: Int
  public var muscleGroupsTargeted: [MuscleGroup]
  public var exerciseTypes: [ExerciseType]
  /// Milliseconds over the whole program, three minutes a set.
  public var estimatedDuration: Int64
  public var lastUpdated: Instant?
  public var unknown: UnknownFields

  public init(
    totalExercises: Int = 0, muscleGroupsTargeted: [MuscleGroup] = [],
    exerciseTypes: [ExerciseType] = [], estimatedDuration: Int64 = 0, lastUpdated: Instant? = nil,
    unknown: UnknownFields = []
  ) {
    self.totalExercises = totalExercises
    self.muscleGroupsTargeted = muscleGroupsTargeted
    self.exerciseTypes = exerciseTypes
    self.estimatedDuration = estimatedDuration
    self.lastUpdated = lastUpdated
    self.unknown = unknown
  }
}
