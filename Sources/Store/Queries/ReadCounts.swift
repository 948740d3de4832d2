import Synchronization
public import Training

/// How many documents were read, by collection, since the store was opened.
///
/// The screens are drawn from embedded metadata: opening one reads no exercise document, and these counts show it.
public final class ReadCounts: Sendable {
  private let counts = Mutex<[Collection: Int]>([:])

  public func of(_ collection: Collection) -> Int { counts.withLock { $0[collection] ?? 0 } }

  public var all: [Collection: Int] { counts.withLock { $0 } }

  func count(_ collection: Collection, _ documents: Int = 1) {
    counts.withLock { $0[collection, default: 0] += documents }
  }
}
