import Catalog
import GRDB
import Logbook
import Synchronization
import Training

@testable import Store

/// A store with the sample athlete in it, imported once and copied for each test that wants it.
struct SampleStore {
  private let store: Store
  /// How many ids the import has made: who copies the store goes on counting from there.
  let idsUsed: Int

  /// The sample as it stands for an ``Athlete``.
  static let ofTheEvening = Result {
    try SampleStore(now: { Athlete.evening }, utcOffset: { _ in 0 })
  }

  /// The sample as it stands now, for the real program.
  static let ofToday = Result {
    try SampleStore(now: Surroundings.system.now, utcOffset: Surroundings.system.utcOffset)
  }

  private init(
    now: @escaping @Sendable () -> Instant, utcOffset: @escaping @Sendable (Instant) -> Int
  ) throws {
    let counter = Counter(0)
    store = try Store.empty()
    let catalogue = try Catalogue.builtIn()
    let logbook = Logbook(
      store: store,
      surroundings: Surroundings(
        now: now, utcOffset: utcOffset, makeID: { _ in "id\(counter.next())" }, pause: { _ in }),
      catalogue: { catalogue })
    try logbook.addSampleAthlete()
    idsUsed = counter.count
  }

  /// A store in memory with the same in it.
  func copy() throws -> Store {
    let copy = try Store.inMemory()
    try store.queue.backup(to: copy.queue)
    return copy
  }

  /// Writes a store's file with the same in it.
  func write(to path: String) throws {
    let copy = try Store.open(at: path, now: Athlete.evening)
    try store.queue.backup(to: copy.queue)
    try copy.close()
  }
}

extension Store {
  /// What SQLite finds when it looks through the whole file: `ok`, or what is wrong.
  func integrity() throws -> String? {
    try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
  }
}

extension Store {
  /// A new store in memory, always of the same device, so that what two athletes come to can be compared.
  static func empty() throws -> Store {
    let store = try inMemory()
    try store.maintain("Naming") { try Device(database: $0).take("device") }
    return store
  }
}

/// Numbers for ids.
final class Counter: Sendable {
  private let value: Mutex<Int>

  init(_ start: Int) { value = Mutex(start) }

  var count: Int { value.withLock { $0 } }

  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
}
