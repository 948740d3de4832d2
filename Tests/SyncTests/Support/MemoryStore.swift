import Sync
import Synchronization
import Training
import Wire

/// What a store of devices may do wrong with removals, to see whether it is noticed.
struct RemovalRules: Sendable {
  /// Whether only what stands in what goes counts as seen.
  var knowsOnlyWhatGoes = false
  /// Whether what came with a dump is not noted as seen.
  var forgetsWhatCame = false
  /// Whether what comes back is written again.
  var restampsWhatComesBack = false
}

/// A store in memory that keeps to the engine's contract, and can be killed before or after a step.
final class MemoryStore: SyncStore {
  struct Killed: Error {}
  struct Miscounted: Error {}

  struct State {
    var device: String
    var userId = "me"
    var mark: Int64 = 0
    var documents: [DocumentKey: [UInt8]] = [:]
    var tombstones: [DocumentKey: Removal] = [:]
    /// What has come of other devices.
    var others = Seen()
    var rules = RemovalRules()
    var bases: [DocumentKey: (json: [UInt8], hashes: BaseHashes)] = [:]
    var link: SyncLink? = SyncLink(location: "memory", mark: -1)
    var archive: [Loss] = []
    /// The writes of the dump that were announced.
    var noted: [String] = []
    /// The ids by home, as `Homes` keeps them in a real store.
    var homes: [String: String] = [:]
    /// The stamps made here, each with the step it was made in.
    var made: [(step: Int64, stamp: Stamp)] = []
    /// The places that were put to the athlete.
    var asked: [[String]] = []
    var clock: HybridClock
    var backups = 0
    /// How many steps may yet be made before the process is killed; nil for never.
    var stepsLeft: Int?
    /// Whether the clock passes the stamps that come in: the tests break it.
    var passesClock = true
    /// What happens in another window once a merge is made; it happens once.
    var afterMerge: (@Sendable () -> Void)?
  }

  let state: Mutex<State>
  /// What lies beside the store, and is not copied with it.
  struct Here {
    var device: String
    var latest: String?
    /// How many ids were made here.
    var renewals = 0
  }

  let here: Mutex<Here>
  /// Where the store is at home.
  let home: String

  init(_ device: String) {
    home = device
    here = Mutex(Here(device: device))
    state = Mutex(
      State(device: device, homes: [device: device], clock: HybridClock(device: device)))
  }

  // MARK: Edits

  /// Makes one change of a document that is there. What it takes out goes with what the store has seen.
  func change(_ key: DocumentKey, at now: Int64, _ change: Change) throws -> (Stamp, Element?) {
    var written: Element?
    let stamp = try edit(key, at: now) { element, stamp in
      guard let element else { return nil }
      let child = element.part(at: change.path[...])
      var change = change
      if change.isRemoval {
        change.removal = self.state.withLock {
          Self.removal(of: child ?? element, at: stamp, knowing: $0)
        }
      }
      written = try WorkoutLog(element: element.applying([change], stamp: stamp)).element
      return written
    }
    return (stamp, written)
  }

  /// Brings a deleted document back as it was.
  func bringBack(_ key: DocumentKey, _ former: Element, at now: Int64) throws -> Stamp {
    try edit(key, at: now) { _, stamp in
      self.state.withLock { $0.rules.restampsWhatComesBack }
        ? former.restamped(stamp) : former.broughtBack(at: stamp)
    }
  }

  private static func removal(of element: Element, at stamp: Stamp, knowing state: State)
    -> Removal
  {
    var seen = state.rules.knowsOnlyWhatGoes ? Seen() : state.others
    seen.formUnion(element.seen)
    seen.insert(stamp)
    return Removal(at: stamp, seen: seen, why: .delete)
  }

