import Catalog
import Foundation
import Interchange
import Store
import Synchronization
import Testing
import Training
import Wire

@testable import Logbook

/// A master list small enough to know by heart.
let listText = """
  squat | Squat | Quads | Barbell | Squat | Barbell | compound | 2 | 5 | weight reps | Back Squat
  bench-press | Bench Press | Chest | Barbell | Push | Barbell | compound | 1 | 5 | weight reps | Barbell Bench Press; bp
  deadlift | Deadlift | Hamstrings | Barbell | Hinge | Barbell | compound | 1 | 5 | weight reps |
  barbell-row | Barbell Row | Back | Barbell | Pull | Barbell | compound | 1 | 4 | weight reps |
  pull-up | Pull-up | Back | Bodyweight Loadable | Pull | Pull-up Bar | compound | 1 | 5 | weight reps | Pull-ups
  push-up | Push-up | Chest | Bodyweight | Push | None | compound | 1 | 4 | reps |
  plank | Plank | Abs | Bodyweight | Core | None | isolation | 1 | 4 | seconds |
  """

/// 2025-01-06, a Monday, 10:00 UTC, and `seconds`.
func time(_ seconds: Double = 0) -> Instant {
  Instant(milliseconds: 1_736_157_600_000 + Int64(seconds * 1000))
}

/// 2025-01-06 and so many days.
func day(_ number: Int = 0) -> LocalDate { LocalDate(dayNumber: 20_094 + number) }

/// A logbook with a clock that stands still until it is moved, and ids that count.
final class Gym: Sendable {
  private let moment = Mutex(time())
  private let lastID = Mutex(0)
  private let waits = Mutex<[Int]>([])
  private let meanwhile = Mutex<(@Sendable () -> Void)?>(nil)
  private let book = Mutex<Logbook?>(nil)
  let reads = CatalogueReads()
  private let list: Mutex<Catalogue?>
  let store: Store

  init(store: Store? = nil, ids: Int = 0, preferences: Preferences = Preferences()) throws {
    self.store = try store ?? .inMemory()
    list = Mutex(try Catalogue(text: listText, reads: reads))
    lastID.withLock { $0 = ids }
    let surroundings = Surroundings(
      now: { [unowned self] in now }, utcOffset: { _ in 60 },
      makeID: { [unowned self] _ in newID() }, pause: { [unowned self] in pause($0) })
    let logbook = Logbook(
      store: self.store, preferences: preferences, surroundings: surroundings,
      catalogue: { [unowned self] in list.withLock { $0 } })
    book.withLock { $0 = logbook }
  }

  var logbook: Logbook {
    guard let logbook = book.withLock({ $0 }) else { preconditionFailure("made with the gym") }
    return logbook
  }
  var now: Instant { moment.withLock { $0 } }
  /// The milliseconds that were waited for before another try.
  var pauses: [Int] { waits.withLock { $0 } }

  /// Puts another exercise list in the place of the present one, or none.
  func use(_ catalogue: Catalogue?) { list.withLock { $0 = catalogue } }

  func wait(_ seconds: Double) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }
  func wait(days: Int) { wait(Double(days) * 86_400) }

  /// Has this done whenever an id is made: what others do while an edit is being worked out.
  func whenAnIDIsMade(_ body: (@Sendable () -> Void)?) { meanwhile.withLock { $0 = body } }

  private func newID() -> String {
    meanwhile.withLock { $0 }?()
    return lastID.withLock { last in
      last += 1
      return "id\(last)"
    }
  }

  private func pause(_ milliseconds: Int) { waits.withLock { $0.append(milliseconds) } }

  func log(_ id: String) throws -> WorkoutLog {
    try #require(try store.read { try $0.document(WorkoutLog.self, id)?.document })
  }

  func program(_ id: String) throws -> Program {
    try #require(try store.read { try $0.document(Program.self, id)?.document })
  }

  func steps() throws -> [String] { try logbook.journal(limit: 1000).map(\.label) }

  /// Puts documents in as they are.
  func put<Document: DocumentKind>(_ documents: Document...) throws {
    try store.write(Step("Put"), at: now) { transaction in
      for document in documents { try transaction.put(document, expecting: nil) }
    }
  }

  /// Sets of one exercise, logged from the command line.
  @discardableResult
  func train(_ name: String, _ text: String, on date: LocalDate? = nil) throws
    -> CommandLogged
  {
    try logbook.log(name, typed: text, unit: logbook.preferences.unit, date: date)
  }

  /// Sets of Bench Press.
  @discardableResult
  func train(_ text: String, on date: LocalDate? = nil) throws -> CommandLogged {
    try train("bench press", text, on: date)
  }
}

/// Counts from 1.
final class Counter: Sendable {
  private let last = Mutex(0)

  func next() -> Int {
    last.withLock { last in
      last += 1
      return last
    }
  }
}

/// A folder of its own for one test, gone with it.
final class Folder {
  let path: String
  var store: String { path + "/store.db" }

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/tonnage-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      preconditionFailure("\(path) cannot be taken away: \(error)")
    }
  }
}

/// The metadata of an exercise of the list, copied at `time`.
func embedded(_ id: String, at time: Instant = time()) throws -> ExerciseMetadata {
  try #require(try Catalogue(text: listText).entry(id: id)).embedded(at: time)
}

/// One week of two training days and a rest day, then a week of one; percentages of a training max and of the e1RM.
func strength(_ id: String = "p", isCurrent: Bool = true) throws -> Program {
  let press = ProgramExercise(
    id: "a1", exerciseId: "bench-press", exerciseMetadata: try embedded("bench-press"), sets: 3,
    reps: [.count(5), .count(5), .atLeast(5)],
    loads: [.percentage(65), .percentage(75), .percentage(85)], restSeconds: 180,
    notes: "Pause on the chest.", position: "a")
  let squat = ProgramExercise(
    id: "a2", exerciseId: "squat", exerciseMetadata: try embedded("squat"), sets: 2,
    reps: [.count(5)], loads: [.percentage(80)], position: "b")
  let chins = ProgramExercise(
    id: "a3", exerciseId: "pull-up", exerciseMetadata: try embedded("pull-up"), sets: 2,
    reps: [.range(8, 12)], supersetGroup: "s", position: "c")
  let plank = ProgramExercise(
    id: "a4", exerciseId: "plank", exerciseMetadata: try embedded("plank"), sets: 2,
    reps: [.seconds(30)], supersetGroup: "s", position: "d")
  let row = ProgramExercise(
    id: "a5", exerciseId: "barbell-row", exerciseMetadata: try embedded("barbell-row"), sets: 2,
    position: "a")
  return Program(
    id: id, userId: "u", name: "Strength \(id)", isCurrent: isCurrent,
    days: [
      ProgramDay(
        weekIndex: 0, dayIndex: 0, name: "Press", exercises: [press, squat, chins, plank]),
      ProgramDay(weekIndex: 0, dayIndex: 1, name: "Rest"),
      ProgramDay(weekIndex: 0, dayIndex: 2, exercises: [row]),
      ProgramDay(weekIndex: 1, dayIndex: 0, name: "Press again", exercises: [press]),
    ],
    trainingMaxes: ["bench-press": 100])
}

extension LogPage {
  func entry(_ exerciseId: String) throws -> LoggedExercise {
    try #require(log.exercises.first { $0.exerciseId == exerciseId })
  }
}

/// The weights and repetitions of sets: `100×5`.
func texts(_ sets: [LoggedSet]) -> [String] {
  sets.map { "\($0.weight?.shortText ?? "–")×\($0.reps.map { "\($0)" } ?? "–")" }
}
