import Dispatch
import Sync
import Synchronization
import Training
import Wire

/// Documents that are new here, on their way from a dump into the store.
///
/// While a portion is written the next one is decoded on another core: of a first sync of years the one takes as long as
/// the other.
struct Arrivals {
  private let documents: [(key: DocumentKey, json: JSONSlice)]

  /// Large enough to keep both busy, small enough to be little memory.
  private static let portion = 64

  private let formula: OneRepMaxFormula

  init(_ documents: [DocumentKey: JSONSlice], _ formula: OneRepMaxFormula) {
    self.formula = formula
    self.documents = documents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Hands them over in the order of their keys.
  ///
  /// - Throws: ``Sync/DumpError`` where one cannot be decoded, and what `body` throws.
  func handOver(to body: (Arrival) throws -> Void) throws {
    var next = decode(from: 0)
    for start in stride(from: 0, to: documents.count, by: Self.portion) {
      let arrivals = try next.get()
      next = decode(from: start + Self.portion)
      for arrival in arrivals { try body(arrival) }
    }
  }

  private func decode(from start: Int) -> Promise {
    let promise = Promise()
    guard start < documents.count else { return promise }
    let portion = documents[start..<min(start + Self.portion, documents.count)]
    let formula = formula
    DispatchQueue.global(qos: .userInitiated).async {
      promise.keep(Result { () throws(DumpError) in try Self.decoded(portion, formula) })
    }
    return promise
  }

  private static func decoded(
    _ documents: ArraySlice<(key: DocumentKey, json: JSONSlice)>, _ formula: OneRepMaxFormula
  ) throws(DumpError) -> [Arrival] {
    var arrivals: [Arrival] = []
    for (key, json) in documents { arrivals.append(try Arrival(key, json, formula)) }
    return arrivals
  }

  /// What is decoded elsewhere, once it is there.
  private final class Promise: Sendable {
    private let result = Mutex<Result<[Arrival], DumpError>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    func keep(_ result: Result<[Arrival], DumpError>) {
      self.result.withLock { $0 = result }
      done.signal()
    }

    func get() throws -> [Arrival] {
      done.wait()
      return try result.withLock { $0 }?.get() ?? []
    }
  }
}

/// A document that is new here, decoded.
struct Arrival {
  let key: DocumentKey
  let document: any DocumentKind
  let text: String
  let hash: ContentHash
  /// The latest stamp anywhere in it.
  let latest: Stamp?
  /// Whether the summary in it is the one that would be made of it.
  let hasItsSummary: Bool
  /// Of a workout, by exercise.
  let sessions: [String: Session]

  init(_ key: DocumentKey, _ json: JSONSlice, _ formula: OneRepMaxFormula) throws(DumpError) {
    self.key = key
    do throws(WireError) {
      document = try key.collection.kind.init(json: json)
    } catch {
      throw .unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
    text = json.raw
    hash = ContentHash(json.utf8)
    latest = document.latestStamp
    if let latest { try Dump.check(latest, of: key) }
    if document.mayHoldRemovals { try Dump.check(removalsOf: document.element, key) }
    hasItsSummary = document.hasItsSummary
    sessions = SessionList(of: document, formula).sessions
  }
}

/// The sessions of a document by exercise; none where it is not a workout.
struct SessionList: DerivedRows {
  let formula: OneRepMaxFormula
  private(set) var sessions: [String: Session] = [:]

  init<Document: DocumentKind>(of document: Document, _ formula: OneRepMaxFormula) {
    self.formula = formula
    Document.tell(&self, old: nil, new: document)
  }

  mutating func replace(log old: WorkoutLog?, with new: WorkoutLog?) throws(Never) {
    sessions = new.map { Derivation.sessions(of: $0, formula) } ?? [:]
  }

  mutating func replace(weighing old: BodyWeight?, with new: BodyWeight?) throws(Never) {}
}
