import Terminal
import Training

extension TodayScreen {
  private static let planWidth = 70

  static func view(_ state: TodayState, shared: Shared, in frame: inout Frame) {
    guard let page = state.page else {
      frame.put("Reading the day", x: 3, y: 1, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    let drawing = TodayDrawing(page: page, shared: shared)
    drawing.drawHeading(in: &frame)
    let body = frame.bounds.inset(top: 2)
    if frame.width >= Shared.wideWidth {
      let (left, right) = body.columns(first: planWidth, gap: 3)
      frame.within(left) { _ = drawing.drawPlan(in: &$0) }
      frame.within(right) {
        FiguresDrawing(page: page, shared: shared, isBeside: true).draw(in: &$0, from: 0)
      }
    } else {
      frame.within(body) { frame in
        let end = drawing.drawPlan(in: &frame)
        FiguresDrawing(page: page, shared: shared, isBeside: false).draw(in: &frame, from: end + 1)
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
        role: .strong, maxWidth: frame.width - 32)
      let sets = NumberText.counted(unfinished.sets, "set")
      frame.putRight("\(sets)   Enter goes on", right: frame.width - 1, y: y)
      frame.focus(row: y)
      y += 2
    }
    guard let next = page.next else { return drawNoPlan(from: y, in: &frame) }
    frame.put(next.title, x: 3, y: y, role: .strong, maxWidth: targetColumn - 4)
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

  private let targetColumn = 25
  private let lastColumn = 48

  private func draw(_ exercise: PlannedExercise, y: Int, in frame: inout Frame) {
    if exercise.supersetGroup != nil { frame.put(frame.glyphs.vertical, x: 1, y: y, role: .border) }
    frame.put(exercise.metadata.name, x: 3, y: y, maxWidth: targetColumn - 4)
    let target = exercise.target.replacing("×", with: frame.glyphs.times)
    frame.put(
      "\(target)  \(exercise.load)", x: targetColumn, y: y, maxWidth: lastColumn - targetColumn - 1)
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
}