  /// Makes one edit, as a writer would: a change of one document, stamped.
  func edit(_ key: DocumentKey, at now: Int64, _ make: (Element?, Stamp) throws -> Element?) throws
    -> Stamp
  {
    let (stamp, former) = try state.withLock { state in
      (
        state.clock.next(at: Instant(milliseconds: now)),
        try state.documents[key].map { try Self.element($0, key.collection) }
      )
    }
    let new = try make(former, stamp)
    try state.withLock { state in
      if var new {
        new.removal = state.tombstones[key] ?? new.removal
        state.documents[key] = try Self.json(new, key.collection)
        state.tombstones[key] = nil
      } else if let former {
        state.documents[key] = nil
        let removal = Self.removal(of: former, at: stamp, knowing: state)
        state.tombstones[key] = removal.joined(former.removal ?? removal)
      }
      state.mark += 1
      state.made.append((state.mark, stamp))
    }
    return stamp
  }

  func element(_ key: DocumentKey) throws -> Element? {
    try state.withLock { try $0.documents[key].map { try Self.element($0, key.collection) } }
  }

  static func element(_ json: [UInt8], _ collection: Collection = .workoutLogs) throws -> Element {
    try collection.kind.init(json: json).element
  }

  static func json(_ element: Element, _ collection: Collection) throws -> [UInt8] {
    Array(try collection.kind.init(element: element).json().utf8)
  }

  /// What the store holds, to see whether it stays as it is.
  var contents: [String] {
    state.withLock { state in
      state.documents.map { "\($0.key) \(String(decoding: $0.value, as: UTF8.self))" }.sorted()
        + state.tombstones.map { "\($0.key) \(RemovalText.json($0.value))" }.sorted()
        + state.bases.map { "\($0.key) \($0.value.hashes)" }.sorted()
        + ["\(state.mark) \(state.userId) \(state.archive.count) \(String(describing: state.link))"]
    }
  }

  // MARK: The contract

  func syncLink() -> SyncLink? { state.withLock { $0.link } }
  func syncMark() -> Int64 { state.withLock { $0.mark } }
  func syncBase(_ key: DocumentKey) -> [UInt8]? { state.withLock { $0.bases[key]?.json } }

  func syncSnapshot() -> SyncSnapshot {
    state.withLock { state in
      var seen = state.others
      if let latest = state.clock.latest { seen[state.device] = latest.moment }
      // Each set that was done is one `true`, and near enough each `true` is one.
      let sets = state.documents.values.reduce(0) { sum, json in
        sum + String(decoding: json, as: UTF8.self).split(separator: "true").count - 1
      }
      return SyncSnapshot(
        device: state.device, userId: state.userId, mark: state.mark,
        documents: state.documents.mapValues { LocalDocument(json: $0) },
        tombstones: state.tombstones, bases: state.bases.mapValues(\.hashes), seen: seen,
        sets: sets)
    }
  }

  func syncMerge(_ step: MergeStep, at now: Instant) throws -> Int64? {
    let mark: Int64? = try state.withLock { state in
      try Self.live(&state)
      guard state.mark == step.mark else { return nil }
      for (key, element) in step.puts {
        state.documents[key] = try Self.json(element, key.collection)
        state.tombstones[key] = nil
      }
      for (key, json) in step.arrivals {
        state.documents[key] = Array(json.utf8)
        Self.note(key, BaseEntry(json: Array(json.utf8), local: .asWritten), &state)
        if let stamp = try Self.element(Array(json.utf8), key.collection).latestStamp,
          state.passesClock
        {
          state.clock.observe(stamp)
        }
      }
      for (key, removal) in step.deletions {
        state.documents[key] = nil
        state.tombstones[key] = removal
      }
      Self.raise(step.seen, &state)
      for loss in step.losses where !state.archive.contains(loss) { state.archive.append(loss) }
      if step.asks { state.asked += step.losses.filter { $0.reason == .field }.map(\.path) }
      for (key, entry) in step.bases { Self.note(key, entry, &state) }
      if let latest = step.latest, state.passesClock { state.clock.observe(latest) }
      if let census = step.census, census != DocumentCensus(state.documents.keys) {
        throw Miscounted()
      }
      state.link = step.link
      if let athlete = step.athlete { state.userId = athlete }
      state.mark += 1
      return state.mark
    }
    let meanwhile = state.withLock { state in
      defer { state.afterMerge = nil }
      return state.afterMerge
    }
    meanwhile?()
    return mark
  }

