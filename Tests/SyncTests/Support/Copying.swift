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
  /// A store as it was, and what its device had before its eyes.
  struct Backup {
    var state: MemoryStore.State
    var seen: Set<Stamp>
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
    Backup(state: stores[device].state.withLock { $0 }, seen: ledger.seen[device])
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
    if let bytes = remote.state.withLock({ $0.bytes }) {
      let dump = try Dump(bytes)
      left.formUnion(dump.tombstones.values.map(\.at))
      for key in dump.documents.keys {
        left.formUnion(try dump.element(key)?.allStamps ?? [])
      }
    }
    ledger.forget(gone.subtracting(left))
    ledger.seen[device] = backup.seen
    undoable[device] = nil
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
}
