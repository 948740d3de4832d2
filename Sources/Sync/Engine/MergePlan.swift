import Training
import Wire

/// What a merge of a store with a dump comes to, before anything is written.
struct MergePlan {
  /// What the store has to take over.
  private(set) var puts: [DocumentKey: Element] = [:]
  private(set) var deletions: [DocumentKey: Stamp] = [:]
  /// Documents of which the dump holds something else than the merge came to.
  private(set) var outgoing: Set<DocumentKey> = []
  private(set) var tombstones: [DocumentKey: Stamp] = [:]
  private(set) var buried: [DocumentKey: [String: [Element]]] = [:]
  private(set) var losses: [Loss] = []
  private(set) var bases: [DocumentKey: BaseEntry] = [:]
  private(set) var received: [SyncReport.Item] = []
  private(set) var sent: [SyncReport.Item] = []
  /// Sets that come in, new or changed.
  private(set) var receivedSets = 0
  /// The latest stamp met.
  private(set) var latest: Stamp?

  var changesStore: Bool { !puts.isEmpty || !deletions.isEmpty }

  private let snapshot: SyncSnapshot
  private let dump: Dump?
  private let merge: DocumentMerge
  private let base: (DocumentKey) throws -> [UInt8]?

  /// - Parameters:
  ///   - dump: Nil where there is none yet.
  ///   - base: What the dump held of a document the last time both were equal.
  init(
    _ snapshot: SyncSnapshot, _ dump: Dump?, _ merge: DocumentMerge,
    base: @escaping (DocumentKey) throws -> [UInt8]?
  ) throws {
    self.snapshot = snapshot
    self.dump = dump
    self.merge = merge
    self.base = base
    tombstones = (dump?.tombstones ?? [:]).merging(snapshot.tombstones) { max($0, $1) }
    var keys = Set(snapshot.documents.keys).union(tombstones.keys)
    if let dump { keys.formUnion(dump.documents.keys) }
    for key in keys.sorted() { try add(key) }
    for key in keys where snapshot.documents[key] != nil || puts[key] != nil {
      if deletions[key] == nil { tombstones[key] = nil }
    }
    observe(tombstones.values.max())
  }

  private mutating func add(_ key: DocumentKey) throws {
    let local = snapshot.documents[key]
    let slice = dump?.documents[key]
    if let local, let slice, let known = snapshot.bases[key], known.local == local.hash,
      known.remote == ContentHash(slice.utf8), dump?.head != nil
    {
      buried[key] = dump?.buried[key]
      return
    }
    let former = try base(key).flatMap { try Self.element(key, $0) }
    let mine = try side(key, local, base: former)
    let (theirs, isUnstamped) = try side(key, slice, base: former)
    let merged = merge.merge(key, mine, theirs, base: former)
    losses += merged.losses
    switch merged.side {
    case .present(let element):
      keep(key, element, mine, theirs, mustSend: isUnstamped, wasRevived: merged.wasRevived)
      if let slice { noteBase(key, slice) }
    case .deleted(let stamp): delete(key, stamp, mine, theirs)
    case .absent: break
    }
  }

  private mutating func keep(
    _ key: DocumentKey, _ element: Element, _ mine: Side, _ theirs: Side, mustSend: Bool,
    wasRevived: Bool
  ) {
    observe(element.latestStamp)
    let lists = element.buriedChildren()
    if !lists.isEmpty { buried[key] = lists }
    if !(mine.element?.hasSameState(as: element, buriedToo: false) ?? false) {
      puts[key] = element
      receivedSets += element.setsChanged(since: mine.element)
      let what: SyncReport.Item.What =
        mine.element != nil ? .changed : wasRevived ? .revived : .added
      received.append(SyncReport.Item(key, what))
    }
    if mustSend || !(theirs.element?.hasSameState(as: element, buriedToo: true) ?? false) {
      outgoing.insert(key)
      let what: SyncReport.Item.What =
        theirs.element != nil ? .changed : wasRevived ? .revived : .added
      sent.append(SyncReport.Item(key, what))
    }
  }

  private mutating func delete(_ key: DocumentKey, _ stamp: Stamp, _ mine: Side, _ theirs: Side) {
    tombstones[key] = stamp
    if mine.element != nil {
      deletions[key] = stamp
      received.append(SyncReport.Item(key, .deleted))
    }
    if theirs.element != nil || dump?.tombstones[key] != stamp {
      outgoing.insert(key)
      if theirs.element != nil { sent.append(SyncReport.Item(key, .deleted)) }
    }
  }

  private mutating func noteBase(_ key: DocumentKey, _ slice: JSONSlice) {
    bases[key] = BaseEntry(
      json: Array(slice.utf8), local: outgoing.contains(key) ? .differs : .asWritten)
  }

  private mutating func observe(_ stamp: Stamp?) {
    guard let stamp, latest.map({ $0 < stamp }) ?? true else { return }
    latest = stamp
  }

  // MARK: Sides

  private func side(_ key: DocumentKey, _ local: LocalDocument?, base: Element?) throws -> Side {
    if let local, let element = try Self.element(key, local.json) {
      return .present(try Foreign.adopted(element, base: nil, lastUpdated: nil))
    }
    return snapshot.tombstones[key].map { .deleted($0) } ?? .absent
  }

  /// The dump's side, and whether its writer had left out stamps.
  private func side(_ key: DocumentKey, _ slice: JSONSlice?, base: Element?) throws -> (Side, Bool)
  {
    guard let dump, let slice, let element = try dump.element(key) else {
      return (dump?.tombstones[key].map { .deleted($0) } ?? .absent, false)
    }
    // What we wrote and nobody else has touched is stamped as it should be.
    if dump.head != nil, dump.isIntact { return (.present(element), false) }
    do throws(WireError) {
      let date = try slice["lastUpdated"]?.string.flatMap { Instant(iso8601: $0) }
      let adopted = try Foreign.adopted(element, base: base, lastUpdated: date)
      let isUnstamped = dump.head == nil || !adopted.hasSameState(as: element, buriedToo: false)
      return (.present(adopted), isUnstamped)
    } catch {
      throw DumpError.unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }

  /// A document of ours, decoded.
  private static func element(_ key: DocumentKey, _ json: [UInt8]) throws -> Element? {
    do throws(WireError) { return try Dump.own(key, JSONSlice(json)) } catch {
      throw DumpError.unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }
}

extension MergePlan {
  /// What comes in, in words: `12 sets, 1 program`.
  var words: String {
    var words: [String] = []
    if receivedSets > 0 { words.append("\(receivedSets) \(receivedSets == 1 ? "set" : "sets")") }
    for collection in Collection.allCases where collection != .workoutLogs || receivedSets == 0 {
      let count = puts.keys.count { $0.collection == collection }
      if count > 0 { words.append("\(count) \(collection.noun)\(count == 1 ? "" : "s")") }
    }
    let count = deletions.count
    if count > 0 { words.append("\(count) \(count == 1 ? "deletion" : "deletions")") }
    return words.isEmpty ? "nothing new" : words.joined(separator: ", ")
  }
}

extension Element {
  /// How many sets of a workout are new or have other fields than in `former`.
  fileprivate func setsChanged(since former: Element?) -> Int {
    children("exercises").reduce(0) { count, entry in
      let before = former?.children("exercises").first { $0.id == entry.id }?.children("sets") ?? []
      return count
        + entry.children("sets").count { set in
          before.first { $0.id == set.id }?.fields != set.fields
        }
    }
  }
}
