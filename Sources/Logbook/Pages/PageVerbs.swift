import Catalog
import Store
public import Training

extension Logbook {
  /// A workout with what *Log* shows beside it.
  func page(_ stored: Versioned<WorkoutLog>, _ reader: Reader) throws -> LogPage {
    let log = stored.document
    var history: [String: ExerciseHistory] = [:]
    for id in Set(log.exercises.map(\.exerciseId)) {
      history[id] = try reader.history(of: id, before: log)
    }
    return LogPage(
      log: log, version: stored.version, history: history,
      rest: try rest(reader).flatMap { $0.logId == log.id ? $0 : nil },
      programTitle: try programTitle(log, reader))
  }

  private func programTitle(_ log: WorkoutLog, _ reader: Reader) throws -> String? {
    guard let id = log.programId, let week = log.weekIndex,
      let program = try reader.document(Program.self, id)?.document
    else { return nil }
    return "week \(week < .max ? week + 1 : week) · \(program.name)"
  }

  /// The workout with this id; nil for the unfinished one. Nil where there is none.
  public func logPage(id: String? = nil) throws -> LogPage? {
    try store.read { reader in
      guard let id = try id ?? reader.unfinishedWorkout()?.id,
        let stored = try reader.document(WorkoutLog.self, id)
      else { return nil }
      return try page(stored, reader)
    }
  }

  /// What *Today* shows.
  public func today() throws -> TodayPage {
    let (date, _, _) = surroundings.today()
    return try store.read { reader in
      let first = date.weekStart(firstWeekday: preferences.firstWeekday)
      let week = try reader.days(first...first.advanced(byDays: 6))
      var page = TodayPage(
        date: date, unfinished: try reader.unfinishedWorkout(),
        week: (0..<7).map { offset in
          let day = first.advanced(byDays: offset)
          return week.first { $0.date == day }
            ?? DayFigures(date: day, workouts: 0, sets: 0, volume: 0)
        },
        setsByMuscle: try reader.setsByMuscle(first...first.advanced(byDays: 6)),
        records: try reader.records(limit: Self.recentRecordCount),
        bodyWeight: try reader.bodyWeight(on: date), hasHistory: try reader.hasWorkouts())
      guard let program = try currentProgram(reader) else { return page }
      page.program = heading(program)
      let done = try reader.trainedDays(ofProgram: program.id, limit: 1).first?.key
      if let day = program.nextDay(after: done.map { ($0.week, $0.day) }) {
        page.next = try planned(program, day, on: date, reader)
      }
      page.setsByMuscle += Self.untrained(
        program, week: page.next?.weekIndex ?? 0, page.setsByMuscle)
      return page
    }
  }

  /// How many of the latest records *Today* shows.
  static let recentRecordCount = 5

  /// Muscle groups that the program's week trains and that have no set yet.
  private static func untrained(_ program: Program, week: Int, _ trained: [MuscleSets])
    -> [MuscleSets]
  {
    let groups = Set(
      program.days.filter { $0.weekIndex == week }.flatMap(\.exercises)
        .map(\.metadata.primaryMuscleGroup))
    return groups.subtracting(trained.map(\.group)).subtracting([.unknown])
      .sorted { $0.rawValue < $1.rawValue }.map { MuscleSets(group: $0, sets: 0) }
  }

  func currentProgram(_ reader: Reader) throws -> Program? {
    try reader.currentProgram()?.document
  }

  private func heading(_ program: Program) -> ProgramHeading {
    ProgramHeading(
      id: program.id, name: program.name, isCurrent: program.isCurrent,
      weekCount: program.weekCount, dayCount: program.dayCount,
      exerciseCount: program.days.reduce(0) { $0 + $1.exercises.count },
      minutesPerDay: program.estimatedMinutesPerDay)
  }

  /// All programs, and one of them whole: the asked one, else the current one, else the first.
  public func programs(selected id: String? = nil) throws -> ProgramsPage {
    try store.read { reader in
      let programs = try reader.all(Program.self).sorted {
        ($0.isCurrent ? 0 : 1, $0.name.lowercased(), $0.id)
          < ($1.isCurrent ? 0 : 1, $1.name.lowercased(), $1.id)
      }
      guard let selected = programs.first(where: { $0.id == id }) ?? programs.first else {
        return ProgramsPage(programs: [])
      }
      let (done, next) = try round(of: selected, reader)
      return ProgramsPage(
        programs: programs.map(heading), selected: selected, done: done, next: next)
    }
  }

  /// The days trained in the present round of a program: since it was last begun from an earlier day.
  private func round(of program: Program, _ reader: Reader) throws -> (
    done: Set<ProgramDayKey>, next: ProgramDayKey?
  ) {
    let trained = try reader.trainedDays(
      ofProgram: program.id, limit: max(1, program.weekCount * program.dayCount)
    ).map(\.key)
    var done: Set<ProgramDayKey> = []
    var later: ProgramDayKey?
    for key in trained {
      if let later, (key.week, key.day) > (later.week, later.day) { break }
      done.insert(key)
      later = key
    }
    let next = program.nextDay(after: trained.first.map { ($0.week, $0.day) })
    if let last = trained.first, let next, (next.weekIndex, next.dayIndex) <= (last.week, last.day)
    {
      done = []
    }
    return (done, next.map { ProgramDayKey(week: $0.weekIndex, day: $0.dayIndex) })
  }

  public func progress() throws -> ProgressPage {
    try store.read { ProgressPage(rows: try $0.progress()) }
  }

  /// One exercise's past; nil where it has no counted set.
  public func exercisePage(id: String, range: PlotRange, sessions: Int) throws -> ExercisePage? {
    try store.read { reader in
      try reader.exercise(
        id, userId: try reader.fact(.athlete) ?? "", range: range, sessions: sessions)
    }
  }

  /// A year's days, and a stretch of the list of workouts.
  public func history(year: Int, from date: LocalDate? = nil, id: String? = nil, limit: Int) throws
    -> HistoryPage
  {
    try store.read { reader in
      let rows = try reader.workouts(from: date, id: id, limit: limit)
      let first = LocalDate(year: year, month: 1, day: 1)
      let last = LocalDate(year: year, month: 12, day: 31)
      return HistoryPage(
        year: year,
        days: try first.flatMap { first in try last.map { try reader.days(first...$0) } } ?? [],
        rows: rows,
        hasOlder: try rows.last.map { try reader.hasWorkout(.older, than: $0) } ?? false,
        hasNewer: try rows.first.map { try reader.hasWorkout(.newer, than: $0) } ?? false)
    }
  }

  /// Exercises that fit what was typed, the best first.
  public func searchExercises(_ query: String, limit: Int) throws -> [ExerciseChoice] {
    try store.read { reader in
      try catalogue(reader).search(query, limit: limit).map {
        ExerciseChoice(exerciseId: $0.id, metadata: $0.metadata)
      }
    }
  }
}
