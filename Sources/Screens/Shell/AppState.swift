public import Terminal
public import Training

/// What happens to the program from outside.
public enum Input: Sendable {
  case key(Key)
  case outcome(Outcome)
  case tick(Instant)
  /// Another process has written to the store.
  case storeChanged
  /// The store can't be written to from now on, and why; or it can again.
  case storeReadOnly(String?)
  case resized(Size)
  /// Pages take so many milliseconds, which is too long; nil where they no longer do.
  case slow(Double?)
}

/// Where the program begins.
public enum Start: Hashable, Sendable {
  case firstRun
  case today
}

/// Everything the screens know between two inputs.
struct AppState: Equatable, Sendable {
  var shared: Shared
  var screen: Screen
  var screens = ScreenStates()
  /// Where *Import* was opened from.
  var cameFrom = Screen.today
  var message: Message?
  /// What is being waited for, once that takes long enough to mention; shown instead of the message.
  var waiting: String?
  /// The keys of a sequence that has begun.
  var pending: [Key] = []
  var overlay: Overlay?
  /// Until when the timer that ran out is drawn inverted.
  var flashUntil: Instant?
  /// The rest whose end was announced.
  var announcedRest: Instant?

  /// Whether the athlete has yet to say where to begin.
  var isFirstRun: Bool { screen == .firstRun }

  /// The workout under way; nil where none is.
  var underWay: WorkoutLog? { screens.log.log.flatMap { $0.isWorkoutFinished ? nil : $0 } }

  /// The rest timer of the workout that is open.
  var rest: RestTimer? { screens.log.page?.rest }
}

/// What lies over the screens and has the keys.
enum Overlay: Equatable, Sendable {
  case help(HelpState)
  case prompt(PromptState)
  case picker(PickerState)
  case question(ShellQuestion)
}

/// Something to be answered with yes or no, whatever screen shows.
struct ShellQuestion: Hashable, Sendable {
  var words: String
  /// What is done after a yes.
  var effect: Effect
}

extension App {
  var now: Instant { state.shared.now }
  var glyphs: Glyphs { state.shared.glyphs }
  var isToldToWait: Bool { state.waiting != nil }

  mutating func tellToWait(_ words: String?) { state.waiting = words }

  /// Adds a sentence to the message.
  mutating func append(_ sentence: String) {
    let before = state.message.map { $0.text + " " } ?? ""
    state.message = Message(before + sentence, kind: .error)
  }
}
