import Terminal
import Training

/// The second column: the focused exercise's last session, its records and the plates of the focused set.
struct LogDetail {
  private let drawing: LogDrawing
  private var values: SetValues { drawing.values }
  private var shared: Shared { drawing.shared }

  init(_ drawing: LogDrawing) { self.drawing = drawing }

  func draw(in frame: inout Frame) {
    guard let entry = drawing.state.focusedEntry else { return }
    var pen = Pen(width: frame.width)
    pen.line(entry.metadata.name, role: .heading, emphasis: .bold)
    pen.line(about(entry), role: .dim)
    pen.gap()
    drawPlates(entry, &pen)
    drawLast(entry, &pen)
    drawRecords(entry, &pen)
    drawNotes(entry, &pen)
    pen.draw(in: &frame)
  }

  private func about(_ entry: LoggedExercise) -> String {
    let metadata = entry.metadata
    var words = [
      metadata.primaryMuscleGroup.rawValue, metadata.exerciseType.rawValue,
      metadata.movementPattern,
    ]
    if let rest = entry.restSeconds { words.append("rest " + values.clock(rest)) }
    return words.joined(separator: " \(shared.glyphs.dot) ")
  }

  private func drawPlates(_ entry: LoggedExercise, _ pen: inout Pen) {
    guard entry.metadata.exerciseType.takesPlates,
      let set = drawing.state.focusedSet.map(drawing.state.shown), let weight = set.weight
    else { return }
    pen.line("Plates", role: .strong)
    pen.line("  " + values.plates(weight, unit: set.unit, shared: shared))
    pen.gap()
  }

  private func drawLast(_ entry: LoggedExercise, _ pen: inout Pen) {
    guard let history = drawing.page.history[entry.exerciseId], let date = history.lastDate else {
      pen.line("No earlier session", role: .dim)
      pen.gap()
      return
    }
    pen.line("Last time  " + values.fullDay(date), role: .strong)
    let signed = entry.metadata.exerciseType == .bodyweightLoadable
    for (index, set) in drawing.page.lastSets(of: entry.id).enumerated() {
      let number = "\(index + 1)".padded(to: 4, .right)
      let unit = set.unit == shared.unit || set.weight == nil ? "" : " " + set.unit.rawValue
      pen.line("\(number)  " + values.long(set, signed: signed) + unit)
    }
    pen.gap()
  }

  private func drawRecords(_ entry: LoggedExercise, _ pen: inout Pen) {
    let records = drawing.page.history[entry.exerciseId]?.book.records ?? []
    guard !records.isEmpty else { return }
    pen.line("Records before today  \(shared.unit.rawValue)", role: .strong)
    for record in records {
      let value = values.converted(record.value, shared.unit)
      let text =
        record.kind == .bestVolume
        ? NumberText.grouped(value, glyphs: shared.glyphs)
        : NumberText.decimal(value, places: 1, glyphs: shared.glyphs)
      let day = values.day(record.date, today: shared.today)
      pen.line(
        "  " + name(record.kind).padded(to: 11) + values.aligned(text) + "  " + day)
    }
    pen.gap()
  }

  private func name(_ kind: Record.Kind) -> String {
    switch kind {
    case .heaviestWeight: "heaviest"
    case .bestE1RM: "e1RM"
    case .bestVolume: "volume"
    case .range(let range): values.title(range) + (range == .one ? " rep" : " reps")
    }
  }

  private func drawNotes(_ entry: LoggedExercise, _ pen: inout Pen) {
    let note = drawing.state.focusedSet.map { drawing.state.shown($0).note } ?? ""
    for (title, text) in [("Note on the exercise", entry.notes), ("Note on the set", note)]
    where !text.isEmpty {
      pen.line(title, role: .strong)
      for line in text.wrapped(to: max(8, pen.width - 3)) { pen.line("  " + line) }
      pen.gap()
    }
  }
}

/// Writes lines one below the other.
struct Pen {
  let width: Int
  private var lines: [(text: String, role: Role, emphasis: Emphasis)] = []

  init(width: Int) { self.width = width }

  var height: Int { lines.count }

  mutating func line(_ text: String, role: Role = .text, emphasis: Emphasis = []) {
    lines.append((text, role, emphasis))
  }

  mutating func gap() { lines.append(("", .text, [])) }

  func draw(x: Int = 0, y: Int = 0, in frame: inout Frame) {
    for (index, line) in lines.enumerated() {
      frame.put(
        line.text, x: x, y: y + index, role: line.role, emphasis: line.emphasis,
        maxWidth: width - x)
    }
  }
}
