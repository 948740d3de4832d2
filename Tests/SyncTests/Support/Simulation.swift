import Sync
import Synchronization
import Training
import Wire

/// Devices that edit, delete, go offline, are killed and sync, from a seed; and a ledger of every edit that was
/// acknowledged.
struct Simulation {
  /// One acknowledged edit of a field.
  struct Entry {
    var key: DocumentKey
    var path: [String]
    var value: String?
    var stamp: Stamp
    /// The edits that whoever made it had before its eyes, or that those had who made them.
    var seen: Set<Stamp>
    /// Whether it said what stood there already: then there is nothing to lose.
    var isRestated = false
  }

  struct Failure: Error {
    var seed: UInt64
    var problem: String
  }

  let seed: UInt64
  let rules: MergeRules
  private var random: Seeded
  private var stores: [MemoryStore] = []
  private var clocks: [Int64] = []
  private var seen: [Set<Stamp>] = []
  private var knowledge: [Stamp: Set<Stamp>] = [:]
  private let remote = MemoryRemote()
  private(set) var ledger: [Entry] = []
  private var deletions: [(key: DocumentKey, path: [String], stamp: Stamp, seen: Set<Stamp>)] =
    []
  private var made = 0

  init(seed: UInt64, rules: MergeRules = .standard) {
    self.seed = seed
    self.rules = rules
    random = Seeded(seed)
    for number in 0..<(2 + random.below(4)) {
      stores.append(MemoryStore("d\(number)"))
      clocks.append(1_700_000_000_000 + Int64(random.below(100_000)) - 50_000)
      seen.append([])
    }
  }

  /// Plays the whole story and throws where a promise was broken.
  mutating func run() throws {
    for _ in 0..<(20 + random.below(60)) {
      let device = random.below(stores.count)
      // Clocks are skewed, and jump.
      clocks[device] += Int64(random.below(1000))
      if random.chance(3) { clocks[device] += Int64(random.below(200_000)) - 100_000 }
      if random.chance(75) { try edit(device) } else { try sync(device, faulty: random.chance(40)) }
    }
    // In the end everyone is there, without faults. Twice round does, but where a deleted document came back: what was
    // deleted with it comes from whoever still has it, in the second round.
    for _ in 0..<3 {
      for device in stores.indices { try sync(device, faulty: false) }
    }
    try check()
  }

  // MARK: Edits

  private mutating func edit(_ device: Int) throws {
    let store = stores[device]
    let keys = store.syncSnapshot().documents.keys.sorted()
    if keys.isEmpty || random.chance(15) { return try create(device) }
    let key = random.pick(keys)
    guard let element = try store.element(key) else { return }
    if random.chance(4) { return try delete(device, key) }
    made += 1
    var replica = Replica("x\(made)n", element, now: 0)
    let change = replica.randomChange(&random)
    try apply(change, to: key, device)
  }

  private mutating func create(_ device: Int) throws {
    made += 1
    let key = DocumentKey(.workoutLogs, "w\(made)")
    var log = WorkoutLog(
      id: key.id, userId: "me", name: "Push", date: LocalDate(dayNumber: 20_000 + made))
    log.exercises = [
      LoggedExercise(
        id: "e", exerciseId: "bench",
        sets: [LoggedSet(id: "s", weight: 100, reps: 5, position: "V1")], position: "V1")
    ]
    let element = log.element
    let stamp = try stores[device].edit(key, at: clocks[device]) { _, stamp in
      element.restamped(stamp)
    }
    acknowledge(key, ["exercises", "e", "sets", "s", "weight"], "100", stamp, device)
  }

  private mutating func delete(_ device: Int, _ key: DocumentKey) throws {
    let stamp = try stores[device].edit(key, at: clocks[device]) { _, _ in nil }
    know(stamp, device)
    deletions.append((key, [], stamp, seen[device]))
  }

