import Terminal
import Training

extension ProgressScreen {
  private static let listWidth = 44

  static func view(_ state: ProgressState, shared: Shared, in frame: inout Frame) {
    guard state.page != nil else {
      frame.put("Reading the trends", x: 3, y: 1, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    let list = ProgressList(state: state, shared: shared)
    guard shared.showsDetail(at: frame.width) else {
      return state.isDetail ? drawDetail(state, shared, &frame) : list.draw(in: &frame)
    }
    let (left, right) = frame.bounds.columns(first: listWidth, gap: 2)
    frame.within(left) { list.draw(in: &$0) }
    if state.shown != nil { frame.within(right) { drawDetail(state, shared, &$0) } }
  }

  private static func drawDetail(_ state: ProgressState, _ shared: Shared, _ frame: inout Frame) {
    guard let detail = state.detail, detail.exerciseId == state.shown else {
      frame.put("Reading the exercise", x: 3, y: 1, role: .dim)
      if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
      return
    }
    ExerciseDrawing(page: detail, state: state, shared: shared).draw(in: &frame)
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

  /// The words where there is little room.
  func short(_ trend: Trend, _ change: Double?) -> String {
    trend == .notEnoughData ? "new" : words(trend, change)
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

  /// Where the columns stand, by what there is room for.
  private struct Columns {
    let e1RMEnd: Int
    /// Nil where there is no room.
    var sparkline: Int?
    var last: Int?
    let trendEnd: Int

    static let trendWidth = 11

    init(width: Int) {
      trendEnd = width - 1
      guard width >= 52 else {
        e1RMEnd = width - Self.trendWidth - 1
        return
      }
      e1RMEnd = min(40, width - Self.trendWidth - ProgressRow.sparklineLength - 4)
      sparkline = e1RMEnd + 3
      if width >= 74 { last = e1RMEnd + 13 }
    }
  }

  func draw(in frame: inout Frame) {
    let columns = Columns(width: frame.width)
    drawHeading(columns, in: &frame)
    let rows = state.rows
    guard !rows.isEmpty else { return drawEmpty(in: &frame) }
    let room = max(1, frame.height - 1)
    let top = ListMove.top(state.focus, count: rows.count, room: room)
    for (offset, row) in rows.dropFirst(top).prefix(room).enumerated() {
      let y = offset + 1
      draw(row, y: y, columns, in: &frame)
      frame.mark(row: y, Mark(list: ProgressScreen.exerciseList, row: top + offset))
      guard top + offset == state.focus else { continue }
      if state.isDetail {
        frame.put(frame.glyphs.pointer, x: 1, y: y, role: .dim)
      } else if !state.isFiltering {
        frame.focus(row: y)
      }
    }
  }

  private func drawHeading(_ columns: Columns, in frame: inout Frame) {
    if state.isFiltering {
      frame.put("/", x: 1, y: 0, role: .accent)
      frame.put(state.filter, x: 2, y: 0, width: columns.e1RMEnd - 12)
    } else {
      let text = state.filter.isEmpty ? "Exercise" : "/\(state.filter.text)"
      frame.put(text, x: 3, y: 0, role: .dim, maxWidth: columns.e1RMEnd - 12)
    }
    frame.putRight("e1RM \(shared.unit.rawValue)", right: columns.e1RMEnd, y: 0, role: .dim)
    if let x = columns.sparkline, shared.slowPage == nil {
      frame.put("last \(ProgressRow.sparklineLength)", x: x, y: 0, role: .dim)
    }
    if let x = columns.last { frame.put("last", x: x, y: 0, role: .dim) }
    frame.putRight("trend", right: columns.trendEnd, y: 0, role: .dim)
  }

  private func draw(_ row: ProgressRow, y: Int, _ columns: Columns, in frame: inout Frame) {
    frame.put(row.metadata.name, x: 3, y: y, maxWidth: max(4, columns.e1RMEnd - 11))
    if let best = row.bestE1RM {
      let text = NumberText.decimal(values.converted(best, shared.unit), places: 1)
      let aligned = text.contains(".") ? text : text + "  "
      frame.putRight(aligned, right: columns.e1RMEnd, y: y)
    }
    if let x = columns.sparkline, shared.slowPage == nil {
      let sparkline = Plot.sparkline(
        row.recent, width: ProgressRow.sparklineLength,
        style: shared.plotStyle.limited(to: frame.glyphs))
      frame.put(sparkline, x: x, y: y, role: .plotLine)
    }
    let trend = TrendText(glyphs: frame.glyphs)
    let words = "\(trend.arrow(row.trend)) \(trend.short(row.trend, row.change))"
    if let x = columns.last {
      let last = row.lastSet.map { " " + values.short($0) } ?? ""
      frame.put(
        values.day(row.lastDate, today: shared.today) + last, x: x, y: y,
        maxWidth: max(0, columns.trendEnd - x - max(Columns.trendWidth, words.displayWidth) - 1))
    }
    frame.putRight(words, right: columns.trendEnd, y: y, role: trend.role(row.trend))
  }

  private func drawEmpty(in frame: inout Frame) {
    let text =
      state.filter.isEmpty
      ? "No set has been logged yet. gt goes to Today, where Enter starts a workout."
      : "No exercise fits. Esc shows all again."
    for (offset, line) in text.wrapped(to: max(10, frame.width - 4)).enumerated() {
      frame.put(line, x: 3, y: 2 + offset, role: .dim)
    }
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }
}
