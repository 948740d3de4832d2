import Chance
import Interchange
import Logbook
import Rehearsal
import Sync
import Synchronization
import Training
import Wire

@testable import Store

/// Plays a story with real logbooks on real stores, and keeps a ledger of every edit: what it was, who made it, and what
/// its maker had seen.
final class LogbookStage {
  struct Failure: Error {
    var problem: String
  }

  /// What a machine's store holds.
  struct Holdings {
    var documents: [DocumentKey: Element] = [:]
    var removals: [DocumentKey: Removal] = [:]
  }

  let story: LogbookStory
  let wrong: WrongVerb?
  let gyms: [Gym]
  let names: [String]
  let remote = MemoryRemote()
  var random: Seeded
  var ledger: Ledger
  var changes: [[ChangeMade]]
  /// What each machine held before its last act, where the next may be an undo of it.
  var before: [Int: Holdings] = [:]
  /// The last export, whichever machine made it.
  var export: String?
  private var acknowledged: Set<Acknowledged> = []
  private var decoded: [ContentHash: Element] = [:]
  private var weights = 0

  private struct Acknowledged: Hashable {
    var place: Ledger.Place
    var stamp: Stamp
  }

  init(_ story: LogbookStory, wrong: WrongVerb? = nil) throws {
    self.story = story
    self.wrong = wrong
    random = Seeded(story.seed)
    ledger = Ledger(devices: story.devices)
    changes = Array(repeating: [], count: story.devices)
    names = (0..<story.devices).map { "d\($0)" }
    gyms = try (0..<story.devices).map { number in
      let gym = try Gym(ids: number * 100_000)
      gym.wait(story.skews[number] + Double(number) / 100)
      try gym.become("d\(number)")
      try gym.logbook.setUpSync(location: "memory", strategy: story.strategy)
      return gym
    }
  }

  /// Plays it, and throws where a promise was broken.
  func run() throws {
    for event in story.events {
      gyms[event.device].wait(event.seconds)
      random = Seeded(event.seed)
      try play(event.what, event.device)
    }
    // In the end everyone is there: in the first round all is sent, in the second it has come to all.
    try syncAll()
    try syncAll()
    let standing = try gyms.indices.map { try holdings($0).documents.mapValues { Set($0.paths()) } }
    for (number, other) in standing.enumerated() where other != standing[0] {
      throw Failure(problem: "not the same stands on d0 and d\(number) after two rounds")
    }
    // Where a part that fell and stands again is in its list takes a round more.
    try syncAll()
    try check()
  }

  private func syncAll() throws {
    for device in gyms.indices { try sync(device, .fair) }
  }

  /// Plays what one machine does alone, takes back all of it, and does all of it again.
  func runBackAndForth() throws {
    for event in story.events {
      gyms[0].wait(event.seconds)
      random = Seeded(event.seed)
      try play(event.what, 0)
    }
    let end = try holdings(0).documents
    var steps = 0
    while let didSomething = try take({ try $0.undo() }) { steps += didSomething ? 1 : 0 }
    guard try holdings(0).documents.isEmpty else {
      throw Failure(
        problem: "after \(steps) undos something is left: \(try holdings(0).documents.keys)")
    }
    var left = steps
    while left > 0 {
      guard let didSomething = try take({ try $0.redo() }) else {
        throw Failure(problem: "\(left) of \(steps) steps could not be done again")
      }
      left -= didSomething ? 1 : 0
    }
    let again = try holdings(0).documents
    guard again.mapValues({ $0.values() }) == end.mapValues({ $0.values() }) else {
      throw Failure(
        problem: "all \(steps) steps done again it is not as it was: \(end.difference(from: again))"
      )
    }
  }

  /// Whether a step back or forth did anything; nil where there was none to take.
  private func take(_ step: (Logbook) throws -> UndoneStep) throws -> Bool? {
    gyms[0].wait(1)
    do { return try !step(gyms[0].logbook).isGone } catch StoreError.nothingToUndo,
      StoreError.nothingToRedo
    {
      return nil
    }
  }

  // MARK: What a store holds

  func holdings(_ device: Int) throws -> Holdings {
    let snapshot = try gyms[device].store.syncSnapshot()
    return Holdings(
      documents: try snapshot.documents.reduce(into: [:]) { all, document in
        all[document.key] = try element(document.value.json, document.key.collection)
      }, removals: snapshot.tombstones)
  }

  func element(_ json: [UInt8], _ collection: Training.Collection) throws -> Element {
    let hash = ContentHash(json)
    if let element = decoded[hash] { return element }
    let element = try collection.kind.init(json: json).element
    decoded[hash] = element
    return element
  }

