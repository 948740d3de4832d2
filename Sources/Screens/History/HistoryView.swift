import Terminal
import Training

extension HistoryScreen {
  static func view(_ state: HistoryState, shared: Shared, in frame: inout Frame) {
    if state.isOpen {
      guard let workout = state.workout else {
        frame.put("Reading the workout", x: 3, y: 1, role: .dim)
        frame.cursor = Point(x: 1, y: 0)
        return
      }
      WorkoutDrawing(page: workout, shared: shared).draw(scroll: state.scroll, in: &frame)
      return drawQuestion(state, &frame)
    }
    guard let page = state.page else {
      frame.put("Reading the history", x: 3, y: 1, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    let calendarRows = frame.height >= 16 ? 9 : 0
    if calendarRows > 0 {
      CalendarDrawing(page: page, state: state, shared: shared).draw(in: &frame)
    }
    frame.within(frame.bounds.inset(top: calendarRows)) { drawList(page, state, shared, &$0) }
    drawQuestion(state, &frame)
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }

  private static func drawQuestion(_ state: HistoryState, _ frame: inout Frame) {
    guard state.isDeleting else { return }
    let y = frame.height - 1
    frame.fill(Region(x: 0, y: y, width: frame.width, height: 1))
    frame.put("Delete this workout with all its sets? y/n", x: 1, y: y, role: .warning)
    frame.cursor = Point(x: 1, y: y)
  }

  private static func drawList(
    _ page: HistoryPage, _ state: HistoryState, _ shared: Shared, _ frame: inout Frame
  ) {
    guard !page.rows.isEmpty else {
      frame.put(
        "No workout up to the end of \(page.year). D logs one, gt goes to Today.", x: 3, y: 1,
        role: .dim, maxWidth: frame.width - 4)
      return
    }
    let values = SetValues(glyphs: frame.glyphs)
    let top = ListMove.top(state.focus, count: page.rows.count, room: frame.height)
    for (offset, row) in page.rows.dropFirst(top).prefix(frame.height).enumerated() {
      draw(row, y: offset, values, shared, &frame)
      if top + offset == state.focus, !state.isCalendar { frame.focus(row: offset) }
    }
  }

  private static func draw(
    _ row: WorkoutRow, y: Int, _ values: SetValues, _ shared: Shared, _ frame: inout Frame
  ) {
    let (year, _, _) = row.date.components
    let isThisYear = year == shared.today.components.year
    frame.put(values.fullDay(row.date) + (isThisYear ? "" : " \(year)"), x: 3, y: y)
    var right = frame.width - 1
    func column(_ text: String, _ width: Int, _ role: Role = .text) {
      frame.putRight(text, right: right, y: y, role: role)
      right -= width
    }
    column(row.records > 0 ? "\(frame.glyphs.star) \(row.records)" : "", 6, .record)
    column(row.minutes.map { "\(Int($0.rounded())) min" } ?? "", 9, .dim)
    let volume = NumberText.grouped(values.converted(row.volume, shared.unit))
    column("\(volume) \(shared.unit.rawValue)", 12)
    column("\(row.sets) sets", 9, .dim)
    if frame.width >= 76 { column("\(row.exercises) exercises", 14, .dim) }
    let name = (row.name.isEmpty ? "Workout" : row.name) + (row.isFinished ? "" : " (open)")
    frame.put(name, x: 19, y: y, role: .strong, maxWidth: max(4, right - 19))
  }
}

/// A year as a heat map: weekdays down, weeks across, months above.
struct CalendarDrawing {
  let page: HistoryPage
  let state: HistoryState
  let shared: Shared

  func draw(in frame: inout Frame) {
    guard let first = LocalDate(year: page.year, month: 1, day: 1),
      let last = LocalDate(year: page.year, month: 12, day: 31)
    else { return }
    let volumes = Dictionary(uniqueKeysWithValues: page.days.map { ($0.date, $0) })
    let full = quantile(page.days.map(\.volume))
    let start = first.monday
    let left = 6
    let cell = frame.width >= left + 54 * 2 + 10 ? 2 : 1
    for month in 1...12 {
      guard let day = LocalDate(year: page.year, month: month, day: 1) else { continue }
      let week = (day.monday.dayNumber - start.dayNumber) / 7
      frame.put(SetValues.months[month - 1], x: left + week * cell, y: 0, role: .dim)
    }
    for weekday in 0..<7 {
      if weekday % 2 == 0 {
        frame.put(SetValues.weekdays[weekday], x: 1, y: 1 + weekday, role: .dim)
      }
    }
    for day in first.dayNumber...last.dayNumber {
      let date = LocalDate(dayNumber: day)
      let week = (date.monday.dayNumber - start.dayNumber) / 7
      let point = Point(x: left + week * cell, y: 1 + date.weekday)
      let step = volumes[date].map { max(1, Plot.heatStep($0.volume, of: full)) } ?? 0
      if date <= shared.today || step > 0 { frame.putHeat(step, x: point.x, y: point.y) }
      if state.isCalendar, date == state.day {
        frame.restyle(Region(x: point.x, y: point.y, width: 1, height: 1), adding: .reverse)
        frame.cursor = point
      }
    }
    drawSum(x: left + 54 * cell + 2, in: &frame)
  }

  /// The volume that three quarters of the days stay below: what counts as a full day.
  private func quantile(_ volumes: [Double]) -> Double {
    let sorted = volumes.sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) * 3 / 4]
  }

  private func drawSum(x: Int, in frame: inout Frame) {
    let workouts = page.days.reduce(0) { $0 + $1.workouts }
    frame.put("\(page.year)", x: x, y: 1, role: .heading)
    frame.put("\(workouts) workouts", x: x, y: 2, maxWidth: max(0, frame.width - x))
    if state.isCalendar, let day = state.day {
      let values = SetValues(glyphs: frame.glyphs)
      frame.put(values.fullDay(day), x: x, y: 4, role: .accent, maxWidth: max(0, frame.width - x))
      let figures = page.days.first { $0.date == day }
      frame.put(
        figures.map { "\($0.sets) sets" } ?? "rest", x: x, y: 5, role: .dim,
        maxWidth: max(0, frame.width - x))
    }
  }
}
