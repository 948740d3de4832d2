import Dispatch
import Logbook
import Screens
import Settings
import Store
import Terminal
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The screens on a real terminal: keys in, frames out, effects in the background.
@MainActor
final class ScreenProgram {
  /// What background work sends to the drawing thread.
  enum Message: Sendable {
    case outcome(Outcome)
    /// All that an effect brought, which ends it.
    case answer([Outcome])
    case storeChanged
    case storeReadOnly(String?)
  }

  /// Milliseconds between two looks at whether another process has written.
  private static let pollInterval = 500

  private let driver: NcursesDriver
  private let loop: EventLoop<Message>
  private let runner: Runner
  private let background = DispatchQueue(label: "tonnage.background", qos: .userInitiated)
  private let syncing = DispatchQueue(label: "tonnage.sync", qos: .utility)
  private let poll: any DispatchSourceTimer
  private let environment: [String: String]
  private var app: App
  /// How many effects have not been answered yet.
  private var unanswered = 0
  /// How long a frame waits for answers that are under way, in milliseconds: drawn before them it would be drawn for
  /// nothing, as they come within one as a rule.
  private static let answerPatience = 4

  init(_ place: Workplace, _ logbook: Logbook, options: ScreenOptions) throws {
    environment = place.environment
    driver = try NcursesDriver(
      environment: place.environment, theme: Self.theme(place), options: try options.driver(place))
    let loop = EventLoop<Message>(driver: driver)
    self.loop = loop
    let inbox = loop.inbox
    let settingsFile = SettingsFile(path: place.directories.configFile)
    let keepsUnit = options.keepsSettings
    let syncing = Syncing(
      logbook: logbook, deviceName: place.deviceName,
      report: { @Sendable outcome in inbox.send(.outcome(outcome)) },
      location: { @Sendable text in try place.remoteLocation(text) },
      remote: { @Sendable link, isCancelled in
        try place.remote(link, isCancelled: isCancelled)
      })
    runner = Runner(
      logbook: logbook, report: { @Sendable outcome in inbox.send(.outcome(outcome)) },
      syncing: syncing,
      importing: Importing(
        logbook: logbook, home: place.environment["HOME"] ?? "/",
        report: { @Sendable outcome in inbox.send(.outcome(outcome)) }),
      keepUnit: { @Sendable unit in
        guard keepsUnit else { return }
        try makeFolder(place.directories.config)
        try settingsFile.set("unit", text: unit.rawValue)
      })
    app = App(
      shared: try options.shared(place, logbook, glyphs: driver.glyphs, size: driver.size),
      start: try logbook.isBlank() ? .firstRun : .today)
    poll = DispatchSource.makeTimerSource(queue: background)
    watch(logbook, inbox)
    if let remark = logbook.store.notice ?? place.mistakes.first?.description { app.note(remark) }
  }

  private static func theme(_ place: Workplace) -> Theme {
    place.settings.theme == "default"
      ? .standard : ThemeLibrary(folder: place.directories.themes).load(place.settings.theme).theme
  }

  private func watch(_ logbook: Logbook, _ inbox: Inbox<Message>) {
    let watcher = StoreWatcher(logbook: logbook)
    poll.schedule(
      deadline: .now() + .milliseconds(Self.pollInterval),
      repeating: .milliseconds(Self.pollInterval), leeway: .milliseconds(50))
    // Said to be sendable, or it would count as the main actor's, which never runs on this queue.
    poll.setEventHandler { @Sendable in
      let hasChanged = watcher.hasChanged()
      if let reason = watcher.newReason() {
        inbox.send(.storeReadOnly(reason))
      } else if hasChanged {
        inbox.send(.storeChanged)
      }
    }
    poll.activate()
  }

  /// Runs until the athlete leaves. Returns the exit status.
  func run() -> Int32 {
    if let status = perform(app.open()) { return finish(status) }
    while true {
      if let status = awaitAnswers() { return finish(status) }
      driver.present(app.view(size: driver.size))
      for event in loop.next(within: patience()) {
        if let status = handle(event) { return finish(status) }
      }
    }
  }

