public import Terminal
public import Training

/// The screens, what is typed to them, and what they wait for: a value, so that it can be tried without a terminal.
///
/// A key is taken when everything that the key before it asked for is answered, so what a sequence of keys comes to
/// does not depend on when answers come. Until then keys wait in their order.
public struct Dialogue: Sendable {
  /// What arrives.
  public enum Arrival: Sendable {
    case key(Key)
    case answer(Answer)
    /// Word of long work that goes on.
    case report(Outcome)
    case tick(Instant)
    /// Another process has written to the store.
    case storeChanged
    /// The store may not be written to any more, and why; nil where it may be again.
    case storeReadOnly(String?)
    case resized(Size)
    /// Pages take so many milliseconds, which is too long; nil where they no longer do.
    case slow(Double?)
    /// The present state has been drawn.
    case shown
    /// The program has to end, with this exit status.
    case leave(status: Int32)
  }

  /// What is to be carried out.
  public enum Work: Hashable, Sendable {
    /// One after the other, off the drawing thread; each has an answer of its own.
    case inTurn([Effect])
    /// On a thread of its own; answered at its end.
    case apart(Effect)
    /// On the terminal, at once. Answered where it is of the kind ``Effect/Kind/away``.
    case now(Effect)
    case end(status: Int32)
  }

  public private(set) var app: App
  private var keys = KeyQueue()
  /// Effects that keys wait for.
  private var unanswered = 0
  /// Those of them that write.
  private var writing = 0
  /// Long work that waits for the answers before it.
  private var apart: [Effect] = []
  /// Long work under way.
  private var long = 0
  private var beside = 0
  /// Whether the athlete has seen that it goes on.
  private var isLongWorkShown = false
  /// What takes the program off the terminal, once all is answered.
  private var away: Effect?
  private var status: Int32 = 0
  private var hasEnded = false
  private var waitingSince: Instant?
  private var cancelledAt: Instant?
  private var losses = Losses()

  /// Seconds after which a wait is told.
  static let noticeable = 0.3
  /// Seconds that cancelled work has to come to its end.
  static let cancelPatience = 5.0

  public init(_ app: App) { self.app = app }

  /// What could not be saved while the program was left, as sentences; none as a rule.
  public var unsaved: [String] { losses.sentences }

  /// What is asked for at the very beginning.
  public mutating func begin() -> [Work] { hand(app.open()) + proceed() }

  /// Whether something is under way that the next frame may wait for.
  public var awaitsAnswers: Bool { unanswered > 0 }

  public mutating func setNow(_ now: Instant) { app.setNow(now) }

  /// Shows a line, such as a mistake in the settings.
  public mutating func note(_ sentence: String) { app.note(sentence) }

  /// When something changes by itself next; nil where nothing does.
  public func nextDeadline(after now: Instant) -> Instant? {
    [
      app.nextDeadline(after: now),
      app.isToldToWait ? nil : waitingSince?.advanced(bySeconds: Self.noticeable),
      cancelledAt?.advanced(bySeconds: Self.cancelPatience),
    ].compactMap { $0 }.min()
  }

  public mutating func take(_ arrival: Arrival) -> [Work] {
    var work: [Work] = []
    switch arrival {
    case .key(.control("c")): work = leave(status: 0)
    // A key that cancels visible work does not wait: what it would wait for may itself wait for that work to end.
    case .key(let key) where isLongWorkShown && app.effects(of: key).contains(where: \.cancels):
      work = hand(app.handle(.key(key)))
    case .key(let key) where isLongWorkShown && app.effects(of: key).contains(.terminal(.quit)):
      work = leave(status: 0)
    case .key(let key):
      if isLongWorkShown, app.effects(of: key).contains(.terminal(.suspend)) {
        work = cancelLongWork()
      }
      keys.add(.key(key), isForLongWork: isLongWorkShown && unanswered == 0 && keys.isEmpty)
    case .leave(let status): work = leave(status: status)
    case .answer(let answer): work = settle(answer)
    case .report(let outcome): work = hand(app.handle(.outcome(outcome)))
    case .tick(let now):
      work = hand(app.handle(.tick(now)))
      tellOfWaiting(now)
    case .storeChanged: work = hand(app.handle(.storeChanged))
    case .storeReadOnly(let reason): work = hand(app.handle(.storeReadOnly(reason)))
    case .resized(let size): work = hand(app.handle(.resized(size)))
    case .slow(let milliseconds): work = hand(app.handle(.slow(milliseconds)))
    case .shown: isLongWorkShown = long > 0
    }
    if app.isToldToWait { tellOfWaiting(app.now) }
    return work + proceed()
  }
}

// MARK: - Keys and answers

extension Dialogue {
  /// Takes keys for as long as nothing is to be waited for.
  private mutating func proceed() -> [Work] {
    var work: [Work] = []
    while unanswered == 0, !hasEnded {
      work += beginLongWork()
      if let effect = away {
        if effect.stopsLongWork, long + beside > 0, !isPatienceOver {
          work += cancelLongWork()
          break
        }
        work.append(go(effect))
      } else if let item = keys.next(duringLongWork: long > 0) {
        switch item {
        case .key(let key): work += hand(app.handle(.key(key)))
        case .leave(let status):
          self.status = status
          work += hand(app.end() + [.terminal(.quit)])
        }
      } else {
        break
      }
    }
    noteWaiting()
    return work
  }

