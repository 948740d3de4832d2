import Terminal
import Training

@testable import Screens

/// Thursday, 19 November 2026, 18:42:10 UTC.
let logNow = Instant(milliseconds: 1_795_113_730_000)
let logToday = logNow.local(offsetMinutes: 0).date

func logShared(
  _ glyphs: Glyphs = .unicode, now: Instant = logNow, unit: WeightUnit = .kilograms,
  readOnly: String? = nil
) -> Shared {
  Shared(now: now, unit: unit, glyphs: glyphs, readOnlyReason: readOnly)
}

enum Lift {
  static let bench = ExerciseMetadata(
    name: "Bench Press", primaryMuscleGroup: .chest, exerciseType: .barbell,
    movementPattern: "Push", equipment: "Barbell")
  static let overhead = ExerciseMetadata(
    name: "Overhead Press", primaryMuscleGroup: .shoulders, exerciseType: .barbell,
    movementPattern: "Push", equipment: "Barbell")
  static let pullUp = ExerciseMetadata(
    name: "Pull-up", primaryMuscleGroup: .back, exerciseType: .bodyweightLoadable,
    movementPattern: "Pull", equipment: "Bar")
  static let dip = ExerciseMetadata(
    name: "Dip", primaryMuscleGroup: .triceps, exerciseType: .bodyweight,
    movementPattern: "Push", equipment: "Bars", measures: [.reps])
  static let plank = ExerciseMetadata(
    name: "Plank", primaryMuscleGroup: .abs, exerciseType: .bodyweight,
    movementPattern: "Core", equipment: "None", measures: [.seconds])
  static let run = ExerciseMetadata(
    name: "Run", primaryMuscleGroup: .quads, exerciseType: .unknown, movementPattern: "Run",
    equipment: "None", measures: [.distance, .seconds])
  static let walk = ExerciseMetadata(
    name: "Farmer's Walk", primaryMuscleGroup: .forearms, exerciseType: .dumbbell,
    movementPattern: "Carry", equipment: "Dumbbell", measures: [.weight, .distance])
  static let hold = ExerciseMetadata(
    name: "Weighted Hang", primaryMuscleGroup: .forearms, exerciseType: .dumbbell,
    movementPattern: "Hang", equipment: "Bar", measures: [.weight, .seconds])
  static let sled = ExerciseMetadata(
    name: "Sled", primaryMuscleGroup: .quads, exerciseType: .machine, movementPattern: "Push",
    equipment: "Sled", measures: [.distance])
}

func set(
  _ id: String, _ weight: Double?, _ reps: Int?, rpe: Double? = nil, kind: SetKind = .working,
  done: Bool = false, target: String? = nil, note: String = "", seconds: Double? = nil,
  distance: Double? = nil, unit: WeightUnit = .kilograms, distanceUnit: DistanceUnit = .meters
) -> LoggedSet {
  LoggedSet(
    id: id, kind: kind, weight: weight, unit: unit, reps: reps, rpe: rpe, seconds: seconds,
    distance: distance, distanceUnit: distanceUnit, completed: done,
    completedAt: done ? logNow.advanced(bySeconds: -120) : nil, target: target, note: note)
}

func exercise(
  _ id: String, _ metadata: ExerciseMetadata, _ sets: [LoggedSet], group: String? = nil,
  notes: String = "", rest: Double? = nil
) -> LoggedExercise {
  var seated = sets
  for (index, position) in Position.sequence(sets.count).enumerated() {
    seated[index].position = position
  }
  return LoggedExercise(
    id: id, exerciseId: "x-" + id, exerciseMetadata: metadata, sets: seated, notes: notes,
    bodyweight: metadata.exerciseType.usesBodyWeight ? 80 : nil, supersetGroup: group,
    restSeconds: rest)
}

func workout(
  _ exercises: [LoggedExercise], finished: Bool = false, name: String = "Push A", notes: String = ""
) -> WorkoutLog {
  var seated = exercises
  for (index, position) in Position.sequence(exercises.count).enumerated() {
    seated[index].position = position
  }
  return WorkoutLog(
    id: "log", userId: "me", name: name, programId: "p", weekIndex: 1, dayIndex: 0, date: logToday,
    startedAt: logNow.advanced(bySeconds: -2530), utcOffset: 0,
    completedDate: finished ? logNow : nil, isWorkoutFinished: finished,
    duration: finished ? 42 : nil, notes: notes, exercises: seated)
}

/// A book after one session of one set.
func book(_ weight: Double, _ reps: Int, of metadata: ExerciseMetadata) -> RecordBook {
  var book = RecordBook()
  let past = exercise("past", metadata, [set("p", weight, reps, done: true)])
  if let figures = SessionFigures.of([past], formula: .epley) {
    book.absorb(figures, date: logToday.advanced(byDays: -7), logId: "past")
  }
  return book
}

func past(_ weight: Double?, _ reps: Int, rpe: Double? = nil) -> PastSet {
  PastSet(weight: weight, reps: reps, rpe: rpe)
}

/// The workout that the sketch of the screen shows.
func busyPage() -> LogPage {
  let bench = exercise(
    "bench", Lift.bench,
    [
      set("b0", 60, 8, kind: .warmUp, done: true), set("b1", 100, 5, rpe: 8, done: true),
      set("b2", 100, 5, rpe: 8.5, done: true), set("b3", 100, 5, target: "5"),
      set("b4", 100, 5, target: "5+"),
    ])
  let overhead = exercise(
    "press", Lift.overhead, [set("o1", 60, 5), set("o2", 60, 5), set("o3", 62.5, 5)])
  let pullUp = exercise(
    "pull", Lift.pullUp, [set("p1", 5, 8), set("p2", 5, 8)], group: "g")
  let dip = exercise("dip", Lift.dip, [set("d1", nil, 10), set("d2", nil, 10)], group: "g")
  return LogPage(
    log: workout([bench, overhead, pullUp, dip]), version: 4, history: busyHistory(),
    programTitle: "week 2 \u{B7} 5/3/1 Base")
}

func busyHistory() -> [String: ExerciseHistory] {
  [
    "x-bench": ExerciseHistory(
      lastDate: logToday.advanced(byDays: -7),
      lastSets: [past(100, 5, rpe: 8), past(100, 5, rpe: 8.5), past(97.5, 5, rpe: 9)],
      book: book(97.5, 5, of: Lift.bench)),
    "x-press": ExerciseHistory(
      lastDate: logToday.advanced(byDays: -3), lastSets: [past(60, 5), past(60, 5), past(60, 5)],
      book: book(65, 3, of: Lift.overhead)),
    "x-pull": ExerciseHistory(
      lastDate: logToday.advanced(byDays: -7), lastSets: [past(0, 8), past(-10, 8)]),
    "x-dip": ExerciseHistory(
      lastDate: logToday.advanced(byDays: -400), lastSets: [past(nil, 10), past(nil, 9)]),
  ]
}

/// *Log* with a page loaded.
func opened(_ page: LogPage, shared: Shared = logShared(), isEditing: Bool = false) -> LogState {
  var state = LogState(logId: isEditing ? page.log.id : nil, isEditing: isEditing)
  _ = LogScreen.receive(&state, .log(page), shared: shared)
  return state
}

func drawn(
  _ state: LogState, _ width: Int = 80, _ height: Int = 21, shared: Shared = logShared()
) -> Frame {
  var frame = Frame(width: width, height: height, glyphs: shared.glyphs)
  LogScreen.view(state, shared: shared, in: &frame)
  return frame
}
