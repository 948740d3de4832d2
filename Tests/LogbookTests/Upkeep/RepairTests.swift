import Store
import Testing
import Training
import Upkeep
import Wire

@testable import Logbook

struct RepairTests {
  private struct Cancelled: Error {}

  /// A gym in which few of many copies differ in each way.
  private func gym(in folder: Folder) throws -> Gym {
    let gym = try Gym(in: folder)
    try gym.putSoundWorkouts()
    try gym.put(
      try planted(
        "w",
        [
          ("squat", { $0.name = "squats" }), ("plank", { $0.name = "Front Bridge" }),
          ("deadlift", { $0.exerciseType = .machine }),
        ]))
    var bare = try planted(
      "bare", [("barbell-row", { _ in }), ("squat", { $0.equipment = "Axle" })])
    bare.exercises[0].exerciseMetadata = nil
    try gym.put(bare)
    return gym
  }

  private func texts(_ gym: Gym) throws -> [String] {
    try gym.store.read { reader in
      try reader.all(WorkoutLog.self).map { $0.json() }
        + reader.all(Exercise.self).map { $0.json() }
    }
  }

  @Test func whatNeedsNoChoiceIsRepairedInOneStepThatUndoTakesBack() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    let before = try texts(gym)
    gym.wait(60)
    let report = try gym.logbook.repair()
    #expect(report.refusal == nil)
    #expect(report.copies == 3)
    #expect(report.documents == 2)
    #expect(Set(report.left.map(\.exerciseId)) == ["plank", "deadlift"])
    #expect(try folder.backups().count == 1)
    #expect(try gym.log("w").exercises[0].exerciseMetadata?.name == "Squat")
    #expect(try gym.log("w").exercises[1].exerciseMetadata?.name == "Front Bridge")
    #expect(try gym.log("bare").exercises[0].exerciseMetadata?.name == "Barbell Row")
    #expect(try gym.steps().first == "3 copies of exercises brought up to date")
    #expect(try gym.checkNotes().first?.repaired == 3)
    // What is derived has followed.
    #expect(try gym.logbook.check(.deep).report.integrity == [])
    _ = try gym.logbook.undo()
    let after = try texts(gym)
    #expect(try Self.withoutMoments(after) == Self.withoutMoments(before))
    try gym.store.close()
  }

  /// Documents without when their summaries were made.
  private static func withoutMoments(_ texts: [String]) throws -> [Element] {
    try texts.map { try WorkoutLog(json: JSONSlice($0)).element }
  }

  @Test func aRepairIsNoEditAndCarriesNoStamp() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    let before = try gym.log("bare")
    gym.wait(60)
    _ = try gym.logbook.repair()
    let after = try gym.log("bare")
    #expect(after.stamps == before.stamps)
    #expect(after.exercises.map(\.stamps) == before.exercises.map(\.stamps))
    try gym.store.close()
  }

  @Test func aSecondRepairFindsNothingToDoAndMakesNoBackup() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    _ = try gym.logbook.repair()
    let steps = try gym.steps().count
    let report = try gym.logbook.repair()
    #expect(report.isNothing)
    #expect(report.left.count == 2)
    #expect(try gym.steps().count == steps)
    #expect(try folder.backups().count == 1)
    try gym.store.close()
  }

  @Test func nothingIsRepairedWhereTooManyDiffer() throws {
    let folder = try Folder()
    let gym = try Gym(in: folder)
    try gym.put(try planted("w", [("squat", { $0.name = "squats" }), ("plank", { _ in })]))
    let report = try gym.logbook.repair()
    #expect(report.refusal?.contains("95 %") == true)
    #expect(report.isNothing)
    #expect(report.left.count == 1)
    #expect(try gym.log("w").exercises[0].exerciseMetadata?.name == "squats")
    try gym.store.close()
  }

  // MARK: Chosen

  @Test func theExerciseStandsWhereItIsChosen() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    let report = try gym.logbook.repair(["deadlift", "plank"], take: .master)
    #expect(report.copies == 2)
    #expect(try gym.log("w").exercises[2].exerciseMetadata?.exerciseType == .barbell)
    #expect(try gym.log("w").exercises[1].exerciseMetadata?.name == "Plank")
    // What was not chosen is as it was.
    #expect(try gym.log("w").exercises[0].exerciseMetadata?.name == "squats")
    #expect(try gym.logbook.check(.deep).report.integrity == [])
    _ = try gym.logbook.undo()
    #expect(try gym.log("w").exercises[2].exerciseMetadata?.exerciseType == .machine)
    try gym.store.close()
  }

  @Test func whatWorkoutsSayBecomesAnExerciseOfOnesOwn() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    let report = try gym.logbook.repair(["deadlift"], take: .embedded)
    #expect(report.exercises == 1)
    let own = try #require(
      try gym.store.read { try $0.document(Exercise.self, "deadlift")?.document })
    #expect(own.metadata.exerciseType == .machine)
    #expect(!(try gym.logbook.validate().survey.findings.contains { $0.exerciseId == "deadlift" }))
    #expect(try gym.log("w").exercises[2].exerciseMetadata?.exerciseType == .machine)
    _ = try gym.logbook.undo()
    #expect(try gym.logbook.validate().survey.findings.contains { $0.exerciseId == "deadlift" })
    try gym.store.close()
  }

  @Test func anExerciseThatNothingKnowsIsMadeOfItsCopies() throws {
    let folder = try Folder()
    let gym = try Gym(in: folder)
    var log = try sound("w")
    log.exercises[0].exerciseId = "ghost"
    try gym.put(log)
    #expect(throws: RepairError.noExercise(id: "ghost")) {
      try gym.logbook.repair(["ghost"], take: .master)
    }
    _ = try gym.logbook.repair(["ghost"], take: .embedded)
    #expect(try gym.logbook.validate().isClean)
    try gym.store.close()
  }

  @Test func whatCannotBeChosenIsRefused() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    try gym.put(
      try planted("v", [("deadlift", { $0.exerciseType = .trapBar })]))
    var log = try sound("x")
    log.exercises[0].exerciseId = "ghost"
    log.exercises[0].exerciseMetadata = nil
    try gym.put(log)
    let steps = try gym.steps()
    #expect(throws: RepairError.noFinding(id: "bench-press")) {
      try gym.logbook.repair(["bench-press"], take: .master)
    }
    #expect(throws: RepairError.noCopy(id: "ghost")) {
      try gym.logbook.repair(["ghost"], take: .embedded)
    }
    do {
      _ = try gym.logbook.repair(["deadlift"], take: .embedded)
      Issue.record("nothing was refused")
    } catch RepairError.severalFindings(let id, let ids) {
      #expect(id == "deadlift")
      #expect(ids.count == 2)
      // Each of them can be named by itself.
      _ = try gym.logbook.repair([ids[0]], take: .embedded)
    }
    #expect(try gym.steps().count == steps.count + 1)
    try gym.store.close()
  }

  // MARK: Figures

  @Test func figuresThatAreNotWhatTheDocumentsComeToAreWorkedOutAgain() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    try gym.store.damage("UPDATE day SET volume = 1; DELETE FROM summary WHERE exercise = 'squat'")
    let report = try gym.logbook.repair()
    #expect(report.renewedDerived)
    #expect(try gym.logbook.check(.deep).report.integrity == [])
    try gym.store.close()
  }

  // MARK: What goes wrong meanwhile

  /// Stopped after each document in turn: the store is as it was before, every time.
  @Test func aRepairThatIsStoppedAnywhereHasChangedNothing() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    let (before, steps) = (try texts(gym), try gym.steps())
    for stop in 1...2 {
      for run in [
        { try gym.logbook.repair(progress: $0) },
        { try gym.logbook.repair(["deadlift", "barbell-row"], take: .master, progress: $0) },
      ] as [((Double) throws -> Void) throws -> RepairReport] {
        var count = 0
        #expect(throws: Cancelled.self) {
          _ = try run { _ in
            count += 1
            if count == stop { throw Cancelled() }
          }
        }
        #expect(try texts(gym) == before)
        #expect(try gym.steps() == steps)
        #expect(try gym.checkNotes() == [])
      }
    }
    try gym.store.close()
  }

  @Test func aFullDiskLeavesTheStoreAsItWasAndIsSaid() throws {
    let folder = try Folder()
    let gym = try gym(in: folder)
    let before = try texts(gym)
    // As many pages as there are, and a few more at each try, until it goes through.
    var room = 0
    while true {
      try gym.store.limitPages(room)
      do {
        _ = try gym.logbook.repair()
        break
      } catch let error as StoreError {
        guard case .diskFull = error else { throw error }
        #expect(try texts(gym) == before)
      }
      room += 1
      guard room < 60 else { throw Cancelled() }
    }
    #expect(room > 0)
    #expect(try gym.log("w").exercises[0].exerciseMetadata?.name == "Squat")
    try gym.store.close()
  }
}
