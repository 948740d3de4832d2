package import Training
import Wire

/// What a merge of a store with a dump comes to, before anything is written.
struct MergePlan {
  /// What the store has to take over.
  private(set) var puts: [DocumentKey: Element] = [:]
  /// As in ``MergeStep``.
  private(set) var arrivals: [DocumentKey: JSONSlice] = [:]
  /// What the store has to delete, or to know of what is deleted.
  private(set) var deletions: [DocumentKey: Removal] = [:]
  /// Documents of which the dump holds something else than the merge came to.
  private(set) var outgoing: Set<DocumentKey> = []
  private(set) var tombstones: [DocumentKey: Removal] = [:]
  private(set) var losses: [Loss] = []
  private(set) var bases: [DocumentKey: BaseEntry] = [:]
  private(set) var received: [SyncReport.Item] = []
  private(set) var sent: [SyncReport.Item] = []
  /// What goes here because it was removed elsewhere.
  private(set) var departures = Departures()
  /// What has come to whoever wrote the dump.
  private(set) var seen = Seen()
  /// Sets that come in, new or changed.
  private(set) var receivedSets = 0
  /// The latest stamp met.
  private(set) var latest: Stamp?
  /// Documents that one side has, and that would be nowhere after the merge: none, unless merging itself is at fault.
  private(set) var unaccounted: [DocumentKey] = []

  /// Documents that are here and go.
  private var gone = 0

  /// Documents that the store has to take over or delete.
  var changes: Int { puts.count + arrivals.count + gone }
  /// Whether the store has to know anything new, even of documents that are not here.
  var changesStore: Bool { changes > 0 || !deletions.isEmpty }

  /// From so many new documents on they are taken over as they stand: a first sync of years would take minutes to be
  /// decoded, compared with nothing and encoded again.
  static let manyArrivals = 200

  private var snapshot: SyncSnapshot
  private var dump: Dump?
  private var copies: [Dump]
  private let merge: DocumentMerge
  private let base: (DocumentKey) throws -> [UInt8]?

  /// - Parameters:
  ///   - dump: Nil where there is none yet.
  ///   - copies: What a folder service left beside the dump.
  ///   - base: What the dump held of a document the last time both were equal.
  init(
    _ snapshot: SyncSnapshot, _ dump: Dump?, copies: [Dump], _ merge: DocumentMerge,
    base: @escaping (DocumentKey) throws -> [UInt8]?
  ) throws {
    self.snapshot = snapshot
    self.dump = dump
    self.copies = copies
    self.merge = merge
    self.base = base
    var keys = Set(snapshot.documents.keys).union(snapshot.tombstones.keys)
    for dump in [dump].compactMap(\.self) + copies {
      keys.formUnion(dump.documents.keys)
      keys.formUnion(dump.tombstones.keys)
    }
    let arriving = keys.filter(isArrival)
    if arriving.count >= Self.manyArrivals { for key in arriving { arrive(key) } }
    for key in keys.sorted() where arrivals[key] == nil { try add(key) }
    observe(tombstones.values.map(\.at).max())
    seen = try seenThere()
    unaccounted = keys.filter(isUnaccounted).sorted()
    // Both are large, and the plan is kept while the new dump is made.
    self.snapshot.documents = [:]
    self.dump = nil
    self.copies = []
  }

  /// Whether a document that either side has is neither kept nor deleted by a deletion that is known.
  private func isUnaccounted(_ key: DocumentKey) -> Bool {
    let isHere = snapshot.documents[key] != nil
    guard isHere || dump?.documents[key] != nil else { return false }
    if deletions[key] != nil || !isHere && puts[key] == nil && arrivals[key] == nil {
      return tombstones[key] == nil
    }
    return false
  }

  private mutating func add(_ key: DocumentKey) throws {
    let local = snapshot.documents[key]
    let slice = dump?.documents[key]
    if isSettled(key, local, slice) {
      tombstones[key] = local == nil ? snapshot.tombstones[key] : nil
      return
    }
    if isOnlyHere(key) {
      outgoing.insert(key)
      sent.append(SyncReport.Item(key, .added))
      return
    }
    let former = try base(key).flatMap { try Self.element(key, $0) }
    let mine = try side(key, local)
    let (there, isUnstamped) = try side(key, dump, base: former)
    var theirs = there
    for copy in copies {
      let merged = try merged(key, theirs, try side(key, copy, base: former).side, base: former)
      losses += merged.losses.map { $0.ofTheirs }
      theirs = merged.side
    }
    let merged = try merged(key, mine, theirs, base: former)
    losses += merged.losses
    switch merged.side {
    case .present(let element):
      keep(key, element, mine, theirs: there, mustSend: isUnstamped, wasRevived: merged.wasRevived)
      // Bytes of another program are not a base: what they were read as is sent first.
      if let slice, dump?.head != nil { noteBase(key, slice) }
    case .deleted(let removal): delete(key, removal, mine, theirs: there)
    case .absent: break
    }
  }