  /// Handles what arrives while effects are under way, for a moment. Returns an exit status where the athlete leaves.
  private func awaitAnswers() -> Int32? {
    let end = ContinuousClock.now + .milliseconds(Self.answerPatience)
    while unanswered > 0, ContinuousClock.now < end {
      for event in loop.next(within: Self.answerPatience) {
        if let status = handle(event) { return status }
      }
    }
    return nil
  }

  /// Milliseconds to the next tick that is to be seen; nil where none is.
  private func patience() -> Int? {
    let now = Surroundings.system.now()
    return app.nextDeadline(after: now).map {
      Int(max(0, $0.milliseconds - now.milliseconds)) + 1
    }
  }

  private func handle(_ event: Event<Message>) -> Int32? {
    switch event {
    case .key(let key): return give(.key(key))
    case .message(.outcome(let outcome)): return give(.outcome(outcome))
    case .message(.answer(let outcomes)):
      unanswered -= 1
      for outcome in outcomes {
        if let status = give(.outcome(outcome)) { return status }
      }
      return nil
    case .message(.storeChanged): return give(.storeChanged)
    case .message(.storeReadOnly(let reason)): return give(.storeReadOnly(reason))
    case .resized(let size): return give(.resized(size))
    case .deadline: return give(.tick(Surroundings.system.now()))
    case .ended(let cause):
      _ = perform(app.leave())
      return cause.status
    }
  }

  private func give(_ input: Input) -> Int32? {
    app.setNow(Surroundings.system.now())
    return perform(app.handle(input))
  }

  /// Hands effects on, in order. Returns an exit status where the athlete leaves.
  private func perform(_ effects: [Effect]) -> Int32? {
    for effect in effects {
      switch effect {
      case .quit: return 0
      case .suspend: driver.suspend()
      case .ringBell: driver.bell()
      case .editText(let text, let token):
        let outcome = editOutside(text, token, effect)
        if let status = perform(app.handle(.outcome(outcome))) { return status }
      case .sync: syncInBackground(effect)
      case .cancelSync: runner.syncing.cancel()
      case .cancelImport: runner.importing.cancel()
      default: inBackground(effect)
      }
    }
    return nil
  }

  private func inBackground(_ effect: Effect) {
    let (runner, inbox) = (runner, loop.inbox)
    unanswered += 1
    background.async { @Sendable in inbox.send(.answer(runner.perform(effect))) }
  }

  /// On a thread of its own: what is logged meanwhile does not wait for it, nor does the next frame.
  private func syncInBackground(_ effect: Effect) {
    let (runner, inbox) = (runner, loop.inbox)
    syncing.async { @Sendable in
      for outcome in runner.perform(effect) { inbox.send(.outcome(outcome)) }
    }
  }

  /// Waits for what is under way, so that nothing typed is lost, and gives the terminal back.
  private func finish(_ status: Int32) -> Int32 {
    poll.cancel()
    runner.syncing.cancel()
    runner.importing.cancel()
    driver.close()
    background.sync {}
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

/// Looks whether another process has written to the store since this was made, and after that since the last
/// look; and whether the store can still be written to. Used on the background queue only.
private final class StoreWatcher: @unchecked Sendable {
  // Unchecked because its values are touched by the serial background queue alone.
  private let logbook: Logbook
  private var last: Int?
  private var reason: String?

  /// To be made before anything is read that is then shown: what others write after that is a change.
  init(logbook: Logbook) {
    self.logbook = logbook
    reason = logbook.store.readOnlyReason
    last = version
  }

  /// Why the store can't be written to any more, or nil within where it can again; nil where that is as it was.
  func newReason() -> String?? {
    let now = logbook.store.readOnlyReason
    guard now != reason else { return nil }
    reason = now
    return .some(now)
  }

  /// Nil where the store cannot be polled: that is met again, and told, by the next thing that is done.
  private var version: Int? { try? logbook.store.dataVersion() }

  func hasChanged() -> Bool {
    guard let version else { return false }
    defer { last = version }
    return last.map { $0 != version } ?? false
  }
}

extension Logbook {
  /// Whether nothing has been kept yet: the athlete is here for the first time.
  func isBlank() throws -> Bool {
    try store.read { try !$0.hasWorkouts() && $0.count(of: .programs) == 0 }
  }
}
