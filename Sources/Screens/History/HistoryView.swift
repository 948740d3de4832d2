import Terminal
import Training

extension HistoryScreen {
  /// Columns of the list where the focused workout stands beside it.
  private static let listWidth = 66

  static func view(_ state: HistoryState, shared: Shared, in frame: inout Frame) {
    if let editing = state.editing { return LogScreen.view(editing, shared: shared, in: &frame) }
    defer { if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) } }
    let isWide = shared.showsDetail(at: frame.width)
    if state.isOpen, !isWide {
      drawWorkout(state, shared, &frame)
      return drawQuestion(state, &frame)
    }
    guard let page = state.page else {
      frame.put("Reading the history", x: 3, y: 1, role: .dim)
      return
    }
    let calendarRows = frame.height >= 16 ? 9 : 0
    if calendarRows > 0 {
      CalendarDrawing(page: page, state: state, shared: shared).draw(in: &frame)
    }
    let body = frame.bounds.inset(top: calendarRows)
    let (list, beside) = body.columns(first: isWide ? listWidth : body.width, gap: 2)
    frame.within(list) { drawList(page, state, shared, frame: &$0) }
    if isWide, state.shown != nil { frame.within(beside) { drawWorkout(state, shared, &$0) } }
    drawQuestion(state, &frame)
  }

  private static func drawWorkout(_ state: HistoryState, _ shared: Shared, _ frame: inout Frame) {
    guard let workout = state.workout, workout.log.id == state.shown else {
      frame.put("Reading the workout", x: 3, y: 1, role: .dim)
      return
    }
    WorkoutDrawing(page: workout, shared: shared).draw(scroll: state.scroll, in: &frame)
    if state.isOpen { frame.cursor = Point(x: 1, y: frame.height > 2 ? 2 : 0) }
  }

  private static func drawQuestion(_ state: HistoryState, _ frame: inout Frame) {
    guard state.isDeleting else { return }
    let y = frame.height - 1
    frame.fill(Region(x: 0, y: y, width: frame.width, height: 1))
    frame.put("Delete this workout with all its sets? y/n", x: 1, y: y, role: .warning)
    frame.cursor = Point(x: 1, y: y)
  }

  private static func drawList(
    _ page: HistoryPage, _ state: HistoryState, _ shared: Shared, frame: inout Frame
  ) {
    guard !page.rows.isEmpty else {
      let words = "No workout up to the end of \(page.year). D logs one, gt goes to Today."
      for (offset, line) in words.wrapped(to: max(10, frame.width - 4)).enumerated() {
        frame.put(line, x: 3, y: 1 + offset, role: .dim)
      }
      return
    }
    let rows = HistoryRows(shared: shared, width: frame.width)
    rows.drawHeading(in: &frame)
    let room = max(1, frame.height - 1)
    let top = ListMove.top(state.focus, count: page.rows.count, room: room)
    for (offset, row) in page.rows.dropFirst(top).prefix(room).enumerated() {
      let y = offset + 1
      rows.draw(row, y: y, in: &frame)
      frame.mark(row: y, Mark(row: top + offset))
      guard top + offset == state.focus else { continue }
      if state.isCalendar || state.isOpen {
        frame.put(frame.glyphs.pointer, x: 1, y: y, role: .dim)
      } else {
        frame.focus(row: y)
      }
    }
  }
}
