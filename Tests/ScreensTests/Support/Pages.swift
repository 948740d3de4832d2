import Terminal
import Training

@testable import Screens

/// Pages as a store would give them, on 19 November 2026.
func ago(_ days: Int) -> LocalDate { logToday.advanced(byDays: -days) }

func heading(
  _ name: String, id: String? = nil, current: Bool = false, weeks: Int = 4, days: Int = 4,
  exercises: Int = 36, minutes: Int = 55
) -> ProgramHeading {
  ProgramHeading(
    id: id ?? name, name: name, isCurrent: current, weekCount: weeks, dayCount: days,
    exerciseCount: exercises, minutesPerDay: minutes)
}

func planned(
  _ metadata: ExerciseMetadata, _ target: String, _ load: String, last: [PastSet] = [],
  days: Int? = nil, group: String? = nil
) -> PlannedExercise {
  PlannedExercise(
    exerciseId: metadata.name, metadata: metadata, sets: [], target: target, load: load,
    lastDate: days.map(ago), lastSets: last, supersetGroup: group)
}

func pushDay() -> PlannedDay {
  PlannedDay(
    programId: "base", weekIndex: 1, dayIndex: 0, title: "Push A",
    exercises: [
      planned(
        Lift.bench, "3 × 5/5/5+", "65/75/85 %",
        last: [past(100, 5), past(100, 5), past(97.5, 5)],
        days: 7),
      planned(Lift.overhead, "3 × 5", "60", last: [past(60, 5), past(60, 5)], days: 3),
      planned(
        Lift.pullUp, "3 × 8", "+5", last: [past(5, 8), past(5, 7)], days: 7, group: "g"),
      planned(Lift.dip, "3 × 10", "", group: "g"),
      planned(Lift.plank, "3 × 30s", "", last: [PastSet(seconds: 30)], days: 400),
    ], estimatedMinutes: 45)
}

func weekFigures() -> [DayFigures] {
  let monday = logToday.monday
  return (0..<7).map { index in
    let isTrained = index == 0 || index == 2
    return DayFigures(
      date: monday.advanced(byDays: index), workouts: isTrained ? 1 : 0, sets: isTrained ? 16 : 0,
      volume: index == 0 ? 4130 : index == 2 ? 17_270 : 0)
  }
}

func recent(
  _ name: String, _ kind: Record.Kind, _ value: Double, over previous: Double, days: Int
) -> RecentRecord {
  RecentRecord(
    exerciseId: name, exerciseName: name,
    record: BrokenRecord(kind: kind, value: value, previous: previous), date: ago(days))
}

func todayPage() -> TodayPage {
  TodayPage(
    date: logToday, next: pushDay(), program: heading("5/3/1 Base", id: "base", current: true),
    week: weekFigures(),
    setsByMuscle: [
      MuscleSets(group: .chest, sets: 12), MuscleSets(group: .back, sets: 10),
      MuscleSets(group: .quads, sets: 8), MuscleSets(group: .shoulders, sets: 6),
      MuscleSets(group: .hamstrings, sets: 4), MuscleSets(group: .calves, sets: 0),
    ],
    records: [
      recent("Squat", .bestE1RM, 154, over: 151.2, days: 1),
      recent("Deadlift", .range(.fourToFive), 160, over: 155, days: 8),
      recent("Deadlift", .bestVolume, 7015, over: 6867.5, days: 400),
    ], hasHistory: true)
}

/// Names that are long, wide, combining, or try to write to the terminal.
let hostileNames = [
  String(repeating: "Long ", count: 60), "深蹲 Squat", "De\u{301}veloppe\u{301} couche\u{301}",
  "Bench\u{1B}[31m\u{7} Press\u{202E}", "", "👩‍🚀 Lunge",
]

func named(_ name: String) -> ExerciseMetadata { ExerciseMetadata(name: name) }

// Progress

func progressRow(
  _ metadata: ExerciseMetadata, _ best: Double?, _ recent: [Double], days: Int, _ last: PastSet?,
  _ trend: Trend, _ change: Double?
) -> ProgressRow {
  ProgressRow(
    exerciseId: "x-\(metadata.name)", metadata: metadata, bestE1RM: best, recent: recent,
    lastDate: ago(days), lastSet: last, trend: trend, change: change, sessions: 128)
}

func progressPage() -> ProgressPage {
  ProgressPage(rows: [
    progressRow(
      Lift.overhead, 70, [74, 73, 72, 72, 71, 71, 70.5, 70], days: 3, past(60, 5), .declining, -2.94
    ),
    progressRow(
      Lift.pullUp, 112.5, [110, 112, 112.5, 112, 112, 112, 111, 111], days: 8, past(-10, 8),
      .plateau, 0.1),
    progressRow(
      Lift.bench, 116.7, [105, 107, 107, 109, 111, 112, 114, 116.7], days: 0,
      past(100, 5, rpe: 8.5), .improving, 3.1),
    progressRow(Lift.plank, nil, [], days: 40, PastSet(seconds: 75), .notEnoughData, nil),
    progressRow(
      Lift.run, nil, [], days: 400,
      PastSet(seconds: 1500, distance: 5, distanceUnit: .kilometers), .notEnoughData, nil),
    progressRow(
      named(hostileNames[1]), 140, [140, 140, 140, 140], days: 2, past(120, 5), .stable, 0),
  ])
}

