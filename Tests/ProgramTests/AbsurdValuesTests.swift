import Foundation
import Logbook
import Store
import Testing
import Training

@testable import Screens

/// A file may say anything of a set: the screens draw it, and nothing is lost.
struct AbsurdValuesTests {
  private func absurdSet(_ id: String, _ value: Double, reps: Int) -> LoggedSet {
    LoggedSet(
      id: id, weight: value, reps: reps, rpe: value, seconds: value, distance: value,
      completed: true, position: id)
  }

  private func workout(_ id: String, _ value: Double, reps: Int, finished: Bool) throws
    -> WorkoutLog
  {
    let day = try #require(LocalDate("2026-11-23"))
    var entries: [LoggedExercise] = []
    for type in [ExerciseType.barbell, .bodyweight, .bodyweightLoadable] {
      entries.append(
        LoggedExercise(
          id: type.rawValue, exerciseId: type.rawValue,
          exerciseMetadata: ExerciseMetadata(name: type.rawValue, exerciseType: type),
          sets: ["1", "2", "3"].map { absurdSet($0, value, reps: reps) }, bodyweight: value,
          restSeconds: value, position: type.rawValue))
    }
    return WorkoutLog(
      id: id, userId: "u", name: "Absurd", date: day, startedAt: Athlete.evening, utcOffset: 0,
      isWorkoutFinished: finished, duration: value, exercises: entries)
  }

  @Test func everyCommandReadsWorkoutsOfAbsurdNumbers() throws {
    let home = try Home(withSample: false)
    let store = try home.openStore()
    try store.write(Step("Brought in", origin: .imported), at: Athlete.evening) {
      for (place, value) in [1e18, 1e308, -1e308].enumerated() {
        var log = try workout("w\(place)", value, reps: place == 0 ? .max : .min, finished: true)
        log.utcOffset = place == 0 ? .max : .min
        log.weekIndex = .max
        log.dayIndex = .max
        try $0.put(log, expecting: nil)
      }
    }
    try store.close()
    let export = "\(home.folder)/hevy.csv"
    try """
    "title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
    "Absurd","23 Nov 2026, 18:00","23 Nov 2026, 19:00","","barbell",,"",0,"normal",999999999,999999999,,999999999,
    """.write(toFile: export, atomically: true, encoding: .utf8)
    let commands = [
      ["today"], ["workouts"], ["workouts", "w0"], ["progress"], ["progress", "barbell"],
      ["export", "--format", "csv"], ["export", "--format", "json"],
      ["import", export, "--dry-run"],
      ["import", export], ["progress", "--json"], ["journal"], ["undo"],
    ]
    for command in commands {
      let run = try home.execute(command + ["--store", home.store])
      #expect(run.status == 0 && !run.wasSignalled, "\(command): \(run.status) \(run.complaint)")
    }
  }

  @Test(arguments: [1e18, 1e300, -1e300], [Int.max - 1, .min])
  func everyScreenDrawsWorkoutsOfAbsurdNumbers(value: Double, reps: Int) throws {
    let athlete = try Athlete(isNew: true)
    try athlete.logbook.store.write(Step("Brought in", origin: .imported), at: Athlete.evening) {
      try $0.put(try workout("w1", value, reps: reps, finished: true), expecting: nil)
      try $0.put(try workout("w2", value, reps: reps, finished: true), expecting: nil)
      try $0.put(try workout("w3", value, reps: reps, finished: false), expecting: nil)
    }
    athlete.app = App(shared: athlete.app.state.shared, start: .today)
    athlete.perform(athlete.app.open())
    for keys in ["gt", "gl", "p>>++<-", "gp", "gr", "l", "m]]t", "h", "gh", "l", "h", "c"] {
      athlete.press(keys)
      #expect(!athlete.screen().contains("Could not"), "\(keys): \(athlete.screen())")
    }
    // The rest starts, and a day passes.
    athlete.press("gl", "a", "Enter")
    athlete.wait(86_400)
    #expect(!athlete.screen().isEmpty)
    let kept = try athlete.logbook.store.read { try $0.document(WorkoutLog.self, "w1") }
    #expect(kept?.document.exercises[0].sets[0].weight == value)
    #expect(kept?.document.exercises[0].sets[0].reps == reps)
  }
}
