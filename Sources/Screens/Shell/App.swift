import Terminal
public import Training

/// The screens as one value: inputs in, effects out, and a frame for every state.
public struct App: Sendable {
  var state: AppState

  public init(shared: Shared, start: Start) {
    state = AppState(shared: shared, screen: start == .firstRun ? .firstRun : .today)
  }

  /// What is asked for at the very beginning.
  public mutating func open() -> [Effect] {
    !state.isFirstRun ? [.load(.log(id: nil))] + enter(state.screen) + count() : []
  }

  /// What has to be sent before a screen is left or something else is done, so that nothing typed is lost.
  mutating func leave() -> [Effect] {
    Screen.allCases.flatMap { $0.kind.leave(&state) }
  }

  /// What has to be sent before the program ends.
  mutating func end() -> [Effect] {
    Screen.allCases.flatMap { $0.kind.end(&state) }
  }

  /// Shows a line, such as a mistake in the settings.
  public mutating func note(_ sentence: String) {
    state.message = Message(sentence, kind: .warning)
  }

  public mutating func setNow(_ now: Instant) { state.shared.now = now }

  public mutating func handle(_ input: Input) -> [Effect] {
    switch input {
    case .key(let key): return press(key)
    case .outcome(let outcome): return receive(outcome)
    case .tick(let now): return tick(now)
    case .storeChanged: return reload() + (!state.isFirstRun ? [.load(.unsynced)] : [])
    case .storeReadOnly(let reason):
      state.shared.readOnlyReason = reason
      return reload()
    case .resized(let size): return resize(to: size)
    case .slow(let milliseconds): return pace(milliseconds)
    }
  }

  // MARK: Time

  private static let flashSeconds = 1.0

  /// When something on the screen changes by itself next; nil where nothing does.
  public func nextDeadline(after now: Instant) -> Instant? {
    var deadlines = Screen.allCases.compactMap { $0.kind.nextDeadline(state) }
    if let flashUntil = state.flashUntil { deadlines.append(flashUntil) }
    let showsClock = state.screen == .log && state.screens.log.page?.log.isWorkoutFinished == false
    let restRuns = state.rest.map { $0.remaining(at: now) > 0 || state.announcedRest != $0.end }
    if showsClock || restRuns == true {
      let second = (now.milliseconds / 1000 + 1) * 1000
      deadlines.append(Instant(milliseconds: second))
    }
    return deadlines.min()
  }

  private mutating func tick(_ now: Instant) -> [Effect] {
    state.shared.now = now
    if let until = state.flashUntil, until <= now { state.flashUntil = nil }
    var effects = Screen.allCases.flatMap { apply($0.kind.tick(&state)) }
    if let rest = state.rest, rest.remaining(at: now) <= 0, state.announcedRest != rest.end {
      // A rest that ended while the program was away is not news.
      let isFresh = rest.remaining(at: now) > -3
      state.announcedRest = rest.end
      if isFresh && state.shared.motion {
        state.flashUntil = now.advanced(bySeconds: Self.flashSeconds)
      }
      if isFresh && state.shared.bell { effects.append(.terminal(.ringBell)) }
    }
    return effects
  }
}

// MARK: - Keys

extension App {
  private mutating func press(_ key: Key) -> [Effect] {
    if let effects = pressAnywhere(key) { return effects }
    if case .mouse(let mouse) = key, mouse.kind == .click, state.overlay == nil {
      return click(Point(x: mouse.x, y: mouse.y))
    }
    if state.overlay != nil { return pressOverlay(key) }
    if state.pending.isEmpty, let update = state.screen.kind.key(&state, key) {
      return apply(update)
    }
    let shared = state.shared
    switch ShellBindings.keys(of: state.screen).dispatch(key, after: state.pending, in: state) {
    case .action(let action):
      state.pending = []
      state.message = nil
      return act(action)
    case .disabled(let reason):
      state.pending = []
      let sentence = reason == shared.readOnlyReason ? shared.readOnlySentence : reason
      state.message = Message(sentence ?? reason, kind: .warning)
    case .pending(let keys): state.pending = keys
    case .unbound:
      if !state.pending.isEmpty { state.pending = [] }
    }
    return []
  }

  /// Keys that mean the same whatever is being typed or lies over the screens.
  private mutating func pressAnywhere(_ key: Key) -> [Effect]? {
    let action: ShellAction
    switch key {
    case .control("c"): action = .quit
    case .control("z"): action = .suspend
    case .control("l"): action = .redraw
    default: return nil
    }
    state.pending = []
    return act(action)
  }

