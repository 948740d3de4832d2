import GRDB
import Testing
import Training
import Wire

@testable import Store

/// Worked examples of what is derived; that it always equals a rebuild is a property of its own.
struct DerivedTests {
  private func page(_ store: Store, _ id: String = "bench", range: PlotRange = .all) throws
    -> ExercisePage
  {
    try store.read { try $0.exercise(id, userId: "u", range: range, sessions: 100) }
      .unwrapped("a page of \(id)")
  }

  private func broken(_ store: Store) throws -> [String] {
    try store.read { try $0.records(limit: 100) }.map {
      "\($0.date.dayNumber - day(0).dayNumber) \($0.record.kind.columnText) \($0.record.value)"
        + " > \($0.record.previous)"
    }
  }

  @Test func aSessionsFiguresAreSummedByHand() throws {
    let store = try Store.inMemory()
    // 100 × 5 and 90 × 8: 500 + 720 = 1,220 kg in 13 repetitions; Epley 116.67 and 114.
    try store.add(workout("w0", on: 0, [entry(sets: [(100, 5), (90, 8)])]))
    let page = try page(store)
    let metrics = page.analytics.performanceMetrics
    #expect(metrics.totalSessions == 1)
    #expect(metrics.totalVolume == 1220)
    #expect(metrics.maxWeight == 100)
    #expect(page.book[.bestE1RM]?.value == 100 * (1 + 5 / 30.0))
    // (100 + 90) / 2 of 116.67 are 81.43 %.
    #expect(((metrics.avgIntensity ?? 0) - 81.428_571).magnitude < 0.000_1)
    #expect(page.sessions.map(\.volume) == [1220])
    #expect(page.sessions[0].sets.map(\.weight) == [100, 90])
    #expect(page.analytics.recentSessions.map(\.avgReps) == [6.5])
    #expect(!page.hasOlderSessions)
    #expect(try broken(store) == [])
    let workouts = try store.read { try $0.workouts(limit: 9) }
    #expect(workouts.map(\.volume) == [1220] && workouts.map(\.sets) == [2])
  }

  @Test func anExerciseTwiceInAWorkoutIsOneSession() throws {
    let store = try Store.inMemory()
    try store.add(
      workout("w0", on: 0, [entry(sets: [(100, 5)]), entry(id: "e2", sets: [(60, 10)])]))
    let page = try page(store)
    #expect(page.sessions.count == 1)
    #expect(page.sessions[0].sets.map(\.weight) == [100, 60])
    #expect(page.analytics.performanceMetrics.totalVolume == 1100)
  }

