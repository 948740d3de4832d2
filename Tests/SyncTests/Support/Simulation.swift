import Chance
import Rehearsal
import Sync
import Synchronization
import Training
import Wire

/// What is wrong on purpose, to see whether it is noticed.
struct Flaws: Sendable {
  var merge = MergeRules.standard
  var engine = EngineRules.standard
  /// Whether devices pass the stamps they see.
  var passesClock = true
  var removals = RemovalRules()
  /// Whether the remote looks at what a write replaces.
  var compares = true
  /// Whether a store that is put back, or copied elsewhere, goes on under the id it comes with.
  var keepsCopiedIDs = false
}

/// Plays a story on the real engine, with a ledger of every edit that was acknowledged.
///
/// Unchecked, because the hooks of store and remote run in the thread that plays the story.
final class Simulation: @unchecked Sendable {
  struct Failure: Error {
    var problem: String
  }

  let story: Story
  let flaws: Flaws
  var random: Seeded
  let stores: [MemoryStore]
  var clocks: [Int64]
  let remote = MemoryRemote()
  var ledger: Ledger
  /// Copies of each device's store, with what it had before its eyes.
  var backups: [Int: Backup] = [:]
  /// What stores that were replaced had kept of what lost.
  var formerArchives: [Loss] = []
  /// The last edit of each device that can be undone.
  var undoable: [Int: (key: DocumentKey, change: Change?, former: Element?)] = [:]
  /// The stamps that their devices made before a sync that came to its end, whatever becomes of their stores.
  var sent: Set<Stamp> = []
  private var made = 0

  init(_ story: Story, flaws: Flaws = Flaws()) {
    self.story = story
    self.flaws = flaws
    random = Seeded(story.seed)
    stores = (0..<story.devices).map { MemoryStore("d\($0)") }
    clocks = story.skews.map { 1_700_000_000_000 + $0 }
    ledger = Ledger(devices: story.devices)
    for store in stores {
      store.state.withLock {
        $0.passesClock = flaws.passesClock
        $0.rules = flaws.removals
        $0.link?.strategy = story.strategy
      }
    }
    remote.state.withLock { $0.compares = flaws.compares }
  }

  /// Plays it and throws where a promise was broken.
  func run() throws {
    for event in story.events {
      clocks[event.device] += event.elapsed
      random = Seeded(event.seed)
      try play(event.what, event.device)
    }
    // In the end everyone is there and the weather is fair: in the first round all is sent, in the second it has
    // come to all.
    try syncAll()
    try syncAll()
    try checkThatTheSameStandsEverywhere()
    // What a part that fell had been told before it stood again (its place in the order) takes a round more: only who
    // told it still has it.
    try syncAll()
    try check()
  }

  private func syncAll() throws {
    for device in stores.indices { try sync(device, .fair) }
  }

  private func checkThatTheSameStandsEverywhere() throws {
    let standing = try stores.map { store in
      try store.syncSnapshot().documents.mapValues {
        Set(try MemoryStore.element($0.json).paths())
      }
    }
    for (number, other) in standing.enumerated() where other != standing[0] {
      throw Failure(problem: "not the same stands on d0 and d\(number) after two rounds")
    }
  }

  private func play(_ what: Story.Event.What, _ device: Int) throws {
    switch what {
    case .create: try create(device)
    case .edit: try edit(device)
    case .delete: try delete(device)
    case .undo: try undo(device)
    case .restore: try restore(device)
    case .takeIn(let file): try takeIn(file, device)
    case .sync(let weather): try sync(device, weather)
    case .copying(let what): try copy(what, device)
    }
  }

  // MARK: Edits

  private func anyKey(_ device: Int) -> DocumentKey? {
    let keys = stores[device].syncSnapshot().documents.keys.sorted()
    return keys.isEmpty ? nil : random.pick(keys)
  }

  private func edit(_ device: Int) throws {
    guard let key = anyKey(device), let element = try stores[device].element(key) else {
      return try create(device)
    }
    made += 1
    var replica = Replica("x\(made)n", element, now: 0)
    let change = replica.randomChange(&random)
    try apply(change, to: key, device)
    undoable[device] = (key, change, nil)
  }

  private func create(_ device: Int) throws {
    made += 1
    try put(Self.workout("w\(made)", day: made, weight: 100), device)
  }

  /// What comes from a file has the ids of its content, and is stamped by whoever takes it in.
  private func takeIn(_ file: Int, _ device: Int) throws {
    let key = DocumentKey(.workoutLogs, "i\(file)")
    guard try stores[device].element(key) == nil else { return }
    try put(Self.workout(key.id, day: file, weight: 60 + Double(file)), device)
  }

  private static func workout(_ id: String, day: Int, weight: Double) -> Element {
    var log = WorkoutLog(
      id: id, userId: "me", name: "Push", date: LocalDate(dayNumber: 20_000 + day))
    log.exercises = [
      LoggedExercise(
        id: "e", exerciseId: "bench",
        sets: [LoggedSet(id: "s", weight: weight, reps: 5, position: "V1")], position: "V1")
    ]
    return log.element
  }

