import Store
import Testing
import Training
import Upkeep

@testable import Logbook

struct CheckTests {
  @Test(arguments: [CheckDepth.quick, .daily, .deep])
  func whatWasFoundIsKept(depth: CheckDepth) throws {
    let gym = try Gym()
    try gym.putSoundWorkouts()
    try gym.put(try planted("w", [("squat", { $0.equipment = "Axle" })]))
    let result = try gym.logbook.check(depth)
    #expect(result.unkept == nil)
    #expect(result.report.survey.inconsistent(.low) == 1)
    let note = try #require(try gym.checkNotes().first)
    #expect(note.depth == (depth == .deep ? .deep : .quick))
    #expect(note.documents == 41)
    #expect(note.inconsistencies == [.low: 1, .medium: 0, .high: 0])
    #expect(note.direction == nil)
    #expect(note.repaired == 0)
    #expect(try gym.store.read { try $0.notes(ConsistencyAlert.kind) }.isEmpty)
  }

  @Test func aQuickCheckLooksAtAHundredDocuments() throws {
    let gym = try Gym()
    try gym.putSoundWorkouts(120)
    #expect(try gym.logbook.check(.quick).report.documents == 100)
    #expect(try gym.logbook.check(.daily).report.documents == 120)
  }

  @Test func anAlarmIsKeptWhereMoreThanFivePercentDiffer() throws {
    let gym = try Gym()
    try gym.put(try planted("w", [("squat", { $0.exerciseType = .machine }), ("plank", { _ in })]))
    let report = try gym.logbook.check(.quick).report
    #expect(report.rate == 50)
    let alert = try #require(
      try gym.store.read { try $0.notes(ConsistencyAlert.kind) }.first)
    #expect(alert.text.contains("\"value\":50"))
  }

  @Test func theDirectionIsToldFromTheChecksBefore() throws {
    let gym = try Gym()
    try gym.putSoundWorkouts(10)
    #expect(try gym.logbook.check(.deep).report.trend == nil)
    try gym.put(try planted("w", [("squat", { $0.exerciseType = .machine })]))
    #expect(try gym.logbook.check(.deep).report.trend?.direction == .increasing)
    try gym.store.write(Step("Mended"), at: gym.now) { try $0.delete(.workoutLogs, "w") }
    for _ in 0..<9 { _ = try gym.logbook.check(.deep) }
    #expect(try gym.checkNotes().first?.direction == .decreasing)
  }

  @Test func aListThatCannotBeReadIsAFailedCheckAndTheOthersAreMade() throws {
    struct Torn: Error {}
    let gym = try Gym()
    try gym.put(try sound("w"))
    let logbook = Logbook(store: gym.store, surroundings: gym.logbook.surroundings) { throw Torn() }
    let report = try logbook.check(.deep).report
    #expect(report.failures.map(\.check) == ["exercise list"])
    #expect(report.documents == 1)
    #expect(!report.isClean)
    #expect(try gym.checkNotes().first?.error?.contains("exercise list") == true)
  }

  @Test func aCheckOfAStoreThatMayNotBeWrittenSaysThatNothingWasKept() throws {
    let folder = try Folder()
    let gym = try Gym(in: folder)
    try gym.put(try sound("w"))
    try gym.store.close()
    let store = try Store.open(at: folder.store, now: time())
    try store.damage("UPDATE document SET json = replace(json, 'Squat', 'Sqaut')")
    let result = try Logbook(store: store, surroundings: gym.logbook.surroundings).check(.deep)
    #expect(result.report.integrityCount == 1)
    #expect(result.unkept?.contains("damaged") == true)
    try store.close()
  }

  // MARK: When due

  @Test func nothingIsDueInAnEmptyStore() throws {
    let gym = try Gym()
    #expect(try gym.logbook.checkIfDue() == nil)
  }

  @Test func aSampleIsDueEachDayAndEverythingEachWeek() throws {
    let gym = try Gym()
    try gym.put(try sound("w"))
    #expect(try gym.logbook.checkIfDue()?.depth == .deep)
    #expect(try gym.logbook.checkIfDue() == nil)
    for _ in 1...6 {
      gym.wait(days: 1)
      #expect(try gym.logbook.checkIfDue()?.depth == .daily)
      #expect(try gym.logbook.checkIfDue() == nil)
    }
    gym.wait(days: 1)
    #expect(try gym.logbook.checkIfDue()?.depth == .deep)
    #expect(try gym.checkNotes().map(\.depth.rawValue).prefix(3) == ["deep", "quick", "quick"])
  }

  @Test func aClockThatWasAheadPutsNothingOffForEver() throws {
    let gym = try Gym()
    try gym.put(try sound("w"))
    gym.wait(days: 400)
    #expect(try gym.logbook.checkIfDue()?.depth == .deep)
    gym.wait(days: -400)
    #expect(try gym.logbook.checkIfDue()?.depth == .deep)
    #expect(try gym.logbook.checkIfDue() == nil)
  }

  @Test func whatNeedsNoChoiceIsRepairedAndUndoStaysTheAthletes() throws {
    let folder = try Folder()
    let gym = try Gym(in: folder)
    try gym.putSoundWorkouts()
    try gym.put(
      try planted(
        "w", [("squat", { $0.equipment = "Axle" }), ("plank", { $0.exerciseType = .cable })]))
    try gym.train("100x5")
    let report = try #require(try gym.logbook.checkIfDue())
    #expect(report.survey.inconsistent == 2)
    let log = try gym.log("w")
    #expect(log.exercises[0].exerciseMetadata?.equipment == "Barbell")
    #expect(log.exercises[1].exerciseMetadata?.exerciseType == .cable)
    let note = try #require(try gym.checkNotes().first)
    #expect(note.repaired == 1)
    #expect(note.operation?.hasPrefix("repair_") == true)
    #expect(try folder.backups().count == 1)
    // What upkeep did by itself is not the athlete's last step.
    let undone = try gym.logbook.undo()
    #expect(!undone.label.contains("brought up to date"))
    #expect(try gym.log("w").exercises[0].exerciseMetadata?.equipment == "Barbell")
    try gym.store.close()
  }

  @Test func nothingIsRepairedByItselfAboveTheDailyThreshold() throws {
    let folder = try Folder()
    let gym = try Gym(in: folder)
    try gym.put(try sound("w"))
    _ = try gym.logbook.checkIfDue()
    for number in 0..<20 {
      try gym.put(try planted("p\(number)", [("squat", { $0.equipment = "Axle" })]))
    }
    gym.wait(days: 1)
    let report = try #require(try gym.logbook.checkIfDue())
    #expect(report.survey.inconsistent == 20)
    #expect(try gym.checkNotes().first?.repaired == 0)
    #expect(try folder.backups() == [])
    try gym.store.close()
  }

  @Test func aStoreThatMayOnlyBeReadIsNotCheckedByItself() throws {
    let folder = try Folder()
    let gym = try Gym(in: folder)
    try gym.put(try sound("w"))
    try gym.store.damage("UPDATE document SET json = replace(json, 'Squat', 'Sqaut')")
    #expect(throws: StoreError.self) { try gym.log("w") }
    #expect(try gym.logbook.checkIfDue() == nil)
    try gym.store.close()
  }
}
