import Chance
import Rehearsal
import Sync
import Synchronization
import Training
import Wire

/// What people and services do with a store's file.
enum Copying {
  /// Its athlete makes a backup of it.
  case backUp
  /// The last backup is put in its place.
  case putBack
  /// Another device's file is put in its place.
  case copy(from: Int)

  init(_ random: inout Seeded, devices: Int) {
    self =
      switch random.below(4) {
      case 0, 1: .backUp
      case 2: .putBack
      default: .copy(from: random.below(devices))
      }
  }
}

extension Simulation {
  /// A store as it was, what its device had before its eyes, and what had been promised by then.
  struct Backup {
    var state: MemoryStore.State
    var ledger: Ledger
    var device: Int
  }

  func copy(_ what: Copying, _ device: Int) throws {
    switch what {
    case .backUp: backups[device] = backup(device)
    case .putBack:
      if let backup = backups[device] { try put(backup, on: device) }
    case .copy(let other):
      if other != device { try put(backup(other), on: device) }
    }
  }

  private func backup(_ device: Int) -> Backup {
    Backup(state: stores[device].state.withLock { $0 }, ledger: ledger, device: device)
  }

  /// What was logged on the store that is replaced, and has not left it, is gone with it: nobody promised more.
  private func put(_ backup: Backup, on device: Int) throws {
    let former = stores[device]
    let gone = try stamps(in: former.syncSnapshot()).union(
      former.state.withLock { $0.made.map(\.stamp) })
    formerArchives += former.state.withLock { $0.archive }
    former.put(backup.state, keepsID: flaws.keepsCopiedIDs)
    var left = sent
    for store in stores { left.formUnion(try stamps(in: store.syncSnapshot())) }
    left.formUnion(try stampsInDump())
    ledger.forget(gone.subtracting(left))
    ledger.recall(backup.state.made.map(\.stamp), from: backup.ledger)
    ledger.putBack(device, as: backup.device, of: backup.ledger)
    // A store that never synced goes on under its id when it is put back: its clock is not behind then.
    let latest = (gone.map(\.milliseconds).max() ?? 0) + 1
    clocks[device] = max(clocks[device], latest)
    undoable[device] = nil
  }

  func stampsInDump() throws -> Set<Stamp> {
    guard let bytes = remote.state.withLock({ $0.bytes }) else { return [] }
    let dump = try Dump(bytes)
    var stamps = Set(dump.tombstones.values.map(\.at))
    for key in dump.documents.keys { stamps.formUnion(try dump.element(key)?.allStamps ?? []) }
    return stamps
  }

  private func stamps(in snapshot: SyncSnapshot) throws -> Set<Stamp> {
    var stamps = Set(snapshot.tombstones.values.map(\.at))
    for (key, document) in snapshot.documents {
      stamps.formUnion(try MemoryStore.element(document.json, key.collection).allStamps)
    }
    return stamps
  }
}

extension Ledger {
  /// Forgets edits that went with the only store they were in.
  mutating func forget(_ stamps: Set<Stamp>) {
    entries = entries.mapValues { $0.filter { !stamps.contains($0.stamp) } }
    deletions = deletions.mapValues { $0.filter { !stamps.contains($0.stamp) } }
  }

  /// Notes again what a store that was put back had made by the time of an earlier ledger, where it was forgotten since.
  mutating func recall(_ made: [Stamp], from earlier: Ledger) {
    let made = Set(made)
    for (place, edits) in earlier.entries {
      let known = Set(entries[place, default: []].map(\.stamp))
      entries[place, default: []] += edits.filter {
        made.contains($0.stamp) && !known.contains($0.stamp)
      }
    }
    for (key, removals) in earlier.deletions {
      let known = Set(deletions[key, default: []].map(\.stamp))
      deletions[key, default: []] += removals.filter {
        made.contains($0.stamp) && !known.contains($0.stamp)
      }
    }
  }
}
