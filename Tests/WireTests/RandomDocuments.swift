import Chance
import Foundation
import Training

@testable import Wire

/// The seeds of the properties; `TONNAGE_LONG_TESTS=1` takes many more.
let seeds: [UInt64] = {
  let long = ProcessInfo.processInfo.environment["TONNAGE_LONG_TESTS"] == "1"
  return Seed.some(long ? 2000 : 60)
}()

/// Documents with everything in them that a document can hold.
final class RandomDocuments {
  private var generator: Seeded

  init(seed: UInt64) { generator = Seeded(seed) }

  func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }
  func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? {
    chance(50) ? value() : nil
  }

  func pick<Value>(_ values: [Value]) -> Value { values[int(0...values.count - 1)] }

  func text() -> String {
    pick([
      "", "felt good", "深蹲", "café", "cafe\u{301}", "a/b~c", "line\nbreak \"quoted\" \\ back",
      "\u{1}\u{7F}", "😀", "[1,2]", "null",
    ])
  }

  func number() -> Double {
    pick([
      0, 1, -20, 102.5, 0.1, 1e21, 1.0 / 3, 4130, -0.5, 52.163_125_5, .leastNonzeroMagnitude, 225,
    ])
  }

  func stamp() -> Stamp {
    Stamp(
      milliseconds: Int64(int(0...2_000_000_000_000)), counter: UInt32(int(0...3)),
      device: pick(["a1", "b2", "phone7"]))
  }

  func removal() -> Removal {
    if chance(30) { return Removal(upTo: stamp()) }
    var seen = Seen()
    for _ in 0..<int(0...3) { seen.insert(stamp()) }
    return Removal(
      at: stamp(), seen: seen, why: maybe(pick(Removal.Reason.allCases)), upTo: maybe(stamp()))
  }

  func stamps(_ names: [String]) -> Stamps {
    guard chance(80) else { return Stamps() }
    var stamps = Stamps(element: maybe(stamp()))
    for name in names where chance(20) { stamps.fields[name] = stamp() }
    return stamps
  }

  func instant() -> Instant { Instant(milliseconds: Int64(int(0...4_000_000_000_000))) }

  func unknown() -> UnknownFields {
    let names = ["isAdded", "addedType", "weight", "~odd", "tags", "escaped\\u0041", "深", "form"]
    let values = [
      "null", "false", "-1", "[]", "[1, 2,  3]", "{ \"a\" : [ { } ] }", "\"\\u00e9\"", "1.50",
    ]
    return names.filter { _ in chance(15) }.map { UnknownField(name: $0, json: pick(values)) }
  }

  /// Unknown fields of an entry: none that could be taken for a parallel array.
  func entryUnknown() -> UnknownFields {
    unknown().filter { $0.json.first != "[" }
  }

  func metadata() -> ExerciseMetadata {
    ExerciseMetadata(
      name: pick(["Bench Press", "Plank", "Unknown"]),
      primaryMuscleGroup: pick([.chest, .unknown, MuscleGroup(rawValue: "Neck")]),
      exerciseType: pick([.barbell, .unknown, ExerciseType(rawValue: "Sled")]),
      movementPattern: pick(["Push", "Unknown"]), equipment: pick(["Barbell", "Unknown"]),
      isCompoundLift: chance(50), measures: pick([.standard, [.seconds], [.weight, .distance]]),
      lastUpdated: maybe(instant()), revision: int(0...3),
      unknown: unknown())
  }

  func set(_ id: String) -> LoggedSet {
    LoggedSet(
      id: id, kind: pick(SetKind.allCases), weight: maybe(number()),
      unit: pick([.kilograms, .pounds]), reps: maybe(int(0...30)), rpe: maybe(8.5),
      seconds: maybe(number()), distance: maybe(number()),
      distanceUnit: pick(DistanceUnit.allCases), completed: chance(60),
      completedAt: maybe(instant()), target: maybe(text()), note: text(),
      position: chance(70) ? "V\(int(1...9))" : "",
      stamps: stamps(["weight", "reps", "note", "target"]), unknown: unknown(),
      parallel: ["tempo", "~x"].filter { _ in chance(25) }.map {
        UnknownField(name: $0, json: pick(["\"3010\"", "1.0", "{}"]))
      })
  }

  func entry(_ id: String) -> LoggedExercise {
    let sets = (0..<int(0...5)).map { set("s\($0)") }
    return LoggedExercise(
      id: id, exerciseId: "x\(int(1...9))", exerciseMetadata: maybe(metadata()), sets: sets,
      notes: text(), bodyweight: maybe(81.5), bodyweightUnit: pick([.kilograms, .pounds]),
      supersetGroup: maybe("A"), restSeconds: maybe(90),
      position: chance(70) ? "V\(int(1...9))" : "", importedName: maybe(text()),
      removedSets: chance(30) ? ["gone/1~": removal()] : [:],
      stamps: stamps(["notes", "position"]), unknown: entryUnknown())
  }

  func log() -> WorkoutLog {
    WorkoutLog(
      id: "log", userId: pick(["u1", ""]), name: text(), programId: maybe("p"),
      weekIndex: maybe(int(0...9)), dayIndex: maybe(int(0...6)),
      date: LocalDate(dayNumber: int(0...30000)), startedAt: maybe(instant()),
      utcOffset: maybe(int(-720...720)), completedDate: maybe(instant()),
      isWorkoutFinished: chance(50), dayStaysOpen: chance(20),
      weightUnit: pick([.kilograms, .pounds]),
      duration: maybe(number()), notes: text(),
      exercises: (0..<int(0...4)).map { entry("e\($0)") },
      removedExercises: chance(30) ? ["é": removal()] : [:], removal: maybe(removal()),
      workoutSummary: maybe(summary()),
      migratedAt: maybe(instant()), importedFrom: maybe("strong"), importHash: maybe("0f"),
      stamps: stamps(["notes", "name", "isWorkoutFinished"]),
      unknown: unknown())
  }

  func summary() -> WorkoutSummary {
    WorkoutSummary(
      totalVolume: number(), muscleGroupsTargeted: [.chest, .triceps], exerciseTypes: [.barbell],
      duration: maybe(3_600_000), lastUpdated: maybe(instant()), unknown: unknown())
  }

  func program() -> Program {
    var days: [ProgramDay] = []
    for week in 0..<int(0...2) {
      for day in 0..<int(1...3) where chance(80) { days.append(programDay(week, day)) }
    }
    return Program(
      id: "program", userId: "u1", name: text(), details: text(),
      weightUnit: pick([.kilograms, .pounds]), isCurrent: chance(50), days: days,
      form: pick([.flat, .nested]),
      trainingMaxes: chance(50) ? ["sq\"uat": 180, "bench": 102.5] : [:],
      removedDays: chance(30) ? ["9.9": removal()] : [:], removal: maybe(removal()),
      programSummary: maybe(
        ProgramSummary(totalExercises: 12, exerciseTypes: [.cable], estimatedDuration: 3_600_000)),
      stamps: stamps(["name"]), unknown: unknown())
  }

  private func programDay(_ week: Int, _ day: Int) -> ProgramDay {
    ProgramDay(
      weekIndex: week, dayIndex: day, name: text(),
      exercises: (0..<int(0...3)).map { programExercise("\(week).\(day).e\($0)") },
      removedExercises: chance(20) ? ["old": removal()] : [:], stamps: stamps(["name"]),
      unknown: unknown())
  }

  private func programExercise(_ id: String) -> ProgramExercise {
    ProgramExercise(
      id: id, exerciseId: "x\(int(1...9))", exerciseMetadata: maybe(metadata()), sets: int(0...6),
      reps: pick([
        [], [.count(5)], [.range(8, 12)], [.count(5), .atLeast(3), .amrap], [.seconds(90.5)],
        [.other("to failure")],
      ]),
      loads: pick([[], [.weight(100)], [.percentage(72.5), .weight(60)]]),
      restSeconds: maybe(120), supersetGroup: maybe("B"), notes: text(),
      position: chance(70) ? "V\(int(1...9))" : "", stamps: stamps(["sets"]),
      unknown: unknown())
  }

  func exercise() -> Exercise {
    var metadata = metadata()
    metadata.lastUpdated = nil
    metadata.unknown = []
    return Exercise(
      id: "bench", userId: maybe("u1"), metadata: metadata, aliases: pick([[], ["bp", "bench"]]),
      stamps: stamps(["name"]), unknown: unknown())
  }

  func bodyWeight() -> BodyWeight {
    BodyWeight(
      id: "w", userId: "u1", date: LocalDate(dayNumber: int(0...30000)), value: number(),
      unit: pick([.kilograms, .pounds]), note: text(), stamps: stamps(["value"]),
      unknown: unknown())
  }
}