  /// A weight that no other set has.
  func newWeight() -> Double {
    weights += 1
    return 20 + Double(weights) / 4
  }

  // MARK: The ledger

  /// Does something on a machine and notes what it has written there.
  ///
  /// - Parameters:
  ///   - isOwn: Whether what changes is the machine's own doing, and not what comes from elsewhere.
  ///   - isSynced: Whether it comes from a dump.
  func act(_ device: Int, isOwn: Bool = true, isSynced: Bool = false, _ body: (Gym) throws -> Void)
    throws -> ChangeMade
  {
    let held = try holdings(device)
    do { try body(gyms[device]) } catch StoreError.nothingToUndo, StoreError.nothingToRedo,
      StoreError.nothingToTakeBack, is EditError
    {
      return ChangeMade(held, held)
    }
    let holds = try holdings(device)
    for (key, element) in holds.documents where held.documents[key] != element {
      guard element.withRemovalsSaidOnce(under: element.removal) == element else {
        throw Failure(problem: "\(key.id) says a removal twice, and a merge would change it")
      }
    }
    if isOwn { try acknowledge(from: held, to: holds, device) }
    noteSeen(holds, device, isSynced: isSynced)
    return ChangeMade(held, holds)
  }

  private func noteSeen(_ holds: Holdings, _ device: Int, isSynced: Bool) {
    var stamps = Set(holds.removals.values.map(\.at))
    for document in holds.documents.values { stamps.formUnion(document.allStamps) }
    ledger.noteSeen(stamps, device, name: names[device], isSynced: isSynced)
  }

  private func acknowledge(from held: Holdings, to holds: Holdings, _ device: Int) throws {
    for (key, element) in held.documents {
      guard let now = holds.documents[key] else {
        if let removal = holds.removals[key] {
          ledger.acknowledgeDeletion(Ledger.Place(key: key, path: []), removal.at, device)
        }
        continue
      }
      for (path, removal) in now.takenOut(of: element) {
        ledger.acknowledgeDeletion(Ledger.Place(key: key, path: path), removal.at, device)
      }
    }
    for (key, element) in holds.documents {
      let former = held.documents[key]
      for (path, stamp) in element.writes() where stamp.device == names[device] {
        let place = Ledger.Place(key: key, path: path)
        guard former?.stamp(at: path[...]) != stamp,
          acknowledged.insert(Acknowledged(place: place, stamp: stamp)).inserted
        else { continue }
        let value = element.field(at: path[...])
        let base = try base(key, device).map { $0.field(at: path[...]) }
        let isThere = former?.field(at: path[...]) == value && former?.holds(path) == true
        ledger.acknowledge(
          place, value, stamp, device, base: base, isRestated: isThere || base == .some(value))
      }
    }
  }

  /// The document as it was the last time that the machine was in step, or sent it without hearing of it.
  private func base(_ key: DocumentKey, _ device: Int) throws -> Element? {
    if let base = try gyms[device].store.syncBase(key) { return try element(base, key.collection) }
    return try remote.state.withLock { $0.bytes }.flatMap { try Dump($0).element(key) }
  }

  // MARK: Syncing

  func sync(_ device: Int, _ weather: LogbookStory.Weather) throws {
    var options = SyncOptions()
    (options.yes, options.adopt) = (true, true)
    remote.state.withLock { state in
      switch weather {
      case .fair: break
      case .cutAfter(let calls): state.callsLeft = calls
      case .answerLost: state.faults = [.none, .answerLost]
      }
    }
    defer {
      remote.state.withLock { ($0.callsLeft, $0.faults) = (nil, []) }
    }
    let change = try act(device, isOwn: false, isSynced: true) { gym in
      do {
        _ = try gym.logbook.sync(with: remote, options: options)
      } catch let error as SyncError {
        guard case .remote = error, weather != .fair else {
          throw Failure(problem: "d\(device) could not sync: \(error.sentence)")
        }
      }
    }
    changes[device].append(change)
    before[device] = nil
  }

  // MARK: What has to hold

  private func check() throws {
    let first = try holdings(0)
    for device in gyms.indices.dropFirst() {
      let other = try holdings(device)
      guard first.documents.isSame(as: other.documents) else {
        throw Failure(
          problem: "d0 and d\(device) differ: \(first.documents.difference(from: other.documents))")
      }
    }
    let marks = try gyms.map { try $0.store.syncMark() }
    let writes = remote.state.withLock { $0.writes }
    try syncAll()
    guard try gyms.map({ try $0.store.syncMark() }) == marks,
      remote.state.withLock({ $0.writes }) == writes
    else { throw Failure(problem: "a sync with nothing new wrote something") }
    let archive =
      wrong == .forgetsWhatLost
      ? [] : try gyms.flatMap { try $0.store.conflicts(limit: 100_000).map(\.loss) }
    if let problem = ledger.firstLost(in: first.documents, archive: archive) {
      throw Failure(problem: problem)
    }
    let wholly = story.strategy == .lastWriteWins
    if let problem = ledger.firstUnexplained(in: first.documents, wholly: wholly) {
      throw Failure(problem: problem)
    }
    if story.seed % 3 == 0 { try checkThatAnExportIsTheStore(first) }
  }

