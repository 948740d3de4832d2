import Terminal
import Training

/// What can be typed after `:` beside the names of screens.
enum PromptCommand: String, CaseIterable, Sendable {
  case blank, finish, discard, note, rename, bodyweight
  case importing = "import"
  case undo, redo, sync, conflicts, help, quit

  /// What is typed after it, as a sample; empty where nothing is.
  var argument: String {
    switch self {
    case .blank: "[YYYY-MM-DD]"
    case .bodyweight: "82.5"
    case .importing: "FILE"
    case .finish, .discard, .note, .rename, .undo, .redo, .sync, .conflicts, .help, .quit: ""
    }
  }
}

/// The command line after `:`.
struct PromptState: Equatable, Sendable {
  var line = LineEditor()
  /// What the path after a command could be, until something else is typed.
  private(set) var found: PathCompletion?

  /// What commands there are, and what is typed after each: the screens first, then what is done on any of them.
  static let commands: [(name: String, argument: String)] =
    Screen.allCases.compactMap(\.name.word).map { ($0, "") }
    + PromptCommand.allCases.map { ($0.rawValue, $0.argument) }

  /// The commands that a word may stand for, whatever its case: the one of that name first, then those that it begins.
  static func commands(named word: String) -> [String] {
    let word = word.lowercased()
    let fitting = commands.map(\.name).filter { $0.hasPrefix(word) }
    return fitting.filter { $0 == word } + fitting.filter { $0 != word }
  }

  var matches: [String] {
    line.text.contains(" ") ? [] : Self.commands(named: line.text)
  }

  /// The command whose name was typed, and a space after it.
  private var command: String? {
    let word = line.text.prefix { $0 != " " }
    guard word.count < line.text.count else { return nil }
    return Self.commands(named: String(word)).first
  }

  /// What stands before the path that is typed after a command; nil where none is.
  private var beforePath: String? {
    guard command == PromptCommand.importing.rawValue else { return nil }
    let word = line.text.prefix { $0 != " " }
    let spaces = line.text.dropFirst(word.count).prefix { $0 == " " }
    let before = String(word + spaces)
    return line.cursor < before.count ? nil : before
  }

  mutating func handle(_ key: Key) {
    if line.handle(key) == .edited { found = nil }
  }

  /// Completes what is being typed as far as it is certain: the command, or the path after it.
  mutating func complete() -> [Effect] {
    if let before = beforePath {
      return [.load(.path(String(line.beforeCursor.dropFirst(before.count))))]
    }
    guard !matches.isEmpty else { return [] }
    line.set(matches.commonPrefix + (matches.count == 1 ? " " : ""))
    return []
  }

  /// Fills in what is certain of the path.
  mutating func receive(_ completion: PathCompletion) {
    guard let before = beforePath, line.beforeCursor == before + completion.typed else { return }
    line.replaceBeforeCursor(with: before + completion.completed)
    found = completion
  }

  func draw(in frame: inout Frame) {
    let y = frame.height - 1
    frame.fill(Region(x: 0, y: y, width: frame.width, height: 1))
    frame.put(":", x: 0, y: y, role: .accent)
    frame.put(line, x: 1, y: y, width: max(1, frame.width - 2))
    found?.draw(above: y, in: &frame)
    guard !matches.isEmpty, frame.height > 1 else { return }
    frame.fill(Region(x: 0, y: y - 1, width: frame.width, height: 1))
    frame.put(
      matches.joined(separator: "  "), x: 1, y: y - 1, role: .dim, maxWidth: frame.width - 2)
  }
}

// MARK: - Overlay keys

extension App {
  mutating func pressOverlay(_ key: Key) -> [Effect] {
    switch state.overlay {
    case .help(var help):
      state.overlay = help.press(key) ? .help(help) : nil
    case .picker(var picker):
      switch picker.press(key) {
      case .stay(let effects):
        state.overlay = .picker(picker)
        return effects
      case .close(let effects):
        state.overlay = nil
        return effects.flatMap { settle($0) }
      }
    case .prompt(var prompt):
      return press(key, &prompt)
    case .question(let question):
      return press(key, question)
    case nil: break
    }
    return []
  }

