import FrameText
import Terminal
import Testing
import Training

@testable import Screens

/// A name with everything in it that could harm a screen.
private let hostile =
  "Press\u{1B}[31m\u{7}\n深蹲 e\u{301} \u{202E}" + String(repeating: "long ", count: 60)

@Suite struct LogViewTests {
  static let sizes = [(60, 12), (80, 21), (120, 37)]

  private func expectGoldens(_ name: String, _ state: LogState, now: Instant = logNow) throws {
    let sizes = Self.sizes.map { Size(width: $0.0, height: $0.1) }
    try ScreensTests.expectGoldens("log-\(name)", sizes: sizes) { size, glyphs in
      drawn(state, size.width, size.height, shared: logShared(glyphs, now: now))
    }
  }

  @Test func aBusyWorkoutIsDrawnAsKept() throws {
    try expectGoldens("busy", LogGym().state)
  }

  @Test func savingFailingTypingAndPlatesAreDrawnAsKept() throws {
    var gym = LogGym()
    gym.press("Enter")
    gym.refuse()
    gym.press("j", "Enter", "p", "k")
    gym.type("102.5x5")
    gym.press("Esc", "j", "j")
    gym.press(">")
    try expectGoldens("drafts", gym.state)
    gym.type("62.5x5@")
    try expectGoldens("typing", gym.state)
  }

  @Test func aSupersetWithTheFocusInItIsDrawnAsKept() throws {
    var gym = LogGym()
    gym.press("]", "]")
    try expectGoldens("superset", gym.state)
  }

  @Test func timesAndDistancesAreDrawnAsKept() throws {
    let log = workout(
      [
        exercise(
          "plank", Lift.plank,
          [
            set("a", nil, nil, done: true, seconds: 90),
            set("b", nil, nil, target: "45s", seconds: 45),
            set("c", nil, nil, seconds: 3900),
          ]),
        exercise(
          "run", Lift.run,
          [set("d", nil, nil, seconds: 1500, distance: 5, distanceUnit: .kilometers)]),
        exercise("walk", Lift.walk, [set("e", 30, nil, distance: 40)]),
        exercise(
          "mixed", Lift.bench,
          [
            set("f", 225, 5, kind: .drop, done: true, unit: .pounds),
            set("g", 102.25, 8, kind: .failure, note: "grinder", unit: .kilograms),
            set("h", nil, 8, target: "8-12"), set("i", 0, 3, target: "AMRAP"),
          ], notes: "elbows in"),
      ], notes: "slept badly")
    let history = [
      "x-run": ExerciseHistory(
        lastDate: logToday.advanced(byDays: -20),
        lastSets: [PastSet(seconds: 1530, distance: 5, distanceUnit: .kilometers)])
    ]
    var gym = LogGym(LogPage(log: log, version: 1, history: history))
    try expectGoldens("measures", gym.state)
    gym.press("]", "[", "]", "]")
    try expectGoldens("distance", gym.state)
    gym.press("G")
    try expectGoldens("mixed-units", gym.state)
  }

  @Test func finishedExercisesFoldToALineWhereTheFocusIsElsewhere() throws {
    var page = busyPage()
    for set in page.log.exercises[0].sets.indices {
      page.log.exercises[0].sets[set].completed = true
    }
    for entry in 2...3 {
      for set in page.log.exercises[entry].sets.indices {
        page.log.exercises[entry].sets[set].completed = true
      }
    }
    var gym = LogGym(page)
    #expect(gym.focus == "o1")
    try expectGoldens("folded", gym.state)
    gym.press("k")
    #expect(gym.lines(containing: "100       × 5").count == 4)
  }

  @Test func aHundredExercisesScrollWithTheFocus() throws {
    let exercises = (0..<100).map { index in
      exercise("e\(index)", Lift.bench, (0..<5).map { set("s\(index)-\($0)", 50, 5) })
    }
    var gym = LogGym(LogPage(log: workout(exercises), version: 1))
    try expectGoldens("hundred-top", gym.state)
    for _ in 0..<50 { gym.press("]") }
    try expectGoldens("hundred-middle", gym.state)
    gym.press("G")
    try expectGoldens("hundred-end", gym.state)
  }

  @Test func hostileNamesReachNoTerminal() throws {
    var log = workout(
      [
        exercise(
          "a", ExerciseMetadata(name: hostile), [set("s", -999_999.75, 99_999, note: hostile)],
          notes: hostile),
        exercise("b", ExerciseMetadata(name: hostile), [set("t", 1, 1, done: true)]),
      ], name: hostile, notes: hostile)
    log.exercises[0].sets[0].target = hostile
    let state = opened(LogPage(log: log, version: 1, programTitle: hostile))
    try expectGoldens("hostile", state)
    for line in drawn(state).lines {
      #expect(line.displayWidth <= 80 && !line.contains("\u{1B}") && !line.contains("\u{202E}"))
    }
  }

