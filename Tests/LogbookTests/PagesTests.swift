import Logbook
import Store
import Testing
import Training

@Suite struct TodayTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  @Test func anEmptyStoreHasAnEmptyToday() throws {
    let page = try gym.logbook.today()
    #expect(page.date == day())
    #expect(page.next == nil && page.program == nil && page.unfinished == nil)
    #expect(!page.hasHistory)
    #expect(page.week.map(\.date) == (0..<7).map { day($0) })
    #expect(page.setsByMuscle.isEmpty && page.records.isEmpty && page.bodyWeight == nil)
  }

  @Test func theNextDayIsTheOneAfterTheOneTrainedLast() throws {
    try gym.put(try strength())
    #expect(try gym.logbook.today().next?.title == "Press")
    let log = try gym.logbook.startDay(programId: "p", week: 0, day: 0).log
    _ = try gym.logbook.edit(
      log.id, .logSet(entry: log.exercises[0].id, set: log.exercises[0].sets[0].id, SetChange()))
    #expect(try gym.logbook.today().unfinished?.id == log.id)
    _ = try gym.logbook.finish(log.id)
    let page = try gym.logbook.today()
    #expect(page.unfinished == nil)
    #expect(page.next?.title == "Day 3")
    #expect(page.program?.dayCount == 3)
    #expect(page.hasHistory)
  }

  @Test func theWeekShowsWhatWasTrainedFromMondayToSunday() throws {
    gym.wait(days: 3)
    try gym.train("100x5x3", on: day(0))
    try gym.train("100x5", on: day(3))
    try gym.train("100x5", on: day(-1))
    let page = try gym.logbook.today()
    #expect(page.week.map(\.sets) == [3, 0, 0, 1, 0, 0, 0])
    #expect(page.week[0].volume == 1500)
    #expect(page.setsByMuscle == [MuscleSets(group: .chest, sets: 4)])
  }

  @Test func groupsThatTheProgramTrainsStandWithNothingUntilTheyAreTrained() throws {
    try gym.put(try strength())
    try gym.train("bench press", "60x5")
    let groups = try gym.logbook.today().setsByMuscle
    #expect(groups.first == MuscleSets(group: .chest, sets: 1))
    #expect(groups.dropFirst().map(\.group) == [.abs, .back, .quads])
    #expect(groups.dropFirst().allSatisfy { $0.sets == 0 })
  }

  @Test func theLatestRecordsAndTheBodyWeightAreShown() throws {
    for number in 0..<4 {
      try gym.train("bench press", "\(60 + number * 10)x5", on: day(number - 7))
    }
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms, date: day(-20))
    let page = try gym.logbook.today()
    #expect(page.records.count == 5)
    #expect(page.records.first?.date == day(-4))
    #expect(page.records.allSatisfy { $0.exerciseName == "Bench Press" })
    #expect(page.bodyWeight?.value == 80)
  }
}

