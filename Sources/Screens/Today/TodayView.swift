import Terminal
import Training

extension TodayScreen {
  /// From this width on the week and the records stand beside the plan.
  private static let wideWidth = 110
  private static let planWidth = 68

  static func view(_ state: TodayState, shared: Shared, in frame: inout Frame) {
    guard let page = state.page else {
      frame.put("Reading the day", x: 3, y: 1, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    let drawing = TodayDrawing(page: page, shared: shared)
    drawing.drawHeading(in: &frame)
    let body = frame.bounds.inset(top: 2)
    if frame.width >= wideWidth {
      let (left, right) = body.columns(first: planWidth, gap: 3)
      frame.within(left) { _ = drawing.drawPlan(in: &$0) }
      frame.within(right) { _ = drawing.drawFigures(in: &$0, from: 0) }
    } else {
      frame.within(body) { frame in
        let end = drawing.drawPlan(in: &frame)
        _ = drawing.drawFigures(in: &frame, from: end + 1)
      }
    }
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: min(2, frame.height - 1)) }
    drawPrompt(state, shared, &frame)
  }

  private static func drawPrompt(_ state: TodayState, _ shared: Shared, _ frame: inout Frame) {
    let y = frame.height - 1
    let words: String
    let line: LineEditor
    switch state.mode {
    case .page: return
    case .bodyWeight(let editor): (words, line) = ("Body weight, \(shared.unit.rawValue):", editor)
    case .otherDate(let editor): (words, line) = ("Day of the workout:", editor)
    }
    frame.fill(Region(x: 0, y: y, width: frame.width, height: 1))
    let end = frame.put(words, x: 1, y: y, role: .accent)
    frame.put(line, x: end + 1, y: y, width: max(1, frame.width - end - 2))
  }
}

/// The parts of *Today*.
struct TodayDrawing {
  let page: TodayPage
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  func drawHeading(in frame: inout Frame) {
    let (_, month, day) = page.date.components
    let weekday = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    frame.put(
      "\(weekday[page.date.weekday]) \(day) \(months[month - 1])", x: 1, y: 0, role: .heading)
    if let next = page.next, let program = page.program {
      frame.putRight(
        "week \(next.weekIndex + 1) of \(program.weekCount), day \(next.dayIndex + 1)",
        right: frame.width - 1, y: 0, role: .dim)
    }
  }

  /// What is to be done. Returns the first free row.
  func drawPlan(in frame: inout Frame) -> Int {
    var y = 0
    if let unfinished = page.unfinished {
      frame.put(
        "\(unfinished.name.isEmpty ? "Workout" : unfinished.name) is under way", x: 3, y: y,
        role: .strong, maxWidth: frame.width - 26)
      frame.putRight("\(unfinished.sets) sets   Enter goes on", right: frame.width - 2, y: y)
      frame.focus(row: y)
      y += 2
    }
    guard let next = page.next else { return drawNoPlan(from: y, in: &frame) }
    frame.put(next.title, x: 3, y: y, role: .strong, maxWidth: 30)
    frame.put("target", x: targetColumn, y: y, role: .dim)
    frame.put("last", x: lastColumn, y: y, role: .dim)
    if page.unfinished == nil { frame.focus(row: y) }
    y += 1
    for exercise in next.exercises where y < frame.height - 1 {
      draw(exercise, y: y, in: &frame)
      y += 1
    }
    frame.put("about \(next.estimatedMinutes) min", x: 3, y: y, role: .dim)
    return y + 1
  }

  private let targetColumn = 26
  private let lastColumn = 48

  private func draw(_ exercise: PlannedExercise, y: Int, in frame: inout Frame) {
    if exercise.supersetGroup != nil { frame.put(frame.glyphs.vertical, x: 1, y: y, role: .border) }
    frame.put(exercise.metadata.name, x: 3, y: y, maxWidth: targetColumn - 4)
    let target = exercise.target.replacing("×", with: frame.glyphs.times)
    frame.put("\(target)  \(exercise.load)", x: targetColumn, y: y, maxWidth: 21)
    guard let date = exercise.lastDate else {
      frame.put("first time", x: lastColumn, y: y, role: .dim)
      return
    }
    let day = values.day(date, today: page.date)
    let room = frame.width - lastColumn - day.displayWidth - 3
    frame.put(
      exercise.lastSets.map { values.short($0) }.joined(separator: " "), x: lastColumn, y: y,
      role: .ghost, maxWidth: max(0, room))
    frame.putRight(day, right: frame.width - 1, y: y, role: .dim)
  }

