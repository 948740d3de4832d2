internal import Synchronization

/// Counts how often the exercise list was read, so that it can be proved that no screen reads it.
///
/// Shared by every ``Catalogue`` it is handed to; from any thread.
public final class CatalogueReads: Sendable {
  private let counter = Atomic<Int>(0)

  public init() {}

  /// The reads so far: each lookup, each search, each listing is one.
  public var count: Int { counter.load(ordering: .relaxed) }

  func add() {
    counter.wrappingAdd(1, ordering: .relaxed)
  }
}