  /// A click on a tab goes there, one on a row is for the screen.
  private mutating func click(_ place: Point) -> [Effect] {
    state.pending = []
    if place.y == 0 { return TabLine.screen(at: place.x, state).map { go(to: $0) } ?? [] }
    guard !state.isFirstRun, let mark = view(size: state.shared.size).mark(at: place) else {
      return []
    }
    return apply(state.screen.kind.click(&state, mark))
  }

  /// A terminal that has become wide shows more: that is read now.
  private mutating func resize(to size: Size) -> [Effect] {
    let wasWide = state.shared.isWide
    state.shared.size = size
    return state.shared.isWide && !wasWide && !state.isFirstRun ? enter(state.screen) : []
  }

  /// While pages take too long less is drawn and read.
  private mutating func pace(_ milliseconds: Double?) -> [Effect] {
    state.shared.slowPage = milliseconds
    guard let milliseconds else {
      state.message = Message("Pages are fast again: plots and details are back.")
      return state.shared.isWide && !state.isFirstRun ? enter(state.screen) : []
    }
    let seconds = NumberText.decimal(milliseconds / 1000, places: 1)
    state.message = Message(
      "Pages take \(seconds) s: plots and details are left out until they are faster. gH says more.",
      kind: .warning)
    return []
  }

  private mutating func act(_ action: AppAction) -> [Effect] {
    switch action {
    case .screen(let update): apply(update(&state))
    case .shell(let action): act(action)
    }
  }

  private mutating func act(_ action: ShellAction) -> [Effect] {
    switch action {
    case .show(let screen): return go(to: screen)
    case .next: return step(1)
    case .previous: return step(-1)
    case .help: state.overlay = .help(HelpState())
    case .prompt: state.overlay = .prompt(PromptState())
    case .undo: return leave() + [.journal(.undo)]
    case .redo: return leave() + [.journal(.redo)]
    case .sync: return sync()
    case .redraw: return [.terminal(.repaint)] + reload()
    // What is being typed stays where it is.
    case .suspend:
      return Screen.allCases.flatMap { $0.kind.flush(&state) } + [.terminal(.suspend)]
    case .quit: return end() + [.terminal(.quit)]
    }
    return []
  }

  /// What a key would ask for just now.
  func effects(of key: Key) -> [Effect] {
    var copy = self
    return copy.press(key)
  }

  /// Starts a sync; what is typed goes with it.
  mutating func sync() -> [Effect] { leave() + [state.screens.sync.begin()] }

  private mutating func step(_ direction: Int) -> [Effect] {
    let all = Screen.tabs
    let index = all.firstIndex(of: state.screen) ?? 0
    return go(to: all[(index + direction + all.count) % all.count])
  }
}

// MARK: - Going somewhere

extension App {
  mutating func apply(_ update: Update) -> [Effect] {
    if let message = update.message { state.message = message }
    // The chosen unit takes effect at once.
    for case .athlete(.unit(let unit)) in update.effects { state.shared.unit = unit }
    return update.effects + (update.navigate.map { navigate($0) } ?? [])
  }

  mutating func navigate(_ navigation: Navigation) -> [Effect] {
    switch navigation {
    case .screen(let screen): return go(to: screen)
    case .log(let id):
      // What is typed into the workout that is shown already stays.
      guard state.screens.log.logId != id else { return go(to: .log) }
      let effects = leave() + putAwayLog()
      state.screens.log = LogState(logId: id)
      return effects + go(to: .log)
    case .edit(let id):
      if state.underWay?.id == id { return go(to: .log) }
      return edit(id, nil)
    case .exercise(let id):
      state.screens.progress.opened = id
      return go(to: .progress)
    case .workout(let id):
      let effects = leave() + putAwayEditing(unlessOf: id)
      state.screens.history.opened = id
      return effects + go(to: .history)
    case .picker(let purpose):
      state.overlay = .picker(PickerState(purpose: purpose))
      return [.load(.exercises(query: "", limit: PickerState.limit))]
    case .importing(let path): return openImport(path)
    case .back: return leaveImport()
    case .question(let words, let effect):
      state.overlay = .question(ShellQuestion(words: words, effect: effect))
      return []
    }
  }

  /// Opens *Import* on a file, or to choose one.
  private mutating func openImport(_ path: String?) -> [Effect] {
    var effects: [Effect] = []
    if state.screen != .importing {
      state.cameFrom = state.screen
      effects = leave()
    }
    state.screens.importing = ImportState()
    state.screen = .importing
    effects += enter(.importing)
    guard let path else { return effects }
    state.screens.importing.path = path
    return effects + apply(ImportScreen.read(&state.screens.importing))
  }

