import Logbook
import Store
import Testing
import Training

@Suite struct EditingTests {
  let gym: Gym
  let log: WorkoutLog
  let press: LoggedExercise

  init() throws {
    gym = try Gym()
    try gym.put(try strength())
    log = try gym.logbook.startDay(programId: "p", week: 0, day: 0).log
    press = log.exercises[0]
  }

  private func edit(_ edit: LogEdit) throws -> Edited { try gym.logbook.edit(log.id, edit) }

  /// Logs the first open set of an entry as it is planned.
  private func logNext(_ exerciseId: String = "bench-press") throws -> Edited {
    let log = try gym.log(log.id)
    let entry = try #require(log.exercises.first { $0.exerciseId == exerciseId })
    let set = try #require(entry.sets.first { !$0.completed })
    return try edit(.logSet(entry: entry.id, set: set.id, SetChange()))
  }

  @Test func everyEditIsOneStepNamedByItsMessage() throws {
    var change = SetChange()
    change.reps = .set(6)
    let first = press.sets[0].id
    let edits: [(LogEdit, String)] = [
      (.changeSet(entry: press.id, set: first, change), "Set 1 changed."),
      (.logSet(entry: press.id, set: first, change), "Set 1 logged."),
      (.logSets(entry: press.id, set: press.sets[1].id, [change, change]), "2 sets logged."),
      (.unlogSet(entry: press.id, set: first), "Set 1 open again."),
      (.addSet(entry: press.id, after: nil), "Set 4 added."),
      (.duplicateSet(entry: press.id, set: first), "Set 1 duplicated."),
      (.moveSet(entry: press.id, set: first, by: 1), "Set 1 moved down."),
      (.removeSet(entry: press.id, set: first), "Set 2 removed."),
      (.duplicateExercise(entry: press.id), "Bench Press duplicated."),
      (.moveExercise(entry: press.id, by: 1), "Bench Press moved down."),
      (.toggleSuperset(entry: press.id), ""),
      (.noteExercise(entry: press.id, "Slow"), "Bench Press noted."),
      (.setRest(entry: press.id, seconds: 90), ""),
      (.noteWorkout("Tired"), "Workout noted."),
      (.rename("Push"), "Renamed to Push."),
      (.setDate(day(-1)), "Moved to 2025-01-05."),
      (.removeExercise(entry: press.id), "Bench Press removed."),
      (.finish(), "Workout finished."),
      (.resume, "Workout resumed."),
    ]
    for (edit, message) in edits {
      let edited = try self.edit(edit)
      if !message.isEmpty { #expect(edited.message == message) }
      #expect(try gym.steps().first == edited.message)
      #expect(edited.page.log == (try gym.log(log.id)))
    }
    for (_, message) in edits.reversed() {
      let undone = try gym.logbook.undo().label
      if !message.isEmpty { #expect(undone == message) }
    }
    #expect(try gym.log(log.id).exercises.map(\.exerciseId) == log.exercises.map(\.exerciseId))
    #expect(try gym.log(log.id).date == log.date)
  }

  @Test func anEditThatFindsNothingToDoIsNoStep() throws {
    let steps = try gym.steps()
    gym.wait(days: 3)
    let edited = try edit(.moveExercise(entry: press.id, by: -1))
    #expect(edited.message == "Bench Press stays where it is.")
    #expect(try gym.steps() == steps)
  }

  @Test func anEditOfWhatIsGoneIsRefused() throws {
    #expect(throws: EditError.self) { try edit(.removeExercise(entry: "gone")) }
    #expect(throws: LogbookError.noWorkout(id: "gone")) {
      try gym.logbook.edit("gone", .noteWorkout("x"))
    }
    #expect(throws: LogbookError.noWorkout(id: "gone")) { try gym.logbook.finish("gone") }
    #expect(throws: LogbookError.noWorkout(id: "gone")) { try gym.logbook.discard("gone") }
    #expect(throws: LogbookError.noWorkout(id: "gone")) {
      try gym.logbook.addExercise("squat", to: "gone", after: nil)
    }
    #expect(throws: LogbookError.noWorkout(id: "gone")) {
      try gym.logbook.createExercise(
        name: "Carry", group: .abs, type: .dumbbell, addTo: "gone", after: nil)
    }
  }

  // MARK: Rest

  @Test func loggingASetStartsItsRest() throws {
    let rest = try #require(try logNext().page.rest)
    #expect(rest.startedAt == time())
    #expect(rest.duration == 180)
    gym.wait(60)
    #expect(try #require(try logNext("squat").page.rest).duration == 120)
    #expect(try gym.logbook.runningRest()?.startedAt == time(60))
  }

  @Test func severalSetsAtOnceStartTheRestToo() throws {
    var change = SetChange()
    change.reps = .set(5)
    let edited = try edit(.logSets(entry: press.id, set: press.sets[0].id, [change, change]))
    #expect(edited.page.rest?.duration == 180)
  }

  @Test func correctingALoggedSetLeavesTheTimerAlone() throws {
    _ = try logNext()
    gym.wait(60)
    var change = SetChange()
    change.reps = .set(4)
    let edited = try edit(.logSet(entry: press.id, set: press.sets[0].id, change))
    #expect(edited.message == "Set 1 corrected.")
    #expect(edited.page.rest?.startedAt == time())
  }

  @Test func aWorkoutOfAnotherDayRunsNoTimer() throws {
    let past = try gym.logbook.startDay(programId: "p", week: 0, day: 0, date: day(-3)).log
    let set = past.exercises[0].sets[0].id
    let edited = try gym.logbook.edit(
      past.id, .logSet(entry: past.exercises[0].id, set: set, SetChange()))
    #expect(edited.page.rest == nil)
  }

  @Test func inASupersetTheRestComesAfterThePartnersTurn() throws {
    let other = try #require(log.exercises.dropFirst().first)
    _ = try edit(.toggleSuperset(entry: press.id))
    #expect(try logNext().page.rest == nil)
    #expect(try logNext(other.exerciseId).page.rest != nil)
  }

  @Test func withoutAUsualRestNoTimerRuns() throws {
    gym.logbook.preferences.restSeconds = 0
    #expect(try logNext("squat").page.rest == nil)
  }

  @Test func theTimerIsThereForANewLogbookOnTheSameStore() throws {
    let started = try logNext().page.rest
    let other = try Gym(store: gym.store)
    #expect(try other.logbook.logPage()?.rest == started)
    #expect(try other.logbook.runningRest() == started)
  }

  @Test func theTimerCanBeSetAnewAndEnded() throws {
    _ = try logNext()
    gym.wait(30)
    let rest = try #require(try gym.logbook.setRest(log.id, seconds: 92.5)?.rest)
    #expect(rest.startedAt == time(30) && rest.duration == 92.5)
    #expect(try gym.logbook.setRest(log.id, seconds: nil)?.rest == nil)
    #expect(try gym.logbook.setRest(log.id, seconds: -5)?.rest == nil)
    #expect(try gym.logbook.runningRest() == nil)
  }

  @Test func theTimerOfAnotherWorkoutIsNotShownNorEnded() throws {
    _ = try logNext()
    let other = try gym.logbook.startBlank()
    #expect(other.rest == nil)
    _ = try gym.logbook.discard(other.log.id)
    #expect(try gym.logbook.runningRest()?.logId == log.id)
  }

  @Test func finishingAndDiscardingEndTheTimer() throws {
    _ = try logNext()
    _ = try edit(.finish())
    #expect(try gym.logbook.runningRest() == nil)
    _ = try edit(.resume)
    _ = try edit(.unlogSet(entry: press.id, set: press.sets[0].id))
    _ = try logNext()
    #expect(try gym.logbook.runningRest() != nil)
    _ = try gym.logbook.discard(log.id)
    #expect(try gym.logbook.runningRest() == nil)
  }

  @Test func aDamagedTimerIsNone() throws {
    try gym.store.setFact(.rest, "soon")
    #expect(try gym.logbook.runningRest() == nil)
  }

  // MARK: Exercises

  @Test func anAddedExerciseIsPrefilledFromLastTime() throws {
    try gym.train("deadlift", "w60x5 180x3@9 170x5", on: day(-4))
    let edited = try gym.logbook.addExercise("deadlift", to: log.id, after: press.id)
    let entry = try edited.page.entry("deadlift")
    #expect(edited.page.log.exercises.map(\.exerciseId)[1] == "deadlift")
    #expect(texts(entry.sets) == ["180×3", "170×5"])
    #expect(entry.sets.allSatisfy { !$0.completed && $0.rpe == nil })
    #expect(entry.exerciseMetadata?.name == "Deadlift")
    #expect(edited.focus?.entry == entry.id)
    #expect(edited.page.history["deadlift"]?.lastDate == day(-4))
  }

  @Test func anExerciseThatWasNeverDoneGetsThreeEmptySets() throws {
    let edited = try gym.logbook.addExercise("deadlift", to: log.id, after: nil)
    #expect(texts(try edited.page.entry("deadlift").sets) == ["–×–", "–×–", "–×–"])
  }

  @Test func anAddedExerciseTakesTheBodyWeightOfTheDay() throws {
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms, date: day(-1))
    let blank = try gym.logbook.startBlank().log.id
    let page = try gym.logbook.addExercise("push-up", to: blank, after: nil).page
    #expect(try page.entry("push-up").bodyweight == 80)
    let swapped = try gym.logbook.swapExercise(
      page.log.exercises[0].id, in: blank, for: "pull-up"
    ).page
    #expect(try swapped.entry("pull-up").bodyweight == 80)
  }

  @Test func aSwappedExerciseIsPrefilledAndKeepsWhatWasLogged() throws {
    try gym.train("deadlift", "180x3", on: day(-4))
    _ = try logNext()
    let edited = try gym.logbook.swapExercise(press.id, in: log.id, for: "deadlift")
    #expect(edited.message == "Bench Press swapped for Deadlift.")
    #expect(texts(try edited.page.entry("bench-press").sets) == ["65×5"])
    #expect(try edited.page.entry("deadlift").sets.first?.weight == 180)
  }

  @Test func anExerciseThatNothingKnowsCannotBeAdded() throws {
    #expect(throws: LogbookError.unknownExercise(name: "gone", suggestions: [])) {
      try gym.logbook.addExercise("gone", to: log.id, after: nil)
    }
  }

  @Test func anExerciseOfOnesOwnIsMadeAndAddedInOneStep() throws {
    _ = try gym.logbook.logBodyWeight(80, unit: .kilograms)
    let edited = try gym.logbook.createExercise(
      name: "Ring Row", group: .back, type: .bodyweight, addTo: log.id, after: press.id)
    let entry = edited.page.log.exercises[1]
    #expect(entry.exerciseMetadata?.name == "Ring Row")
    #expect(entry.sets.count == 3)
    #expect(entry.bodyweight == 80)
    #expect(edited.focus?.entry == entry.id)
    #expect(try gym.logbook.exercise(named: "ring row").id == entry.exerciseId)
    #expect(try gym.logbook.searchExercises("ring", limit: 5).first?.exerciseId == entry.exerciseId)
    #expect(try gym.logbook.undo().label == "Ring Row made and added")
    #expect(try gym.store.read { try $0.count(of: .exercises) } == 0)
    #expect(try gym.log(log.id).exercises.count == 4)
  }

  @Test func anExerciseNeedsAName() throws {
    #expect(throws: LogbookError.self) {
      try gym.logbook.createExercise(
        name: " \t", group: .back, type: .bodyweight, addTo: log.id, after: nil)
    }
    #expect(try gym.store.read { try $0.count(of: .exercises) } == 0)
  }

  // MARK: The end

  @Test func finishingTellsWhatTheWorkoutCameTo() throws {
    try gym.train("bench press", "60x5", on: day(-4))
    _ = try logNext()
    gym.wait(1800)
    let page = try gym.logbook.finish(log.id)
    #expect(page.sets == 1)
    #expect(page.openSets == 8)
    #expect(page.volume == 325)
    #expect(page.minutes == 30)
    #expect(page.records.map(\.record.kind).contains(.heaviestWeight))
    #expect(page.log.isWorkoutFinished)
    #expect(page.log.exercises.map(\.exerciseId) == ["bench-press"])
    #expect(page.log.workoutSummary?.totalVolume == 325)
    #expect(throws: EditError.self) { try gym.logbook.finish(log.id) }
  }

  @Test func aWorkoutWithNothingLoggedIsNotFinished() throws {
    #expect(throws: EditError.self) { try gym.logbook.finish(log.id) }
  }

  @Test func aDiscardedWorkoutComesBackWithUndo() throws {
    _ = try logNext()
    let before = try gym.log(log.id)
    #expect(try gym.logbook.discard(log.id) == "Workout deleted.")
    #expect(try gym.logbook.logPage(id: log.id) == nil)
    #expect(try gym.logbook.progress().rows.isEmpty)
    #expect(try gym.logbook.undo().label == "Workout deleted")
    let after = try gym.log(log.id)
    #expect(after.exercises.map(\.id) == before.exercises.map(\.id))
    #expect(after.volume == before.volume)
    #expect(try gym.logbook.progress().rows.map(\.exerciseId) == ["bench-press"])
  }

  @Test func theUnfinishedWorkoutIsThePageWithoutAnId() throws {
    #expect(try gym.logbook.logPage()?.log.id == log.id)
    #expect(try gym.logbook.logPage(id: log.id)?.version == 1)
  }
}