  private func drawNoPlan(from y: Int, in frame: inout Frame) -> Int {
    let lines =
      page.program == nil
      ? ["No program is current.", "p chooses one, b starts a blank workout."]
      : [
        "The program has no day with an exercise.", "p chooses another, b starts a blank workout.",
      ]
    for (offset, line) in lines.enumerated() {
      frame.put(line, x: 3, y: y + offset, role: offset == 0 ? .text : .dim)
    }
    return y + lines.count
  }

  /// The week, the sets by muscle group and the latest records. Returns the first free row.
  func drawFigures(in frame: inout Frame, from start: Int) -> Int {
    var y = start
    if y + 1 < frame.height { drawWeek(y: y, in: &frame) }
    y += 3
    if !page.setsByMuscle.isEmpty {
      let groups = page.setsByMuscle.map { "\($0.group.rawValue) \($0.sets)" }
      let lines = groups.joined(separator: "  ").wrapped(to: max(10, frame.width - 14))
      for (offset, line) in lines.prefix(2).enumerated() where y < frame.height {
        if offset == 0 { frame.put("Sets", x: 3, y: y, role: .dim) }
        frame.put(line, x: 12, y: y)
        y += 1
      }
      y += 1
    }
    if page.records.isEmpty, !page.hasHistory, y < frame.height {
      frame.put(
        "Records show up here from the second session of an exercise on.", x: 3, y: y, role: .dim)
    }
    for (offset, record) in page.records.enumerated() where y < frame.height {
      if offset == 0 { frame.put("Records", x: 3, y: y, role: .dim) }
      draw(record, y: y, in: &frame)
      y += 1
    }
    return y
  }

  private func drawWeek(y: Int, in frame: inout Frame) {
    frame.put("Week", x: 3, y: y, role: .dim)
    let most = page.week.map(\.volume).max() ?? 0
    for (index, day) in page.week.enumerated() {
      let x = 12 + index * 5
      let isToday = day.date == page.date
      frame.put(
        SetValues.weekdays[day.date.weekday], x: x, y: y, role: isToday ? .strong : .dim,
        emphasis: isToday ? .underline : [])
      let step = day.workouts == 0 ? 0 : max(1, Plot.heatStep(day.volume, of: most))
      frame.putHeat(step, x: x, y: y + 1, columns: 3)
    }
    guard frame.width >= 62 else { return }
    let workouts = page.week.reduce(0) { $0 + $1.workouts }
    let volume = values.converted(page.week.reduce(0) { $0 + $1.volume }, shared.unit)
    let planned = page.program.map { " of \($0.dayCount)" } ?? ""
    frame.put("\(workouts)\(planned) sessions", x: 49, y: y, maxWidth: frame.width - 50)
    frame.put(
      "\(NumberText.grouped(volume)) \(shared.unit.rawValue)", x: 49, y: y + 1, role: .dim,
      maxWidth: frame.width - 50)
  }

  private func draw(_ recent: RecentRecord, y: Int, in frame: inout Frame) {
    frame.put(frame.glyphs.star, x: 12, y: y, role: .record)
    // Beside the plan there is no room for the day; the records are the latest anyway.
    let isNarrow = frame.width < 60
    let day = isNarrow ? "" : values.day(recent.date, today: page.date)
    let column = isNarrow ? 29 : 37
    frame.put(recent.exerciseName, x: 14, y: y, maxWidth: column - 15)
    let gain = values.converted(recent.record.value - recent.record.previous, shared.unit)
    let text =
      values.record(recent.record, shared.unit)
      + " (\(NumberText.signed(gain, places: 1, glyphs: frame.glyphs)))"
    frame.put(
      text, x: column, y: y, role: .record,
      maxWidth: max(0, frame.width - column - 2 - day.displayWidth))
    frame.putRight(day, right: frame.width - 1, y: y, role: .dim)
  }
}
