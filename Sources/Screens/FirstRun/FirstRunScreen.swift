import Terminal
import Training

/// Three keys from nothing to the first logged set: the unit, where to begin, and Enter.
struct FirstRunState: Equatable, Sendable {
  var unit: WeightUnit?
}

enum FirstRunAction: Hashable, Sendable {
  case unit(WeightUnit)
  case samples, importFile, empty
}

/// *First run*
enum FirstRunScreen: ScreenKind {
  static let name = ScreenName.room("First run")
  static let shows = Shown.nothing

  private typealias Row = Binding<FirstRunState, FirstRunAction>

  static let bindings = BindingTable<FirstRunState, FirstRunAction>([
    Row(
      .unit(.kilograms), keys: ["k"], words: "kilograms", help: "Lift in kilograms",
      group: "First run", footer: 1, when: { $0.unit == nil }),
    Row(
      .unit(.pounds), keys: ["l"], words: "pounds", help: "Lift in pounds", group: "First run",
      footer: 1, when: { $0.unit == nil }),
    Row(
      .samples, keys: ["s"], words: "sample programs", help: "Begin with sample programs",
      group: "First run", footer: 1, when: isChoosing),
    Row(
      .importFile, keys: ["i"], words: "import", help: "Bring in a file", group: "First run",
      footer: 1, when: isChoosing),
    Row(
      .empty, keys: ["e"], words: "empty log", help: "Begin with a blank workout",
      group: "First run", footer: 1, when: isChoosing),
  ])

  private static let isChoosing: @Sendable (FirstRunState) -> Bool = { $0.unit != nil }

  static func open(_ state: inout FirstRunState, shared: Shared) -> [Effect] { [] }

  static func update(_ state: inout FirstRunState, _ action: FirstRunAction, shared: Shared)
    -> Update
  {
    switch action {
    case .unit(let unit):
      state.unit = unit
      return Update(effects: [.athlete(.unit(unit))])
    case .samples: return Update(effects: [.program(.addSamples)])
    case .empty: return Update(effects: [.workout(.startBlank(date: nil))])
    case .importFile: return Update(navigate: .importing(path: nil))
    }
  }

  /// The outcomes of its effects lead to another screen; see ``App``.
  static func receive(_ state: inout FirstRunState, _ outcome: Outcome, shared: Shared) -> Update {
    .none
  }

  static func view(_ state: FirstRunState, shared: Shared, in frame: inout Frame) {
    frame.put("Welcome to Tonnage.", x: 3, y: 1, role: .heading)
    frame.put("Your log stays on this machine, in one file.", x: 3, y: 2, role: .dim)
    guard let unit = state.unit else {
      frame.put("What do you lift in?", x: 3, y: 4)
      choice("k", "kilograms", y: 6, &frame)
      choice("l", "pounds", y: 7, &frame)
      frame.cursor = Point(x: 3, y: 6)
      return
    }
    frame.put("Weights are in \(unit == .kilograms ? "kilograms" : "pounds").", x: 3, y: 4)
    choice("s", "sample programs: choose one, start its first day", y: 6, &frame)
    choice("i", "import: bring your history from Strong, Hevy, FitNotes or a file", y: 7, &frame)
    choice("e", "empty log: begin with a blank workout", y: 8, &frame)
    frame.cursor = Point(x: 3, y: 6)
  }

  private static func choice(_ key: String, _ words: String, y: Int, _ frame: inout Frame) {
    frame.put(key, x: 3, y: y, role: .footerKey, emphasis: .bold)
    frame.put(words, x: 6, y: y, maxWidth: max(1, frame.width - 7))
  }
}