@Suite struct ProgramsPageTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  @discardableResult
  private func train(week: Int, day number: Int, keepsDayOpen: Bool = false) throws -> String {
    gym.wait(days: 1)
    let log = try gym.logbook.startDay(programId: "p", week: week, day: number).log
    let entry = log.exercises[0]
    var change = SetChange()
    change.weight = .set(60)
    change.reps = .set(5)
    _ = try gym.logbook.edit(log.id, .logSet(entry: entry.id, set: entry.sets[0].id, change))
    return try gym.logbook.finish(log.id, keepsDayOpen: keepsDayOpen).log.id
  }

  private func expectRound(
    _ done: Set<ProgramDayKey>, next: ProgramDayKey,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let page = try gym.logbook.programs(selected: "p")
    #expect(page.done == done, sourceLocation: sourceLocation)
    #expect(page.next == next, sourceLocation: sourceLocation)
  }

  private let first = ProgramDayKey(week: 0, day: 0)
  private let second = ProgramDayKey(week: 0, day: 2)
  private let third = ProgramDayKey(week: 1, day: 0)

  @Test func withoutProgramsThereIsNothingSelected() throws {
    #expect(try gym.logbook.programs() == ProgramsPage(programs: []))
  }

  @Test func theCurrentOneComesFirstThenTheOthersByName() throws {
    try gym.put(
      try strength("z", isCurrent: false), try strength("m"), try strength("a", isCurrent: false))
    let page = try gym.logbook.programs()
    #expect(page.programs.map(\.id) == ["m", "a", "z"])
    #expect(page.selected?.id == "m")
    #expect(try gym.logbook.programs(selected: "z").selected?.id == "z")
    #expect(try gym.logbook.programs(selected: "gone").selected?.id == "m")
    #expect(page.programs[0].exerciseCount == 6)
    #expect(page.programs[0].weekCount == 2)
    // 9, 2 and 3 sets at three minutes each, over three training days.
    #expect(page.programs[0].minutesPerDay == 14)
  }

  @Test func theDaysOfTheRoundAreDoneUntilItIsOver() throws {
    try gym.put(try strength())
    try expectRound([], next: first)
    try train(week: 0, day: 0)
    try expectRound([first], next: second)
    try train(week: 0, day: 2)
    try expectRound([first, second], next: third)
    try train(week: 1, day: 0)
    try expectRound([], next: first)
    try train(week: 0, day: 0)
    try expectRound([first], next: second)
  }

  @Test func aDayDoneTwiceAndOneSkippedStayWithinTheRound() throws {
    try gym.put(try strength())
    try train(week: 0, day: 0)
    try train(week: 0, day: 0)
    try expectRound([first], next: second)
    try train(week: 1, day: 0)
    try expectRound([], next: first)
  }

  @Test func aDayThatStaysOpenIsStillToBeDone() throws {
    try gym.put(try strength())
    try train(week: 0, day: 0)
    let id = try train(week: 0, day: 2, keepsDayOpen: true)
    try expectRound([first], next: second)
    #expect(try gym.logbook.today().next?.dayIndex == 2)
    // An edit leaves it so; undo and redo of finishing go along.
    _ = try gym.logbook.edit(id, .rename("Half a day"))
    try expectRound([first], next: second)
    _ = try gym.logbook.undo()
    _ = try gym.logbook.undo()
    try expectRound([first, second], next: third)
    _ = try gym.logbook.redo()
    try expectRound([first], next: second)
    // Another formula rebuilds everything derived.
    try gym.logbook.store.setFormula(.brzycki)
    try expectRound([first], next: second)
    _ = try gym.logbook.edit(id, .resume)
    _ = try gym.logbook.finish(id)
    try expectRound([first, second], next: third)
  }

  @Test func goingBackToAnEarlierDayBeginsANewRound() throws {
    try gym.put(try strength())
    try train(week: 0, day: 0)
    try train(week: 0, day: 2)
    try train(week: 0, day: 0)
    try expectRound([first], next: second)
  }

  @Test func exactlyOneProgramIsCurrent() throws {
    try gym.put(try strength("a"), try strength("b", isCurrent: false), try strength("c"))
    #expect(try gym.logbook.setCurrentProgram(id: "b") == "Strength b is the current program.")
    let programs = try gym.logbook.programs().programs
    #expect(programs.filter(\.isCurrent).map(\.id) == ["b"])
    #expect(try gym.logbook.undo().label == "Current program changed")
    #expect(try gym.program("a").isCurrent)
    #expect(try !gym.program("b").isCurrent)
    #expect(throws: StoreError.missing(collection: .programs, id: "gone")) {
      try gym.logbook.setCurrentProgram(id: "gone")
    }
  }

  @Test func makingTheCurrentProgramCurrentWritesNothing() throws {
    try gym.put(try strength("a"))
    let steps = try gym.steps()
    _ = try gym.logbook.setCurrentProgram(id: "a")
    #expect(try gym.steps() == steps)
  }
}

@Suite struct HistoryTests {
  let gym: Gym

  init() throws { gym = try Gym() }

  @Test func theListIsReadPageByPageInBothDirections() throws {
    for number in 0..<10 { try gym.train("100x5", on: day(-number)) }
    let first = try gym.logbook.history(year: 2025, limit: 4)
    #expect(first.rows.map(\.date) == (0..<4).map { day(-$0) })
    #expect(first.hasOlder && !first.hasNewer)
    let last = try #require(first.rows.last)
    let second = try gym.logbook.history(year: 2024, from: last.date, id: last.id, limit: 4)
    #expect(second.rows.map(\.date) == (3..<7).map { day(-$0) })
    #expect(second.hasOlder && second.hasNewer)
    let third = try gym.logbook.history(year: 2024, from: day(-8), limit: 4)
    #expect(third.rows.map(\.date) == [day(-8), day(-9)])
    #expect(!third.hasOlder && third.hasNewer)
  }

  @Test func aYearShowsItsDaysAndNoOthers() throws {
    // 2025-01-06 and back: six days of 2025, four of 2024.
    for number in 0..<10 { try gym.train("100x5", on: day(-number)) }
    #expect(try gym.logbook.history(year: 2025, limit: 1).days.count == 6)
    #expect(try gym.logbook.history(year: 2024, limit: 1).days.count == 4)
    #expect(try gym.logbook.history(year: 2023, limit: 1).days.isEmpty)
  }

  @Test func anEmptyHistoryHasNeitherRowsNorMore() throws {
    let page = try gym.logbook.history(year: 2025, limit: 10)
    #expect(page == HistoryPage(year: 2025, days: [], rows: [], hasOlder: false, hasNewer: false))
  }

  @Test func progressAndItsDetailFollowWhatIsLogged() throws {
    for number in 0..<5 { try gym.train("\(100 + number * 5)x5", on: day(-20 + number)) }
    let rows = try gym.logbook.progress().rows
    #expect(rows.map(\.exerciseId) == ["bench-press"])
    #expect(rows[0].trend == .improving)
    let page = try #require(
      try gym.logbook.exercisePage(id: "bench-press", range: .all, sessions: 3))
    #expect(page.sessions.map(\.date) == [day(-16), day(-17), day(-18)])
    #expect(page.hasOlderSessions)
    #expect(page.analytics.performanceMetrics.totalSessions == 5)
    #expect(try gym.logbook.exercisePage(id: "squat", range: .year, sessions: 3) == nil)
  }
}
