import Sync
import Testing
import Training
import Wire

@Suite struct TickTests {
  @Test func takingATickAwayIsAnEditThatMergesLikeAnyOther() throws {
    var log = WorkoutLog(id: "w", userId: "me", date: LocalDate(dayNumber: 20_000))
    log.exercises = [
      LoggedExercise(
        id: "e", exerciseId: "bench",
        sets: [LoggedSet(id: "s", weight: 100, reps: 5, completed: true, position: "V1")],
        position: "V1")
    ]
    let ticked = log.element.restamped(Stamp(milliseconds: 1, counter: 0, device: "a"))
    var open = try WorkoutLog(element: ticked)
    open.exercises[0].sets[0].completed = false
    let changes = ticked.changes(to: open.element)
    let unticked = try ticked.applying(
      changes, stamp: Stamp(milliseconds: 2, counter: 0, device: "a"))
    let stored = try WorkoutLog(json: WorkoutLog(element: unticked).json()).element
    var merge = ElementMerge(DocumentKey(.workoutLogs, "w"))
    let merged = merge.join(stored, ticked, base: ticked)
    let element = try #require(merged)
    #expect(try !WorkoutLog(element: element).exercises[0].sets[0].completed)
  }
}
