public import Training
import Wire

/// What an athlete asks of a sync.
public struct SyncOptions: Hashable, Sendable {
  /// Another strategy for the dump from now on, on all devices; nil leaves it as it is.
  public var strategy: Strategy?
  /// Another strategy for this run alone: what it decides otherwise than the dump's own is an edit of this device.
  public var strategyOnce: Strategy?
  /// Only say what would happen.
  public var dryRun = false
  /// Yes to the questions that a sync may have.
  public var yes = false
  /// Join a log that was begun apart.
  public var adopt = false
  /// Begin a dump that cannot be read again from what this machine holds; what is in it is kept beside it.
  public var beginsAgain = false

  public init() {}
}

/// What a sync is doing.
public enum SyncPhase: String, Hashable, Sendable, CaseIterable {
  case reading, merging, storing, writing, verifying
}

/// What the engine takes from its surroundings: the tests put their own in its place.
public struct SyncSurroundings: Sendable {
  public var now: @Sendable () -> Instant
  public var random: @Sendable () -> UInt64
  /// Waits for some seconds.
  public var pause: @Sendable (Double) -> Void
  public var isCancelled: @Sendable () -> Bool
  /// Told what goes on.
  public var report: @Sendable (SyncPhase) -> Void
  /// What this device is called for people; nil leaves it to its id.
  public var deviceName: String?

  public init(
    now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64,
    pause: @escaping @Sendable (Double) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (SyncPhase) -> Void = { _ in }, deviceName: String? = nil
  ) {
    self.now = now
    self.random = random
    self.pause = pause
    self.isCancelled = isCancelled
    self.report = report
    self.deviceName = deviceName
  }
}
