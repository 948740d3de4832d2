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
    var document: any DocumentKind
    var element: Element
    var version: Int
    /// The texts of its parts, as far as this process has written them.
    var texts = PartTexts()
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// The keys in the order they were asked for last.
    var order: [Key] = []
    var dataVersion: Int?
  }

  /// How many documents are kept: the workout that is logged, and those looked at beside it.
  static let capacity = 4

  /// How many texts of metadata are kept: more exercises than anyone trains.
  private static let metadataCapacity = 512

  private let state = Mutex(State())
  /// Metadata by the text it was read from.
  private let metadata = Mutex<[String: ExerciseMetadata]>([:])

  /// The document, where it is kept in this version.
  func entry(_ key: Key, version: Int, _ database: Database) throws -> Entry? {
    let dataVersion = try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
    return state.withLock { state in
      if state.dataVersion != dataVersion { state = State(dataVersion: dataVersion) }
      guard let entry = state.entries[key], entry.version == version else { return nil }
      if state.order.last != key {
        state.order.removeAll { $0 == key }
        state.order.append(key)
      }
      return entry
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

  /// The metadata that a column holds; the same text was read before as a rule.
  func metadata(_ text: String) throws -> ExerciseMetadata {
    if let known = metadata.withLock({ $0[text] }) { return known }
    let read = try SummaryTable.metadata(text)
    metadata.withLock { known in
      if known.count >= Self.metadataCapacity { known = [:] }
      known[text] = read
    }
    return read
  }

  func forgetAll() { state.withLock { $0 = State() } }
}
