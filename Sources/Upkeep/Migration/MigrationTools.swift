public import Store
public import System
public import Training

/// A step of a migration, told to whoever wants to know how far it is: a test that ends it there.
public enum MigrationStep: String, Hashable, Sendable, CaseIterable {
  case began, measured, backedUp, prepared
  /// Within a batch's transaction: before its first document, and behind its last.
  case writing, written
  case committed, verified, measuredAfter, ended
  /// The same of the way back.
  case takingOut, takenOut, takenBack, endedBack
}

/// What a migration takes from outside.
public struct MigrationTools: Sendable {
  public var now: @Sendable () -> Instant
  /// Seconds on a clock that nobody sets.
  public var seconds: @Sendable () -> Double = { SystemClock.elapsedSeconds }
  /// Waits so many milliseconds.
  public var pause: @Sendable (Int) -> Void
  public var usage: @Sendable () -> ProcessUsage = { .now }
  /// The exercises that copies are taken from, as they are now.
  public var masters: @Sendable (Reader) throws -> MasterList
  /// Told of every step; throwing from it ends the migration there, as a kill would.
  public var reached: @Sendable (MigrationStep) throws -> Void = { _ in }
  var tampering: (@Sendable (inout WorkoutLog) -> Void)?
  var misreading: (@Sendable (inout ExerciseMetadata) -> Void)?
  /// The mean page time of open screens; nil where none are open.
  var pages: @Sendable (_ store: String) -> Double? = { ScreenPresence.pages(of: $0) }

  public init(
    now: @escaping @Sendable () -> Instant, pause: @escaping @Sendable (Int) -> Void,
    masters: @escaping @Sendable (Reader) throws -> MasterList
  ) {
    (self.now, self.pause, self.masters) = (now, pause, masters)
  }
}

/// How far a migration is.
public struct MigrationProgress: Hashable, Sendable {
  public var done: Int
  public var all: Int
  /// Documents a second so far; nil at the very beginning.
  public var rate: Double?

  public init(done: Int, all: Int, rate: Double?) {
    (self.done, self.all, self.rate) = (done, all, rate)
  }

  /// Seconds; nil while it cannot be told.
  public var left: Double? {
    rate.flatMap { $0 > 0 ? Double(all - done) / $0 : nil }
  }
}
