import Foundation
import PtyHarness
import Store
import Testing
import Training

/// The real program: keys sent in one write end as the same keys sent one by one.
@Suite(.aside) struct SentAtOnceTests {
  /// The sequences are spread over these, which run side by side.
  private static let lanes = 4

  @Test(arguments: 0..<lanes)
  func anySequenceSentInOneWriteEndsAsTheSameKeysSentSlowly(lane: Int) throws {
    var random = RandomKeys()
    for number in 0..<RandomKeys.count(12) {
      let phrases = ["\r"] + random.sequence(8)
      guard number % Self.lanes == lane else { continue }
      try compare(phrases, "\(number): \(phrases)")
    }
  }

  @Test func anExerciseNamedInOneWriteIsThatExercise() throws {
    let home = try Home()
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.type("bA")
    try program.type("Squat\r")
    try program.wait("Squat in the workout") { $0.contains("[Log]") && $0.contains("Squat") }
    try program.leave()
    #expect(try home.workoutUnderWay()?.exercises.map(\.metadata.name) == ["Squat"])
  }

  @Test func twentySetsSentInOneWriteAreTwentySets() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.type(String(repeating: "a50x1\r", count: 20))
    try program.wait("20 sets done") { _ in program.setCount?.done == 20 }
    try program.leave()
    #expect(try home.setsUnderWay() == Array(repeating: "50x1", count: 20))
  }

  private func compare(_ phrases: [String], _ words: String) throws {
    let (slowHome, fastHome) = (try Home(), try Home())
    let (slow, fast) = (try open(slowHome), try open(fastHome))
    for key in phrases.flatMap(Self.keys) {
      try slow.type(key)
      try slow.settle(quiet: .milliseconds(15))
    }
    try fast.type(phrases.joined())
    try fast.settle()
    try fast.wait("the same screen as slowly, after \(words):\n\(slow.screen.text)\n") { screen in
      (try? slow.settle(quiet: .milliseconds(1))) != nil
        && Self.body(screen) == Self.body(slow.screen)
    }
    // Keys that are seen to wait are not waited for by C-c, and steps are written a moment after the last of them.
    for program in [slow, fast] { try program.settle(quiet: .milliseconds(400)) }
    #expect(Self.body(fast.screen) == Self.body(slow.screen), "\(words)")
    try slow.press(.controlC)
    try fast.press(.controlC)
    #expect(try slow.waitForExit() == fast.waitForExit(), "\(words)")
    #expect(try slowHome.contents() == fastHome.contents(), "\(words)")
  }

  private func open(_ home: Home) throws -> PtyProcess {
    let editor = try home.script("editor", "echo more >>\"$1\"")
    let program = try home.open(environment: ["EDITOR": editor])
    try program.wait(for: "Push B")
    return program
  }

  /// The keys of a phrase, each as the terminal sends it.
  private static func keys(_ phrase: String) -> [String] {
    var keys: [String] = []
    for scalar in phrase.unicodeScalars {
      if keys.last == "\u{1B}" {
        keys[keys.count - 1].unicodeScalars.append(scalar)
      } else {
        keys.append(String(scalar))
      }
    }
    return keys
  }

  /// What the screen shows between the tabs and the message, but for the time.
  private static func body(_ screen: VTScreen) -> [String] {
    screen.lines[1..<20].map { line in
      line.split(separator: " ").filter { !$0.contains(":") }.joined(separator: " ")
    }
  }
}

extension Home {
  func workoutUnderWay() throws -> WorkoutLog? {
    let store = try openStore()
    let log = try store.read { reader in
      try reader.unfinishedWorkout().flatMap { try reader.document(WorkoutLog.self, $0.id) }
    }
    try store.close()
    return log?.document
  }

  /// What is kept, without ids and times.
  fileprivate func contents() throws -> [String] {
    let store = try openStore()
    let contents = try store.read { reader in
      try reader.all(WorkoutLog.self).map(\.contents)
        + reader.bodyWeights(limit: 1000).map { "\($0.date) \($0.value)" }
    }
    try store.close()
    return contents.sorted()
  }
}

extension WorkoutLog {
  fileprivate var contents: String {
    let entries = exercises.map { entry in
      let sets = entry.sets.map { set in
        "\(set.kind) \(String(describing: set.weight)) \(set.unit) \(String(describing: set.reps)) "
          + "\(String(describing: set.rpe)) \(set.completed) \(set.note)"
      }
      return "\(entry.metadata.name) \(entry.notes) \(sets)"
    }
    return "\(date) \(name) \(notes) \(isWorkoutFinished) \(entries)"
  }
}