  private mutating func apply(_ change: Change, to key: DocumentKey, _ device: Int) throws {
    var written: Element?
    let stamp = try stores[device].edit(key, at: clocks[device]) { element, stamp in
      guard let element else { return nil }
      let edited = try element.applying([change], stamp: stamp)
      written = try WorkoutLog(element: edited).element
      return written
    }
    if change.concernsChild, change.new == nil {
      know(stamp, device)
      deletions.append((key, change.path, stamp, seen[device]))
    } else if change.path.last == "completed" {
      // Ticking a set says all of it.
      let place = Array(change.path.dropLast())
      acknowledge(
        key, change.path, change.new, stamp, device, isRestated: change.new == change.old)
      for field in written?.descendant(at: place[...])?.fields ?? []
      where field.name != "position" && field.name != "completed" {
        acknowledge(key, place + [field.name], field.json, stamp, device, isRestated: true)
      }
    } else if !change.concernsChild, change.path.last != "position" {
      let value = written?.field(at: change.path[...])
      acknowledge(key, change.path, value, stamp, device, isRestated: value == change.old)
    } else {
      know(stamp, device)
    }
  }

  private mutating func acknowledge(
    _ key: DocumentKey, _ path: [String], _ value: String?, _ stamp: Stamp, _ device: Int,
    isRestated: Bool = false
  ) {
    know(stamp, device)
    ledger.append(
      Entry(
        key: key, path: path, value: value, stamp: stamp, seen: seen[device],
        isRestated: isRestated
          || (stores[device].syncBase(key) != nil && value == baseValue(key, path, device))))
  }

  // MARK: Syncing

  private mutating func sync(_ device: Int, faulty: Bool) throws {
    let store = stores[device]
    if faulty {
      let fault: [MemoryRemote.Fault] =
        random.chance(50) ? [random.pick(MemoryRemote.Fault.allCases)] : []
      remote.state.withLock { $0.faults = fault }
      let steps = random.below(3)
      if random.chance(50) { store.state.withLock { $0.stepsLeft = steps } }
    }
    defer {
      remote.state.withLock { $0.faults = [] }
      store.state.withLock { $0.stepsLeft = nil }
    }
    var options = SyncOptions()
    options.yes = true
    let generator = Mutex(random)
    let now = Instant(milliseconds: clocks[device])
    let engine = SyncEngine(
      store: store, remote: remote, options: options,
      surroundings: SyncSurroundings(
        now: { now }, random: { generator.withLock { $0.next() } }, pause: { _ in }),
      rules: rules)
    do { _ = try engine.run() } catch is MemoryStore.Killed {
    } catch SyncError.remote(let error) where faulty && error.kind == .unreachable {}
    random = generator.withLock { $0 }
    try noteSeen(device)
  }

  /// What stood at a path the last time the device was in step.
  private func baseValue(_ key: DocumentKey, _ path: [String], _ device: Int) -> String? {
    let element = stores[device].syncBase(key).flatMap { try? MemoryStore.element($0) }
    return element?.field(at: path[...])
  }

  private mutating func know(_ stamp: Stamp, _ device: Int) {
    seen[device].insert(stamp)
    knowledge[stamp] = seen[device]
  }

  /// Everything in a device's store is before its eyes, and what its makers had before theirs.
  private mutating func noteSeen(_ device: Int) throws {
    let snapshot = stores[device].syncSnapshot()
    var stamps = Set(snapshot.tombstones.values)
    for document in snapshot.documents.values {
      stamps.formUnion(try MemoryStore.element(document.json).allStamps)
    }
    for stamp in stamps { seen[device].formUnion(knowledge[stamp] ?? []) }
  }

  // MARK: What has to hold

  private func check() throws {
    try checkThatAllAreEqual()
    try checkThatAFurtherSyncWritesNothing()
    let final = stores[0].syncSnapshot().documents
    let archive = stores.flatMap { $0.state.withLock { $0.archive } }
    for entry in ledger where !entry.isRestated {
      let document = try final[entry.key].map { try MemoryStore.element($0.json) }
      // Two who wrote the same have lost nothing where one of them is accounted for.
      let twins = ledger.filter {
        $0.key == entry.key && $0.path == entry.path && $0.value == entry.value
      }
      guard twins.contains(where: { isKept($0, in: document, archive) }) else {
        throw Failure(
          seed: seed,
          problem: "lost: \(entry.key.id) \(entry.path.joined(separator: "/")) = "
            + "\(entry.value ?? "nothing") of \(entry.stamp.text); \(story(of: entry, document, archive))"
        )
      }
    }
  }