  /// Back to where *Import* was opened; to the first run, where nothing was brought in.
  private mutating func leaveImport() -> [Effect] {
    guard state.cameFrom == .firstRun else { return go(to: state.cameFrom) }
    state.screen = .firstRun
    return []
  }

  mutating func go(to screen: Screen) -> [Effect] {
    guard !state.isFirstRun else { return [] }
    var effects: [Effect] = []
    if state.screen != screen { effects = leave() }
    state.screen = screen
    return effects + enter(screen)
  }

  /// Opens a screen: what it shows is read again; until then it shows what it had.
  private mutating func enter(_ screen: Screen) -> [Effect] { screen.kind.open(&state) }

  /// Reads the focused screen again, and the open workout with it.
  private mutating func reload() -> [Effect] {
    guard !state.isFirstRun else { return [] }
    let log: [Effect] =
      state.screen != .log && state.screens.log.isLoaded
      ? [.load(.log(id: state.screens.log.logId))] : []
    return log + enter(state.screen)
  }
}

extension Outcome {
  /// Whether something was written that a sync would send.
  fileprivate var changesLog: Bool {
    switch self {
    case .started, .edited, .finished, .done, .imported: true
    default: false
    }
  }
}

// MARK: - Outcomes

extension App {
  private mutating func receive(_ outcome: Outcome) -> [Effect] {
    if case .picker(var picker) = state.overlay, case .exercises = outcome {
      picker.receive(outcome)
      state.overlay = .picker(picker)
      return []
    }
    if case .prompt(var prompt) = state.overlay, case .pathCompleted(let completion) = outcome {
      prompt.receive(completion)
      state.overlay = .prompt(prompt)
      return []
    }
    if state.isFirstRun { return receiveFirstRun(outcome) }
    if case .started(let page, let message) = outcome, let effects = start(page, message) {
      return effects
    }
    if case .textEdited(let text, let token) = outcome, let effects = keep(text, token) {
      return effects
    }
    var effects: [Effect] = []
    if case .started = outcome { effects = LogScreen.end(&state.screens.log, shared: state.shared) }
    let former = state.screens.log
    for screen in Screen.allCases { effects += apply(screen.kind.receive(&state, outcome)) }
    if case .started = outcome { tellOfLost(former) }
    state.shared.underWay = state.underWay.map { $0.name.isEmpty ? "Another workout" : $0.name }
    effects += announce(outcome) + (outcome.changesLog ? count() : [])
    return effects + handOver()
  }

  /// Asks how much waits to be synced, where there is a remote.
  func count() -> [Effect] { state.shared.unsynced == nil ? [] : [.load(.unsynced)] }

  private mutating func announce(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .done(let message, let changed):
      state.message = Message(
        message, kind: .good, undoable: !message.hasPrefix("Undone") && !message.hasPrefix("Redone")
      )
      return state.screen.kind.shows.isTouched(by: changed) ? enter(state.screen) : []
    case .synced(let message):
      state.message = Message(message, kind: .good)
      return reload() + count()
    case .unsynced(let count): state.shared.unsynced = count
    case .asks(let words, let effect): return navigate(.question(words: words, effect: effect))
    // The screen's list and the top line's count have to agree.
    case .sync(let page):
      state.shared.unsynced = page.remote == nil ? nil : page.waitingCount
    case .failed(let sentence, let effect):
      if case .sync(.merge) = effect {
        if state.screen == .sync { return [.load(.sync)] + count() }
        state.message = Message(sentence, kind: .error)
        return count()
      }
      state.message = Message(sentence + loss(of: effect), kind: .error)
    case .syncAsks:
      // The question stands on its screen.
      return state.screen == .sync ? [] : go(to: .sync)
    // What was brought in is there to stay: there is no first run to go back to.
    case .imported: if state.cameFrom == .firstRun { state.cameFrom = .today }
    case .progressing(let words, let fraction) where state.screen != .importing:
      state.message = Message("\(words): \(Int(fraction * 100)) %")
    default: break
    }
    return []
  }

  private mutating func receiveFirstRun(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .done(let message, _):
      state.screen = .today
      state.message = Message(message, kind: .good)
      return enter(.today)
    case .started:
      state.screen = .today
      let effects = apply(Screen.log.kind.receive(&state, outcome))
      let picker: [Effect] =
        state.screens.log.page.map { navigate(.picker(.add(logId: $0.log.id, after: nil))) } ?? []
      return effects + picker
    case .failed(let sentence, _):
      state.message = Message(sentence, kind: .error)
      return []
    default: return []
    }
  }
}
