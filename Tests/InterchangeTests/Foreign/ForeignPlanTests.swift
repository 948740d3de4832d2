import Interchange
import Testing
import Training

@Suite struct ForeignPlanTests {
  private let head =
    "\"title\",\"start_time\",\"end_time\",\"description\",\"exercise_title\",\"superset_id\",\"exercise_notes\",\"set_index\",\"set_type\",\"weight_kg\",\"reps\",\"distance_km\",\"duration_seconds\",\"rpe\"\n"

  private func row(_ start: String, _ exercise: String, _ values: String = "100,5,,,8")
    -> String
  {
    "\"Upper\",\"\(start)\",\"\",\"\",\"\(exercise)\",,\"\",0,\"normal\",\(values)\n"
  }

  @Test func aWorkoutBecomesADocumentWithItsMetadata() throws {
    let text =
      head + """
        "Upper","10 Feb 2024, 19:57","10 Feb 2024, 21:02","Good","Bench Press (Barbell)",1,"belt",0,"warmup",60,8,,,
        "Upper","10 Feb 2024, 19:57","10 Feb 2024, 21:02","Good","Bench Press (Barbell)",1,"belt",1,"normal",100,5,,,8
        "Upper","10 Feb 2024, 19:57","10 Feb 2024, 21:02","Good","Ginástica",1,"",0,"normal",,,,60,

        """
    let plan = try plan(try history(text))
    let log = try #require(plan.logs.first)
    #expect(plan.format == .hevy && plan.logs.count == 1 && log.importedFrom == "hevy")
    #expect(log.id.hasPrefix("hevy-") && log.name == "Upper" && log.notes == "Good")
    #expect(log.startedAt?.iso8601 == "2024-02-10T18:57:00.000Z" && log.utcOffset == 60)
    #expect(log.completedDate?.iso8601 == "2024-02-10T20:02:00.000Z" && log.duration == 65)
    #expect(log.isWorkoutFinished && log.weightUnit == .kilograms)
    #expect(log.exercises.map(\.exerciseId).first == "bench-press")
    #expect(log.exercises[0].metadata.name == "Bench Press" && log.exercises[0].notes == "belt")
    #expect(log.exercises.map(\.supersetGroup) == ["1", "1"])
    #expect(log.exercises.map(\.importedName) == ["Bench Press (Barbell)", "Ginástica"])
    #expect(log.exercises[0].sets.map(\.kind) == [.warmUp, .working])
    #expect(log.exercises[0].sets.map(\.completed) == [true, true])
    #expect(log.exercises[0].position < log.exercises[1].position)
    #expect(plan.names.map(\.sets) == [2, 1] && plan.names.map(\.workouts) == [1, 1])
    let own = try #require(plan.exercises.first)
    #expect(plan.exercises.count == 1 && own.name == "Ginástica")
    #expect(own.metadata.measures == [.seconds])
    #expect(log.exercises[1].exerciseId == own.id)
  }

  @Test func idsComeFromContentAndStayInALaterExport() throws {
    let first = try plan(try history(head + row("10 Feb 2024, 19:57", "Squat")))
    let later = try plan(
      try history(
        head + row("12 Feb 2024, 19:57", "Squat") + row("10 Feb 2024, 19:57", "Squat")))
    #expect(later.logs.map(\.id).first == first.logs[0].id)
    #expect(later.logs[0].importHash == first.logs[0].importHash)
    let changed = try plan(
      try history(head + row("10 Feb 2024, 19:57", "Squat", "105,5,,,8")))
    #expect(changed.logs[0].id == first.logs[0].id)
    #expect(changed.logs[0].importHash != first.logs[0].importHash)
    #expect(Set(later.logs.map(\.id)).count == 2)
  }

  @Test func twoWorkoutsOfOneDayAreTwo() throws {
    let plan = try plan(
      try history(head + row("10 Feb 2024, 19:57", "Squat") + row("10 Feb 2024, 07:00", "Squat")))
    #expect(plan.logs.count == 2 && plan.logs[0].id != plan.logs[1].id)
    #expect(plan.logs[0].startedAt ?? now < plan.logs[1].startedAt ?? now)
  }

  @Test func eachSetKeepsItsUnitAndAnEntryItsRest() throws {
    let strong =
      "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes\n"
    let text =
      strong + """
        2024-03-01 18:00:00;P;Squat;1;225;lbs;5;;;;0;;
        2024-03-01 18:00:00;P;Squat;Rest Timer;;;;;;;90;;
        2024-03-01 18:00:00;P;Squat;2;100;kg;5;;;;0;;
        2024-03-01 18:00:00;P;Plank;1;;;;;;;60;;
        2024-03-01 18:00:00;P;Plank;Rest Timer;;;;;;;60;;
        2024-03-01 18:00:00;P;Plank;2;;;;;;;60;;
        2024-03-01 18:00:00;P;Plank;Rest Timer;;;;;;;45;;
        2024-03-01 18:00:00;P;Plank;3;;;;;;;;;
        """
    let log = try #require(try plan(try history(text)).logs.first)
    #expect(log.weightUnit == .pounds)
    #expect(log.exercises[0].sets.map(\.unit) == [.pounds, .kilograms])
    #expect(log.exercises[0].sets.map(\.weight) == [225, 100])
    #expect(log.exercises[0].restSeconds == 90 && log.exercises[1].restSeconds == nil)
    #expect(log.exercises[1].sets.map { $0.unknown.map(\.json) } == [["60"], ["45"], []])
    #expect(log.exercises[1].sets.map(\.completed) == [true, true, false])
  }

  @Test func aDayOfFitNotesHasNoTime() throws {
    let text =
      "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n2024-03-01,Cossack,Quads,20,8,,,\n"
    let plan = try plan(try history(text))
    let log = try #require(plan.logs.first)
    #expect(log.name == "Workout" && log.startedAt == nil && log.utcOffset == nil)
    #expect(plan.exercises[0].metadata.primaryMuscleGroup == .quads)
    #expect(plan.counts["workoutLogs"] == 1 && plan.rows.total == 1)
  }
}
