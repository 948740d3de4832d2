public import Terminal
public import Training

/// What the athlete has chosen; what a file does not say is as here.
public struct Settings: Equatable, Sendable {
  /// A bar, plates and steps in one unit.
  public struct Gym: Equatable, Sendable {
    /// What `+` and `-` add.
    public var step: Double
    /// The bar and the plates that there are.
    public var rack: PlateRack

    public init(step: Double, rack: PlateRack) {
      self.step = step
      self.rack = rack
    }
  }

  /// What this machine is called, and how to log in where the dump lies on a server.
  public struct Sync: Equatable, Sendable {
    /// What other machines call this one; nil for its host name.
    public var device: String?
    public var user: String?
    /// A command for the shell whose first line of output is the password.
    public var passwordCommand: String?
    /// Whether a password may go over `http:`, where anyone on the way can read it.
    public var plainPassword = false
  }

  /// The day a week begins with in the calendar.
  public enum FirstWeekday: String, CaseIterable, Sendable {
    case monday
    case saturday
    case sunday

    /// Days after Monday, as `LocalDate.weekday` counts.
    public var index: Int {
      switch self {
      case .monday: 0
      case .saturday: 5
      case .sunday: 6
      }
    }
  }

  /// The unit that new sets and sums are in.
  public var unit = WeightUnit.kilograms
  public var kilograms = Gym(step: LoadStep(unit: .kilograms).size, rack: .standard(.kilograms))
  public var pounds = Gym(step: LoadStep(unit: .pounds).size, rack: .standard(.pounds))
  /// The rest timer, where the program does not say.
  public var restSeconds = 150
  /// Whether the terminal's bell rings when rest ends.
  public var bell = false
  /// The name of a theme, built in or a file in the themes folder.
  public var theme = "default"
  public var plot = PlotStyle.braille
  public var formula = OneRepMaxFormula.epley
  public var mouse = true
  /// Whether the rest timer counts on the screen and flashes.
  public var motion = true
  public var color = ColorChoice.auto
  public var firstWeekday = FirstWeekday.monday
  /// Draw in ASCII even where the locale has more.
  public var asciiOnly = false
  public var sync = Sync()

  public init() {}

  /// The bar, plates and step of a unit.
  public func gym(_ unit: WeightUnit) -> Gym {
    unit == .kilograms ? kilograms : pounds
  }
}
