import Terminal
import Training

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
    let start = first.weekStart(firstWeekday: shared.firstWeekday)
    let left = 6
    let cell = frame.width >= left + 54 * 2 + 10 ? 2 : 1
    for month in 1...12 {
      guard let day = LocalDate(year: page.year, month: month, day: 1) else { continue }
      let week = (day.dayNumber - start.dayNumber) / 7
      frame.put(SetValues.months[month - 1], x: left + week * cell, y: 0, role: .dim)
    }
    for row in stride(from: 0, to: 7, by: 2) {
      let weekday = (shared.firstWeekday + row) % 7
      frame.put(SetValues.weekdays[weekday], x: 1, y: 1 + row, role: .dim)
    }
    for day in first.dayNumber...last.dayNumber {
      let date = LocalDate(dayNumber: day)
      let (week, row) = (day - start.dayNumber).quotientAndRemainder(dividingBy: 7)
      let point = Point(x: left + week * cell, y: 1 + row)
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