  @Test func theSummaryIsDrawnAsKept() throws {
    var gym = LogGym()
    let log = workout([exercise("a", Lift.bench, [set("s", 100, 5, done: true)])], finished: true)
    let kinds: [Record.Kind] = [
      .bestE1RM, .heaviestWeight, .bestVolume, .range(.fourToFive), .range(.one),
    ]
    let records = kinds.enumerated().map { index, kind in
      RecentRecord(
        exerciseId: "x", exerciseName: index == 1 ? hostile : "Bench Press",
        record: BrokenRecord(kind: kind, value: 1116.7, previous: 1113.8), date: logToday)
    }
    gym.receive(
      .finished(
        FinishPage(log: log, sets: 16, openSets: 3, volume: 4130, minutes: 52, records: records)))
    try expectGoldens("summary", gym.state)
    var plain = LogGym()
    var unnamed = log
    unnamed.name = ""
    plain.receive(
      .finished(
        FinishPage(log: unnamed, sets: 1, openSets: 1, volume: 500, minutes: nil, records: [])))
    try expectGoldens("summary-plain", plain.state)
  }

  @Test func emptyStatesAreDrawnAsKept() throws {
    var none = LogState()
    _ = LogScreen.receive(&none, .log(nil), shared: logShared())
    try expectGoldens("none", none)
    try expectGoldens("no-exercises", opened(LogPage(log: workout([]), version: 1)))
    let bare = exercise("a", Lift.bench, [])
    try expectGoldens("no-sets", opened(LogPage(log: workout([bare], name: ""), version: 1)))
  }

  @Test func questionsAndLinesOfTextAreDrawnAsKept() throws {
    var gym = LogGym()
    gym.type("1000x500@9")
    gym.press("Enter")
    try expectGoldens("question", gym.state)
    gym.press("n", "Esc", "n")
    gym.type("slow on the way down")
    try expectGoldens("note", gym.state)
  }

  @Test func aWorkoutOfAnotherDaySaysSoAndHasNoClock() {
    var page = busyPage()
    page.log.date = logToday.advanced(byDays: -2)
    let line = drawn(opened(page)).lines[0]
    #expect(line.contains("Tue 17 Nov") && !line.contains("42:10"))
  }

  @Test func theClockRunsOnBeyondTheHour() {
    let line = drawn(
      LogGym().state, shared: logShared(now: logNow.advanced(bySeconds: 3600))
    ).lines[0]
    #expect(line.contains("1:42:10"))
  }

  @Test func sumsAndRecordsAreInTheAthletesUnit() {
    let frame = drawn(LogGym().state, shared: logShared(unit: .pounds))
    #expect(frame.lines[0].contains("2,205 lb"))
    #expect(frame.lines.contains { $0.contains("100    kg") })
    #expect(frame.lines.contains { $0.contains("best e1RM 257.2") })
  }

  @Test func aRecordIsSaidOnceAndTheOneThatSaysMostFirst() {
    var page = busyPage()
    #expect(LogGym(page).lines(containing: "★").count == 1)
    let values = SetValues(glyphs: .unicode)
    func record(_ kind: Record.Kind) -> BrokenRecord {
      BrokenRecord(kind: kind, value: 1000, previous: 900)
    }
    #expect(
      values.first(of: [record(.bestVolume), record(.range(.one)), record(.heaviestWeight)])?.kind
        == .heaviestWeight)
    #expect(values.record(record(.bestVolume), .kilograms) == "best volume 1,000")
    #expect(values.record(record(.range(.one)), .kilograms) == "best single 1000")
    #expect(values.record(record(.heaviestWeight), .kilograms) == "heaviest 1000")
    page.history = [:]
    #expect(LogGym(page).lines(containing: "first time").count == 4)
  }

  @Test func platesSayWhatIsMissing() {
    let values = SetValues(glyphs: .unicode)
    let shared = logShared()
    #expect(values.plates(100, unit: .kilograms, shared: shared) == "25 + 15 a side, bar 20 kg")
    #expect(values.plates(20, unit: .kilograms, shared: shared) == "the bar alone, bar 20 kg")
    #expect(values.plates(10, unit: .kilograms, shared: shared) == "less than the bar of 20 kg")
    #expect(
      values.plates(101, unit: .kilograms, shared: shared) == "25 + 15 a side, bar 20 kg, 1 short")
    #expect(values.plates(135, unit: .pounds, shared: shared) == "45 a side, bar 45 lb")
  }

  @Test func daysReadShorterTheNearerTheyAre() {
    let values = SetValues(glyphs: .unicode)
    #expect(values.day(logToday.advanced(byDays: -2), today: logToday) == "Tue")
    #expect(values.day(logToday.advanced(byDays: -30), today: logToday) == "20 Oct")
    #expect(values.day(logToday.advanced(byDays: -400), today: logToday) == "Oct 2025")
  }
}
