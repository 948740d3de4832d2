import Logbook
import ReplayCheck
import Store
import Testing
import Training

@testable import Screens

/// The main job, pressed key by key on the real screens over a real store.
struct MainJobTests {
  @Test func aWorkoutIsLoggedFinishedUndoneAndRedone() throws {
    let athlete = try Athlete()
    #expect(athlete.screen().contains("Push B"))
    athlete.press("Enter")
    #expect(athlete.screen().contains("Push B started."))
    #expect(athlete.screen().contains("0 of"))
    athlete.press("Enter")
    #expect(athlete.screen().contains("Set 1 logged."))
    #expect(athlete.screen().contains("1 of"))
    athlete.type("200x5@9")
    athlete.press("Enter")
    #expect(athlete.screen().contains("Really 200 kg? That is above 1.5 times your best e1RM"))
    athlete.press("y")
    #expect(athlete.screen().contains("200"))
    #expect(athlete.screen().contains("★ best e1RM 233.3"))
    for _ in 0..<40 { athlete.press("Enter") }
    athlete.press("f", "f")
    let finished = athlete.screen()
    #expect(finished.contains("Bench Press"))
    let log = try #require(try athlete.logbook.store.read { try $0.workouts(limit: 1) }.first)
    #expect(log.isFinished)
    #expect(log.sets > 10)
    athlete.press("Enter", "gr")
    #expect(athlete.screen().contains("Bench Press"))
    athlete.press("u")
    #expect(athlete.screen().contains("Undone: Workout finished."))
    let open = try athlete.logbook.store.read { try $0.unfinishedWorkout() }
    #expect(open?.id == log.id)
    athlete.press("C-r")
    #expect(try athlete.logbook.store.read { try $0.unfinishedWorkout() } == nil)
    athlete.press("q")
    #expect(athlete.hasLeft)
    #expect(try athlete.logbook.store.replayMismatches().isEmpty)
  }

  @Test func threeKeysLeadFromNothingToTheFirstSetToLog() throws {
    let athlete = try Athlete(isNew: true)
    #expect(athlete.screen().contains("What do you lift in?"))
    athlete.press("k", "s", "Enter")
    #expect(athlete.screen().contains("started."))
    athlete.press("Enter")
    #expect(athlete.screen().contains("No weight yet"))
    athlete.type("60")
    athlete.press("Enter")
    #expect(athlete.screen().contains("Set 1 logged."))
    #expect(try athlete.logbook.logPage()?.log.countedSetCount == 1)
  }

  @Test func theEmptyLogBeginsWithThePicker() throws {
    let athlete = try Athlete(isNew: true)
    athlete.press("l", "e")
    #expect(athlete.screen().contains("Add exercise:"))
    athlete.type("bp")
    #expect(athlete.screen().contains("Bench Press"))
    athlete.press("Enter")
    #expect(athlete.screen().contains("Bench Press"))
    athlete.type("225x5")
    athlete.press("Enter")
    let set = try #require(try athlete.logbook.logPage()?.log.exercises.first?.sets.first)
    #expect(set.weight == 225)
    #expect(set.unit == .pounds)
    #expect(set.completed)
  }

  @Test func anExerciseThatNobodyKnowsCanBeMade() throws {
    let athlete = try Athlete(isNew: true)
    athlete.press("k", "e")
    athlete.type("zzqx")
    #expect(athlete.screen().contains("Enter makes “zzqx” your own exercise."))
    athlete.press("Enter", "Down", "Enter", "Enter")
    let entry = try #require(try athlete.logbook.logPage()?.log.exercises.first)
    #expect(entry.metadata.name == "zzqx")
    #expect(entry.metadata.primaryMuscleGroup == .biceps)
    #expect(entry.metadata.exerciseType == .barbell)
  }

  @Test func theRestTimerRunsAndEnds() throws {
    let athlete = try Athlete()
    athlete.press("Enter", "Enter")
    #expect(athlete.screen().contains("◷ "))
    athlete.wait(3600)
    #expect(!athlete.screen().contains("◷ "))
  }

  @Test func whatIsDoneElsewhereIsSeenAfterTheStoreChanged() throws {
    let athlete = try Athlete()
    athlete.press("gr")
    _ = try athlete.logbook.logBodyWeight(90, unit: .kilograms)
    _ = try athlete.logbook.log("Hack Squat", typed: "150x5", unit: .kilograms)
    #expect(!athlete.screen(height: 60).contains("Hack Squat"))
    athlete.perform(athlete.app.handle(.storeChanged))
    #expect(athlete.screen(height: 60).contains("Hack Squat"))
  }
}