  /// Puts a whole document, new or brought back.
  private func put(_ element: Element, _ device: Int) throws {
    let key = DocumentKey(.workoutLogs, element.id)
    let stamp = try stores[device].edit(key, at: clocks[device]) { _, stamp in
      element.restamped(stamp)
    }
    for field in element.allFields() where field.path.last != "position" {
      let base = base(key, field.path, device)
      ledger.acknowledge(
        Ledger.Place(key: key, path: field.path), field.json, stamp, device, base: base,
        isRestated: base == .some(field.json))
    }
    ledger.know(stamp, device)
    undoable[device] = nil
  }

  private func delete(_ device: Int) throws {
    guard let key = anyKey(device), let former = try stores[device].element(key) else { return }
    let stamp = try stores[device].edit(key, at: clocks[device]) { _, _ in nil }
    ledger.acknowledgeDeletion(Ledger.Place(key: key, path: []), stamp, device)
    undoable[device] = (key, nil, former)
  }

  /// Takes the last edit back by a new one, unless something has changed there since.
  private func undo(_ device: Int) throws {
    guard let (key, change, former) = undoable.removeValue(forKey: device) else { return }
    let present = try stores[device].element(key)
    if let former {
      guard present == nil else { return }
      return ledger.know(try stores[device].bringBack(key, former, at: clocks[device]), device)
    }
    guard let change, let present else { return }
    let inverse = change.inverted
    let isThere =
      change.concernsChild
      ? (present.descendant(at: change.path[...]) != nil) == (change.new != nil)
        && present.descendant(at: change.path.dropLast(2)) != nil
      : present.field(at: change.path[...]) == change.new
        && present.descendant(at: change.path.dropLast()) != nil
    if isThere { try apply(inverse, to: key, device) }
  }

  /// Puts something from the archive back.
  private func restore(_ device: Int) throws {
    let archive = stores[device].state.withLock { $0.archive }
    guard !archive.isEmpty else { return }
    let loss = random.pick(archive)
    let present = try stores[device].element(loss.key)
    if loss.reason == .deleted || loss.reason == .document {
      if present == nil, let lost = loss.lost { try put(Element.decode(lost), device) }
      return
    }
    let parent = loss.reason == .field ? loss.path.dropLast() : loss.path.dropLast(2)
    guard let present, present.descendant(at: parent) != nil else { return }
    if loss.reason == .removed, present.descendant(at: loss.path[...]) != nil { return }
    let old = loss.reason == .field ? present.field(at: loss.path[...]) : nil
    try apply(Change(path: loss.path, old: old, new: loss.lost), to: loss.key, device)
  }

  private func apply(_ change: Change, to key: DocumentKey, _ device: Int) throws {
    let (stamp, written) = try stores[device].change(key, at: clocks[device], change)
    ledger.know(stamp, device)
    guard let written else { return }
    acknowledge(change, written, key, stamp, device)
  }

  private func acknowledge(
    _ change: Change, _ written: Element, _ key: DocumentKey, _ stamp: Stamp, _ device: Int
  ) {
    let place = Ledger.Place(key: key, path: change.path)
    if change.concernsChild {
      if change.new == nil { ledger.acknowledgeDeletion(place, stamp, device) }
      // What is added is an edit of all its fields; what comes back is none.
      if change.new != nil, !change.isReturn, let child = written.part(at: change.path[...]) {
        for field in child.allFields() where field.path.last != "position" {
          ledger.acknowledge(
            Ledger.Place(key: key, path: change.path + field.path), field.json, stamp, device)
        }
      }
      return
    }
    guard let name = change.path.last, name != "position" else { return }
    let value = written.field(at: change.path[...])
    let base = base(key, change.path, device)
    ledger.acknowledge(
      place, value, stamp, device, base: base,
      isRestated: value == change.old || base == .some(value))
    guard name == "completed" else { return }
    // Ticking a set says all of it.
    let parent = Array(change.path.dropLast())
    for field in written.descendant(at: parent[...])?.fields ?? []
    where field.name != "position" && field.name != "completed" {
      let path = parent + [field.name]
      ledger.acknowledge(
        Ledger.Place(key: key, path: path), field.json, stamp, device,
        base: self.base(key, path, device), isRestated: true)
    }
  }

  /// What stood there the last time the device was in step, or sent something without hearing of it.
  private func base(_ key: DocumentKey, _ path: [String], _ device: Int) -> String?? {
    let base = stores[device].syncBase(key).flatMap { try? MemoryStore.element($0) } ?? sent(key)
    return base.map { $0.field(at: path[...]) }
  }

  private func sent(_ key: DocumentKey) -> Element? {
    remote.state.withLock { $0.bytes }.flatMap { try? Dump($0).element(key) }
  }

  // MARK: Syncing

