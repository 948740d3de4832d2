import GRDB
import Synchronization
import Training
import Wire

/// The documents read or written last, decoded: a set that is logged finds its workout here.
///
/// Holds committed documents only. What another connection commits changes `PRAGMA data_version` and empties it;
/// what this one writes is forgotten when it is written, and remembered once it is committed.
final class DocumentCache: Sendable {
  struct Key: Hashable {
    var collection: Collection
    var id: String
  }

  struct Entry {
    var document: any StoredDocument
    var element: Element
    var version: Int
    /// The texts of its parts, as far as this process has written them.
    var texts = PartTexts()
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// The keys in the order they came.
    var order: [Key] = []
    var dataVersion: Int?
  }

  /// How many documents are kept: the workout that is logged, and those looked at beside it.
  static let capacity = 4

  private let state = Mutex(State())

  /// The document, where it is kept in this version.
  func entry(_ key: Key, version: Int, _ database: Database) throws -> Entry? {
    let dataVersion = try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
    return state.withLock { state in
      if state.dataVersion != dataVersion { state = State(dataVersion: dataVersion) }
      return state.entries[key].flatMap { $0.version == version ? $0 : nil }
    }
  }

  func keep(_ entry: Entry, as key: Key) {
    state.withLock { state in
      if state.entries.updateValue(entry, forKey: key) == nil { state.order.append(key) }
      if state.order.count > Self.capacity { state.entries[state.order.removeFirst()] = nil }
    }
  }

  func forget(_ key: Key) {
    state.withLock { state in
      state.entries[key] = nil
      state.order.removeAll { $0 == key }
    }
  }

  func forgetAll() { state.withLock { $0 = State() } }
}
