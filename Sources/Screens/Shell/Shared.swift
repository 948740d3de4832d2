public import Terminal
public import Training

/// What every screen may look at while it is updated or drawn: the moment, the place, the athlete's settings.
public struct Shared: Hashable, Sendable {
  public var now: Instant
  /// Minutes east of UTC.
  public var utcOffset: Int
  /// The unit that sums and records are shown in, and that new sets begin with.
  public var unit: WeightUnit
  public var formula: OneRepMaxFormula
  /// Steps of `+` and `-` by unit: 2.5 kg, 5 lb unless set otherwise.
  public var kilogramStep: Double
  public var poundStep: Double
  /// Seconds of rest where neither program nor entry says.
  public var restSeconds: Double
  public var bell: Bool
  public var motion: Bool
  /// Bars and plates by unit, for plates per side.
  public var kilogramPlates: PlateRack
  public var poundPlates: PlateRack
  public var plotStyle: PlotStyle
  public var glyphs: Glyphs
  /// Why nothing can be written just now (a damaged or read-only store); nil as a rule.
  public var readOnlyReason: String?
  /// The same as a sentence, with what can still be done.
  public var readOnlySentence: String? {
    readOnlyReason.map { "Read-only: \($0). “tonnage export” saves what can be read." }
  }
  /// The name of the workout under way; nil where none is.
  public var underWay: String?
  /// Documents that wait to be synced; nil where no remote is set up.
  public var unsynced: Int?
  /// Days after Monday with which a week begins.
  public var firstWeekday: Int
  /// Milliseconds that pages take, while that is too long: there are no plots and nothing beside a list then. Nil as a
  /// rule.
  public var slowPage: Double?
  /// The terminal's size.
  public var size: Size

  /// From this width on what is focused in a list is shown beside it.
  public static let wideWidth = 110
  /// Whether a list has its detail beside it.
  public var isWide: Bool { showsDetail(at: size.width) }
  func showsDetail(at width: Int) -> Bool { width >= Self.wideWidth && slowPage == nil }

  public var today: LocalDate { now.local(offsetMinutes: utcOffset).date }
  public var step: Double { unit == .kilograms ? kilogramStep : poundStep }
  public func step(for unit: WeightUnit) -> Double {
    unit == .kilograms ? kilogramStep : poundStep
  }

  public init(
    now: Instant, utcOffset: Int = 0, unit: WeightUnit = .kilograms,
    formula: OneRepMaxFormula = .epley, kilogramStep: Double = 2.5, poundStep: Double = 5,
    restSeconds: Double = 120, bell: Bool = false, motion: Bool = true,
    kilogramPlates: PlateRack = .standard(.kilograms), poundPlates: PlateRack = .standard(.pounds),
    plotStyle: PlotStyle = .braille, glyphs: Glyphs = .unicode, readOnlyReason: String? = nil,
    unsynced: Int? = nil, firstWeekday: Int = 0, size: Size = Size(width: 80, height: 24)
  ) {
    self.now = now
    self.utcOffset = utcOffset
    self.unit = unit
    self.formula = formula
    self.kilogramStep = kilogramStep
    self.poundStep = poundStep
    self.restSeconds = restSeconds
    self.bell = bell
    self.motion = motion
    self.kilogramPlates = kilogramPlates
    self.poundPlates = poundPlates
    self.plotStyle = plotStyle
    self.glyphs = glyphs
    self.readOnlyReason = readOnlyReason
    self.unsynced = unsynced
    self.firstWeekday = firstWeekday
    self.size = size
  }
}
