public import Terminal
import Training

extension App {
  static let leastSize = Size(width: 60, height: 15)

  /// The frame for this state: a pure function of it.
  public func view(size: Size) -> Frame {
    var frame = Frame(size: size, glyphs: state.shared.glyphs)
    guard size.width >= Self.leastSize.width, size.height >= Self.leastSize.height else {
      drawTooSmall(size, &frame)
      return frame
    }
    let message = MessageLines(state, width: size.width)
    let body = frame.bounds.inset(top: 1, bottom: 1 + message.height)
    switch state.overlay {
    case .help(let help):
      let rows = ShellBindings.keys(of: state.screen).help(
        in: state, matching: help.filter.text, glyphs: state.shared.glyphs)
      frame.within(frame.bounds.inset(bottom: 1)) { help.draw(rows, in: &$0) }
      return frame
    case .picker(let picker):
      frame.within(body) { picker.draw(in: &$0) }
    case .prompt, .question, nil:
      frame.within(body) { state.screen.kind.view(state, &$0) }
    }
    TabLine.draw(state, in: &frame)
    message.draw(in: &frame)
    drawFooter(&frame)
    if case .prompt(let prompt) = state.overlay { prompt.draw(in: &frame) }
    return frame
  }

  private func drawTooSmall(_ size: Size, _ frame: inout Frame) {
    let lines = [
      "\(size.width)\(frame.glyphs.times)\(size.height) is too small.",
      "It takes \(Self.leastSize.width)\(frame.glyphs.times)\(Self.leastSize.height).", "q quits.",
    ]
    for (y, line) in lines.enumerated() where y < size.height { frame.put(line, x: 0, y: y) }
    frame.cursor = Point(x: 0, y: 0)
  }

  private func drawFooter(_ frame: inout Frame) {
    let y = frame.height - 1
    switch state.overlay {
    case .picker:
      let items = [
        FooterItem(keys: "Enter", words: "take"), FooterItem(keys: "Esc", words: "back"),
      ]
      return frame.putFooter(items, y: y, x: 1)
    case .question:
      let items = [FooterItem(keys: "y", words: "yes"), FooterItem(keys: "n", words: "no")]
      return frame.putFooter(items, y: y, x: 1)
    case .help, .prompt, nil: break
    }
    let items = ShellBindings.keys(of: state.screen).footer(
      in: state, width: frame.width - 2, glyphs: frame.glyphs)
    frame.putFooter(items, y: y, x: 1)
  }
}

/// What happened, or why nothing can be written: above the footer, on as many lines as the sentence takes, since
/// what the athlete can do about it stands at its end.
struct MessageLines {
  private let lines: [String]
  private let role: Role
  private let isUndoable: Bool
  private let isQuestion: Bool

  /// The most lines that a sentence gets.
  private static let most = 4

  init(_ state: AppState, width: Int) {
    let room = width - 2
    if case .question(let question) = state.overlay {
      lines = Array("\(question.words) y/n".wrapped(to: room - 1).prefix(Self.most))
      (role, isUndoable, isQuestion) = (.accent, false, true)
      return
    }
    isQuestion = false
    isUndoable = state.waiting == nil && state.message?.undoable ?? false
    let text = state.waiting ?? state.message?.text ?? state.shared.readOnlySentence ?? ""
    lines = Array(text.wrapped(to: isUndoable ? room - 8 : room).prefix(Self.most))
    let kind = state.waiting == nil ? state.message?.kind : .info
    role =
      switch kind {
      case .good: .good
      case .info: .message
      case .error: .error
      case .warning, nil: .warning
      }
  }

  /// The rows that they take; one is always left for them.
  var height: Int { max(1, lines.count) }

  func draw(in frame: inout Frame) {
    let top = frame.height - 1 - height
    for (index, line) in lines.enumerated() {
      let end = frame.put(line, x: 1, y: top + index, role: role, maxWidth: frame.width - 2)
      if isQuestion { frame.cursor = Point(x: end, y: top + index) }
      if isUndoable, index == lines.count - 1 {
        frame.put("u undo", x: end + 2, y: top + index, role: .dim)
      }
    }
  }
}

/// The tab line: the screens, and at its right end what waits and the running rest.
enum TabLine {
  static func draw(_ state: AppState, in frame: inout Frame) {
    if !state.isFirstRun {
      for tab in tabs(state) {
        let isActive = tab.screen == state.screen
        frame.put(
          isActive ? "[\(tab.screen.name.title)]" : " \(tab.screen.name.title) ", x: tab.x, y: 0,
          role: isActive ? .tabActive : .tabInactive)
      }
    }
    var right = frame.width - 1
    if let rest = state.rest {
      let left = rest.remaining(at: state.shared.now)
      let flashes = state.flashUntil != nil
      if left > 0 || flashes {
        let text = "\(frame.glyphs.clock) \(clock(max(0, left)))"
        frame.putRight(text, right: right, y: 0, role: flashes ? .restFlash : .rest)
        right -= text.displayWidth + 3
      }
    }
    guard let (words, role) = waiting(state, frame.glyphs) else { return }
    // Where the tabs leave no room for it, *Sync* has it.
    let taken = tabs(state).last.map { $0.x + $0.screen.name.title.count + 2 } ?? 0
    guard state.isFirstRun || right - words.displayWidth >= taken else { return }
    frame.putRight(words, right: right, y: 0, role: role)
  }

  /// What waits to be sent, or that it is being sent.
  private static func waiting(_ state: AppState, _ glyphs: Glyphs) -> (String, Role)? {
    if state.screens.sync.isRunning { return ("syncing", .accent) }
    if state.shared.slowPage != nil { return ("performance mode", .warning) }
    guard let waiting = state.shared.unsynced, waiting > 0 else { return nil }
    return ("\(glyphs.arrowUp)\(waiting)", .dim)
  }

  static func screen(at x: Int, _ state: AppState) -> Screen? {
    tabs(state).first { x >= $0.x && x < $0.x + $0.screen.name.title.count + 2 }?.screen
  }

  private static func tabs(_ state: AppState) -> [(screen: Screen, x: Int)] {
    var x = 0
    return Screen.tabs.map { screen in
      defer { x += screen.name.title.count + 3 }
      return (screen, x)
    }
  }

  /// Seconds above which a rest is shown no longer than this.
  private static let longestClock = 1e9

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds, longestClock).rounded(.up))
    return "\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
  }
}