  /// Whether it is new on the side that has it: it was not there before, nor was it deleted.
  private func isNew(_ key: DocumentKey) -> Bool {
    copies.isEmpty && snapshot.bases[key] == nil && snapshot.tombstones[key] == nil
      && dump?.tombstones[key] == nil
  }

  /// Whether a document is sent as it stands: nothing is decoded then.
  private func isOnlyHere(_ key: DocumentKey) -> Bool {
    snapshot.documents[key] != nil && dump?.documents[key] == nil && isNew(key)
  }

  /// Whether a document can be taken over as it stands.
  private func isArrival(_ key: DocumentKey) -> Bool {
    guard let dump, dump.head != nil, dump.isIntact else { return false }
    return dump.documents[key] != nil && snapshot.documents[key] == nil && isNew(key)
  }

  private mutating func arrive(_ key: DocumentKey) {
    arrivals[key] = dump?.documents[key]
    received.append(SyncReport.Item(key, .added))
  }

  /// Whether nothing was changed on either side since both were equal: nothing is decoded then.
  private func isSettled(_ key: DocumentKey, _ local: LocalDocument?, _ slice: JSONSlice?) -> Bool {
    guard dump?.head != nil, copies.isEmpty else { return false }
    guard let local, let slice else {
      let deletion = snapshot.tombstones[key]
      return local == nil && slice == nil && deletion != nil && deletion == dump?.tombstones[key]
    }
    return snapshot.bases[key].map {
      $0.local == local.hash && $0.remote == ContentHash(slice.utf8)
    } ?? false
  }

