import Dispatch
import Logbook
import Screens
import Settings
import Store
import System
import Terminal
import Training
import Upkeep

/// The screens on a real terminal: keys in, frames out, effects in the background.
@MainActor
final class ScreenProgram {
  /// What background work sends to the drawing thread.
  enum Message: Sendable {
    case answer(Answer)
    /// Word of long work that goes on.
    case report(Outcome)
    case storeChanged
    case storeReadOnly(String?)
    /// A sentence about work that ran by itself.
    case remark(String)
  }

  /// Milliseconds between two looks at whether another process has written.
  private static let pollInterval = 500

  private let driver: NcursesDriver
  private let loop: EventLoop<Message>
  private let runner: Runner
  private let meter: ScreenMeter
  private let background = DispatchQueue(label: "tonnage.background", qos: .userInitiated)
  private let syncing = DispatchQueue(label: "tonnage.sync", qos: .utility)
  private let importing = DispatchQueue(label: "tonnage.import", qos: .userInitiated)
  /// Lets a migration know of the screens.
  private let presence: ScreenPresence
  private let poll: any DispatchSourceTimer
  private let dueWork: DueWork
  private let environment: [String: String]
  private var dialogue: Dialogue
  /// The exit status, once the athlete has left.
  private var status: Int32?
  private var isTerminalGone = false
  /// How long a frame waits for answers that are under way, in milliseconds: drawn before them it would be drawn for
  /// nothing, as they come within one as a rule.
  private static let answerPatience = 4

  init(_ place: Workplace, _ logbook: Logbook, options: ScreenOptions) throws {
    environment = place.environment
    let appearance = try options.driver(place)
    let theme = ThemeLibrary(folder: place.directories.themes).load(place.settings.theme)
    driver = try NcursesDriver(
      environment: place.environment, theme: theme.theme, options: appearance)
    let loop = EventLoop<Message>(driver: driver)
    self.loop = loop
    let inbox = loop.inbox
    let settingsFile = SettingsFile(path: place.directories.configFile)
    let keepsUnit = options.keepsSettings
    meter = ScreenMeter(logbook)
    let syncing = ScreenSyncs(
      logbook: logbook, deviceName: place.deviceName,
      report: { @Sendable outcome in inbox.send(.report(outcome)) },
      location: { @Sendable text in try place.remoteLocation(text) },
      remote: { @Sendable link, course in try place.remote(link, course) })
    runner = Runner(
      logbook: logbook, report: { @Sendable outcome in inbox.send(.report(outcome)) },
      syncing: syncing,
      importing: ScreenImports(
        logbook: logbook, home: place.environment["HOME"] ?? "/",
        report: { @Sendable outcome in inbox.send(.report(outcome)) }),
      meter: meter,
      keepUnit: { @Sendable unit in
        guard keepsUnit else { return }
        try makeFolder(place.directories.config)
        try settingsFile.set("unit", text: unit.rawValue)
      })
    dialogue = Dialogue(
      App(
        shared: try options.shared(place, logbook, glyphs: driver.glyphs, size: driver.size),
        start: try logbook.isBlank() ? .firstRun : .today))
    presence = ScreenPresence(store: logbook.store.path)
    poll = DispatchSource.makeTimerSource(queue: background)
    // What is thrown away at the end needs no upkeep.
    dueWork = DueWork(
      options.keepsSettings ? DueWork.list(for: logbook, aside: true) : [],
      tell: { @Sendable in inbox.send(.remark($0)) })
    watch(logbook, inbox)
    let mistakes = place.mistakes + theme.mistakes
    // Standard error is the log by now.
    for mistake in mistakes { Output.complain(mistake.description) }
    let log = place.directories.errorLog
    let remarks = [
      logbook.store.notice, Self.remark(on: mistakes, log: appearance.errorLog == log ? log : nil),
    ].compactMap(\.self)
    if !remarks.isEmpty { dialogue.note(remarks.joined(separator: " ")) }
  }

  /// What the screens say of mistakes in the settings and the theme: one whole, several by their number and where all
  /// stand, first of all, as the first of them may take all the room that there is.
  ///
  /// - Parameter log: Where all stand; nil where nothing can be written.
  private static func remark(on mistakes: [Mistake], log: String?) -> String? {
    guard let first = mistakes.first else { return nil }
    guard mistakes.count > 1 else { return first.description }
    let place = log.map { ", all in \($0)" } ?? ""
    return "\(mistakes.count) mistakes in the settings\(place). The first: \(first.description)"
  }

  private func watch(_ logbook: Logbook, _ inbox: Inbox<Message>) {
    let watcher = StoreWatcher(logbook: logbook)
    let dueWork = dueWork
    let presence = presence
    poll.schedule(
      deadline: .now() + .milliseconds(Self.pollInterval),
      repeating: .milliseconds(Self.pollInterval), leeway: .milliseconds(50))
    // Marked as sendable: otherwise it would belong to the main actor, which never runs on this queue.
    poll.setEventHandler { @Sendable in
      let hasChanged = watcher.hasChanged()
      if let reason = watcher.newReason() {
        inbox.send(.storeReadOnly(reason))
      } else if hasChanged {
        inbox.send(.storeChanged)
      }
      watcher.keepUp()
      dueWork.look()
      presence.tell()
    }
    poll.activate()
  }

