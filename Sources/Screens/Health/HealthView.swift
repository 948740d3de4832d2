import Terminal
import Training

extension HealthScreen {
  /// Columns of the list where the focused component stands beside it.
  private static let listWidth = 66
  /// Lines below the list from which on the focused component stands there.
  private static let leastBelow = 4

  static func view(_ state: HealthState, shared: Shared, in frame: inout Frame) {
    defer { if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) } }
    guard let page = state.page else {
      frame.put("Looking at the log", x: 3, y: 1, role: .dim)
      return
    }
    drawHeading(page, state, in: &frame)
    let isTight = frame.height < 14
    let body = frame.bounds.inset(top: isTight ? 1 : 2)
    let detail = HealthDetail(state, shared)
    if state.isOpen {
      frame.within(body) { frame in
        detail?.draw(scroll: state.scroll, in: &frame)
        frame.cursor = Point(x: 1, y: 0)
      }
      return
    }
    if shared.showsDetail(at: frame.width) {
      let (list, beside) = body.columns(first: listWidth, gap: 2)
      frame.within(list) { drawList(page, state, shared, in: &$0) }
      frame.within(beside) { detail?.draw(in: &$0) }
      return
    }
    frame.within(body) { drawList(page, state, shared, in: &$0) }
    let below = body.inset(top: page.components.count + 1)
    // While screens are slow nothing stands beside or below a list.
    guard below.height >= leastBelow, shared.slowPage == nil else { return }
    frame.within(below) { detail?.draw(in: &$0) }
  }

  private static func drawHeading(
    _ page: HealthPage, _ state: HealthState, in frame: inout Frame
  ) {
    let status = StatusText(page.status, frame.glyphs)
    let left = frame.putRight(
      "\(status.mark) \(status.words)", right: frame.width - 1, y: 0, role: status.role)
    let end = frame.put("Health", x: 1, y: 0, role: .heading)
    let facts =
      state.isLooking
      ? "looking through the file\(frame.glyphs.ellipsis)"
      : page.isDeep ? "the whole file was looked through" : ""
    frame.put(facts, x: end + 3, y: 0, role: .dim, maxWidth: max(0, left - end - 5))
  }

  private static let wordX = 15
  private static let factX = 26

  private static func drawList(
    _ page: HealthPage, _ state: HealthState, _ shared: Shared, in frame: inout Frame
  ) {
    let text = HealthText(now: shared.now, glyphs: frame.glyphs)
    let top = ListMove.top(state.focus, count: page.components.count, room: max(1, frame.height))
    for (offset, component) in page.components.dropFirst(top).prefix(frame.height).enumerated() {
      let status = StatusText(component.status, frame.glyphs)
      frame.put(status.mark, x: 3, y: offset, role: status.role)
      frame.put(component.kind.title, x: 5, y: offset)
      frame.put(status.words, x: wordX, y: offset, role: status.role)
      let room = frame.width - factX - 1
      frame.put(
        text.headline(component, width: room).sanitizedLine, x: factX, y: offset,
        role: component.status == .healthy ? .dim : .text, maxWidth: room)
      frame.mark(row: offset, Mark(row: top + offset))
      if top + offset == state.focus { frame.focus(row: offset) }
    }
  }
}

/// A status as it is drawn: a sign and a word, so that nothing is said by colour alone.
struct StatusText {
  let mark: String
  let words: String
  let role: Role

  init(_ status: HealthPage.Status, _ glyphs: Glyphs) {
    words = status.rawValue
    switch status {
    case .healthy: (mark, role) = (glyphs.check, .good)
    case .degraded: (mark, role) = ("!", .warning)
    case .unhealthy: (mark, role) = (glyphs.times, .bad)
    }
  }
}

/// All that is known of one component.
struct HealthDetail {
  let component: HealthPage.Component
  let alerts: [HealthPage.Alert]
  let shared: Shared

  init?(_ state: HealthState, _ shared: Shared) {
    guard let component = state.focused else { return nil }
    self.component = component
    alerts = component.kind == .risk ? state.page?.alerts ?? [] : []
    self.shared = shared
  }

  struct Line: Equatable {
    var text: String
    var role = Role.text
    /// What stands in the second column; empty where the text has the whole line.
    var figure = ""
    var limit = ""
  }

  private static let figureX = 25
  private static let limitX = 45

  func draw(scroll: Int = 0, in frame: inout Frame) {
    let lines = lines(width: frame.width)
    let top = min(scroll, max(0, lines.count - frame.height))
    for (y, line) in lines.dropFirst(top).prefix(frame.height).enumerated() {
      guard !line.figure.isEmpty else {
        frame.put(line.text, x: 3, y: y, role: line.role, maxWidth: frame.width - 4)
        continue
      }
      frame.put(line.text, x: 3, y: y, role: line.role, maxWidth: Self.figureX - 4)
      let end = frame.put(
        line.figure, x: Self.figureX, y: y, maxWidth: frame.width - Self.figureX - 1)
      // In its column, else right after the figure, else not at all: the status says the same.
      let columns = [max(Self.limitX, end + 2), end + 2]
      if let x = columns.first(where: { $0 + line.limit.displayWidth < frame.width }) {
        frame.put(line.limit, x: x, y: y, role: .dim)
      }
    }
  }

  func lines(width: Int) -> [Line] {
    let status = StatusText(component.status, shared.glyphs)
    var lines = [Line(text: component.kind.title, role: .heading)]
    let room = max(10, width - 4)
    func add(_ text: String, _ role: Role) {
      lines += text.sanitizedLine.wrapped(to: room).map { Line(text: $0, role: role) }
    }
    if let error = component.error { add(error, .error) }
    for finding in component.findings {
      let role = StatusText(finding.status, shared.glyphs).role
      add(finding.words.capitalizedFirst + ".", role)
      add(finding.advice, .text)
    }
    if component.kind == .speed { lines += paceLines(room) }
    lines[0].figure = "\(status.mark) \(status.words)"
    let text = HealthText(now: shared.now, glyphs: shared.glyphs)
    if !component.facts.isEmpty, lines.count > 1 { lines.append(Line(text: "")) }
    for fact in component.facts {
      lines.append(
        Line(
          text: fact.name, role: .dim, figure: text.figure(fact.figure).sanitizedLine,
          limit: text.limit(fact) ?? ""))
    }
    for alert in alerts {
      lines.append(Line(text: ""))
      add("\(text.figure(.at(alert.at))): \(alert.metric), \(alert.level.rawValue)", .warning)
      add(alert.recommendation, .text)
    }
    return lines
  }

  /// Why screens show less just now.
  private func paceLines(_ room: Int) -> [Line] {
    guard shared.slowPage != nil else { return [] }
    let words =
      "Performance mode: plots and details are left out until pages are faster. Slow disks and programs that keep them busy have no remedy here."
    return words.wrapped(to: room).map { Line(text: $0, role: .warning) }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var sanitizedLine: String { sanitized.onOneLine }
}
