import System
public import Training

/// What the logbook takes from outside: the time, the zone, chance, and patience.
public struct Surroundings: Sendable {
  public var now: @Sendable () -> Instant
  /// Minutes east of UTC at an instant.
  public var utcOffset: @Sendable (Instant) -> Int
  /// An id of this many characters that nobody else makes.
  public var makeID: @Sendable (_ length: Int) -> String
  /// Waits this many milliseconds before a stale write is tried again.
  public var pause: @Sendable (Int) -> Void

  public init(
    now: @escaping @Sendable () -> Instant, utcOffset: @escaping @Sendable (Instant) -> Int,
    makeID: @escaping @Sendable (Int) -> String, pause: @escaping @Sendable (Int) -> Void
  ) {
    self.now = now
    self.utcOffset = utcOffset
    self.makeID = makeID
    self.pause = pause
  }

  /// The machine's clock, its time zone and its random numbers.
  public static let system = Surroundings(
    now: { Instant(milliseconds: SystemClock.milliseconds) },
    utcOffset: { SystemClock.utcOffset(at: $0.milliseconds / 1000) },
    makeID: { SystemRandom.id($0) }, pause: { SystemClock.sleep(milliseconds: $0) })

  /// Characters of a document's id: 80 bits.
  static let documentIDLength = 16
  /// Characters of an entry's or set's id, unique within its workout: 40 bits.
  static let elementIDLength = 8

  func documentID() -> String { makeID(Self.documentIDLength) }
  func elementID() -> String { makeID(Self.elementIDLength) }

  /// The local day, and the offset it was told by.
  public func today() -> (date: LocalDate, now: Instant, offset: Int) {
    let now = now()
    let offset = utcOffset(now)
    return (now.local(offsetMinutes: offset).date, now, offset)
  }
}

/// The athlete's settings that decide what new sets look like.
public struct Preferences: Hashable, Sendable {
  public var unit: WeightUnit
  /// Seconds.
  public var restSeconds: Double
  /// The steps loads are rounded to, by unit.
  public var kilogramStep: Double
  public var poundStep: Double
  public var formula: OneRepMaxFormula
  /// Days after Monday with which a week begins.
  public var firstWeekday: Int

  public init(
    unit: WeightUnit = .kilograms, restSeconds: Double = 120, kilogramStep: Double = 2.5,
    poundStep: Double = 5, formula: OneRepMaxFormula = .epley,
    firstWeekday: Int = 0
  ) {
    self.unit = unit
    self.restSeconds = restSeconds
    self.kilogramStep = kilogramStep
    self.poundStep = poundStep
    self.formula = formula
    self.firstWeekday = firstWeekday
  }

  func step(for unit: WeightUnit) -> Double { unit == .kilograms ? kilogramStep : poundStep }
}