  /// Runs until the athlete leaves. Returns the exit status.
  func run() -> Int32 {
    carryOut(dialogue.begin())
    while true {
      awaitAnswers()
      if let status { return finish(status) }
      if !isTerminalGone { driver.present(dialogue.app.view(size: driver.size)) }
      give(.shown)
      if !dialogue.awaitsAnswers, let pace = meter.drawn() {
        give(.slow(pace))
        continue
      }
      for event in loop.next(within: patience()) { handle(event) }
    }
  }

  /// Handles what arrives while effects are under way, for a moment.
  private func awaitAnswers() {
    let end = SystemClock.elapsedSeconds + Double(Self.answerPatience) / 1000
    while dialogue.awaitsAnswers, status == nil, SystemClock.elapsedSeconds < end {
      for event in loop.next(within: Self.answerPatience) { handle(event) }
    }
  }

  /// Milliseconds to the next tick that is to be seen; nil where none is.
  private func patience() -> Int? {
    let now = Surroundings.system.now()
    return dialogue.nextDeadline(after: now).map {
      Int(max(0, $0.milliseconds - now.milliseconds)) + 1
    }
  }

  private func handle(_ event: Event<Message>) {
    switch event {
    case .key(let key):
      dueWork.noteKey()
      give(.key(key))
    case .message(.answer(let answer)):
      meter.answered(answer)
      give(.answer(answer))
    case .message(.report(let outcome)): give(.report(outcome))
    case .message(.storeChanged): give(.storeChanged)
    case .message(.storeReadOnly(let reason)): give(.storeReadOnly(reason))
    case .message(.remark(let sentence)): dialogue.note(sentence)
    case .resized(let size): give(.resized(size))
    case .stop: give(.key(.control("z")))
    case .deadline: give(.tick(Surroundings.system.now()))
    case .ended(let cause):
      isTerminalGone = isTerminalGone || cause == .hangup
      give(.leave(status: cause.status))
    }
  }

  private func give(_ arrival: Dialogue.Arrival) {
    guard status == nil else { return }
    dialogue.setNow(Surroundings.system.now())
    carryOut(dialogue.take(arrival))
  }

  private func carryOut(_ work: [Dialogue.Work]) {
    for item in work {
      switch item {
      case .inTurn(let effects):
        meter.asked(for: effects)
        inBackground(effects)
      case .apart(let effect): apart(effect)
      case .now(let effect): now(effect)
      case .end(let status): self.status = status
      }
    }
  }

  private func inBackground(_ effects: [Effect]) {
    let (runner, inbox, presence) = (runner, loop.inbox, presence)
    background.async { @Sendable in
      var asked = SystemClock.elapsedSeconds
      runner.perform(effects) { answer in
        let now = SystemClock.elapsedSeconds
        if case .load = answer.effect { presence.add(pageAfter: (now - asked) * 1000) }
        asked = now
        inbox.send(.answer(answer))
      }
    }
  }

  /// On a thread of its own: what is logged meanwhile does not wait for it, nor does the next frame.
  private func apart(_ effect: Effect) {
    let (runner, inbox) = (runner, loop.inbox)
    let isBeside = effect.kind == .beside
    if isBeside { runner.syncing.prepare() } else { runner.importing.prepare() }
    let queue = isBeside ? syncing : importing
    queue.async { @Sendable in inbox.send(.answer(Answer(effect, runner.perform(effect)))) }
  }

  private func now(_ effect: Effect) {
    switch effect {
    case .terminal(let request): now(request, effect)
    // What is done at once does not use the store: it stops what is under way.
    case .load, .workout, .program, .athlete, .journal, .importing, .sync:
      _ = runner.perform(effect)
    }
  }

  private func now(_ request: TerminalRequest, _ effect: Effect) {
    switch request {
    case .ringBell: driver.bell()
    case .repaint: driver.redrawAll()
    case .suspend:
      meter.forgetAsked()
      suspend()
      give(.answer(Answer(effect, [])))
    case .editText(let text, let token):
      meter.forgetAsked()
      give(.answer(Answer(effect, [editOutside(text, token, effect)])))
    // The dialogue ends the program itself.
    case .quit: break
    }
  }

  /// Stops the program while nothing is under way that others would have to wait for.
  private func suspend() {
    poll.suspend()
    background.sync {}
    dueWork.wait()
    driver.suspend()
    poll.resume()
    give(.resized(driver.size))
  }

  /// Gives the terminal back, and says there what could not be saved: in the log too, as the terminal may be gone.
  private func finish(_ status: Int32) -> Int32 {
    poll.cancel()
    for sentence in dialogue.unsaved { Output.complain(sentence) }
    driver.close()
    for sentence in dialogue.unsaved { Output.complain(sentence) }
    background.sync {}
    dueWork.wait()
    meter.keep()
    presence.end()
    return status
  }

  /// Opens a text in the athlete's editor and reads it back.
  private func editOutside(_ text: String, _ token: TextToken, _ effect: Effect) -> Outcome {
    do {
      let file = try ScratchFile(text, folder: environment["TMPDIR"] ?? "/tmp")
      defer { file.remove() }
      let status = driver.run(EditorCommand.arguments(environment: environment, file: file.path))
      guard status == 0 else {
        return .failed(
          sentence:
            "Editing the note: the editor ended with status \(status). The note is as it was.",
          effect: effect)
      }
      return .textEdited(try file.text(), token: token)
    } catch {
      return .failed(sentence: "Editing the note: \(error). The note is as it was.", effect: effect)
    }
  }
}

extension Logbook {
  /// Whether nothing has been kept yet: the athlete is here for the first time.
  func isBlank() throws -> Bool {
    try store.read { try !$0.hasWorkouts() && $0.count(of: .programs) == 0 }
  }
}
