import Testing
import Training

@Suite struct ProgramPlanTests {
  private func context(
    unit: WeightUnit = .kilograms, maxes: [String: Double] = [:], e1RMs: [String: Double] = [:],
    bodyweight: Double? = nil, bodyweightUnit: WeightUnit = .kilograms, step: Double? = nil
  ) -> PlanContext {
    var count = 0
    return PlanContext(
      program: Program(id: "p", userId: "u", weightUnit: unit, trainingMaxes: maxes),
      bestE1RMs: e1RMs,
      bodyweight: bodyweight.map {
        BodyWeight(id: "b", userId: "u", date: day(0), value: $0, unit: bodyweightUnit)
      }, step: step
    ) {
      count += 1
      return "id\(count)"
    }
  }

  private func exercise(
    _ type: ExerciseType = .barbell, sets: Int = 3, reps: [RepTarget] = [], loads: [LoadTarget] = []
  ) -> ProgramExercise {
    ProgramExercise(
      id: "x", exerciseId: "squat",
      exerciseMetadata: ExerciseMetadata(primaryMuscleGroup: .quads, exerciseType: type),
      sets: sets,
      reps: reps, loads: loads)
  }

  // 5/3/1, week 1, of a training max of 117.5: 65 % 76.375, 75 % 88.125, 85 % 99.875.
  @Test func percentagesAreOfTheTrainingMax() {
    let sets = exercise(
      reps: [.count(5), .count(5), .atLeast(5)],
      loads: [.percentage(65), .percentage(75), .percentage(85)]
    ).plannedSets(context(maxes: ["squat": 117.5], e1RMs: ["squat": 500]))
    #expect(sets.map(\.weight) == [77.5, 87.5, 100])
    #expect(sets.map(\.reps) == [5, 5, 5])
    #expect(sets.map(\.target) == ["5", "5", "5+"])
    #expect(sets.map(\.id) == ["id1", "id2", "id3"])
    #expect(sets.map(\.position) == sets.map(\.position).sorted())
    #expect(sets.allSatisfy { !$0.completed && $0.kind == .working && $0.unit == .kilograms })
  }

  @Test func percentagesFallBackOnTheEstimate() {
    let squat = exercise(sets: 1, loads: [.percentage(80)])
    #expect(squat.plannedSets(context(e1RMs: ["squat": 116.7])).map(\.weight) == [92.5])
    // 100 kg are 220.46 lb, 80 % of it 176.37: the nearest 5 lb are 175.
    #expect(
      squat.plannedSets(context(unit: .pounds, e1RMs: ["squat": 100])).map(\.weight) == [175])
    #expect(squat.plannedSets(context()).map(\.weight) == [nil])
  }

  // e1RM 120 at 80 kg: 80 % is 96, of which 16 are added: the nearest 2.5 are 15.
  @Test func bodyWeightIsTakenOffALoadable() {
    let dips = exercise(.bodyweightLoadable, sets: 1, loads: [.percentage(80)])
    #expect(
      dips.plannedSets(context(e1RMs: ["squat": 120], bodyweight: 80)).map(\.weight) == [15])
    // 200 lb are 90.72 kg: of 96 kg there are 5.28 to add.
    let pounds = context(e1RMs: ["squat": 120], bodyweight: 200, bodyweightUnit: .pounds)
    #expect(dips.plannedSets(pounds).map(\.weight) == [5])
    #expect(dips.plannedSets(context(e1RMs: ["squat": 120])).map(\.weight) == [nil])
    #expect(dips.plannedSets(context(maxes: ["squat": 40])).map(\.weight) == [32.5])
  }

  @Test func bodyweightHasNoLoadToFillIn() {
    let plan = exercise(.bodyweight, sets: 1, loads: [.weight(20)])
    #expect(plan.plannedSets(context()).map(\.weight) == [nil])
  }

  @Test func aWrittenLoadIsTakenAsItIs() {
    let plan = exercise(sets: 2, loads: [.weight(61.3)])
    #expect(plan.plannedSets(context()).map(\.weight) == [61.3, 61.3])
  }

  @Test func aTimeIsFilledInAsSeconds() {
    let sets = exercise(sets: 2, reps: [.seconds(30), .range(8, 12)]).plannedSets(context())
    #expect(sets.map(\.seconds) == [30, nil])
    #expect(sets.map(\.reps) == [nil, 8])
    #expect(sets.map(\.target) == ["30s", "8-12"])
    #expect(exercise(sets: 1).plannedSets(context())[0].target == nil)
  }

  @Test(arguments: [(0, 3), (-2, 3), (1, 1), (100, 100), (1_000_000_000, 100)])
  func aDamagedCountOfSetsIsBounded(_ sets: Int, _ planned: Int) {
    #expect(exercise(sets: sets).plannedSetCount == planned)
  }

  @Test func loadsAreRoundedToTheNearestStep() {
    #expect(LoadStep(unit: .kilograms).rounded(101.2) == 100)
    #expect(LoadStep(unit: .kilograms).rounded(101.25) == 102.5)
    #expect(LoadStep(unit: .pounds).rounded(222.4) == 220)
    #expect(LoadStep(0.1, unit: .kilograms).rounded(0.3) == 0.3)
    #expect(LoadStep(0, unit: .kilograms).size == 2.5)
    #expect(LoadStep(-1, unit: .pounds).size == 5)
    #expect(LoadStep(.infinity, unit: .pounds).size == 5)
  }

  @Test func aDayBecomesTheEntriesToStartFrom() {
    var dips = exercise(.bodyweightLoadable, sets: 2)
    dips.supersetGroup = "A"
    dips.restSeconds = 120
    dips.notes = "slow"
    let today = ProgramDay(
      weekIndex: 0, dayIndex: 0, exercises: [exercise(sets: 3), dips])
    let entries = today.plannedExercises(context(bodyweight: 176, bodyweightUnit: .pounds))
    #expect(entries.map(\.sets.count) == [3, 2])
    #expect(entries.map(\.bodyweight) == [nil, 176])
    #expect(entries.map(\.bodyweightUnit) == [.kilograms, .pounds])
    #expect(entries[1].supersetGroup == "A")
    #expect(entries[1].restSeconds == 120)
    #expect(entries[1].notes == "slow")
    #expect(entries[0].position < entries[1].position)
    #expect(entries[0].metadata.primaryMuscleGroup == .quads)
    #expect(Set(entries.map(\.id) + entries.flatMap(\.sets).map(\.id)).count == 7)
    #expect(today.estimatedMinutes == 15)
    #expect(today.setsByMuscleGroup.map(\.sets) == [5])
    #expect(today.setsByMuscleGroup.map(\.group) == [.quads])
  }
}