  func syncSettle(_ bases: [DocumentKey: BaseEntry], _ link: SyncLink, seen: Seen) throws {
    try state.withLock { state in
      try Self.live(&state)
      Self.raise(seen, &state)
      for (key, entry) in bases { Self.note(key, entry, &state) }
      state.link = link
    }
  }

  func syncAnnounce(commit: String) throws {
    try state.withLock { state in
      try Self.live(&state)
      state.noted.append(commit)
    }
    here.withLock { $0.latest = commit }
  }

  func syncHasNoted(commit: String) -> Bool { state.withLock { $0.noted.contains(commit) } }

  func syncRenewDevice(at now: Instant) throws -> Int {
    try state.withLock { state in
      try Self.live(&state)
      let former = state.device
      takeNewID(&state)
      let mark = state.link?.mark ?? -1
      let unsent = Set(state.made.filter { $0.step > mark }.map(\.stamp))
      var count = 0
      func other(_ stamp: Stamp) -> Stamp {
        guard stamp.device == former, unsent.contains(stamp) else { return stamp }
        return Stamp(
          milliseconds: stamp.milliseconds, counter: stamp.counter, device: state.device)
      }
      for (key, json) in state.documents {
        let element = try Self.element(json, key.collection)
        let restamped = element.mappingStamps(other)
        if restamped == element { continue }
        state.documents[key] = try Self.json(restamped, key.collection)
        count += 1
      }
      state.tombstones = state.tombstones.mapValues { $0.mappingStamps(other) }
      state.mark += 1
      return count
    }
  }

  /// Stamps as another device from now on, later than all that is here.
  private func goOn(as device: String, _ state: inout State) {
    guard device != state.device else { return }
    let latest = state.clock.latest
    if let latest { state.others[state.device] = latest.moment }
    state.device = device
    state.clock = HybridClock(device: device, latest: latest)
  }

  private func takeNewID(_ state: inout State) {
    let number = here.withLock { here in
      here.renewals += 1
      return here.renewals
    }
    goOn(as: "\(home)x\(number)", &state)
    let device = state.device
    state.homes[home] = device
    here.withLock { here in
      here.device = device
      here.latest = nil
    }
  }

  /// A copy of the whole machine, with all that lies beside the store.
  func copy() -> MemoryStore {
    let copy = MemoryStore("copy")
    let (present, beside) = (state.withLock { $0 }, here.withLock { $0 })
    copy.state.withLock { state in
      state = present
      state.homes["copy"] = present.device
    }
    copy.here.withLock { $0 = beside }
    return copy
  }

  /// Puts another state in the place of this store, as a backup of it or another machine's file: from now on it stamps
  /// as such a store does.
  ///
  /// - Parameter keepsID: Whether it goes on under the id that it comes with: the tests break it.
  func put(_ other: State, keepsID: Bool = false) {
    state.withLock { state in
      state = other
      state.stepsLeft = nil
      state.afterMerge = nil
      let beside = here.withLock { $0 }
      let isKnown = other.homes[home] == beside.device
      if isKnown, beside.latest.map(other.noted.contains) ?? true || keepsID {
        goOn(as: beside.device, &state)
      } else if !keepsID {
        takeNewID(&state)
      }
    }
  }

  func syncBackUp(at now: Instant) -> String? {
    state.withLock { state in
      state.backups += 1
      return "backup \(state.backups)"
    }
  }

  private static func note(_ key: DocumentKey, _ entry: BaseEntry, _ state: inout State) {
    let local: ContentHash? =
      switch entry.local {
      case .differs: nil
      case .known(let hash): hash
      case .asWritten: state.documents[key].map { ContentHash($0) }
      }
    state.bases[key] = (
      entry.json, BaseHashes(remote: ContentHash(entry.json), local: local)
    )
  }

  private static func raise(_ seen: Seen, _ state: inout State) {
    guard !state.rules.forgetsWhatCame else { return }
    state.others.formUnion(seen)
  }

  private static func live(_ state: inout State) throws {
    guard let left = state.stepsLeft else { return }
    guard left > 0 else { throw Killed() }
    state.stepsLeft = left - 1
  }
}