  @Test func warmUpsAndPlannedSetsMakeNoSession() throws {
    let store = try Store.inMemory()
    var log = single(100, 5, on: 0)
    log.exercises[0].sets[0].kind = .warmUp
    log.exercises[0].sets.append(LoggedSet(id: "2", weight: 100, reps: 5, position: "2"))
    try store.add(log)
    #expect(try store.read { try $0.progress() } == [])
    #expect(
      try store.read { try $0.exercise("bench", userId: "u", range: .all, sessions: 1) } == nil)
    #expect(try store.read { try $0.bestE1RM(of: "bench") } == nil)
    #expect(try store.read { try $0.days(day(0)...day(0)) }.map(\.workouts) == [1])
    #expect(try store.read { try $0.setsByMuscle(day(0)...day(0)) } == [])
  }

  @Test func aRecordExceedsWhatStoodAndAFirstSessionSetsNone() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.add(single(100, 5, on: 2))
    #expect(try broken(store) == [])
    try store.add(single(110, 5, on: 4))
    let e1rm = 100 * (1 + 5 / 30.0)
    let better = 110 * (1 + 5 / 30.0)
    #expect(
      Set(try broken(store)) == [
        "4 weight 110.0 > 100.0", "4 e1rm \(better) > \(e1rm)", "4 volume 550.0 > 500.0",
        "4 range2 110.0 > 100.0",
      ])
    #expect(try store.read { try $0.workouts(limit: 1) }[0].records == 4)
    #expect(try store.read { try $0.records(ofWorkout: "w4") }.count == 4)
    #expect(try store.read { try $0.records(ofWorkout: "w2") }.isEmpty)
    #expect(try store.read { try $0.records(limit: 1) }[0].exerciseName == "Bench Press")
  }

  @Test func aBackdatedRecordMovesTheLaterOnes() throws {
    let store = try Store.inMemory()
    for (number, weight) in [(0, 100.0), (10, 110), (20, 120)] {
      try store.add(single(weight, 5, on: number))
    }
    #expect(try broken(store).filter { $0.contains("weight") }.count == 2)
    try store.add(single(115, 5, on: 5))
    #expect(
      try broken(store).filter { $0.contains("weight") } == [
        "20 weight 120.0 > 115.0", "5 weight 115.0 > 100.0",
      ])
    #expect(try store.read { try $0.workouts(limit: 9) }.map(\.records) == [4, 0, 4, 0])
    try store.remove(.workoutLogs, "w5")
    #expect(
      try broken(store).filter { $0.contains("weight") } == [
        "20 weight 120.0 > 110.0", "10 weight 110.0 > 100.0",
      ])
    #expect(try page(store).book[.heaviestWeight]?.logId == "w20")
  }

  @Test func aCorrectedFirstSessionChangesEveryIntensityAfterIt() throws {
    let store = try Store.inMemory()
    for number in 0..<40 { try store.add(single(100, 1, on: number)) }
    #expect(try page(store).analytics.performanceMetrics.avgIntensity == 100)
    try store.change(WorkoutLog.self, "w0") { $0.exercises[0].sets[0].weight = 200 }
    // 39 sessions at 50 % and one at 100 %.
    #expect(try page(store).analytics.performanceMetrics.avgIntensity == 51.25)
    try store.remove(.workoutLogs, "w0")
    #expect(try page(store).analytics.performanceMetrics.avgIntensity == 100)
  }

  @Test func aWorkoutThatMovesTakesItsSessionsDaysAndMonthsAlong() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.add(single(120, 5, on: 45))
    try store.change(WorkoutLog.self, "w45") { $0.date = day(100) }
    #expect(try store.read { try $0.days(day(0)...day(200)) }.map(\.date) == [day(0), day(100)])
    #expect(try page(store).sessions.map(\.date) == [day(100), day(0)])
    let months = try page(store).points.map(\.date.description)
    #expect(months == ["2025-01-15", "2025-04-15"])
    #expect(try page(store).points.map(\.maxWeight) == [100, 120])
    #expect(try store.read { try $0.progress() }[0].lastDate == day(100))
  }

  @Test func longPlotsShowMonthsAndShortOnesSessions() throws {
    let store = try Store.inMemory()
    for number in [0, 10, 20, 40, 400] {
      try store.add(single(100 + Double(number), 1, on: number))
    }
    #expect(try page(store, range: .all).points.map(\.maxWeight) == [120, 140, 500])
    #expect(try page(store, range: .all).points.map(\.volume) == [330, 140, 500])
    #expect(try page(store, range: .twoYears).points.count == 3)
    #expect(try page(store, range: .year).points.map(\.date) == [day(40), day(400)])
    #expect(try page(store, range: .threeMonths).points.map(\.maxWeight) == [500])
  }

  @Test func musclesAreCountedByDay() throws {
    let store = try Store.inMemory()
    try store.add(
      workout(
        "w0", on: 0,
        [entry(sets: [(100, 5), (100, 5)]), entry("squat", squat, id: "e2", sets: [(140, 5)])]))
    try store.add(
      workout("w1", on: 0, at: 900, [entry("squat", squat, sets: [(140, 5), (140, 5)])]))
    try store.add(single(100, 5, on: 3))
    try store.read { (reader) throws in
      #expect(
        try reader.setsByMuscle(day(0)...day(0))
          == [MuscleSets(group: .quads, sets: 3), MuscleSets(group: .chest, sets: 2)])
      #expect(
        try reader.setsByMuscle(day(0)...day(3))
          == [MuscleSets(group: .chest, sets: 3), MuscleSets(group: .quads, sets: 3)])
      let days = try reader.days(day(-5)...day(5))
      #expect(days.map(\.workouts) == [2, 1])
      #expect(days.map(\.sets) == [5, 1])
      #expect(days.map(\.volume) == [3100, 500])
    }
  }

  @Test func progressIsListedByTrendAndThenByDay() throws {
    let store = try Store.inMemory()
    func add(_ exercise: String, _ weights: [Double], from start: Int) throws {
      let metadata = ExerciseMetadata(name: exercise, exerciseType: .barbell)
      for (index, weight) in weights.enumerated() {
        try store.add(
          workout(
            "\(exercise)\(index)", on: start + index,
            [entry(exercise, metadata, sets: [(weight, 1)])]))
      }
    }
    try add("up", [100, 102, 106, 108], from: 0)
    try add("down", [100, 98, 90, 88], from: 0)
    try add("new", [100], from: 20)
    try add("level", [100, 100, 101, 100], from: 0)
    try add("newer", [100], from: 21)
    let rows = try store.read { try $0.progress() }
    #expect(rows.map(\.exerciseId) == ["down", "up", "level", "newer", "new"])
    #expect(rows[0].trend == .declining && rows[1].trend == .improving)
    #expect(rows[1].recent == [100, 102, 106, 108])
    #expect(rows[1].lastSet?.weight == 108 && rows[1].bestE1RM == 108 && rows[1].sessions == 4)
    #expect(
      try store.read { try $0.trainedExercises() }.map(\.exerciseId)
        == ["down", "level", "new", "newer", "up"])
  }

  @Test func aPlateauIsSeenThroughSessionsWithoutAnEstimate() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 1, on: 0))
    for number in 1...100 { try store.add(single(60, 15, on: number)) }
    for number in 101...104 { try store.add(single(100, 1, on: number)) }
    let page = try page(store)
    #expect(page.trend.trend == .plateau)
    #expect(page.sessions[50].bestE1RM == nil)
    let row = try store.read { try $0.progress() }[0]
    #expect(row.recent == [100, 100, 100, 100])
  }

  @Test func whatLiesFurtherBackThanSessionsAreLookedAtIsNoTrend() throws {
    let store = try Store.inMemory()
    for number in 0..<4 { try store.add(single(100, 1, on: number)) }
    for number in 4..<(4 + RecentSessions.reach) { try store.add(single(60, 15, on: number)) }
    let page = try page(store)
    #expect(page.trend.trend == .notEnoughData)
    #expect(page.book[.bestE1RM]?.value == 100)
  }

  @Test func metadataIsThatOfTheLastSession() throws {
    let store = try Store.inMemory()
    var renamed = bench
    renamed.name = "Bench"
    try store.add(single(100, 5, on: 0))
    try store.add(workout("w5", on: 5, [entry("bench", renamed, sets: [(100, 5)])]))
    #expect(try store.read { try $0.progress() }[0].metadata.name == "Bench")
    try store.add(single(100, 5, on: 3))
    #expect(try store.read { try $0.progress() }[0].metadata.name == "Bench")
    let reads = store.reads.all
    try store.remove(.workoutLogs, "w5")
    #expect(try store.read { try $0.progress() }[0].metadata.name == "Bench Press")
    #expect(store.reads.of(.exercises) == reads[.exercises] ?? 0)
  }

  @Test func theHistoryBeforeAWorkoutKnowsNothingOfIt() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    let log = try store.add(single(110, 5, on: 7)).document
    try store.add(single(120, 5, on: 9))
    try store.read { (reader) throws in
      let before = try reader.history(of: "bench", before: log)
      #expect(before.lastDate == day(0))
      #expect(before.lastSets.map(\.weight) == [100])
      #expect(before.book[.heaviestWeight]?.value == 100)
      #expect(try reader.history(of: "bench").book[.heaviestWeight]?.value == 120)
      #expect(try reader.history(of: "squat").lastDate == nil)
    }
  }

  @Test func withinAStepTheFiguresAreThoseOfWhatWasWrittenSoFar() throws {
    let store = try Store.inMemory()
    try store.write(Step("Two"), at: time()) { transaction in
      try transaction.put(single(100, 5, on: 0), expecting: nil)
      #expect(try transaction.reader.bestE1RM(of: "bench") == 100 * (1 + 5 / 30.0))
      try transaction.put(single(110, 5, on: 1), expecting: nil)
      #expect(try transaction.reader.history(of: "bench").book[.heaviestWeight]?.value == 110)
      #expect(try transaction.reader.records(limit: 9).count == 4)
    }
  }

  @Test func changingTheFormulaMakesEverythingDerivedAnew() throws {
    let store = try Store.inMemory()
    try store.add(single(100, 5, on: 0))
    try store.add(BodyWeight(id: "b", userId: "u", date: day(0), value: 80, unit: .kilograms))
    let epley = try store.derivedRows()
    try store.setFormula(.brzycki)
    #expect(try store.read { try $0.formula() } == .brzycki)
    #expect(try store.read { try $0.bestE1RM(of: "bench") } == 100 * 36 / 32.0)
    try store.add(single(110, 5, on: 1))
    #expect(try store.read { try $0.bestE1RM(of: "bench") } == 110 * 36 / 32.0)
    try store.remove(.workoutLogs, "w1")
    try store.setFormula(.brzycki)
    try store.setFormula(.epley)
    #expect(try store.derivedRows() == epley)
  }

  @Test func workoutsArePagedNewestFirstFromAnyOfThem() throws {
    let store = try Store.inMemory()
    for (id, on, minute) in [
      ("a", 0, 600), ("b", 1, 500), ("c", 1, 900), ("d", 1, 900), ("e", 2, 0),
    ] { try store.add(workout(id, on: on, at: minute, [])) }
    try store.add(workout("f", on: 1, at: nil, []))
    try store.read { (reader) throws in
      let all = try reader.workouts(limit: 9)
      #expect(all.map(\.id) == ["e", "d", "c", "b", "f", "a"])
      #expect(try reader.workouts(limit: 2).map(\.id) == ["e", "d"])
      #expect(try reader.workouts(from: day(1), limit: 9).map(\.id) == ["d", "c", "b", "f", "a"])
      #expect(try reader.workouts(from: day(1), id: "c", limit: 2).map(\.id) == ["c", "b"])
      #expect(try reader.workouts(from: day(1), id: "gone", limit: 1).map(\.id) == ["d"])
      #expect(try !reader.hasWorkout(.newer, than: all[0]))
      #expect(try reader.hasWorkout(.older, than: all[0]))
      #expect(try reader.hasWorkout(.newer, than: all[5]))
      #expect(try !reader.hasWorkout(.older, than: all[5]))
    }
  }

  @Test func theUnfinishedWorkoutIsTheOneBegunLast() throws {
    let store = try Store.inMemory()
    #expect(try store.read { try $0.unfinishedWorkout() } == nil)
    try store.add(workout("a", on: 0, finished: false, []))
    try store.add(workout("b", on: 3, finished: false, []))
    try store.add(workout("c", on: 5, []))
    #expect(try store.read { try $0.unfinishedWorkout() }?.id == "b")
    try store.change(WorkoutLog.self, "b") { $0.isWorkoutFinished = true }
    #expect(try store.read { try $0.unfinishedWorkout() }?.id == "a")
    try store.change(WorkoutLog.self, "b") { $0.isWorkoutFinished = false }
    #expect(try store.read { try $0.unfinishedWorkout() }?.id == "b")
  }

  @Test func theDaysOfAProgramAreThoseTrainedLast() throws {
    let store = try Store.inMemory()
    for (number, week) in [(0, 0), (2, 1), (4, nil)] as [(Int, Int?)] {
      var log = workout("w\(number)", on: number, [])
      log.programId = "p"
      log.weekIndex = week
      log.dayIndex = week.map { $0 + 1 }
      try store.add(log)
    }
    let days = try store.read { try $0.trainedDays(ofProgram: "p", limit: 5) }
    #expect(days.map(\.key) == [ProgramDayKey(week: 1, day: 2), ProgramDayKey(week: 0, day: 1)])
    #expect(days.map(\.date) == [day(2), day(0)])
    try store.change(WorkoutLog.self, "w2") { $0.programId = nil }
    #expect(try store.read { try $0.trainedDays(ofProgram: "p", limit: 5) }.count == 1)
  }

  @Test func timesDistancesAndBandsComeBackAsTheyWereLogged() throws {
    let store = try Store.inMemory()
    var log = workout("w0", on: 0, [])
    let run = LoggedSet(
      id: "s\"1", kind: .failure, weight: -20, unit: .pounds, reps: nil, rpe: 8.5, seconds: 90,
      distance: 1.5, distanceUnit: .miles, completed: true)
    log.exercises = [LoggedExercise(id: "e", exerciseId: "run", sets: [run])]
    try store.add(log)
    let row = try store.read { try $0.progress() }[0]
    #expect(row.lastSet == PastSet(run))
    #expect(row.trend == .notEnoughData && row.recent == [])
    #expect(try store.read { try $0.sessions(of: "run", limit: 1) }[0].sets == [PastSet(run)])
  }

  @Test func sumsThatNobodyLiftsAreHeldAndDoNotTrap() throws {
    let store = try Store.inMemory()
    for number in 0..<4 { try store.add(single(1e300, 100, on: number)) }
    try store.add(single(-1e300, 100, on: 5))
    try store.add(single(1e-300, 1, on: 6))
    #expect(try store.read { try $0.days(day(0)...day(9)) }.count == 6)
    #expect(Double.nan.thousandths == 0)
    #expect((-Double.infinity).thousandths == -(1 << 42))
    try store.remove(.workoutLogs, "w0")
    let kept = try store.derivedRows()
    try store.rebuildDerived()
    #expect(try store.derivedRows() == kept)
  }

  @Test func theFirstAndLastMonthsOfTheCalendarHaveTheirRows() throws {
    let store = try Store.inMemory()
    for date in [LocalDate(year: 1, month: 1, day: 1), LocalDate(year: 9999, month: 12, day: 31)] {
      var log = single(100, 5, on: 0)
      log.date = try date.unwrapped("a date")
      log.id = "w\(log.date)"
      try store.add(log)
    }
    #expect(try page(store).points.map(\.date.description) == ["0001-01-15", "9999-12-15"])
  }
}
