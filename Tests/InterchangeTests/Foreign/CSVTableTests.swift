import Chance
import Foundation
import Interchange
import Testing
import Training
import Wire

private let texts = [
  "", "Bench Press", "a,b;c\td", "“quoted” \"twice\"", "two\nlines", "two\r\nlines", " spaced ",
  "深蹲", "\u{1B}[31mred", "=1+1", "👩‍🚀",
]

private func randomLog(_ number: Int, _ chance: inout Seeded) -> WorkoutLog {
  func text() -> String { texts.randomElement(using: &chance) ?? "" }
  var log = WorkoutLog(
    id: "w\(number)", userId: "u", name: text(),
    date: LocalDate(dayNumber: Int.random(in: 10_000..<25_000, using: &chance)),
    isWorkoutFinished: chance.chance(80), notes: text())
  if chance.chance(60) {
    log.startedAt = Instant(milliseconds: Int64(log.date.dayNumber) * 86_400_000 + 36_000_000)
    log.utcOffset = 60
    log.duration = Double(Int.random(in: 1...200, using: &chance))
  }
  if chance.chance(30) { log.unknown = [UnknownField(name: "mood", json: "{\"a\":[1,2]}")] }
  for entry in 0..<Int.random(in: 0...4, using: &chance) {
    var exercise = LoggedExercise(
      id: "e\(entry)", exerciseId: "x\(entry)",
      exerciseMetadata: ExerciseMetadata(name: text(), primaryMuscleGroup: .chest),
      notes: text(), restSeconds: chance.chance(30) ? 90 : nil, position: "a\(entry)")
    for set in 0..<Int.random(in: 0...5, using: &chance) {
      exercise.sets.append(
        LoggedSet(
          id: "s\(set)", kind: SetKind.allCases.randomElement(using: &chance) ?? .working,
          weight: chance.chance(80) ? Double.random(in: -50...300, using: &chance) : nil,
          unit: chance.chance(50) ? .kilograms : .pounds,
          reps: chance.chance(80) ? Int.random(in: 0...500, using: &chance) : nil,
          rpe: chance.chance(30) ? 8.5 : nil, seconds: chance.chance(20) ? 61.5 : nil,
          distance: chance.chance(10) ? 0.1 : nil, distanceUnit: .miles,
          completed: chance.chance(70), note: text(), position: "b\(set)",
          stamps: Stamps(element: Stamp(milliseconds: 5, counter: 1, device: "abc"))))
    }
    log.exercises.append(exercise)
  }
  return log
}

@Suite struct CSVTableTests {
  private func table(_ logs: [WorkoutLog]) -> String {
    CSVTable.heading + logs.map(CSVTable.rows(of:)).joined()
  }

  @Test func anyListOfWorkoutsExportedAndReadAgainIsTheSame() throws {
    let cases = ProcessInfo.processInfo.environment["TONNAGE_CASES"].flatMap { Int($0) } ?? 300
    for seed in Seed.some(cases) {
      var chance = Seeded(seed)
      let logs = try (0..<Int.random(in: 1...4, using: &chance)).map {
        // As a store has them: read back from JSON once.
        try WorkoutLog(json: randomLog($0, &chance).json())
      }
      let read = try history(table(logs))
      #expect(read.documents.logs == logs, "\(Seed.again(seed))")
      #expect(read.documents.logs.map { $0.json() } == logs.map { $0.json() })
      #expect(read.workouts.isEmpty && read.refusals.isEmpty)
    }
  }

  @Test func allKindsOfDocumentsComeBack() throws {
    let exercise = try Exercise(
      json: Exercise(
        id: "x", metadata: ExerciseMetadata(name: "Nordic, slow", primaryMuscleGroup: .hamstrings)
      ).json())
    let program = try Program(json: Program(id: "p", userId: "u", name: "\u{301}Base \"A\"").json())
    let weight = try BodyWeight(
      json: BodyWeight(
        id: "b", userId: "u", date: LocalDate(dayNumber: 20_000), value: 82.5, unit: .kilograms,
        note: "fasted"
      ).json())
    let text =
      CSVTable.heading + CSVTable.rows(of: exercise) + CSVTable.rows(of: program)
      + CSVTable.rows(of: weight)
    let plan = try plan(try history(text))
    #expect(plan.exercises == [exercise] && plan.programs == [program])
    #expect(plan.bodyWeights == [weight])
    #expect(plan.rows.documents == 2 && plan.rows.bodyWeights == 1)
    #expect(plan.counts == ["workoutLogs": 0, "bodyWeights": 1, "programs": 1, "exercises": 1])
  }

  private let head = CSVTable.heading
  private let sample =
    "set,2024-03-01,18:00:00,65,Push,Bench Press,Chest,Barbell,1,working,102.5,kg,5,8,,,,a,90,yes,\"slow, paused\",belt,Good,\n"

  @Test func withoutTheirDocumentsTheCellsAreRead() throws {
    let second =
      "set,2024-03-01,18:00:00,65,Push,Run,,,1,working,,,,,1500,5.2,km,a,,no,,,,\n"
    let workout = "workout,2024-03-01,18:00:00,65,Push,,,,,,,,,,,,,,,,,,Good,\n"
    let read = try history(head + workout + sample + second)
    #expect(
      words(read) == [
        "2024-03-01 18:0 Push | Bench Press[a]: 102.5kg×5@8/90 | Run[a]: 5.2km1500s"
      ])
    #expect(read.workouts[0].exercises[0].sets[0].note == "slow, paused")
    #expect(read.workouts[0].note == "Good" && read.rows.total == 3)
    let log = try #require(try plan(read).logs.first)
    #expect(log.exercises[1].sets.map(\.completed) == [false] && log.duration == 65)
    let weight = try history(
      head + "bodyweight,2024-03-01,,,,,,,,,80,kg,,,,,,,,,fasted,,,\n")
    #expect(weight.bodyWeights[0].value == 80 && weight.bodyWeights[0].note == "fasted")
  }

  @Test(arguments: [
    ("102.5", "x", "weight is “x”, not a number"), ("2024-03-01", "soon", "date is “soon”"),
    ("18:00:00", "noon", "start is “noon”"), ("Bench Press", "", "exercise is empty"),
    ("working", "nap", "kind is “nap”"), ("kg", "st", "unit is neither kg nor lb"),
    ("set,", "sit,", "tonnage is “sit”, not a kind of row"),
  ])
  func aCellThatCannotBeReadIsNamed(old: String, new: String, problem: String) throws {
    let row = sample.replacing(old, with: new, maxReplacements: 1)
    #expect(try refusal(head + row)?.withoutColumns.contains("line 2: " + problem) == true)
  }

  @Test func aDistanceWithoutAUnitIsRefused() throws {
    let row = "set,2024-03-01,,,Push,Run,,,1,working,,,,,,5.2,league,,,,,,,\n"
    #expect(try refusal(head + row)?.contains("distance_unit is not a unit of distance") == true)
    let weight = "bodyweight,2024-03-01,,,,,,,,,80,st,,,,,,,,,,,,\n"
    #expect(try refusal(head + weight)?.contains("do not say what was weighed") == true)
  }

  @Test func aDocumentThatIsNoneIsNamed() throws {
    let row = "program,,,,Base,,,,,,,,,,,,,,,,,,,{\n"
    #expect(try refusal(head + row)?.withoutColumns.contains("line 2: json cannot be read") == true)
  }
}