  /// Sorts what was asked for by how it is carried out.
  private mutating func hand(_ effects: [Effect]) -> [Work] {
    var work: [Work] = []
    var turn: [Effect] = []
    for effect in effects {
      switch effect.kind {
      case .brief:
        unanswered += 1
        writing += effect.writes ? 1 : 0
        turn.append(effect)
      case .long, .beside: apart.append(effect)
      case .immediate: work.append(.now(effect))
      case .away: away = effect
      }
    }
    return turn.isEmpty ? work : work + [.inTurn(turn)]
  }

  private mutating func settle(_ answer: Answer) -> [Work] {
    switch answer.effect.kind {
    case .long: long -= 1
    case .beside: beside -= 1
    case .brief, .away, .immediate:
      unanswered -= 1
      writing -= answer.effect.writes ? 1 : 0
    }
    if long == 0 { isLongWorkShown = false }
    if long + beside == 0 { cancelledAt = nil }
    if away == .terminal(.quit) { losses.add(answer, in: app) }
    var work: [Work] = []
    for outcome in answer.outcomes { work += hand(app.handle(.outcome(outcome))) }
    if answer.isTrouble, answer.effect.kind == .brief, answer.effect.writes {
      giveUp(after: answer)
    }
    return work
  }

  /// Whether what was typed next ends the program.
  private var leavesNext: Bool {
    switch keys.head {
    case .key(let key): app.effects(of: key).contains(.terminal(.quit))
    case .leave: true
    case nil: false
    }
  }

  /// The store did not do what was asked. Keys that were typed after it assumed that it had: taken
  /// now, they would write over what is not saved, or into another set. A wish to leave does no harm.
  private mutating func giveUp(after answer: Answer) {
    if away != .terminal(.quit) { away = nil }
    let ignored = leavesNext ? [] : keys.setAside()
    if away != .terminal(.quit), leavesNext {
      // Nobody will see any more what the screens say about it.
      let app = app
      losses.add(answer, in: app) { !app.stands($0) }
    }
    guard !ignored.isEmpty else { return }
    let words = ignored.words(app.glyphs)
    if away == .terminal(.quit) || !keys.isEmpty {
      losses.add(ignored: words)
    } else {
      app.append("What you typed after it was dropped: \(words)")
    }
  }
}

// MARK: - Leaving and long work

extension Dialogue {
  /// Leaves after what was typed before; but keys that the athlete has seen waiting are dropped.
  private mutating func leave(status: Int32) -> [Work] {
    if app.isToldToWait || isLongWorkShown {
      let ignored = keys.setAside()
      if !ignored.isEmpty { losses.add(ignored: ignored.words(app.glyphs)) }
    }
    keys.add(.leave(status: status), isForLongWork: true)
    return isLongWorkShown ? cancelLongWork() : []
  }

  private mutating func go(_ effect: Effect) -> Work {
    away = nil
    cancelledAt = nil
    guard effect == .terminal(.quit) else {
      unanswered += 1
      return .now(effect)
    }
    hasEnded = true
    if long > 0 {
      losses.add(
        sentence:
          "The import was being cancelled and had not ended: History shows whether it was done.")
    }
    if beside > 0 {
      losses.add(
        sentence: "The sync was being cancelled and had not ended: the next one completes it.")
    }
    for text in app.beingTyped { losses.add(unconfirmed: text) }
    return .end(status: status == 0 && !losses.isEmpty ? 1 : status)
  }

  private mutating func beginLongWork() -> [Work] {
    let begun = apart
    apart = []
    for effect in begun {
      if effect.kind == .long { long += 1 } else { beside += 1 }
    }
    return begun.map(Work.apart)
  }

  private var isPatienceOver: Bool {
    cancelledAt.map { app.now >= $0.advanced(bySeconds: Self.cancelPatience) } ?? false
  }

  private mutating func cancelLongWork() -> [Work] {
    guard cancelledAt == nil else { return [] }
    cancelledAt = app.now
    return (beside > 0 ? [.now(.sync(.cancel))] : [])
      + (long > 0 ? [.now(.importing(.cancel))] : [])
  }
}

extension Effect {
  /// Neither a sync nor an import may go on while the program stands still: others would wait for it.
  fileprivate var stopsLongWork: Bool { self == .terminal(.quit) || self == .terminal(.suspend) }

  fileprivate var cancels: Bool { self == .importing(.cancel) || self == .sync(.cancel) }
}

// MARK: - Waiting

extension Dialogue {
  private mutating func noteWaiting() {
    if unanswered == 0, away == nil {
      waitingSince = nil
      app.tellToWait(nil)
    } else if waitingSince == nil {
      waitingSince = app.now
    }
  }

  private mutating func tellOfWaiting(_ now: Instant) {
    guard let waitingSince, waitingSince.advanced(bySeconds: Self.noticeable) <= now else { return }
    let typed = keys.isEmpty ? "" : " What you type waits its turn."
    if away == .terminal(.quit) {
      app.tellToWait("Leaving as soon as everything is saved\(app.glyphs.ellipsis)")
    } else {
      app.tellToWait((writing > 0 ? "Saving" : "Reading") + "\(app.glyphs.ellipsis)\(typed)")
    }
  }
}
