import Terminal
import Training

/// Three keys from nothing to the first logged set: the unit, where to begin, and Enter.
struct FirstRunState: Equatable, Sendable {
  var unit: WeightUnit?
  /// The path being typed.
  var path: LineEditor?
  /// The athletes of the file, to choose from.
  var athletes: AthleteList?
  var isWaiting = false
}

enum FirstRunAction: Hashable, Sendable {
  case unit(WeightUnit)
  case samples, typePath, empty
  case accept, cancel
  case move(Int)
}

/// *First run*
enum FirstRunScreen: ScreenKind {
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
      .typePath, keys: ["i"], words: "import", help: "Bring in a file", group: "First run",
      footer: 1, when: isChoosing),
    Row(
      .empty, keys: ["e"], words: "empty log", help: "Begin with a blank workout",
      group: "First run", footer: 1, when: isChoosing),
    Row(
      .accept, keys: ["Enter"], words: "go on", help: "Take it", group: "First run", footer: 1,
      when: isTaking),
    Row(
      .cancel, keys: ["Esc"], words: "back", help: "Back", group: "First run", footer: 2,
      when: isTaking),
    Row(
      .move(1), keys: ["Down", "C-n"], words: "move", help: "Down", group: "First run",
      when: { $0.athletes != nil }),
    Row(
      .move(-1), keys: ["Up", "C-p"], words: "move", help: "Up", group: "First run",
      when: { $0.athletes != nil }),
  ])

  private static let isChoosing: @Sendable (FirstRunState) -> Bool = {
    $0.unit != nil && $0.path == nil
  }
  private static let isTaking: @Sendable (FirstRunState) -> Bool = { $0.path != nil }

  static func open(_ state: inout FirstRunState, shared: Shared) -> [Effect] { [] }

  static func key(_ state: inout FirstRunState, _ key: Key, shared: Shared) -> Update? {
    guard state.athletes == nil, state.path?.handle(key) ?? .ignored != .ignored else { return nil }
    return Update.none
  }

  static func update(_ state: inout FirstRunState, _ action: FirstRunAction, shared: Shared)
    -> Update
  {
    switch action {
    case .unit(let unit):
      state.unit = unit
      return Update(effects: [.chooseUnit(unit)])
    case .samples: return Update(effects: [.addSamplePrograms])
    case .empty: return Update(effects: [.startBlank(date: nil)])
    case .typePath: state.path = LineEditor()
    case .cancel:
      state.path = nil
      state.athletes = nil
    case .move(let rows): state.athletes?.move(rows)
    case .accept:
      guard let path = state.path, !path.isEmpty else { return .none }
      state.isWaiting = true
      return Update(effects: [state.athletes?.chosen ?? .importFile(path: path.text, user: nil)])
    }
    return .none
  }

  static func receive(_ state: inout FirstRunState, _ outcome: Outcome, shared: Shared) -> Update {
    switch outcome {
    case .chooseUser(let path, let users):
      state.isWaiting = false
      state.athletes = AthleteList(path: path, users: users)
    case .failed(let sentence, _):
      state.isWaiting = false
      return Update(message: Message(sentence, kind: .error))
    case .progressing(let words, let fraction):
      return Update(message: Message("\(words): \(Int(fraction * 100)) %"))
    default: break
    }
    return .none
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
    guard let path = state.path else {
      choice("s", "sample programs: choose one, start its first day", y: 6, &frame)
      choice("i", "import: bring in a file of documents", y: 7, &frame)
      choice("e", "empty log: begin with a blank workout", y: 8, &frame)
      frame.cursor = Point(x: 3, y: 6)
      return
    }
    frame.put("File:", x: 3, y: 6)
    frame.put(path, x: 9, y: 6, width: max(1, frame.width - 12))
    if let athletes = state.athletes { return athletes.draw(in: &frame, y: 8) }
    let ellipsis = frame.glyphs.ellipsis
    frame.put(
      state.isWaiting ? "Reading\(ellipsis)" : "Type its path, then Enter.", x: 3, y: 8, role: .dim)
  }

  private static func choice(_ key: String, _ words: String, y: Int, _ frame: inout Frame) {
    frame.put(key, x: 3, y: y, role: .footerKey, emphasis: .bold)
    frame.put(words, x: 6, y: y, maxWidth: max(1, frame.width - 7))
  }
}