  private func sync(_ device: Int, _ weather: Story.Weather) throws {
    let store = stores[device]
    var options = SyncOptions()
    options.yes = true
    prepare(weather, device, &options)
    defer {
      remote.state.withLock { state in
        state.faults = []
        state.callsLeft = nil
        state.beforeWrite = nil
      }
      store.state.withLock { state in
        state.stepsLeft = nil
        state.afterMerge = nil
      }
    }
    // What a run by another strategy decides against was read all the same.
    let isRead = if case .once = weather { try stampsInDump() } else { Set<Stamp>() }
    do {
      try run(device, options)
      ledger.noteSeen(isRead, device, name: store.syncSnapshot().device)
    } catch is MemoryStore.Killed {
    } catch let error as SyncError {
      guard case .remote = error, weather.isFoul else {
        throw Failure(problem: "d\(device) could not sync: \(error.sentence)")
      }
    }
    try noteSeen(device)
  }

  /// Runs a sync and notes what has left the device, whether or not it heard of that.
  private func run(_ device: Int, _ options: SyncOptions) throws {
    let made = stores[device].state.withLock { Set($0.made.map(\.stamp)) }
    let writes = remote.state.withLock { $0.writes }
    var isDone = false
    defer {
      if isDone || remote.state.withLock({ $0.writes }) != writes { sent.formUnion(made) }
    }
    _ = try engine(device, options).run()
    isDone = true
  }

  private func prepare(_ weather: Story.Weather, _ device: Int, _ options: inout SyncOptions) {
    switch weather {
    case .fair: break
    case .faults(let faults): remote.state.withLock { $0.faults = faults }
    case .cutAfter(let calls): remote.state.withLock { $0.callsLeft = calls }
    case .killedAfter(let steps): stores[device].state.withLock { $0.stepsLeft = steps }
    case .raced(let other):
      guard other != device else { return }
      var plain = SyncOptions()
      plain.yes = true
      remote.state.withLock { state in
        state.beforeWrite = { [self, plain] in
          // What goes wrong with the other's sync is seen by what does not come of it.
          try? run(other, plain)
          try? noteSeen(other)
        }
      }
    case .editedMeanwhile:
      stores[device].state.withLock { state in
        state.afterMerge = { [self] in
          try? noteSeen(device)
          try? edit(device)
        }
      }
    case .once(let strategy): options.strategyOnce = strategy
    }
  }

  private func engine(_ device: Int, _ options: SyncOptions) -> SyncEngine {
    let generator = Mutex(Seeded(random.next()))
    let now = Instant(milliseconds: clocks[device])
    return SyncEngine(
      store: stores[device], remote: remote, options: options,
      surroundings: SyncSurroundings(
        now: { now }, random: { generator.withLock { $0.next() } }, pause: { _ in }),
      rules: flaws.merge, engineRules: flaws.engine)
  }

  private func noteSeen(_ device: Int) throws {
    let snapshot = stores[device].syncSnapshot()
    var stamps = Set(snapshot.tombstones.values.map(\.at))
    for document in snapshot.documents.values {
      stamps.formUnion(try MemoryStore.element(document.json).allStamps)
    }
    ledger.noteSeen(stamps, device, name: snapshot.device)
  }

  // MARK: What has to hold

  private func check() throws {
    let documents = try stores[0].syncSnapshot().documents.mapValues {
      try MemoryStore.element($0.json)
    }
    try checkThatAllAreEqual(documents)
    try checkThatAFurtherSyncWritesNothing()
    let archive = formerArchives + stores.flatMap { $0.state.withLock { $0.archive } }
    if let problem = ledger.firstLost(in: documents, archive: archive) {
      throw Failure(problem: problem)
    }
    if let problem = ledger.firstUnexplained(in: documents, wholly: story.decidesWholly) {
      throw Failure(problem: problem)
    }
  }

  private func checkThatAllAreEqual(_ documents: [DocumentKey: Element]) throws {
    for (number, store) in stores.enumerated().dropFirst() {
      guard Set(store.syncSnapshot().documents.keys) == Set(documents.keys) else {
        throw Failure(problem: "the devices hold different documents")
      }
      for (key, left) in documents {
        let right = try store.element(key)
        guard left.canonical == right?.canonical else {
          throw Failure(
            problem:
              "\(key.id) differs between d0 and d\(number): \(left.encoded()) and \(right?.encoded() ?? "none")"
          )
        }
      }
    }
  }

  private func checkThatAFurtherSyncWritesNothing() throws {
    let (writes, bytes) = remote.state.withLock { ($0.writes, $0.bytes) }
    let marks = stores.map { $0.syncMark() }
    try syncAll()
    let after = remote.state.withLock { ($0.writes, $0.bytes) }
    guard after.0 == writes, after.1 == bytes, stores.map({ $0.syncMark() }) == marks else {
      throw Failure(problem: "a sync with nothing new wrote something")
    }
  }
}

extension Story {
  /// Whether any merge decides a document as a whole, so that a part comes back with the rest of it.
  var decidesWholly: Bool {
    strategy == .lastWriteWins
      || events.contains { event in
        if case .sync(.once) = event.what { return true }
        return false
      }
  }
}

extension Story.Weather {
  /// Whether a sync may fail in it.
  fileprivate var isFoul: Bool {
    switch self {
    case .faults, .cutAfter, .killedAfter: true
    case .fair, .raced, .editedMeanwhile, .once: false
    }
  }
}
