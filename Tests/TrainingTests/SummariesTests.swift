import Testing
import Training

@Suite struct SummariesTests {
  private let now = Instant(milliseconds: 1_795_112_525_120)

  // The plan's example: 8 × 185 + 8 × 185 + 6 × 195 = 1,480 + 1,480 + 1,170 = 4,130, not its 4,440.
  @Test func thePlansExampleComesTo4130() {
    let bench = entry(.barbell, [done(185, 8), done(185, 8), done(195, 6)])
    let summary = log([bench]).summary(at: now)
    #expect(summary.totalVolume == 4130)
    #expect(summary.muscleGroupsTargeted == [.chest])
    #expect(summary.exerciseTypes == [.barbell])
    #expect(summary.lastUpdated == now)
    #expect(summary.duration == nil)
  }

  @Test func groupsStandInTheOrderOfFirstAppearance() {
    let summary = log([
      entry(.dumbbell, [done(20, 8)], group: .triceps),
      entry(.barbell, [done(20, 8)], group: .chest),
      entry(.dumbbell, [done(20, 8)], group: .triceps),
      entry(.machine, [LoggedSet(id: "open", weight: 100, reps: 5)], group: .quads),
      LoggedExercise(id: "e", exerciseId: "x", sets: [done(10, 10)]),
    ]).summary(at: now)
    #expect(summary.muscleGroupsTargeted == [.triceps, .chest])
    #expect(summary.exerciseTypes == [.dumbbell, .barbell])
    #expect(summary.totalVolume == 580)
  }

  @Test func theDurationIsMeasuredElseEntered() {
    var workout = log([])
    #expect(workout.durationMilliseconds == nil)
    workout.duration = 52.5
    #expect(workout.durationMilliseconds == 3_150_000)
    workout.startedAt = now
    #expect(workout.durationMilliseconds == 3_150_000)
    workout.completedDate = now
    #expect(workout.durationMilliseconds == 3_150_000)
    workout.completedDate = now.advanced(bySeconds: 3600)
    #expect(workout.summary(at: now).duration == 3_600_000)
    workout.completedDate = now.advanced(bySeconds: -1)
    #expect(workout.durationMilliseconds == 3_150_000)
    workout.duration = -1
    #expect(workout.durationMilliseconds == nil)
    workout.duration = 1e300
    #expect(workout.durationMilliseconds == nil)
  }

  @Test func unknownFieldsOfASummarySurvive() {
    let field = UnknownField(name: "mood", json: "\"good\"")
    var workout = log([])
    workout.workoutSummary = WorkoutSummary(totalVolume: 9, unknown: [field])
    #expect(workout.summary(at: now) == WorkoutSummary(lastUpdated: now, unknown: [field]))
    var program = Program(id: "p", userId: "u")
    program.programSummary = ProgramSummary(totalExercises: 9, unknown: [field])
    #expect(program.summary(at: now) == ProgramSummary(lastUpdated: now, unknown: [field]))
  }

  // 3 + 5 sets on one day and 3 (none named) on the other: 11 × 3 min = 33 min.
  @Test func aProgramIsSummedOverAllDays() {
    func exercise(_ id: String, _ group: MuscleGroup, _ type: ExerciseType, sets: Int)
      -> ProgramExercise
    {
      ProgramExercise(
        id: id, exerciseId: id,
        exerciseMetadata: ExerciseMetadata(primaryMuscleGroup: group, exerciseType: type),
        sets: sets)
    }
    let program = Program(
      id: "p", userId: "u",
      days: [
        ProgramDay(
          weekIndex: 0, dayIndex: 0,
          exercises: [
            exercise("a", .quads, .barbell, sets: 3), exercise("b", .chest, .dumbbell, sets: 5),
          ]),
        ProgramDay(
          weekIndex: 1, dayIndex: 0, exercises: [exercise("a", .quads, .barbell, sets: 0)]),
      ])
    let summary = program.summary(at: now)
    #expect(summary.totalExercises == 3)
    #expect(summary.muscleGroupsTargeted == [.quads, .chest])
    #expect(summary.exerciseTypes == [.barbell, .dumbbell])
    #expect(summary.estimatedDuration == 33 * 60_000)
    #expect(summary.lastUpdated == now)
  }
}

@Suite struct AnalyticsTests {
  @Test func theIdNamesAthleteAndExercise() {
    #expect(
      ExerciseAnalytics(userId: "user456", exerciseId: "exercise123").id == "user456_exercise123")
  }

  @Test func aSessionIsTakenFromItsFigures() throws {
    let figures = try #require(session([done(100, 5), done(100, 8)]))
    #expect(
      RecentSession(date: day(3), figures: figures)
        == RecentSession(date: day(3), volume: 1300, maxWeight: 100, sets: 2, avgReps: 6.5))
  }

  @Test func withoutSessionsTheMetricsAreEmpty() {
    let metrics = ExerciseAnalytics(userId: "u", exerciseId: "x").performanceMetrics
    #expect(metrics.totalSessions == 0)
    #expect(metrics.maxWeight == nil)
    #expect(metrics.trend == .notEnoughData)
  }
}

@Suite struct VolumeSharesTests {
  private let workout = log([
    entry(.dumbbell, [done(20, 10), done(20, 10)], group: .triceps),
    entry(.barbell, [done(100, 5), done(60, 8, kind: .warmUp)], group: .chest),
    entry(ExerciseType(rawValue: "Sled"), [done(50, 1)], group: MuscleGroup(rawValue: "Zeal")),
    entry(ExerciseType(rawValue: "Rope"), [done(50, 1)], group: .unknown),
    entry(.cable, [], group: .back),
  ])

  @Test func volumeFallsToExerciseTypes() {
    #expect(
      workout.volumeByExerciseType == [
        VolumeShare(key: .barbell, volume: 500, sets: 1),
        VolumeShare(key: .dumbbell, volume: 400, sets: 2),
        VolumeShare(key: ExerciseType(rawValue: "Rope"), volume: 50, sets: 1),
        VolumeShare(key: ExerciseType(rawValue: "Sled"), volume: 50, sets: 1),
      ])
  }

  @Test func volumeAndSetsFallToMuscleGroups() {
    let both = [workout, workout].volumeByMuscleGroup
    #expect(both.map(\.key.rawValue) == ["Triceps", "Chest", "Unknown", "Zeal"])
    #expect(both.map(\.volume) == [800, 1000, 100, 100])
    #expect(both.map(\.sets) == [4, 2, 2, 2])
    #expect(workout.volumeByMuscleGroup.map(\.sets) == [2, 1, 1, 1])
    #expect([workout].volumeByExerciseType == workout.volumeByExerciseType)
  }

  @Test func noLogsHaveNoShares() {
    #expect([WorkoutLog]().volumeByMuscleGroup.isEmpty)
    #expect(log([]).volumeByExerciseType.isEmpty)
  }
}
