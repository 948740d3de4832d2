import Terminal
import Training

extension ProgramsScreen {
  static func view(_ state: ProgramsState, shared: Shared, in frame: inout Frame) {
    guard let page = state.page else {
      frame.put("Reading the programs", x: 3, y: 1, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    guard let heading = state.heading else {
      frame.put("There are no programs yet.", x: 3, y: 1, role: .heading)
      frame.put("a adds the sample programs, :import brings in a file.", x: 3, y: 2, role: .dim)
      frame.cursor = Point(x: 1, y: 0)
      return
    }
    let drawing = ProgramsDrawing(state: state, page: page, shared: shared)
    drawing.drawHeading(heading, in: &frame)
    let body = frame.bounds.inset(top: 2)
    let (list, rest) = body.columns(first: min(24, frame.width / 4), gap: 1)
    let (grid, day) = rest.columns(first: min(30, rest.width * 2 / 5), gap: 1)
    frame.within(list) { drawing.drawPrograms(in: &$0) }
    frame.within(grid) { drawing.drawGrid(in: &$0) }
    frame.within(day) { drawing.drawDay(in: &$0) }
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }
}

/// The three columns of *Programs*.
struct ProgramsDrawing {
  let state: ProgramsState
  let page: ProgramsPage
  let shared: Shared

  func drawHeading(_ heading: ProgramHeading, in frame: inout Frame) {
    let mark = heading.isCurrent ? "  \(frame.glyphs.bullet) current" : ""
    // What does not fit beside a name of usual length is left out, the least useful first.
    let room = frame.width - min(24, heading.name.displayWidth) - mark.displayWidth - 4
    var facts = [
      NumberText.counted(heading.weekCount, "week"), NumberText.counted(heading.dayCount, "day"),
      NumberText.counted(heading.exerciseCount, "exercise"),
      "about \(heading.minutesPerDay) min a day",
    ]
    var figures: String { facts.joined(separator: " \(frame.glyphs.dot) ") }
    while figures.displayWidth > room, facts.count > 1 { facts.removeLast() }
    let end = frame.put(
      heading.name, x: 1, y: 0, role: .heading,
      maxWidth: max(8, frame.width - figures.displayWidth - mark.displayWidth - 4))
    frame.put(mark, x: end, y: 0, role: .good)
    frame.putRight(figures, right: frame.width - 1, y: 0, role: .dim)
  }

  func drawPrograms(in frame: inout Frame) {
    let room = frame.height
    let top = ListMove.top(state.program, count: page.programs.count, room: room)
    for (offset, program) in page.programs.dropFirst(top).prefix(room).enumerated() {
      let mark = program.isCurrent ? frame.glyphs.bullet : " "
      frame.mark(row: offset, Mark(row: top + offset))
      frame.put(program.name, x: 3, y: offset, maxWidth: frame.width - 6)
      frame.putRight(mark, right: frame.width - 1, y: offset, role: .good)
      guard top + offset == state.program else { continue }
      if state.column == .programs {
        frame.focus(row: offset)
      } else {
        frame.put(frame.glyphs.pointer, x: 1, y: offset, role: .dim)
      }
    }
  }

  /// Columns a week takes in the grid.
  private static let cellWidth = 3

  func drawGrid(in frame: inout Frame) {
    guard let program = page.selected, !program.days.isEmpty else {
      frame.put("This program has no days.", x: 1, y: 0, role: .dim, maxWidth: frame.width - 1)
      return
    }
    let nameWidth = max(8, frame.width - 4 * Self.cellWidth - 2)
    let left = nameWidth + 2
    let weeks = max(1, (frame.width - left) / Self.cellWidth)
    let firstWeek = max(0, min(state.week - weeks / 2, program.weekCount - weeks))
    frame.putRight("Week", right: left - 1, y: 0, role: .dim)
    for offset in 0..<min(weeks, program.weekCount - firstWeek) {
      frame.putRight(
        "\(firstWeek + offset + 1)", right: left + offset * Self.cellWidth + 2, y: 0, role: .dim)
    }
    let room = frame.height - 1
    let firstDay = ListMove.top(state.day, count: program.dayCount, room: room)
    for day in firstDay..<min(program.dayCount, firstDay + room) {
      let y = 1 + day - firstDay
      let name =
        (program.day(week: state.week, day: day)
        ?? program.days.first { $0.dayIndex == day })?.title ?? "Day \(day + 1)"
      frame.put(name, x: 1, y: y, maxWidth: nameWidth)
      for offset in 0..<min(weeks, program.weekCount - firstWeek) {
        draw(
          week: firstWeek + offset, day: day, program,
          at: Point(x: left + offset * Self.cellWidth, y: y),
          &frame)
      }
    }
  }

  private func draw(week: Int, day: Int, _ program: Program, at point: Point, _ frame: inout Frame)
  {
    guard let planned = program.day(week: week, day: day) else { return }
    let key = ProgramDayKey(week: week, day: day)
    let mark: (String, Role) =
      page.done.contains(key)
      ? (frame.glyphs.check, .good)
      : page.next == key
        ? (frame.glyphs.pointer, .accent)
        : (planned.exercises.isEmpty ? " " : frame.glyphs.dot, .dim)
    frame.put(mark.0, x: point.x + 1, y: point.y, role: mark.1)
    guard week == state.week, day == state.day else { return }
    let cell = Region(x: point.x, y: point.y, width: 3, height: 1)
    if state.column == .days {
      frame.restyle(cell, adding: .reverse)
      frame.cursor = Point(x: point.x + 1, y: point.y)
    } else {
      frame.restyle(cell, adding: .underline)
    }
  }

  func drawDay(in frame: inout Frame) {
    guard let day = state.focusedDay else { return }
    frame.put(day.title, x: 1, y: 0, role: .strong, maxWidth: frame.width - 2)
    if day.exercises.isEmpty {
      frame.put("It has no exercise.", x: 1, y: 1, role: .dim)
      return
    }
    let room = max(1, frame.height - 3)
    for (offset, exercise) in day.exercises.prefix(room).enumerated() {
      let load = exercise.loadText
      let target = exercise.targetText.replacing("×", with: frame.glyphs.times)
      let tail = load.isEmpty ? target : "\(target)  \(load)"
      frame.putRight(
        tail, right: frame.width - 1, y: offset + 1, role: .dim, maxWidth: frame.width * 2 / 3)
      let taken = min(tail.displayWidth, frame.width * 2 / 3)
      frame.put(
        exercise.metadata.name, x: 1, y: offset + 1, maxWidth: max(4, frame.width - taken - 4))
    }
    if day.exercises.count > room {
      frame.put("and \(day.exercises.count - room) more", x: 1, y: room + 1, role: .dim)
    }
    let groups = day.setsByMuscleGroup.map { "\($0.group.rawValue) \($0.sets)" }
    frame.put(
      groups.joined(separator: "  "), x: 1, y: min(frame.height - 1, day.exercises.count + 2),
      role: .dim, maxWidth: frame.width - 2)
    if state.column == .day { frame.cursor = Point(x: 1, y: 0) }
  }
}
