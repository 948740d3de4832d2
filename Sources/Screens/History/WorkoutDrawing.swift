import Terminal
import Training

/// One workout of the past, to be read.
struct WorkoutDrawing {
  let page: LogPage
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  private enum Line {
    case exercise(LoggedExercise)
    case set(LoggedExercise, Int, [BrokenRecord])
    case note(String)
    case blank
  }

  static func lineCount(_ page: LogPage?) -> Int {
    guard let page else { return 0 }
    return page.log.exercises.reduce(0) { $0 + $1.sets.count + 3 } + 1
  }

  func draw(scroll: Int, in frame: inout Frame) {
    drawHeading(in: &frame)
    let lines = lines
    let room = max(1, frame.height - 2)
    let top = max(0, min(scroll, lines.count - room))
    for (offset, line) in lines.dropFirst(top).prefix(room).enumerated() {
      draw(line, y: offset + 2, in: &frame)
    }
    if lines.isEmpty { frame.put("It has no exercise.", x: 3, y: 2, role: .dim) }
  }

  private func drawHeading(in frame: inout Frame) {
    let log = page.log
    let volume = NumberText.grouped(values.converted(log.volume, shared.unit))
    let minutes = log.durationMilliseconds.map { "\(Int(Double($0) / 60_000)) min   " } ?? ""
    let sets = log.countedSetCount
    let figures =
      "\(minutes)\(volume) \(shared.unit.rawValue)   \(NumberText.counted(sets, "set"))"
    let isThisYear = log.date.components.year == shared.today.components.year
    let day = values.fullDay(log.date) + (isThisYear ? "" : " \(log.date.components.year)")
    let end = frame.put(day, x: 1, y: 0, role: .dim)
    frame.put(
      log.name.isEmpty ? "Workout" : log.name, x: end + 3, y: 0, role: .heading,
      maxWidth: max(4, frame.width - end - 6 - figures.displayWidth))
    frame.putRight(figures, right: frame.width - 1, y: 0)
    let title = page.programTitle?.replacing("·", with: frame.glyphs.dot)
    let notes = [
      title, log.dayStaysOpen ? "the day stays open" : nil, log.notes.isEmpty ? nil : log.notes,
    ].compactMap { $0 }
    frame.put(
      notes.joined(separator: "   "), x: 1, y: 1, role: .dim, maxWidth: max(0, frame.width - 2))
  }

  private var lines: [Line] {
    var lines: [Line] = []
    for exercise in page.log.exercises {
      let entries = page.log.exercises.filter { $0.exerciseId == exercise.exerciseId }
      let broken =
        page.history[exercise.exerciseId]?.book.broken(by: entries, formula: shared.formula) ?? [:]
      lines.append(.exercise(exercise))
      if !exercise.notes.isEmpty { lines.append(.note(exercise.notes)) }
      for (index, set) in exercise.sets.enumerated() {
        lines.append(.set(exercise, index, broken[set.id] ?? []))
        if !set.note.isEmpty { lines.append(.note(set.note)) }
      }
      lines.append(.blank)
    }
    return lines
  }

  private func draw(_ line: Line, y: Int, in frame: inout Frame) {
    switch line {
    case .blank: break
    case .note(let note): frame.put(note, x: 9, y: y, role: .dim, maxWidth: frame.width - 10)
    case .exercise(let exercise):
      if exercise.supersetGroup != nil {
        frame.put(frame.glyphs.vertical, x: 1, y: y, role: .border)
      }
      frame.put(exercise.metadata.name, x: 3, y: y, role: .strong, maxWidth: frame.width - 4)
    case .set(let exercise, let index, let broken):
      let set = exercise.sets[index]
      if exercise.supersetGroup != nil {
        frame.put(frame.glyphs.vertical, x: 1, y: y, role: .border)
      }
      let number = set.kind == .warmUp ? "W" : "\(exercise.number(ofSet: index))"
      frame.putRight(number, right: 8, y: y, role: .dim)
      let unit = set.weight != nil && set.unit != shared.unit ? " \(set.unit.rawValue)" : ""
      let end = frame.put(
        values.long(PastSet(set), signed: exercise.metadata.exerciseType == .bodyweightLoadable)
          + unit, x: 11, y: y,
        role: set.counts ? .text : .dim)
      if let record = values.first(of: broken) {
        frame.put(
          "\(frame.glyphs.star) \(values.record(record, shared.unit))", x: max(32, end + 2), y: y,
          role: .record)
      } else if !set.completed {
        frame.put("not done", x: max(32, end + 2), y: y, role: .dim)
      }
    }
  }
}
