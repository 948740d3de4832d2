import Training

/// A counted set of whole kilograms, unless told otherwise.
func done(
  _ weight: Double?, _ reps: Int?, id: String = "s", unit: WeightUnit = .kilograms,
  kind: SetKind = .working, rpe: Double? = nil, seconds: Double? = nil, distance: Double? = nil,
  distanceUnit: DistanceUnit = .meters
) -> LoggedSet {
  LoggedSet(
    id: id, kind: kind, weight: weight, unit: unit, reps: reps, rpe: rpe, seconds: seconds,
    distance: distance, distanceUnit: distanceUnit, completed: true)
}

func entry(
  _ type: ExerciseType = .barbell, _ sets: [LoggedSet], exercise: String = "bench",
  group: MuscleGroup = .chest, bodyweight: Double? = nil, bodyweightUnit: WeightUnit = .kilograms
) -> LoggedExercise {
  LoggedExercise(
    id: "entry-\(exercise)", exerciseId: exercise,
    exerciseMetadata: ExerciseMetadata(
      name: exercise, primaryMuscleGroup: group, exerciseType: type),
    sets: sets, bodyweight: bodyweight, bodyweightUnit: bodyweightUnit)
}

func log(_ exercises: [LoggedExercise], id: String = "log") -> WorkoutLog {
  WorkoutLog(id: id, userId: "user", date: day(0), exercises: exercises)
}

/// Days after 2026-01-01, which is day 20,454.
func day(_ offset: Int) -> LocalDate { LocalDate(dayNumber: 20_454 + offset) }

func session(_ sets: [LoggedSet], _ type: ExerciseType = .barbell, bodyweight: Double? = nil)
  -> SessionFigures?
{
  SessionFigures.of([entry(type, sets, bodyweight: bodyweight)], formula: .epley)
}

func isClose(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
  value.map { abs($0 - expected) <= tolerance } ?? false
}
