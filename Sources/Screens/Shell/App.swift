import Terminal
public import Training

/// The screens as one value: inputs in, effects out, and a frame for every state.
public struct App: Sendable {
  var state: AppState

  public init(shared: Shared, start: Start) {
    state = AppState(shared: shared, screen: .today)
    if start == .firstRun { state.firstRun = FirstRunState() }
  }

  /// What is asked for at the very beginning.
  public mutating func open() -> [Effect] {
    state.firstRun == nil ? [.loadLog(id: nil)] + enter(state.screen) + count() : []
  }

  /// What has to be sent before a screen is left or something else is done, so that nothing typed is lost.
  mutating func leave() -> [Effect] {
    LogScreen.leave(&state.log, shared: state.shared)
      + HistoryScreen.leave(&state.history, shared: state.shared)
  }

  /// What has to be sent before the program ends.
  mutating func end() -> [Effect] {
    LogScreen.end(&state.log, shared: state.shared)
      + HistoryScreen.end(&state.history, shared: state.shared)
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
    case .storeChanged: return reload() + (state.firstRun == nil ? [.countUnsynced] : [])
    case .storeReadOnly(let reason):
      state.shared.readOnlyReason = reason
      return reload()
    case .resized(let size): return resize(to: size)
    }
  }

  // MARK: Time

  private static let flashSeconds = 1.0

  /// When something on the screen changes by itself next; nil where nothing does.
  public func nextDeadline(after now: Instant) -> Instant? {
    var deadlines = [
      LogScreen.nextDeadline(state.log), state.history.editing.flatMap(LogScreen.nextDeadline),
      state.flashUntil,
    ].compactMap { $0 }
    let showsClock = state.screen == .log && state.log.page?.log.isWorkoutFinished == false
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
    var effects = apply(LogScreen.tick(&state.log, shared: state.shared))
    effects += apply(HistoryScreen.tick(&state.history, shared: state.shared))
    if let rest = state.rest, rest.remaining(at: now) <= 0, state.announcedRest != rest.end {
      // A rest that ended while the program was away is not news.
      let isFresh = rest.remaining(at: now) > -3
      state.announcedRest = rest.end
      if isFresh && state.shared.motion {
        state.flashUntil = now.advanced(bySeconds: Self.flashSeconds)
      }
      if isFresh && state.shared.bell { effects.append(.ringBell) }
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
    if state.pending.isEmpty, let update = pressScreen(key) { return apply(update) }
    let shared = state.shared
    switch ShellBindings.table(state).dispatch(key, after: state.pending, in: state) {
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

  /// Lets the focused screen take a key that is text.
  private mutating func pressScreen(_ key: Key) -> Update? {
    let shared = state.shared
    if state.firstRun != nil { return FirstRunScreen.key(&state.firstRun!, key, shared: shared) }
    return switch state.screen {
    case .today: TodayScreen.key(&state.today, key, shared: shared)
    case .log: LogScreen.key(&state.log, key, shared: shared)
    case .programs: ProgramsScreen.key(&state.programs, key, shared: shared)
    case .progress: ProgressScreen.key(&state.progress, key, shared: shared)
    case .history: HistoryScreen.key(&state.history, key, shared: shared)
    case .sync: SyncScreen.key(&state.sync, key, shared: shared)
    case .importing: ImportScreen.key(&state.importing, key, shared: shared)
    }
  }

  /// A click on a tab goes there, one on a row is for the screen.
  private mutating func click(_ place: Point) -> [Effect] {
    state.pending = []
    if place.y == 0 { return TabLine.screen(at: place.x, state).map { go(to: $0) } ?? [] }
    guard state.firstRun == nil, let mark = view(size: state.shared.size).mark(at: place) else {
      return []
    }
    let shared = state.shared
    let update =
      switch state.screen {
      case .today: TodayScreen.click(&state.today, mark, shared: shared)
      case .log: LogScreen.click(&state.log, mark, shared: shared)
      case .programs: ProgramsScreen.click(&state.programs, mark, shared: shared)
      case .progress: ProgressScreen.click(&state.progress, mark, shared: shared)
      case .history: HistoryScreen.click(&state.history, mark, shared: shared)
      case .sync: SyncScreen.click(&state.sync, mark, shared: shared)
      case .importing: ImportScreen.click(&state.importing, mark, shared: shared)
      }
    return apply(update)
  }

  /// A terminal that has become wide shows more: that is read now.
  private mutating func resize(to size: Size) -> [Effect] {
    let wasWide = state.shared.isWide
    state.shared.size = size
    return state.shared.isWide && !wasWide && state.firstRun == nil ? enter(state.screen) : []
  }

  private mutating func act(_ action: AppAction) -> [Effect] {
    let shared = state.shared
    switch action {
    case .firstRun(let action):
      guard var first = state.firstRun else { return [] }
      let update = FirstRunScreen.update(&first, action, shared: shared)
      state.firstRun = first
      if let unit = first.unit { state.shared.unit = unit }
      return apply(update)
    case .today(let action): return apply(TodayScreen.update(&state.today, action, shared: shared))
    case .log(let action): return apply(LogScreen.update(&state.log, action, shared: shared))
    case .programs(let action):
      return apply(ProgramsScreen.update(&state.programs, action, shared: shared))
    case .progress(let action):
      return apply(ProgressScreen.update(&state.progress, action, shared: shared))
    case .history(let action):
      return apply(HistoryScreen.update(&state.history, action, shared: shared))
    case .sync(let action): return apply(SyncScreen.update(&state.sync, action, shared: shared))
    case .importing(let action):
      return apply(ImportScreen.update(&state.importing, action, shared: shared))
    case .shell(let action): return act(action)
    }
  }

  private mutating func act(_ action: ShellAction) -> [Effect] {
    switch action {
    case .show(let screen): return go(to: screen)
    case .next: return step(1)
    case .previous: return step(-1)
    case .help: state.overlay = .help(HelpState())
    case .prompt: state.overlay = .prompt(PromptState())
    case .undo: return leave() + [.undo]
    case .redo: return leave() + [.redo]
    case .sync: return sync()
    case .redraw: return [.repaint] + reload()
    // What is being typed stays where it is.
    case .suspend:
      return LogScreen.flush(&state.log) + HistoryScreen.flush(&state.history) + [.suspend]
    case .quit: return end() + [.quit]
    }
    return []
  }

  /// What a key would ask for just now.
  func effects(of key: Key) -> [Effect] {
    var copy = self
    return copy.press(key)
  }

  /// Starts a sync; what is typed goes with it.
  mutating func sync() -> [Effect] { leave() + [state.sync.begin()] }

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
    return update.effects + (update.navigate.map { navigate($0) } ?? [])
  }

  mutating func navigate(_ navigation: Navigation) -> [Effect] {
    switch navigation {
    case .screen(let screen): return go(to: screen)
    case .log(let id):
      // What is typed into the workout that is shown already stays.
      guard state.log.logId != id else { return go(to: .log) }
      let effects = leave() + putAwayLog()
      state.log = LogState(logId: id)
      return effects + go(to: .log)
    case .edit(let id):
      if state.underWay?.id == id { return go(to: .log) }
      return edit(id, nil)
    case .exercise(let id):
      state.progress.opened = id
      return go(to: .progress)
    case .workout(let id):
      let effects = leave() + putAwayEditing(unlessOf: id)
      state.history.opened = id
      return effects + go(to: .history)
    case .picker(let purpose):
      state.overlay = .picker(PickerState(purpose: purpose))
      return [.searchExercises(query: "", limit: PickerState.limit)]
    case .importing(let path): return openImport(path)
    case .back: return leaveImport()
    case .question(let words, let effect):
      state.overlay = .question(ShellQuestion(words: words, effect: effect))
      return []
    }
  }

  /// Opens *Import* on a file, or to choose one.
  private mutating func openImport(_ path: String?) -> [Effect] {
    let former = state.firstRun
    if state.screen != .importing { state.cameFrom = state.screen }
    state.firstRun = nil
    state.importing = ImportState()
    state.importing.firstRun = former
    let effects = go(to: .importing)
    guard let path else { return effects }
    state.importing.path = path
    return effects + apply(ImportScreen.read(&state.importing))
  }

  /// Back to where *Import* was opened; to the first run, where nothing was brought in.
  private mutating func leaveImport() -> [Effect] {
    guard let first = state.importing.firstRun else { return go(to: state.cameFrom) }
    state.screen = .today
    state.firstRun = first
    return []
  }

  mutating func go(to screen: Screen) -> [Effect] {
    guard state.firstRun == nil else { return [] }
    var effects: [Effect] = []
    if state.screen != screen { effects = leave() }
    state.screen = screen
    return effects + enter(screen)
  }

  /// Opens a screen: what it shows is read anew, from what was there meanwhile.
  private mutating func enter(_ screen: Screen) -> [Effect] {
    state.stale.remove(screen)
    let shared = state.shared
    return switch screen {
    case .today: TodayScreen.open(&state.today, shared: shared)
    case .log: LogScreen.open(&state.log, shared: shared)
    case .programs: ProgramsScreen.open(&state.programs, shared: shared)
    case .progress: ProgressScreen.open(&state.progress, shared: shared)
    case .history: HistoryScreen.open(&state.history, shared: shared)
    case .sync: SyncScreen.open(&state.sync, shared: shared)
    case .importing: ImportScreen.open(&state.importing, shared: shared)
    }
  }

  /// Reads the focused screen anew, and the open workout with it.
  private mutating func reload() -> [Effect] {
    guard state.firstRun == nil else { return [] }
    let log: [Effect] =
      state.screen != .log && state.log.isLoaded ? [.loadLog(id: state.log.logId)] : []
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
    if state.firstRun != nil { return receiveFirstRun(outcome) }
    if case .started(let page, let message) = outcome, let effects = start(page, message) {
      return effects
    }
    if case .textEdited(let text, let token) = outcome, let effects = keep(text, token) {
      return effects
    }
    var effects: [Effect] = []
    if case .started = outcome { effects = LogScreen.end(&state.log, shared: state.shared) }
    let former = state.log
    effects += apply(LogScreen.receive(&state.log, outcome, shared: state.shared))
    if case .started = outcome { tellOfLost(former) }
    state.shared.underWay = state.underWay.map { $0.name.isEmpty ? "Another workout" : $0.name }
    let shared = state.shared
    effects += apply(TodayScreen.receive(&state.today, outcome, shared: shared))
    effects += apply(ProgramsScreen.receive(&state.programs, outcome, shared: shared))
    effects += apply(ProgressScreen.receive(&state.progress, outcome, shared: shared))
    effects += apply(HistoryScreen.receive(&state.history, outcome, shared: shared))
    effects += apply(SyncScreen.receive(&state.sync, outcome, shared: shared))
    effects += apply(ImportScreen.receive(&state.importing, outcome, shared: shared))
    effects += announce(outcome) + (outcome.changesLog ? count() : [])
    return effects + handOver()
  }

  /// Asks how much waits to be synced, where there is a remote.
  func count() -> [Effect] { state.shared.unsynced == nil ? [] : [.countUnsynced] }

  private mutating func announce(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .done(let message), .firstRunDone(let message):
      state.message = Message(
        message, kind: .good, undoable: !message.hasPrefix("Undone") && !message.hasPrefix("Redone")
      )
      return state.screen == .log ? [] : enter(state.screen)
    case .synced(let message):
      state.message = Message(message, kind: .good)
      return reload() + count()
    case .unsynced(let count): state.shared.unsynced = count
    case .asks(let words, let effect): return navigate(.question(words: words, effect: effect))
    // What the screen lists and what the top line counts are one.
    case .sync(let page):
      state.shared.unsynced = page.remote == nil ? nil : page.waitingCount
    case .failed(let sentence, let effect):
      if case .sync = effect {
        if state.screen == .sync { return [.loadSync] + count() }
        state.message = Message(sentence, kind: .error)
        return count()
      }
      state.message = Message(sentence + loss(of: effect), kind: .error)
    case .syncAsks:
      // The question stands on its screen.
      return state.screen == .sync ? [] : go(to: .sync)
    case .progressing(let words, let fraction) where state.screen != .importing:
      state.message = Message("\(words): \(Int(fraction * 100)) %")
    default: break
    }
    return []
  }

  private mutating func receiveFirstRun(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .firstRunDone(let message):
      state.firstRun = nil
      state.message = Message(message, kind: .good)
      return enter(.today)
    case .started:
      state.firstRun = nil
      let effects = apply(LogScreen.receive(&state.log, outcome, shared: state.shared))
      let picker: [Effect] =
        state.log.page.map { navigate(.picker(.add(logId: $0.log.id, after: nil))) } ?? []
      return effects + picker
    case .failed, .progressing:
      guard var first = state.firstRun else { return [] }
      let update = FirstRunScreen.receive(&first, outcome, shared: state.shared)
      state.firstRun = first
      return apply(update)
    default: return []
    }
  }
}
