/// What *Today* is drawn from.
public struct TodayPage: Hashable, Sendable {
  public var date: LocalDate
  /// The current program's next day; nil without a current program or with one that has no days.
  public var next: PlannedDay?
  /// The current program; nil where none is current.
  public var program: ProgramHeading?
  /// A workout that was begun and not finished.
  public var unfinished: WorkoutRow?
  /// Monday to Sunday of the week of ``date``.
  public var week: [DayFigures]
  /// Counted sets of the week by muscle group, most first; groups that the program trains stand with 0.
  public var setsByMuscle: [MuscleSets]
  /// The latest records, newest first.
  public var records: [RecentRecord]
  public var bodyWeight: BodyWeight?
  /// Whether the store holds any workout at all.
  public var hasHistory: Bool

  public init(
    date: LocalDate, next: PlannedDay? = nil, program: ProgramHeading? = nil,
    unfinished: WorkoutRow? = nil, week: [DayFigures] = [], setsByMuscle: [MuscleSets] = [],
    records: [RecentRecord] = [], bodyWeight: BodyWeight? = nil, hasHistory: Bool = false
  ) {
    self.date = date
    self.next = next
    self.program = program
    self.unfinished = unfinished
    self.week = week
    self.setsByMuscle = setsByMuscle
    self.records = records
    self.bodyWeight = bodyWeight
    self.hasHistory = hasHistory
  }
}

/// Counted sets of one muscle group.
public struct MuscleSets: Hashable, Sendable {
  public var group: MuscleGroup
  public var sets: Int

  public init(group: MuscleGroup, sets: Int) {
    self.group = group
    self.sets = sets
  }
}

/// A day of a program as it would be trained now.
public struct PlannedDay: Hashable, Sendable {
  public var programId: String
  public var weekIndex: Int
  public var dayIndex: Int
  public var title: String
  public var exercises: [PlannedExercise]
  /// Three minutes a set.
  public var estimatedMinutes: Int

  public init(
    programId: String, weekIndex: Int, dayIndex: Int, title: String,
    exercises: [PlannedExercise], estimatedMinutes: Int
  ) {
    self.programId = programId
    self.weekIndex = weekIndex
    self.dayIndex = dayIndex
    self.title = title
    self.exercises = exercises
    self.estimatedMinutes = estimatedMinutes
  }
}

/// One exercise of a planned day: what is asked for, and what was done last.
public struct PlannedExercise: Hashable, Sendable {
  public var exerciseId: String
  public var metadata: ExerciseMetadata
  /// The sets that starting the day would make.
  public var sets: [LoggedSet]
  /// The sets and repetitions as the program writes them: `3 × 5`, `3 × 8-12`, `3 × 30s`.
  public var target: String
  /// The load as the program writes it, per cents included: `85 %`, `100`; empty where left open.
  public var load: String
  public var lastDate: LocalDate?
  public var lastSets: [PastSet]
  public var supersetGroup: String?

  public init(
    exerciseId: String, metadata: ExerciseMetadata, sets: [LoggedSet], target: String,
    load: String, lastDate: LocalDate? = nil, lastSets: [PastSet] = [],
    supersetGroup: String? = nil
  ) {
    self.exerciseId = exerciseId
    self.metadata = metadata
    self.sets = sets
    self.target = target
    self.load = load
    self.lastDate = lastDate
    self.lastSets = lastSets
    self.supersetGroup = supersetGroup
  }
}

/// A program by name and size.
public struct ProgramHeading: Hashable, Sendable {
  public var id: String
  public var name: String
  public var isCurrent: Bool
  public var weekCount: Int
  /// Days in a week.
  public var dayCount: Int
  /// Exercises over all days.
  public var exerciseCount: Int
  /// Mean of the days that have exercises, three minutes a set.
  public var minutesPerDay: Int

  public init(
    id: String, name: String, isCurrent: Bool, weekCount: Int, dayCount: Int, exerciseCount: Int,
    minutesPerDay: Int
  ) {
    self.id = id
    self.name = name
    self.isCurrent = isCurrent
    self.weekCount = weekCount
    self.dayCount = dayCount
    self.exerciseCount = exerciseCount
    self.minutesPerDay = minutesPerDay
  }
}

/// What *Programs* is drawn from: all programs by name, one of them whole.
public struct ProgramsPage: Hashable, Sendable {
  public var programs: [ProgramHeading]
  /// The program that is looked at; nil where there is none.
  public var selected: Program?
  /// Days of ``selected`` that were trained in the present round, as `(week, day)`, and the next one to train.
  public var done: Set<ProgramDayKey>
  public var next: ProgramDayKey?

  public init(
    programs: [ProgramHeading], selected: Program? = nil, done: Set<ProgramDayKey> = [],
    next: ProgramDayKey? = nil
  ) {
    self.programs = programs
    self.selected = selected
    self.done = done
    self.next = next
  }
}

/// Week and day in a program, counted from 0.
public struct ProgramDayKey: Hashable, Sendable {
  public var week: Int
  public var day: Int

  public init(week: Int, day: Int) {
    self.week = week
    self.day = day
  }
}