@Suite struct SharedStoreTests {
  let folder: Folder
  let here: Gym
  let there: Gym
  let log: WorkoutLog

  init() throws {
    folder = try Folder()
    here = try Gym(store: try Store.open(at: folder.store, now: time()))
    there = try Gym(store: try Store.open(at: folder.store, now: time()), ids: 1000)
    log = try here.logbook.startBlank().log
    _ = try here.logbook.addExercise("squat", to: log.id, after: nil)
  }

  private var entry: String {
    get throws { try here.log(log.id).exercises[0].id }
  }

  @Test func anEditThatMeetsAChangedWorkoutIsWorkedOutAnew() throws {
    let (logbook, id) = (there.logbook, log.id)
    here.whenAnIDIsMade { [here] in
      here.whenAnIDIsMade(nil)
      #expect(throws: Never.self) { try logbook.edit(id, .noteWorkout("From there")) }
    }
    let edited = try here.logbook.edit(log.id, .addSet(entry: try entry, after: nil))
    #expect(here.pauses == [100])
    #expect(edited.page.log.notes == "From there")
    #expect(edited.page.log.exercises[0].sets.count == 4)
    #expect(try there.log(log.id) == edited.page.log)
  }

  @Test func afterThreeTriesAnEditIsGivenUpAndNothingIsLost() throws {
    let (logbook, id, entry) = (there.logbook, log.id, try entry)
    let notes = Counter()
    here.whenAnIDIsMade {
      #expect(throws: Never.self) { try logbook.edit(id, .noteWorkout("Note \(notes.next())")) }
    }
    #expect(throws: StoreError.stale(collection: .workoutLogs, id: id)) {
      try here.logbook.edit(id, .addSet(entry: entry, after: nil))
    }
    #expect(here.pauses == [100, 200, 400])
    #expect(try here.log(id).notes == "Note 4")
    #expect(try here.log(id).exercises[0].sets.count == 3)
  }

  @Test func bothSeeWhatTheOtherLogs() throws {
    let set = try here.log(log.id).exercises[0].sets[0].id
    var change = SetChange()
    change.reps = .set(5)
    let before = try there.store.dataVersion()
    _ = try here.logbook.edit(log.id, .logSet(entry: try entry, set: set, change))
    #expect(try there.store.dataVersion() != before)
    #expect(try there.logbook.logPage()?.log.exercises[0].sets[0].completed == true)
    #expect(try there.logbook.logPage()?.rest?.duration == 120)
  }
}
