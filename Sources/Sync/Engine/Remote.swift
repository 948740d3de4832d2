/// A version of what a remote holds: an ETag, or the identity and hash of a file. Opaque to the engine.
public struct RemoteVersion: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }
}

/// What a folder service left beside the dump of a write that another one overtook.
public struct ConflictCopy: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]
  /// Why it cannot be read, if so; such a copy does not stop a sync.
  public let flaw: String?

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    flaw = nil
  }

  public init(name: String, flaw: String) {
    self.name = name
    self.flaw = flaw
    bytes = []
  }
}

/// What a read of a remote came to.
public enum RemoteContent: Hashable, Sendable {
  /// It is what it was.
  case unchanged
  /// Nothing is there.
  case missing
  case content([UInt8], RemoteVersion, beside: [ConflictCopy])
}

/// Where a dump lies. One contract suite runs on every implementation.
public protocol Remote: Sendable {
  /// As it is shown: never with a user, a password or the query of a URL.
  var location: String { get }

  /// - Parameter version: What was read or written last; ``RemoteContent/unchanged`` where it still is that.
  func read(unlessStill version: RemoteVersion?) throws(RemoteError) -> RemoteContent

  /// Writes only if the remote is still `expected` (nil: if nothing is there), and returns the new version.
  ///
  /// - Parameter operation: The id of the write, for a lease.
  /// - Throws: ``RemoteError/Kind/lostRace`` where it is not.
  func write(_ bytes: [UInt8], ifStill expected: RemoteVersion?, operation: String)
    throws(RemoteError) -> RemoteVersion

  /// Whether a write with a wrong expectation really fails there: asked once, at first use.
  func honoursPreconditions() throws(RemoteError) -> Bool

  /// Puts conflict copies away after they were merged.
  func setAside(_ copies: [ConflictCopy]) throws(RemoteError)

  /// Keeps the bytes of a dump that cannot be read beside it, under a name that says so, and returns that. The same bytes
  /// are kept once. The dump itself is left for the write that replaces it.
  func keepAside(_ bytes: [UInt8]) throws(RemoteError) -> String
}

/// Why a remote could not do what was asked. What it holds is as it was, unless the kind says otherwise.
public struct RemoteError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Someone else wrote first.
    case lostRace
    /// Someone else holds the lease.
    case locked
    /// No connection, a time limit, a cut answer: whether a write arrived is not known.
    case unreachable
    case unauthorised
    case forbidden
    /// The folder is not there.
    case noFolder
    case tooLarge
    case full
    /// Asked to come back after as many seconds.
    case throttled(seconds: Double)
    case server(status: Int)
    case cancelled
    case other
  }

  public var kind: Kind
  /// What was attempted, with the location.
  public var attempt: String
  public var problem: String
  /// What the athlete can do.
  public var remedy: String

  public init(_ kind: Kind, attempt: String, problem: String, remedy: String) {
    self.kind = kind
    self.attempt = attempt
    self.problem = problem
    self.remedy = remedy
  }

  public var sentence: String { "\(attempt): \(problem). \(remedy)" }
}