@Suite struct ProgramDaysTests {
  private func program(_ days: [(week: Int, day: Int, exercises: Int)]) -> Program {
    Program(
      id: "p", userId: "u",
      days: days.map { week, day, count in
        ProgramDay(
          weekIndex: week, dayIndex: day,
          exercises: (0..<count).map { ProgramExercise(id: "\($0)", exerciseId: "e\($0)") })
      })
  }

  private func next(_ program: Program, after done: (week: Int, day: Int)?) -> [Int]? {
    program.nextDay(after: done).map { [$0.weekIndex, $0.dayIndex] }
  }

  @Test func theDaysFollowEachOtherAndWrapAround() {
    let plan = program([(1, 0, 1), (0, 1, 1), (0, 0, 1)])
    #expect(next(plan, after: nil) == [0, 0])
    #expect(next(plan, after: (0, 0)) == [0, 1])
    #expect(next(plan, after: (0, 1)) == [1, 0])
    #expect(next(plan, after: (1, 0)) == [0, 0])
  }

  @Test func gapsAndRestDaysArePassedOver() {
    let plan = program([(0, 0, 1), (0, 3, 0), (4, 2, 1)])
    #expect(next(plan, after: (0, 0)) == [4, 2])
    #expect(next(plan, after: (2, 9)) == [4, 2])
    #expect(next(plan, after: (9, 9)) == [0, 0])
    #expect(plan.weekCount == 5)
    #expect(plan.dayCount == 4)
    #expect(plan.day(week: 4, day: 2) != nil)
    #expect(plan.day(week: 1, day: 0) == nil)
  }

  @Test func aProgramWithoutDaysHasNoNextOne() {
    #expect(next(program([]), after: nil) == nil)
    #expect(next(program([(0, 0, 0)]), after: (0, 0)) == nil)
    #expect(program([]).weekCount == 0)
    #expect(program([]).dayCount == 0)
    #expect(program([]).estimatedMinutesPerDay == 0)
  }

  // 9 and 18 minutes, and a rest day: 13.5 in the mean.
  @Test func theMeanDayLeavesRestDaysOut() {
    #expect(program([(0, 0, 1), (0, 1, 2), (0, 2, 0)]).estimatedMinutesPerDay == 14)
  }

  @Test func targetsAreForAllSetsOrOneEach() {
    let one = ProgramExercise(id: "a", exerciseId: "a", reps: [.count(5)], loads: [.weight(60)])
    #expect(one.reps(inSet: 7) == .count(5))
    #expect(one.load(inSet: 7) == .weight(60))
    let open = ProgramExercise(id: "a", exerciseId: "a")
    #expect(open.reps(inSet: 0) == nil)
    #expect(open.load(inSet: 0) == nil)
  }

  @Test func aDayWithoutANameHasItsNumber() {
    #expect(ProgramDay(weekIndex: 0, dayIndex: 1).title == "Day 2")
    #expect(ProgramDay(weekIndex: 0, dayIndex: 1, name: "Push").title == "Push")
  }
}
