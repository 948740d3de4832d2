import Testing
import Training

@Suite struct WorkoutEditTests {
  let log = session(of: [
    item("a", [done(100, 5, id: "a1"), planned("a2", 100, 5)]),
    item("b", [planned("b1", 60, 5)], group: "g"),
    item("c", [done(60, 5, id: "c1")], group: "g"),
  ])

  @Test func finishingMeasuresTheTimeAndDropsWhatWasNotDone() throws {
    let result = try log.edited(.finish())
    #expect(result.log.isWorkoutFinished && result.log.completedDate == editTime)
    #expect(result.log.duration == 60)
    #expect(result.log.setIds == [["a1"], ["c1"]])
    #expect(result.log.layout == "a c")
    #expect(result.message == "Workout finished.")
  }

  @Test func theDayMayStayOpenUntilTheWorkoutIsFinishedAnew() throws {
    var log = log
    (log.programId, log.weekIndex, log.dayIndex) = ("p", 0, 1)
    let kept = try log.edited(.finish(keepsDayOpen: true))
    #expect(kept.log.dayStaysOpen && kept.log.isWorkoutFinished)
    #expect(kept.message == "Workout finished, the day stays open.")
    #expect(try kept.log.edited(.rename("Push")).log.dayStaysOpen)
    let resumed = try kept.log.edited(.resume).log
    #expect(!resumed.dayStaysOpen)
    #expect(try !resumed.edited(.finish()).log.dayStaysOpen)
  }

  @Test func whatIsNoDayOfAProgramHasNoneToKeepOpen() throws {
    var log = log
    (log.programId, log.weekIndex, log.dayIndex) = (nil, nil, nil)
    let finished = try log.edited(.finish(keepsDayOpen: true))
    #expect(!finished.log.dayStaysOpen && finished.message == "Workout finished.")
  }

  @Test func anExerciseWithANoteStaysWithoutSets() throws {
    var noted = log
    noted.exercises[1].notes = "shoulder"
    #expect(try noted.edited(.finish()).log.layout == "a b:g c:g")
  }

  @Test func finishingNeedsASetOrANote() throws {
    let empty = session(of: [item("a", [planned("s", 100, 5)])])
    let error = #expect(throws: EditError.self) { try empty.edited(.finish()) }
    #expect(
      error?.sentence
        == "Could not finish the workout: nothing is logged yet; log a set, or discard the workout."
    )
    var noted = empty
    noted.notes = "ill"
    #expect(try noted.edited(.finish()).log.isWorkoutFinished)
  }

  @Test func finishingTwiceIsRefused() throws {
    let finished = try log.edited(.finish()).log
    let error = #expect(throws: EditError.self) { try finished.edited(.finish()) }
    #expect(
      error?.sentence
        == "Could not finish the workout: it is already finished; resume it to go on.")
  }

  @Test func aWorkoutLeftOpenOvernightEndsWithItsLastSet() throws {
    var open = log
    open.exercises[0].sets[0].completedAt = editTime
    let next = editTime.advanced(bySeconds: 60_000)
    let finished = try open.edited(.finish(), at: next).log
    #expect(finished.completedDate == editTime && finished.duration == 60)
    let unknown = try log.edited(.finish(), at: next).log
    #expect(unknown.completedDate == nil && unknown.duration == nil)
    #expect(unknown.isWorkoutFinished)
  }

  @Test func withoutAStartNoTimeIsMeasured() throws {
    var past = log
    past.startedAt = nil
    let finished = try past.edited(.finish()).log
    #expect(finished.completedDate == editTime && finished.duration == nil)
  }

  @Test func resumingOpensAFinishedWorkoutAndOnlyThat() throws {
    let finished = try log.edited(.finish()).log
    let result = try finished.edited(.resume)
    #expect(!result.log.isWorkoutFinished && result.log.completedDate == nil)
    #expect(result.log.duration == nil && result.message == "Workout resumed.")
    let error = #expect(throws: EditError.self) { try log.edited(.resume) }
    #expect(
      error?.sentence
        == "Could not resume the workout: it is not finished; go on where you are.")
    var entered = finished
    entered.startedAt = nil
    entered.duration = 50
    #expect(try entered.edited(.resume).log.duration == 50)
  }

  @Test func aFinishedWorkoutMovesToAnotherDayWithItsTimeOfDay() throws {
    let finished = try log.edited(.finish()).log
    let date = finished.date.advanced(byDays: -3)
    let result = try finished.edited(.setDate(date))
    #expect(result.log.date == date && result.log.duration == 60)
    #expect(result.log.startedAt?.local(offsetMinutes: 60).date == date)
    #expect(result.log.durationMilliseconds == finished.durationMilliseconds)
    #expect(result.message == "Moved to \(date).")
  }

  @Test func anOpenWorkoutOnAnotherDayKnowsOnlyItsDay() throws {
    let date = log.date.advanced(byDays: -3)
    let moved = try log.edited(.setDate(date)).log
    #expect(moved.startedAt == nil && moved.utcOffset == nil && moved.date == date)
    let same = try log.edited(.setDate(log.date))
    #expect(same.log == log && same.message == "The workout stays on \(log.date).")
  }

  @Test func theWorkoutIsNamedAndNoted() throws {
    let named = try log.edited(.rename("Push B"))
    #expect(named.log.name == "Push B" && named.message == "Renamed to Push B.")
    #expect(try named.log.edited(.rename("")).message == "Name removed.")
    let noted = try log.edited(.noteWorkout("good"))
    #expect(noted.log.notes == "good" && noted.message == "Workout noted.")
    #expect(try noted.log.edited(.noteWorkout("")).message == "Workout note removed.")
  }

  @Test func everyEditSaysWhatItAttempted() {
    let metadata = ExerciseMetadata()
    let edits: [(LogEdit, String)] = [
      (.changeSet(entry: "z", set: "z", SetChange()), "change the set"),
      (.logSet(entry: "z", set: "z", SetChange()), "log the set"),
      (.logSets(entry: "z", set: "z", []), "log the sets"),
      (.unlogSet(entry: "z", set: "z"), "remove the set's tick"),
      (.addSet(entry: "z", after: nil), "add a set"),
      (.duplicateSet(entry: "z", set: "z"), "duplicate the set"),
      (.removeSet(entry: "z", set: "z"), "remove the set"),
      (.moveSet(entry: "z", set: "z", by: 1), "move the set"),
      (
        .addExercise(exerciseId: "z", metadata: metadata, sets: [], after: "z"),
        "add the exercise"
      ), (.duplicateExercise(entry: "z"), "duplicate the exercise"),
      (.removeExercise(entry: "z"), "remove the exercise"),
      (.moveExercise(entry: "z", by: 1), "move the exercise"),
      (
        .swapExercise(entry: "z", exerciseId: "z", metadata: metadata, sets: []),
        "swap the exercise"
      ), (.toggleSuperset(entry: "z"), "change the superset"),
      (.noteExercise(entry: "z", ""), "save the exercise's note"),
      (.setRest(entry: "z", seconds: nil), "set the rest"),
    ]
    for (edit, attempt) in edits {
      let error = #expect(throws: EditError.self) { try log.edited(edit) }
      #expect(error == EditError(attempt: attempt, problem: .exerciseGone))
    }
  }
}