  /// Read into an empty store, an export gives the same documents; to sync them changes nothing elsewhere.
  private func checkThatAnExportIsTheStore(_ holds: Holdings) throws {
    let gym = try Gym(ids: 9_000_000)
    gym.wait(gyms.map(\.now).max().map { $0.seconds(since: gym.now) } ?? 0)
    try gym.become("new")
    try bring(exported(gyms[0], isTable: false), into: gym)
    let snapshot = try gym.store.syncSnapshot()
    for (key, element) in holds.documents {
      guard let json = snapshot.documents[key]?.json,
        try self.element(json, key.collection).canonical == element.canonical
      else { throw Failure(problem: "\(key.id) is not what was exported") }
    }
    guard snapshot.tombstones == holds.removals,
      snapshot.documents.count == holds.documents.count
    else { throw Failure(problem: "what was deleted is not what was exported") }
    try gym.logbook.setUpSync(location: "memory", strategy: story.strategy)
    var options = SyncOptions()
    (options.yes, options.adopt) = (true, true)
    _ = try gym.logbook.sync(with: remote, options: options)
    try syncAll()
    guard try holdings(0).documents.isSame(as: holds.documents) else {
      throw Failure(problem: "to sync an export changed something elsewhere")
    }
  }
}

/// What an act has added, taken out and changed in a store.
struct ChangeMade {
  /// The elements by path: documents, exercises and sets.
  let added: Set<Ledger.Place>
  let removed: Set<Ledger.Place>
  /// What stood only because something in it did that a removal had not seen: without that it goes.
  let upheld: Set<Ledger.Place>
  /// What stood in a field before, and what then.
  let fields: [Ledger.Place: Values]

  struct Values: Equatable {
    var before: String?
    var after: String?
  }

  /// What the store held before.
  let held: LogbookStage.Holdings
  /// Whether anything was written, if only an order.
  let isWritten: Bool

  var isNothing: Bool { added.isEmpty && removed.isEmpty && fields.isEmpty }

  init(_ held: LogbookStage.Holdings, _ holds: LogbookStage.Holdings) {
    func elements(_ holdings: LogbookStage.Holdings) -> Set<Ledger.Place> {
      Set(
        holdings.documents.flatMap { key, element in
          element.paths().map { Ledger.Place(key: key, path: $0) }
        })
    }
    let (old, new) = (elements(held), elements(holds))
    added = new.subtracting(old)
    removed = old.subtracting(new)
    upheld = Set(
      held.documents.flatMap { key, element in
        element.upheld().map { Ledger.Place(key: key, path: $0) }
      })
    var fields: [Ledger.Place: Values] = [:]
    for (key, element) in holds.documents {
      guard let former = held.documents[key], former != element else { continue }
      let (before, after) = (former.values(), element.values())
      for path in Set(before.keys).union(after.keys) where before[path] != after[path] {
        let owner = Ledger.Place(key: key, path: path.dropLast())
        guard old.contains(owner), new.contains(owner) else { continue }
        fields[Ledger.Place(key: key, path: path)] = Values(
          before: before[path], after: after[path])
      }
    }
    self.fields = fields
    self.held = held
    isWritten = held.documents != holds.documents
  }

  /// Whether this takes back of another change what it takes back, and nothing else.
  func takesBack(_ other: ChangeMade) -> Bool {
    removed.subtracting(upheld).isSubset(of: other.added) && added.isSubset(of: other.removed)
      && fields.allSatisfy { place, values in
        other.fields[place] == Values(before: values.after, after: values.before)
      }
  }

  /// Whether this does again what another has done, or a part of it.
  ///
  /// - Parameter fell: What may stand again beside it.
  func repeats(_ other: ChangeMade, orRaises fell: Set<Ledger.Place>) -> Bool {
    removed.subtracting(upheld).isSubset(of: other.removed)
      && added.isSubset(of: other.added.union(fell))
      && fields.allSatisfy { place, values in other.fields[place] == values }
  }
}

extension Gym {
  /// Gives the store an id of its device that is known beforehand: it decides between stamps of one moment.
  fileprivate func become(_ device: String) throws {
    try store.write(Step("Named", origin: .upkeep), at: now) { transaction in
      try Device(database: transaction.reader.database).take(device)
    }
  }
}
