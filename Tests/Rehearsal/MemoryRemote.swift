package import Sync
package import Synchronization

/// A dump in memory, with faults by count.
package final class MemoryRemote: Remote {
  package init() {}

  /// What goes wrong at a call.
  package enum Fault: Hashable, Sendable {
    /// The call is refused, and nothing happens.
    case refused(RemoteError.Kind)
    /// A write arrives, its answer does not.
    case answerLost
    /// A write arrives damaged, and is answered as if it were whole.
    case damaged
    /// Nothing: the call works, and the next fault is for the next call.
    case none
  }

  package struct State {
    package var bytes: [UInt8]?
    package var generation = 0
    /// One a call, from the first on.
    package var faults: [Fault] = []
    /// How many calls are answered before the network is gone; nil for all.
    package var callsLeft: Int?
    package var reads = 0
    package var writes = 0
    package var moved = 0
    package var copies: [ConflictCopy] = []
    /// What was kept of dumps that could not be read.
    package var asides: [[UInt8]] = []
    /// Whether a write looks at what it replaces: the tests break it.
    package var compares = true
    /// What others do just before a write; it happens once.
    package var beforeWrite: (@Sendable () -> Void)?

    mutating func fault() -> Fault {
      if let left = callsLeft {
        if left == 0 { return .refused(.unreachable) }
        callsLeft = left - 1
      }
      return faults.isEmpty ? .none : faults.removeFirst()
    }
  }

  package let state = Mutex(State())
  package let location = "memory"

  package func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent {
    let reading: Result<RemoteContent, RemoteError> = state.withLock { state in
      state.reads += 1
      if case .refused(let kind) = state.fault() { return .failure(Self.error(kind)) }
      guard let bytes = state.bytes else { return .success(.missing) }
      let found = RemoteVersion("\(state.generation)")
      if found == version, state.copies.isEmpty { return .success(.unchanged) }
      state.moved += bytes.count
      return .success(.content(bytes, found, beside: state.copies))
    }
    return try reading.get()
  }

  package func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion
  {
    let meanwhile = state.withLock { state in
      defer { state.beforeWrite = nil }
      return state.beforeWrite
    }
    meanwhile?()
    let answer: Result<RemoteVersion, RemoteError> = state.withLock { state in
      let fault = state.fault()
      if case .refused(let kind) = fault { return .failure(Self.error(kind)) }
      let present = state.bytes == nil ? nil : RemoteVersion("\(state.generation)")
      guard present == expected || !state.compares else { return .failure(Self.error(.lostRace)) }
      state.bytes = fault == .damaged ? bytes.dropLast(2) : bytes
      state.generation += 1
      state.writes += 1
      if fault == .answerLost { return .failure(Self.error(.unreachable)) }
      return .success(RemoteVersion("\(state.generation)"))
    }
    return try answer.get()
  }

  package func honoursPreconditions() throws(RemoteError) -> Bool { true }

  package func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String {
    state.withLock { state in
      if !state.asides.contains(bytes) { state.asides.append(bytes) }
      return "memory.unreadable-\(state.asides.firstIndex(of: bytes) ?? 0)"
    }
  }

  package func setAside(_ copies: [ConflictCopy]) throws(RemoteError) {
    state.withLock { state in state.copies.removeAll { copies.contains($0) } }
  }

  private static func error(_ kind: RemoteError.Kind) -> RemoteError {
    RemoteError(
      kind, attempt: "Reaching memory", problem: "it was refused (\(kind))", remedy: "Try again.")
  }
}
