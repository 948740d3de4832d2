import Chance
import Foundation
import Logbook
import Store
import Synchronization
import Training

/// The histories that are measured on, kept in a folder so that they are made once.
struct Histories {
  let folder: String
  private let fresh: Bool

  /// The workouts of the history that is logged set by set.
  static let loggedWorkouts = 3000
  static let smallSets = 10_000
  static let largeSets = 1_000_000

  init(folder: String, fresh: Bool) throws {
    self.folder = folder
    self.fresh = fresh
    try FileManager.default.createDirectory(
      atPath: folder + "/made", withIntermediateDirectories: true)
    if fresh { try FileManager.default.removeItem(atPath: folder + "/made") }
  }

  /// 3,000 workouts, 75,000 sets, each logged by itself with the verb that the screens call.
  func logged() throws -> String {
    try history("logged-\(Self.loggedWorkouts)") { path in
      try SetBySet(path: path, workouts: Self.loggedWorkouts).log()
    }
  }

  /// So many sets, put in as an import does.
  func imported(sets: Int) throws -> String {
    try history("imported-\(sets)") { path in
      try Imported(path: path, workouts: sets / Athlete.setsADay).bringIn()
    }
  }

  /// So many workouts of fewer exercises, put in as an import does.
  func short(workouts: Int) throws -> String {
    try history("short-\(workouts)") { path in
      try Imported(path: path, workouts: workouts, exercises: Athlete.exercisesAShortDay).bringIn()
    }
  }

  /// A copy of a history, to write into.
  func copy(_ path: String, _ name: String) throws -> String {
    let copy = folder + "/" + name + ".tonnage"
    try Self.remove(copy)
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    return copy
  }

  private func history(_ name: String, _ make: (String) throws -> Void) throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder + "/made", withIntermediateDirectories: true)
    let path = folder + "/made/" + name + ".tonnage"
    if FileManager.default.fileExists(atPath: path) { return path }
    Progress.say("making \(path)")
    let unfinished = folder + "/" + name + ".part"
    try Self.remove(unfinished)
    try make(unfinished)
    try FileManager.default.moveItem(atPath: unfinished, toPath: path)
    return path
  }

  /// Takes a store away with the files that lie beside it.
  static func remove(_ path: String) throws {
    for ending in ["", "-wal", "-shm", ".lock"]
    where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.removeItem(atPath: path + ending)
    }
  }
}

/// A clock that is set by hand, and ids that follow from a seed.
final class HandClock: Sendable {
  private let state: Mutex<(now: Instant, random: Seeded)>

  /// - Parameter series: Another one gives other ids.
  init(_ now: Instant, series: UInt64 = 1) { state = Mutex((now, Seeded(Athlete.seed &+ series))) }

  var now: Instant {
    get { state.withLock { $0.now } }
    set { state.withLock { $0.now = newValue } }
  }

  var surroundings: Surroundings {
    Surroundings(
      now: { self.now }, utcOffset: { _ in 0 },
      makeID: { length in self.state.withLock { $0.random.id(length) } }, pause: { _ in })
  }

  private static let secondsADay = 86_400.0

  /// 17:30 UTC on the day so many days before today.
  static func evening(daysAgo days: Int) -> Instant {
    let now = Surroundings.system.now()
    let midnight = now.local(offsetMinutes: 0).date.advanced(byDays: -days).dayNumber
    return Instant(milliseconds: 0).advanced(bySeconds: Double(midnight) * secondsADay + 63_000)
  }
}

/// A history that is logged as an athlete does it: start the day, log each set, finish.
struct SetBySet {
  let path: String
  let workouts: Int

  func log() throws {
    let clock = HandClock(HandClock.evening(daysAgo: workouts + 1))
    let store = try Store.open(at: path, now: clock.now)
    let logbook = Logbook(store: store, surroundings: clock.surroundings)
    var athlete = try Athlete()
    try store.write(Step("Program added"), at: clock.now) {
      try $0.put(athlete.program, expecting: nil)
    }
    for number in 0..<workouts {
      clock.now = HandClock.evening(daysAgo: workouts - number)
      var session = try LoggingSession(logbook, clock, number, athlete.program)
      while try session.logNext(&athlete) != nil {}
      _ = try logbook.finish(session.log.id)
      while try logbook.tidy(limit: 500) {}
      if number % 300 == 299 { Progress.say("\(number + 1) of \(workouts) workouts logged") }
    }
    try store.close()
  }
}

/// One workout while it is logged.
struct LoggingSession {
  private let logbook: Logbook
  private let clock: HandClock
  private let number: Int
  private(set) var log: WorkoutLog

  /// Starts the day of the program that is due.
  init(_ logbook: Logbook, _ clock: HandClock, _ number: Int, _ program: Program) throws {
    self.logbook = logbook
    self.clock = clock
    self.number = number
    let (week, day) = Athlete.place(of: number)
    log = try logbook.startDay(programId: program.id, week: week, day: day).log
  }

  /// Logs the next open set as *Log* does.
  ///
  /// - Returns: How long it took until it was on disk; nil where no set is open.
  mutating func logNext(_ athlete: inout Athlete) throws -> Duration? {
    for entry in log.exercises {
      guard let set = entry.sets.first(where: { !$0.completed }) else { continue }
      clock.now = clock.now.advanced(bySeconds: 150)
      let (weight, reps) = athlete.set(of: entry.exerciseId, workout: number)
      var change = SetChange()
      change.weight = .set(weight)
      change.reps = .set(reps)
      let start = ContinuousClock.now
      let edited = try logbook.edit(log.id, .logSet(entry: entry.id, set: set.id, change))
      let time = ContinuousClock.now - start
      log = edited.page.log
      return time
    }
    return nil
  }
}

/// A history that is put in at once.
struct Imported {
  let path: String
  let workouts: Int
  var exercises = Athlete.exercisesADay

  private static let workoutsAStep = 200
  private static let daysKept = 91

  func bringIn() throws {
    let now = Surroundings.system.now()
    let store = try Store.open(at: path, now: now)
    var athlete = try Athlete()
    let past = now.advanced(bySeconds: -86_400 * Double(Self.daysKept))
    try store.write(Step("Program added"), at: past) {
      try $0.put(athlete.program, expecting: nil)
    }
    for first in stride(from: 0, to: workouts, by: Self.workoutsAStep) {
      try store.write(Step("Import", origin: .imported), at: past) { transaction in
        for number in first..<min(workouts, first + Self.workoutsAStep) {
          let began = HandClock.evening(daysAgo: workouts - number)
          try transaction.put(
            athlete.workout(number, began: began, exercises: exercises), expecting: nil)
        }
      }
      if first % 4000 == 0 { Progress.say("\(first) of \(workouts) workouts put in") }
    }
    // As the program does it once a day: rows of more than 90 days ago leave the journal.
    while try store.compact(at: now) > 0 {}
    try store.close()
  }
}