/// A year of bench presses, a session a week.
func benchPage(
  sessions count: Int = 52, range: PlotRange = .year, hasOlder: Bool = true
) -> ExercisePage {
  var book = RecordBook()
  var points: [ProgressPoint] = []
  var rows: [SessionRow] = []
  for week in 0..<count {
    let weight = 80 + (Double(week) / 2.5).rounded(.down) * 1.25
    let date = ago((count - 1 - week) * 7)
    let entry = exercise(
      "e\(week)", Lift.bench, [5, 5, 3].enumerated().map { set("s\($0)", weight, $1, done: true) })
    guard let figures = SessionFigures.of([entry], formula: .epley) else { continue }
    let broken = book.absorb(figures, date: date, logId: "w\(week)")
    points.append(
      ProgressPoint(
        date: date, bestE1RM: figures.bestE1RM, maxWeight: figures.maxWeight,
        volume: figures.volume))
    rows.append(
      SessionRow(
        logId: "w\(week)", date: date, sets: figures.performed, bestE1RM: figures.bestE1RM,
        volume: figures.volume, records: broken.count))
  }
  let metrics = PerformanceMetrics(
    totalSessions: 128, totalVolume: 158_340, maxWeight: 105, avgIntensity: 78.4,
    lastSession: logToday, trend: .improving)
  return ExercisePage(
    exerciseId: "x-Bench Press", metadata: Lift.bench,
    analytics: ExerciseAnalytics(
      userId: "me", exerciseId: "x-Bench Press", exerciseMetadata: Lift.bench,
      performanceMetrics: metrics),
    trend: TrendFigures(trend: .improving, changePercent: 3.1, sessions: 4), book: book,
    range: range, points: points, sessions: rows.reversed(), hasOlderSessions: hasOlder)
}

// History

func historyPage(year: Int = 2026, hasOlder: Bool = true) -> HistoryPage {
  let count = 150
  let days = (0..<count).map { index in
    DayFigures(
      date: ago((count - 1 - index) * 2), workouts: 1, sets: 12 + index % 7,
      volume: Double(2000 + (index * 37) % 11 * 700))
  }
  let names = ["Push A", "Legs A", "Pull A", "", hostileNames[0], hostileNames[1]]
  let rows = (0..<50).map { index in
    WorkoutRow(
      id: "w\(index)", date: ago(index * 2), name: names[index % names.count],
      exercises: 4 + index % 3, sets: 12 + index % 7, volume: Double(2000 + index * 97),
      minutes: index % 5 == 4 ? nil : Double(40 + index % 30), records: index % 4,
      isFinished: index != 0)
  }
  return HistoryPage(year: year, days: days, rows: rows, hasOlder: hasOlder, hasNewer: false)
}

// Programs

func programExercise(
  _ metadata: ExerciseMetadata, _ sets: Int, _ reps: [RepTarget], _ loads: [LoadTarget] = []
) -> ProgramExercise {
  ProgramExercise(
    id: "p-\(metadata.name)", exerciseId: metadata.name, exerciseMetadata: metadata, sets: sets,
    reps: reps, loads: loads)
}

func baseProgram(weeks: Int = 4) -> Program {
  let names = ["Push A", "Pull A", "Legs A", "Push B"]
  var days: [ProgramDay] = []
  for week in 0..<weeks {
    for (index, name) in names.enumerated() {
      days.append(
        ProgramDay(
          weekIndex: week, dayIndex: index, name: name,
          exercises: [
            programExercise(
              Lift.bench, 3, [.count(5), .count(5), .atLeast(5)],
              [.percentage(65), .percentage(75), .percentage(85)]),
            programExercise(Lift.overhead, 3, [.count(5)], [.weight(60)]),
            programExercise(Lift.pullUp, 3, [.range(8, 12)]),
            programExercise(Lift.dip, 3, [.amrap]),
            programExercise(Lift.plank, 3, [.seconds(30)]),
          ]))
    }
  }
  return Program(id: "base", userId: "me", name: "5/3/1 Base", isCurrent: true, days: days)
}

func programsPage(_ program: Program? = baseProgram()) -> ProgramsPage {
  let done = (0..<5).map { ProgramDayKey(week: $0 / 4, day: $0 % 4) }
  return ProgramsPage(
    programs: [
      heading("5/3/1 Base", id: "base", current: true),
      heading("Starting out", id: "start", weeks: 8, days: 3, exercises: 72, minutes: 40),
      heading("PPL 6 days", id: "ppl", weeks: 1, days: 6, exercises: 34, minutes: 62),
      heading(hostileNames[0], id: "long", weeks: 52, days: 7, exercises: 2000, minutes: 120),
    ], selected: program, done: Set(done), next: ProgramDayKey(week: 1, day: 1))
}
