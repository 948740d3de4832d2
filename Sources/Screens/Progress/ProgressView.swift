import Terminal
import Training

extension ProgressScreen {
  private static let wideWidth = 110
  private static let listWidth = 44

  static func view(_ state: ProgressState, shared: Shared, in frame: inout Frame) {
    guard state.page != nil else {
      frame.put("Reading the trends", x: 3, y: 1, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    if state.isDetail {
      guard let detail = state.detail else {
        frame.put("Reading the exercise", x: 3, y: 1, role: .dim)
        frame.cursor = Point(x: 1, y: 0)
        return
      }
      let drawing = ExerciseDrawing(page: detail, state: state, shared: shared)
      guard frame.width >= wideWidth else { return drawing.draw(in: &frame) }
      let (left, right) = frame.bounds.columns(first: listWidth, gap: 2)
      frame.within(left) { ProgressList(state: state, shared: shared).draw(in: &$0) }
      frame.within(right) { drawing.draw(in: &$0) }
      return
    }
    ProgressList(state: state, shared: shared).draw(in: &frame)
  }
}

/// A trend as it is drawn: an arrow and a word, so that nothing is said by colour alone.
struct TrendText {
  let glyphs: Glyphs

  func arrow(_ trend: Trend) -> String {
    switch trend {
    case .improving: glyphs.up
    case .declining: glyphs.down
    case .plateau, .stable: glyphs.level
    case .notEnoughData: glyphs.dot
    }
  }

  func words(_ trend: Trend, _ change: Double?) -> String {
    switch trend {
    case .plateau: "plateau"
    case .notEnoughData: "not enough data"
    default:
      change.map { NumberText.signed($0, places: 1, glyphs: glyphs) + " %" } ?? trend.rawValue
    }
  }

  func role(_ trend: Trend) -> Role {
    switch trend {
    case .improving: .good
    case .declining: .bad
    case .plateau: .warning
    case .stable: .text
    case .notEnoughData: .dim
    }
  }
}

/// The list of exercises with their trends.
struct ProgressList {
  let state: ProgressState
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  func draw(in frame: inout Frame) {
    let isNarrow = frame.width < 60
    let e1RMEnd = isNarrow ? frame.width - 12 : 40
    drawHeading(e1RMEnd, isNarrow, in: &frame)
    let rows = state.rows
    guard !rows.isEmpty else { return drawEmpty(in: &frame) }
    let room = max(1, frame.height - 1)
    let top = ListMove.top(state.focus, count: rows.count, room: room)
    for (offset, row) in rows.dropFirst(top).prefix(room).enumerated() {
      let y = offset + 1
      draw(row, y: y, e1RMEnd, isNarrow, in: &frame)
      if top + offset == state.focus, !state.isDetail, !state.isFiltering { frame.focus(row: y) }
    }
  }

  private func drawHeading(_ e1RMEnd: Int, _ isNarrow: Bool, in frame: inout Frame) {
    if state.isFiltering {
      frame.put("/", x: 1, y: 0, role: .accent)
      frame.put(state.filter, x: 2, y: 0, width: 26)
    } else {
      let text = state.filter.isEmpty ? "Exercise" : "/\(state.filter.text)"
      frame.put(text, x: 3, y: 0, role: .dim, maxWidth: 25)
    }
    frame.putRight("e1RM \(shared.unit.rawValue)", right: e1RMEnd, y: 0, role: .dim)
    guard !isNarrow else { return }
    frame.put("last \(ProgressRow.sparklineLength)", x: 43, y: 0, role: .dim)
    frame.put("last", x: 53, y: 0, role: .dim)
    frame.putRight("trend", right: frame.width - 1, y: 0, role: .dim)
  }

  private func draw(
    _ row: ProgressRow, y: Int, _ e1RMEnd: Int, _ isNarrow: Bool, in frame: inout Frame
  ) {
    frame.put(row.metadata.name, x: 3, y: y, maxWidth: max(4, e1RMEnd - 12))
    if let best = row.bestE1RM {
      let text = NumberText.decimal(values.converted(best, shared.unit), places: 1)
      let aligned = text.contains(".") ? text : text + "  "
      frame.putRight(aligned, right: e1RMEnd, y: y)
    }
    let trend = TrendText(glyphs: frame.glyphs)
    guard !isNarrow else {
      frame.put(trend.arrow(row.trend), x: e1RMEnd + 2, y: y, role: trend.role(row.trend))
      return
    }
    let sparkline = Plot.sparkline(
      row.recent.map { $0 }, width: ProgressRow.sparklineLength,
      style: shared.plotStyle.limited(to: frame.glyphs))
    frame.put(sparkline, x: 43, y: y, role: .plotLine)
    let last = row.lastSet.map { " " + values.short($0) } ?? ""
    frame.put(
      values.day(row.lastDate, today: shared.today) + last, x: 53, y: y,
      maxWidth: max(0, frame.width - 53 - 12))
    frame.putRight(
      "\(trend.arrow(row.trend)) \(trend.words(row.trend, row.change))", right: frame.width - 1,
      y: y, role: trend.role(row.trend))
  }

  private func drawEmpty(in frame: inout Frame) {
    let text =
      state.filter.isEmpty
      ? "No set has been logged yet. gt goes to Today, where Enter starts a workout."
      : "No exercise fits. Esc shows all again."
    frame.put(text, x: 3, y: 2, role: .dim, maxWidth: frame.width - 4)
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }
}
