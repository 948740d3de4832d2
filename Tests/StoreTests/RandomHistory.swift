import Chance
import Foundation
import Training
import Wire

@testable import Store

/// How often the tests with random histories run: long with `TONNAGE_LONG_TESTS=1`.
enum Rounds {
  static let isLong = ProcessInfo.processInfo.environment["TONNAGE_LONG_TESTS"] == "1"
  static let seeds = Seed.some(isLong ? 200 : 12)
  static let steps = isLong ? 300 : 90
}

/// What an athlete might do in a year, from a seed.
struct RandomHistory {
  let store: Store
  var random: Seeded
  private var made = 0
  /// The wall clock, which jumps back now and then.
  private(set) var now = time()

  init(_ store: Store, seed: UInt64) {
    self.store = store
    random = Seeded(seed)
  }

  /// Does one thing; what the store refuses by rule is not a failure.
  mutating func step() throws {
    advance()
    do {
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<14: try begin()
      case 14..<60: try edit()
      case 60..<66: try remove()
      case 66..<76: _ = try store.undo(at: now)
      case 76..<84: _ = try store.redo(at: now)
      case 84..<89: try weigh()
      case 89..<93: try several()
      case 93..<96: try fail()
      default: try fold()
      }
    } catch StoreError.nothingToUndo, StoreError.nothingToRedo {
      return
    }
  }

  private mutating func advance() {
    let hours = Int.random(in: 0..<50, using: &random) == 0 ? -300.0 : 20
    now = now.advanced(
      bySeconds: Double.random(in: 0..<hours.magnitude, using: &random) * 3600
        * (hours < 0 ? -1 : 1))
  }

  private mutating func id(_ prefix: String) -> String {
    made += 1
    return "\(prefix)\(made)"
  }

  private func logs() throws -> [String] { try store.read { try $0.ids(of: .workoutLogs) } }

  private mutating func begin() throws {
    let log = log(id("w"))
    try store.add(log, label: "Begun", at: now)
  }

  /// A workout within the last weeks, as a rule: now and then long ago.
  private mutating func log(_ id: String) -> WorkoutLog {
    let back = Int.random(in: 0..<(Bool.random(using: &random) ? 3 : 120), using: &random)
    let date = now.local(offsetMinutes: 0).date.advanced(byDays: -back)
    let began: Instant? =
      Int.random(in: 0..<4, using: &random) == 0
      ? nil
      : Instant(
        milliseconds: Int64(date.dayNumber) * 86_400_000
          + Int64.random(in: 0..<4, using: &random) * 3_600_000)
    let many = Int.random(in: 0..<25, using: &random) == 0 ? 23 : 3
    return WorkoutLog(
      id: id, userId: "u", name: "深 \(id)", date: date, startedAt: began,
      isWorkoutFinished: Bool.random(using: &random),
      exercises: (0..<Int.random(in: 0...many, using: &random)).map { _ in entry() })
  }

  private mutating func entry() -> LoggedExercise {
    let exercise = Int.random(in: 0..<5, using: &random)
    let types: [ExerciseType] = [.barbell, .bodyweight, .bodyweightLoadable, .dumbbell, .machine]
    let metadata = ExerciseMetadata(
      name: "Exercise \(exercise)\(Bool.random(using: &random) ? "" : " (renamed)")",
      primaryMuscleGroup: [.chest, .quads, .chest, .back, .abs][exercise],
      exerciseType: types[exercise], lastUpdated: now,
      revision: Int.random(in: 1...2, using: &random))
    let id = id("e")
    return LoggedExercise(
      id: id, exerciseId: "x\(exercise)", exerciseMetadata: metadata,
      sets: (0..<Int.random(in: 0...4, using: &random)).map { _ in set() },
      bodyweight: Bool.random(using: &random) ? 80 : nil, position: id)
  }

  private mutating func set() -> LoggedSet {
    let id = id("s")
    return LoggedSet(
      id: id, kind: SetKind.allCases.randomElement(using: &random) ?? .working,
      weight: Int.random(in: 0..<8, using: &random) == 0
        ? nil : Double(Int.random(in: -4...80, using: &random)) * 2.5,
      unit: Bool.random(using: &random) ? .kilograms : .pounds,
      reps: Int.random(in: 0..<8, using: &random) == 0
        ? nil : Int.random(in: 0...15, using: &random),
      seconds: Int.random(in: 0..<8, using: &random) == 0 ? 30 : nil,
      completed: Int.random(in: 0..<4, using: &random) > 0, position: id)
  }

  private mutating func edit() throws {
    guard let id = try logs().randomElement(using: &random), let before = try store.log(id) else {
      return
    }
    let after = edited(before)
    let origin: Step.Origin = Int.random(in: 0..<12, using: &random) == 0 ? .upkeep : .local
    try store.change(WorkoutLog.self, id, at: now, origin: origin) { $0 = after }
  }

  private mutating func edited(_ log: WorkoutLog) -> WorkoutLog {
    var log = log
    let index = log.exercises.indices.randomElement(using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: log.date = log.date.advanced(byDays: Int.random(in: -40...40, using: &random))
    case 1: log.exercises.append(entry())
    case 2: if let index { log.exercises.remove(at: index) }
    case 3: log.isWorkoutFinished.toggle()
    case 4: log.notes = Bool.random(using: &random) ? "" : "felt \(id("n"))"
    case 5: log.startedAt = Bool.random(using: &random) ? nil : now
    case 6: if let index { log.exercises[index].position = id("p") }
    default: if let index { edit(&log.exercises[index]) }
    }
    return log
  }

  private mutating func edit(_ entry: inout LoggedExercise) {
    guard let index = entry.sets.indices.randomElement(using: &random),
      Int.random(in: 0..<3, using: &random) > 0
    else {
      entry.sets.append(set())
      return
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: entry.sets.remove(at: index)
    case 1: entry.sets[index].completed.toggle()
    case 2: entry.exerciseMetadata?.lastUpdated = now
    default:
      let id = entry.sets[index].id
      entry.sets[index] = set()
      entry.sets[index].id = id
    }
  }

  private mutating func remove() throws {
    if let id = try logs().randomElement(using: &random) {
      try store.remove(.workoutLogs, id, at: now)
    }
  }

  private mutating func weigh() throws {
    let weight = BodyWeight(
      id: id("b"), userId: "u", date: now.local(offsetMinutes: 0).date, value: 80, unit: .kilograms)
    try store.add(weight, at: now)
  }

  /// One step that touches several documents, one of them twice, and asks in between.
  private mutating func several() throws {
    let (first, second) = (log(id("w")), log(id("w")))
    let change = edited(first)
    try store.write(Step("Brought in", origin: .imported), at: now) { transaction in
      let put = try transaction.put(first, expecting: nil)
      _ = try transaction.reader.progress()
      try transaction.put(second, expecting: nil)
      var next = change
      next.stamps = put.document.stamps
      try transaction.put(next, expecting: put.version)
    }
  }

  private struct Refusal: Error {}

  /// A step that fails after it has written.
  private mutating func fail() throws {
    let log = log(id("w"))
    do {
      try store.write(Step("Failed"), at: now) { transaction in
        try transaction.put(log, expecting: nil)
        throw Refusal()
      }
    } catch is Refusal { return }
  }

  private mutating func fold() throws {
    now = now.advanced(bySeconds: Double.random(in: 0..<60, using: &random) * 86_400)
    try store.compact(at: now, limit: Int.random(in: 1...6, using: &random))
  }
}