  /// What was picked for a name of a planned import changes the plan; all else is done.
  private mutating func settle(_ effect: Effect) -> [Effect] {
    guard case .importing(.mapName(_, let name, let id)) = effect,
      state.screens.importing.step == .plan
    else {
      return [effect]
    }
    return ImportScreen.decide(&state.screens.importing, name: name, exerciseId: id)
  }

  private mutating func press(_ key: Key, _ prompt: inout PromptState) -> [Effect] {
    switch key {
    case .escape:
      state.overlay = nil
      return []
    case .enter:
      state.overlay = nil
      return run(prompt.line.text)
    case .tab:
      let effects = prompt.complete()
      state.overlay = .prompt(prompt)
      return effects
    case .backspace where prompt.line.isEmpty:
      state.overlay = nil
      return []
    default: prompt.handle(key)
    }
    state.overlay = .prompt(prompt)
    return []
  }

  private mutating func press(_ key: Key, _ question: ShellQuestion) -> [Effect] {
    switch key {
    case .character("y"):
      state.overlay = nil
      return [question.effect]
    case .character("n"), .escape:
      state.overlay = nil
      let isWorkout = if case .workout(.startBlank) = question.effect { true } else { false }
      state.message = Message(isWorkout ? "No workout was started." : "Nothing was logged.")
    default: break
    }
    return []
  }

  private mutating func run(_ line: String) -> [Effect] {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let typed = words.first else { return [] }
    let argument = words.count > 1 ? words[1] : ""
    guard let name = PromptState.commands(named: typed).first else {
      let close = PromptState.commands.map(\.name).first { $0.first == typed.lowercased().first }
      let hint = close.map { " Did you mean :\($0)?" } ?? ""
      state.message = Message("There is no command “\(typed)”.\(hint)", kind: .warning)
      return []
    }
    return run(command: name, argument)
  }

  private mutating func run(command name: String, _ argument: String) -> [Effect] {
    if let screen = Screen.allCases.first(where: { $0.name.word == name }) {
      return go(to: screen)
    }
    guard let command = PromptCommand(rawValue: name) else { return [] }
    switch command {
    case .blank: return startBlank(argument)
    case .finish: return runInLog(.letter(.failure))
    case .discard: return runInLog(.workout(.discard))
    case .note: return runInLog(.text(.note(.workout)))
    case .rename: return runInLog(.text(.rename))
    case .bodyweight: return bodyWeight(argument)
    case .importing: return navigate(.importing(path: argument.isEmpty ? nil : argument))
    case .undo: return leave() + [.journal(.undo)]
    case .redo: return leave() + [.journal(.redo)]
    case .sync:
      guard state.shared.unsynced != nil, !state.screens.sync.isRunning else {
        return go(to: .sync)
      }
      return sync()
    case .conflicts: return go(to: .sync)
    case .help:
      state.overlay = .help(HelpState())
      return []
    case .quit: return end() + [.terminal(.quit)]
    }
  }

  private mutating func startBlank(_ argument: String) -> [Effect] {
    guard !argument.isEmpty else { return [.workout(.startBlank(date: nil))] }
    do {
      let date = try LocalDate.typed(argument, today: state.shared.today)
      return apply(.startBlank(on: date, state.shared))
    } catch {
      return refuse(error.sentence)
    }
  }

  /// Does it to the workout that is edited before the athlete's eyes, else to the one under way.
  private mutating func runInLog(_ action: LogAction) -> [Effect] {
    if state.screen == .history, state.screens.history.editing != nil {
      return apply(
        HistoryScreen.update(&state.screens.history, .edit(action), shared: state.shared))
    }
    guard state.screens.log.page != nil else { return refuse("No workout is open.") }
    let effects = go(to: .log)
    return effects + apply(LogScreen.update(&state.screens.log, action, shared: state.shared))
  }

  private mutating func bodyWeight(_ argument: String) -> [Effect] {
    do {
      let entry = try NumberEntry.parse(argument, as: .weight, unit: state.shared.unit)
      return [
        .athlete(
          .bodyWeight(
            value: entry.value, unit: entry.unit ?? state.shared.unit, date: state.shared.today))
      ]
    } catch {
      return refuse(error.sentence)
    }
  }

  private mutating func refuse(_ sentence: String) -> [Effect] {
    state.message = Message(sentence, kind: .warning)
    return []
  }
}
