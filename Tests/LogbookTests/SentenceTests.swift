import Catalog
import Interchange
import Logbook
import Store
import Testing
import Training

@Suite struct SentenceTests {
  static let sentences: [(error: LogbookError, sentence: String)] = [
    (
      .unknownExercise(name: "bnech", suggestions: []),
      "There is no exercise “bnech”. “tonnage exercises” lists them all."
    ),
    (
      .unknownExercise(name: "bnech", suggestions: ["Bench Press"]),
      "There is no exercise “bnech”. Did you mean “Bench Press”?"
    ),
    (
      .unknownExercise(name: "x", suggestions: ["A", "B", "C"]),
      "There is no exercise “x”. Did you mean “A”, “B” or “C”?"
    ),
    (
      .unknownProgram(name: "x", known: []),
      "There is no program “x”, nor any other. “tonnage” offers sample programs when it starts."
    ),
    (
      .unknownProgram(name: "x", known: ["A", "B"]),
      "There is no program “x”. Choose “A” or “B”."
    ),
    (
      .noSuchDay(program: "Base"), "“Base” has no such day. “tonnage programs” lists its days."
    ),
    (
      .noDays(program: "Base"),
      "“Base” has no day with an exercise, so there is nothing to start. Choose another program, or start a blank workout."
    ),
    (
      .noWorkout(id: "w1"),
      "There is no workout “w1”. “tonnage workouts” lists them; it may have been deleted elsewhere."
    ),
    (
      .implausible(what: "Body weight", value: "0 kg", advice: "Weigh again."),
      "Body weight: “0 kg” looks wrong. Weigh again. Nothing was logged."
    ),
  ]

  @Test(arguments: sentences)
  func everyErrorIsASentence(error: LogbookError, expected: String) {
    #expect(error.sentence == expected)
    #expect(sentence(of: error) == expected)
  }

  @Test func theErrorsOfTheOtherPartsAreSentencesToo() throws {
    #expect(sentence(of: StoreError.nothingToUndo) == "There is nothing to undo.")
    #expect(
      sentence(of: InterchangeError.noDocuments(file: "a.json"))
        == InterchangeError.noDocuments(file: "a.json").sentence)
    let edit = EditError(attempt: "log the set", problem: .setGone)
    #expect(sentence(of: edit) == edit.sentence)
    #expect(
      sentence(of: CatalogueError(line: 4, fault: .emptyName))
        == "The exercise list could not be read: line 4: the exercise has no name; write one in the second field."
    )
    #expect(throws: SetEntryError.self) {
      do throws(SetEntryError) { _ = try SetEntry.parse("abc") } catch {
        #expect(sentence(of: error) == error.description)
        throw error
      }
    }
  }
}

@Suite struct UpkeepTests {
  @Test func theJournalIsFoldedOnceADay() throws {
    let gym = try Gym()
    try gym.train("100x5")
    gym.wait(days: 91)
    for _ in 0..<3 {
      gym.wait(days: 1)
      try gym.train("100x5")
    }
    while try gym.logbook.tidy(limit: 1) {}
    #expect(try gym.steps().count == 3)
    gym.wait(days: 91)
    try gym.logbook.tidy()
    #expect(try gym.steps().count == 3)
    for _ in 0..<3 {
      gym.wait(days: 1)
      try gym.train("100x5")
    }
    while try gym.logbook.tidy() {}
    #expect(try gym.steps().count == 3)
    try gym.train("100x5")
    gym.wait(3600)
    let folded = try gym.store.read { try $0.fact(.foldedAt) }
    try gym.logbook.tidy()
    #expect(try gym.store.read { try $0.fact(.foldedAt) } == folded)
  }

  @Test(arguments: [-20_000, 5_000]) func aClockThatIsWrongForOneEditFoldsNothing(days: Int) throws
  {
    let gym = try Gym()
    for _ in 0..<5 {
      try gym.train("100x5")
      gym.wait(days: 1)
    }
    gym.wait(days: days)
    try gym.train("100x5")
    while try gym.logbook.tidy() {}
    gym.wait(days: -days)
    try gym.train("100x5")
    while try gym.logbook.tidy() {}
    #expect(try gym.steps().count == 7)
    while (try? gym.logbook.undo()) != nil {}
    #expect(try gym.store.read { try $0.count(of: .workoutLogs) } == 0)
  }

  @Test func theMachinesClockAndIdsWork() {
    let system = Surroundings.system
    #expect(system.now() > time())
    #expect(abs(system.utcOffset(system.now())) <= 14 * 60)
    let ids = Set((0..<100).map { _ in system.makeID(16) })
    #expect(ids.count == 100)
    #expect(ids.allSatisfy { $0.count == 16 && $0.utf8.allSatisfy { $0 > 0x30 && $0 < 0x7b } })
    system.pause(0)
  }

  @Test func theStepOfAUnitIsItsOwn() throws {
    let gym = try Gym(preferences: Preferences(unit: .pounds, poundStep: 2.5))
    var program = try strength()
    program.weightUnit = .pounds
    program.trainingMaxes = ["bench-press": 205]
    try gym.put(program)
    let page = try gym.logbook.startDay(programId: "p", week: 0, day: 0)
    #expect(page.log.weightUnit == .pounds)
    #expect(texts(try page.entry("bench-press").sets) == ["132.5×5", "155×5", "175×5"])
  }
}
