internal import CNcurses

/// What happened since the last time.
public enum Event<Message: Sendable>: Sendable {
  case key(Key)
  /// From background work, by way of the inbox.
  case message(Message)
  /// The terminal has this size now, and what was on it may be gone: draw. Also after coming back
  /// from being suspended.
  case resized(Size)
  /// Another process asks for what C-z asks for: save, and call ``NcursesDriver/suspend()``.
  case stop
  /// The time that ``EventLoop/next(within:)`` was given is over.
  case deadline
  /// Save, close the driver and exit with the cause's status.
  case ended(EndCause)
}

extension Event: Equatable where Message: Equatable {}

/// Why the program has to end.
public enum EndCause: Equatable, Sendable {
  case signal(Int32)
  /// The terminal is gone, or input is at its end.
  case hangup

  /// The exit status: 128 and the signal's number, a hangup counting as SIGHUP.
  public var status: Int32 {
    switch self {
    case .signal(let number): return 128 + number
    case .hangup: return 129
    }
  }
}

/// Waits for keys, messages, signals and time, on the main thread and nowhere else.
///
///     loop: while true {
///       driver.present(view(state, driver.size))
///       for event in loop.next(within: millisecondsToTick) { … update … }
///     }
///
/// All that is waiting comes in one go, so that a held key is drawn once.
@MainActor
public final class EventLoop<Message: Sendable> {
  public let driver: NcursesDriver
  public let inbox: Inbox<Message>
  private var decoder = KeyDecoder()
  /// Whether input has come to its end: from then on it is not waited for.
  private var isInputOver = false

  /// How long a paste may pause before it counts as ended, in milliseconds.
  private static var pasteLimit: Int { 500 }

  public init(driver: NcursesDriver) {
    self.driver = driver
    inbox = Inbox(pipe: driver.pipe)
  }

  /// Waits until something happens, at most so many milliseconds (for ever when nil), and gives
  /// all of it. C-z is a key like any other: the caller suspends when what is under way is saved.
  public func next(within milliseconds: Int? = nil) -> [Event<Message>] {
    let limit = milliseconds.map { min(max(0, $0), Int(Int32.max)) }
    let patience = decoder.isPasting ? min(limit ?? Self.pasteLimit, Self.pasteLimit) : limit ?? -1
    let result = tonnage_wait(isInputOver ? -1 : driver.input, driver.pipe.reading, Int32(patience))
    var events: [Event<Message>] = []
    // Keys first: what was typed before a signal to end is not lost.
    if result & Int32(TONNAGE_WAIT_INPUT.rawValue) != 0 {
      events += decoder.decode(driver.readKeys()).map(Event.key)
    }
    if result & Int32(TONNAGE_WAIT_WOKEN.rawValue) != 0 {
      events += driver.pipe.drain().map(event(signal:))
      events += inbox.take().map(Event.message)
    }
    if result & Int32(TONNAGE_WAIT_HANGUP.rawValue) != 0 {
      isInputOver = true
      events.append(.ended(.hangup))
    }
    if result == Int32(TONNAGE_WAIT_TIMEOUT.rawValue) {
      events += decoder.endPaste().map(Event.key)
    }
    if let limit, limit == 0 || result == Int32(TONNAGE_WAIT_TIMEOUT.rawValue) {
      events.append(.deadline)
    }
    return events
  }

  private func event(signal number: Int32) -> Event<Message> {
    switch number {
    case tonnage_signal_resize():
      driver.resize()
    case tonnage_signal_stop():
      return .stop
    case tonnage_signal_continue():
      driver.redrawAll()
    default:
      return .ended(.signal(number))
    }
    return .resized(driver.size)
  }
}
