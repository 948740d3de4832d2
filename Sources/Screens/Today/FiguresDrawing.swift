import Terminal
import Training

/// The week, the sets by muscle group and the latest records of *Today*: below the plan with their titles at the left,
/// or beside it with their titles above.
struct FiguresDrawing {
  let page: TodayPage
  let shared: Shared
  let isBeside: Bool

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }
  /// Where what stands under a title begins.
  private var left: Int { isBeside ? 3 : 12 }
  private let dayWidth = 5

  func draw(in frame: inout Frame, from start: Int) {
    var y = start
    drawWeek(&y, in: &frame)
    drawSets(&y, in: &frame)
    drawRecords(&y, in: &frame)
  }

  private func drawTitle(_ title: String, _ y: inout Int, in frame: inout Frame) {
    guard y < frame.height else { return }
    frame.put(title, x: isBeside ? 1 : 3, y: y, role: .dim)
    if isBeside { y += 1 }
  }

  private func drawWeek(_ y: inout Int, in frame: inout Frame) {
    guard y + 1 < frame.height else { return }
    drawSum(y, in: &frame)
    drawTitle("Week", &y, in: &frame)
    let most = page.week.map(\.volume).max() ?? 0
    for (index, day) in page.week.enumerated() {
      let x = left + index * dayWidth
      let isToday = day.date == page.date
      frame.put(
        SetValues.weekdays[day.date.weekday], x: x, y: y, role: isToday ? .strong : .dim,
        emphasis: isToday ? .underline : [])
      let step = day.workouts == 0 ? 0 : max(1, Plot.heatStep(day.volume, of: most))
      frame.putHeat(step, x: x, y: y + 1, columns: 3)
    }
    y += 3
  }

  /// How much the week has come to: right of the days, or of the title.
  private func drawSum(_ y: Int, in frame: inout Frame) {
    let workouts = page.week.reduce(0) { $0 + $1.workouts }
    let kilograms = page.week.reduce(0) { $0 + $1.volume }
    let planned = page.program.map { " of \($0.dayCount)" } ?? ""
    let noun = workouts == 1 && planned.isEmpty ? "session" : "sessions"
    let sessions = "\(workouts)\(planned) \(noun)"
    let volume =
      NumberText.grouped(values.converted(kilograms, shared.unit)) + " " + shared.unit.rawValue
    if isBeside {
      frame.put("\(sessions), \(volume)", x: 8, y: y, maxWidth: frame.width - 9)
    } else {
      let x = left + 7 * dayWidth + 2
      guard x + 12 < frame.width else { return }
      frame.put(sessions, x: x, y: y, maxWidth: frame.width - x - 1)
      frame.put(volume, x: x, y: y + 1, role: .dim, maxWidth: frame.width - x - 1)
    }
  }

  private func drawSets(_ y: inout Int, in frame: inout Frame) {
    guard !page.setsByMuscle.isEmpty, y < frame.height else { return }
    drawTitle("Sets", &y, in: &frame)
    let groups = page.setsByMuscle.map { "\($0.group.rawValue) \($0.sets)" }
    // A group and its number stay together.
    let text = groups.map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: "  ")
    let lines = text.wrapped(to: max(10, frame.width - left - 2))
    for line in lines.prefix(isBeside ? 4 : 2) where y < frame.height {
      frame.put(line.replacing("\u{A0}", with: " "), x: left, y: y)
      y += 1
    }
    y += 1
  }

  private func drawRecords(_ y: inout Int, in frame: inout Frame) {
    guard y < frame.height else { return }
    guard !page.records.isEmpty else {
      if page.hasHistory { return }
      let words = "Records show up here from the second session of an exercise on."
      for line in words.wrapped(to: max(10, frame.width - 4)) where y < frame.height {
        frame.put(line, x: 3, y: y, role: .dim)
        y += 1
      }
      return
    }
    drawTitle("Records", &y, in: &frame)
    for record in page.records where y < frame.height {
      draw(record, y: y, in: &frame)
      y += 1
    }
  }

  private func draw(_ recent: RecentRecord, y: Int, in frame: inout Frame) {
    frame.put(frame.glyphs.star, x: left, y: y, role: .record)
    let day = values.day(recent.date, today: page.date)
    let column = left + (isBeside ? 16 : 25)
    frame.put(recent.exerciseName, x: left + 2, y: y, maxWidth: column - left - 3)
    let gain = values.converted(recent.record.value - recent.record.previous, shared.unit)
    let text =
      values.record(recent.record, shared.unit)
      + " (\(NumberText.signed(gain, places: 1, glyphs: frame.glyphs)))"
    let room = frame.width - column - 1
    frame.put(text, x: column, y: y, role: .record, maxWidth: room)
    // The records are the latest anyway, so the day is what is left out.
    guard text.displayWidth + day.displayWidth + 2 <= room else { return }
    frame.putRight(day, right: frame.width - 1, y: y, role: .dim)
  }
}