  private func checkThatAllAreEqual() throws {
    let first = stores[0].syncSnapshot()
    for store in stores.dropFirst() {
      let other = store.syncSnapshot()
      guard Set(other.documents.keys) == Set(first.documents.keys) else {
        throw Failure(seed: seed, problem: "the devices hold different documents")
      }
      for (key, document) in first.documents {
        let left = try MemoryStore.element(document.json)
        let right = try store.element(key)
        guard left.canonical == right?.canonical else {
          throw Failure(
            seed: seed,
            problem:
              "\(key.id) differs between the devices: \(left.encoded()) and \(right?.encoded() ?? "none")"
          )
        }
      }
    }
  }

  private func checkThatAFurtherSyncWritesNothing() throws {
    let (writes, bytes) = remote.state.withLock { ($0.writes, $0.bytes) }
    let marks = stores.map { $0.syncMark() }
    var copy = self
    for device in stores.indices { try copy.sync(device, faulty: false) }
    let after = remote.state.withLock { ($0.writes, $0.bytes) }
    guard after.0 == writes, after.1 == bytes, stores.map({ $0.syncMark() }) == marks else {
      throw Failure(seed: seed, problem: "a sync with nothing new wrote something")
    }
  }

  /// All that is known of the field an edit was lost of.
  private func story(of entry: Entry, _ document: Element?, _ archive: [Loss]) -> String {
    let stamp =
      document.map { $0.stamp(at: entry.path[...])?.text ?? $0.encoded() } ?? "no document"
    let edits = ledger.filter { $0.key == entry.key && $0.path == entry.path }.map {
      "\($0.value ?? "nothing") of \($0.stamp.text) knowing it: \($0.seen.contains(entry.stamp))"
    }
    let gone = deletions.filter { $0.key == entry.key && entry.path.starts(with: $0.path) }.map {
      "\($0.path) of \($0.stamp.text) knowing it: \($0.seen.contains(entry.stamp))"
    }
    let lost = archive.filter { $0.key == entry.key }.map {
      "\($0.reason) \($0.path) \($0.lost ?? "nothing") of \($0.lostStamp?.text ?? "none")"
    }
    return "now of \(stamp); edits \(edits); taken out \(gone); archived \(lost)"
  }

  /// Whether an edit is in the document, was overwritten by someone who had seen it, or is in the archive.
  private func isKept(_ entry: Entry, in document: Element?, _ archive: [Loss]) -> Bool {
    if let document, document.stamp(at: entry.path[...]) == entry.stamp { return true }
    let overwritten = ledger.contains { other in
      other.key == entry.key && other.path == entry.path && other.stamp > entry.stamp
        && other.seen.contains(entry.stamp)
    }
    if overwritten { return true }
    let removed = deletions.contains { deletion in
      deletion.key == entry.key && entry.path.starts(with: deletion.path)
        && deletion.seen.contains(entry.stamp)
    }
    if removed { return true }
    return archive.contains { loss in
      guard loss.key == entry.key, entry.path.starts(with: loss.path) else { return false }
      if loss.path == entry.path, loss.reason == .field { return loss.lostStamp == entry.stamp }
      guard let text = loss.lost, let element = try? Element.decode(text) else { return false }
      return element.stamp(at: entry.path.dropFirst(loss.path.count)) == entry.stamp
    }
  }
}

extension Element {
  /// Every stamp of every field, set and entry, removals included.
  var allStamps: Set<Stamp> {
    var stamps = Set(self.stamps.fields.values)
    if let stamp = self.stamps.element { stamps.insert(stamp) }
    for list in children {
      stamps.formUnion(list.removed.values)
      for child in list.elements { stamps.formUnion(child.allStamps) }
    }
    return stamps
  }

  /// The element at a path that ends in an id.
  func descendant(at path: ArraySlice<String>) -> Element? {
    path.isEmpty ? self : child(at: path + [""])
  }

  private func child(at path: ArraySlice<String>) -> Element? {
    guard path.count > 1 else { return self }
    let id = path[path.startIndex + 1]
    return children(path[path.startIndex]).first { $0.id == id }?.child(at: path.dropFirst(2))
  }

  func field(at path: ArraySlice<String>) -> String? {
    path.last.flatMap { child(at: path)?.field($0) }
  }

  /// When the field at a path was written or cleared last.
  func stamp(at path: ArraySlice<String>) -> Stamp? {
    guard let name = path.last, let element = child(at: path) else { return nil }
    return element.stamps.fields[name]
      ?? (element.field(name) == nil ? nil : element.stamps.element)
  }
}