  private func merged(_ key: DocumentKey, _ mine: Side, _ theirs: Side, base: Element?) throws
    -> Merged
  {
    do throws(WireError) { return try merge.merge(key, mine, theirs, base: base) } catch {
      throw DumpError.unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }

  private mutating func keep(
    _ key: DocumentKey, _ element: Element, _ mine: Side, theirs: Side, mustSend: Bool,
    wasRevived: Bool
  ) {
    observe(element.latestStamp)
    if !(mine.element?.hasSameState(as: element) ?? false) {
      puts[key] = element
      if let former = mine.element {
        departures.note(key, former, after: element, removal: nil)
      }
      receivedSets += element.setsChanged(since: mine.element)
      let what: SyncReport.Item.What =
        mine.element != nil ? .changed : wasRevived ? .revived : .added
      received.append(SyncReport.Item(key, what))
    }
    if mustSend || !(theirs.element?.hasSameState(as: element) ?? false) {
      outgoing.insert(key)
      let what: SyncReport.Item.What =
        theirs.element != nil ? .changed : wasRevived ? .revived : .added
      sent.append(SyncReport.Item(key, what))
    }
  }

  private mutating func delete(
    _ key: DocumentKey, _ removal: Removal, _ mine: Side, theirs: Side
  ) {
    if merge.rules.keepsTombstones { tombstones[key] = removal }
    if let element = mine.element {
      deletions[key] = removal
      gone += 1
      departures.note(key, element, after: nil, removal: removal)
      received.append(SyncReport.Item(key, .deleted))
    } else if snapshot.tombstones[key] != removal {
      deletions[key] = removal
    }
    if theirs.element != nil || dump?.tombstones[key] != removal {
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

  private func side(_ key: DocumentKey, _ local: LocalDocument?) throws -> Side {
    if let local, let element = try Self.element(key, local.json) {
      return .present(try Foreign.adopted(element, base: nil, lastUpdated: nil, seen: Seen()))
    }
    return snapshot.tombstones[key].map { .deleted($0) } ?? .absent
  }

  /// A dump's side, and whether its writer had left out stamps.
  private func side(_ key: DocumentKey, _ dump: Dump?, base: Element?) throws
    -> (side: Side, isUnstamped: Bool)
  {
    guard let dump, let slice = dump.documents[key], let element = try dump.element(key) else {
      return (missing(key, dump, base), false)
    }
    // What we wrote and nobody else has touched is stamped as it should be.
    if dump.head != nil, dump.isIntact { return (.present(element), false) }
    do throws(WireError) {
      let date = try slice["lastUpdated"]?.string.flatMap { Instant(iso8601: $0) }
      let adopted = try Foreign.adopted(
        element, base: base, lastUpdated: date, seen: dump.head?.seen ?? snapshot.seen)
      let isUnstamped = dump.head == nil || !adopted.hasSameState(as: element)
      return (.present(adopted), isUnstamped)
    } catch {
      throw DumpError.unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }

  /// What a dump says of a document that is not in it: that it was deleted, or nothing.
  private func missing(_ key: DocumentKey, _ dump: Dump?, _ base: Element?) -> Side {
    if let removal = dump?.tombstones[key] { return .deleted(removal) }
    guard merge.rules.takesAbsenceForDeletion, let stamp = base?.latestStamp else { return .absent }
    return .deleted(Removal(upTo: stamp))
  }

  /// A document of ours, decoded.
  private static func element(_ key: DocumentKey, _ json: [UInt8]) throws -> Element? {
    do throws(WireError) { return try Dump.own(key, JSONSlice(json)) } catch {
      throw DumpError.unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }
}

extension MergePlan {
  /// What had come to whoever wrote the dump, and the copies beside it.
  ///
  /// Dumps of version 1 do not say: each device's latest stamp in them is what they hold of it.
  private func seenThere() throws -> Seen {
    var seen = Seen()
    for dump in [dump].compactMap(\.self) + copies where dump.head != nil {
      if let said = dump.head?.seen {
        seen.formUnion(said)
        continue
      }
      for removal in dump.tombstones.values { seen.insert(removal.at) }
      for key in dump.documents.keys {
        if let element = try dump.element(key) { seen.formUnion(element.seen) }
      }
    }
    return seen.withoutStrangers
  }
}

extension Seen {
  /// Without the device that stands for all writers without stamps: having seen one of them is not having seen another.
  package var withoutStrangers: Seen {
    var seen = self
    seen[Foreign.device] = nil
    return seen
  }
}

extension Loss {
  /// As it is told where neither side was this device's.
  fileprivate var ofTheirs: Loss {
    var loss = self
    loss.wasMine = false
    return loss
  }
}

extension MergePlan {
  /// What documents that come in are called: of those that go out and those that go the store knows it.
  func titles() throws -> [DocumentKey: String] {
    var titles: [DocumentKey: String] = [:]
    for (key, element) in puts {
      titles[key] = try Self.title { element.field($0) }
    }
    for (key, slice) in arrivals {
      titles[key] = try Self.title { try slice[$0]?.raw }
    }
    return titles
  }

  /// What a document is called: a workout by its day and name, a weighing by its day. Nil where it says neither.
  ///
  /// - Parameter field: A field's JSON; nil where it is not there.
  private static func title(_ field: (String) throws -> String?) throws -> String? {
    var words: [String] = []
    for name in ["date", "name"] {
      if let json = try field(name), let word = try JSONSlice(json).string { words.append(word) }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Which documents a store has once the plan is carried out.
  func census(after snapshot: SyncSnapshot) -> DocumentCensus {
    let kept = snapshot.documents.keys.lazy.filter { deletions[$0] == nil }
    let new = puts.keys.filter { snapshot.documents[$0] == nil }
    let arriving = arrivals.keys.filter { snapshot.documents[$0] == nil && puts[$0] == nil }
    return DocumentCensus(Array(kept) + new + arriving)
  }
}

extension MergePlan {
  /// What comes in and from whom, in words, and what goes: `12 sets, 1 program from gym, 4 sets removed by gym`.
  ///
  /// - Parameters:
  ///   - names: What devices are called, by id.
  ///   - writer: Who wrote the dump; nil where that is not known.
  func words(names: [String: String], writer: String?) -> String {
    var words: [String] = []
    if receivedSets > 0 { words.append("\(receivedSets) \(receivedSets == 1 ? "set" : "sets")") }
    for collection in Collection.allCases {
      // The sets say it of workouts.
      let areSaid = collection == .workoutLogs && receivedSets > 0
      let count =
        (areSaid ? 0 : puts.keys.count { $0.collection == collection })
        + arrivals.keys.count { $0.collection == collection }
      if count > 0 { words.append("\(count) \(collection.noun)\(count == 1 ? "" : "s")") }
    }
    let gone = departures.words(names: names)
    if words.isEmpty, gone == nil { words = ["nothing new"] }
    if let writer, !words.isEmpty {
      words.append("\(words.removeLast()) from \(names[writer] ?? writer)")
    }
    return (words + [gone].compactMap(\.self)).joined(separator: ", ")
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
