import Terminal
import Training

/// Draws the lines of the list.
struct LogRows {
  private let drawing: LogDrawing
  private var values: SetValues { drawing.values }
  private var glyphs: Glyphs { drawing.glyphs }
  private var state: LogState { drawing.state }
  /// Records that the sets of an exercise broke, by exercise, made when one of its lines is drawn.
  private var records: [String: [String: [BrokenRecord]]] = [:]

  init(_ drawing: LogDrawing) { self.drawing = drawing }

  // Columns
  private static let bracketX = 1
  private static let nameX = 3
  private static let numberX = 4
  private static let weightX = 7
  private static let timesX = 20
  private static let effortX = 28
  private static let markX = 35
  private static let restX = 38

  mutating func draw(_ line: LogLine, y: Int, in frame: inout Frame) {
    draw(line.bracket, y: y, in: &frame)
    switch line.kind {
    case .blank: break
    case .heading(let entry): drawHeading(drawing.log.exercises[entry], y: y, in: &frame)
    case .note(let entry):
      frame.put(
        drawing.log.exercises[entry].notes, x: Self.nameX + 2, y: y, role: .dim,
        maxWidth: frame.width - Self.nameX - 3)
    case .folded(let entry): drawFolded(drawing.log.exercises[entry], y: y, in: &frame)
    case .noSets(let entry): drawNoSets(drawing.log.exercises[entry], y: y, in: &frame)
    case .set(let entry, let set):
      drawSet(set, of: drawing.log.exercises[entry], y: y, in: &frame)
    case .plates(let entry, let set):
      drawPlates(drawing.log.exercises[entry].sets[set], y: y, in: &frame)
    }
  }

  private func draw(_ bracket: LogLine.Bracket?, y: Int, in frame: inout Frame) {
    let glyph: String
    switch bracket {
    case nil: return
    case .top: glyph = glyphs.cornerTop
    case .middle: glyph = glyphs.vertical
    case .bottom: glyph = glyphs.cornerBottom
    }
    frame.put(glyph, x: Self.bracketX, y: y, role: .border)
  }

  // Headings

  private func drawHeading(_ entry: LoggedExercise, y: Int, in frame: inout Frame) {
    let isFocused = state.focus?.entry == entry.id
    let nameRoom = max(12, frame.width * 2 / 5)
    let room = max(0, frame.width - nameRoom - Self.nameX - 3)
    let last = lastWords(entry, room: room)
    let left = frame.width - 2 - Self.nameX - (last.isEmpty ? 0 : last.displayWidth + 2)
    frame.put(
      entry.metadata.name, x: Self.nameX, y: y, role: isFocused ? .strong : .heading,
      emphasis: isFocused ? .bold : [], maxWidth: left)
    frame.putRight(last, right: frame.width - 2, y: y, role: .dim)
  }

  /// `last Thu  100×5 100×5 97.5×5`, or as much of it as fits.
  private func lastWords(_ entry: LoggedExercise, room: Int) -> String {
    guard let history = drawing.page.history[entry.exerciseId], let date = history.lastDate else {
      return "first time"
    }
    let day = "last " + values.day(date, today: drawing.shared.today)
    let signed = entry.metadata.exerciseType == .bodyweightLoadable
    let sets = drawing.page.lastSets(of: entry.id).map { values.short($0, signed: signed) }
    let whole = "\(day)  " + sets.joined(separator: " ")
    if sets.isEmpty || whole.displayWidth <= room { return whole }
    var text = day + " "
    for set in sets {
      guard text.displayWidth + set.displayWidth + 2 <= room else { break }
      text += " " + set
    }
    return text.displayWidth > day.displayWidth + 1 ? text + glyphs.ellipsis : day
  }

  private mutating func drawFolded(_ entry: LoggedExercise, y: Int, in frame: inout Frame) {
    let nameRoom = max(12, frame.width * 2 / 5)
    frame.put(entry.metadata.name, x: Self.nameX, y: y, role: .dim, maxWidth: nameRoom)
    var x = Self.nameX + nameRoom + 1
    x = frame.put(glyphs.check, x: x, y: y, role: .good) + 1
    let broken = broken(in: entry)
    let stars = entry.sets.count { broken[$0.id] != nil }
    let mark = stars == 0 ? "" : " \(glyphs.star) \(stars)"
    let signed = entry.metadata.exerciseType == .bodyweightLoadable
    let sets = entry.sets.filter(\.counts).map { values.short(PastSet($0), signed: signed) }
    x = frame.put(
      sets.joined(separator: " "), x: x, y: y, role: .dim,
      maxWidth: max(0, frame.width - x - 1 - mark.displayWidth))
    frame.put(mark, x: x, y: y, role: .record)
  }

  private func drawNoSets(_ entry: LoggedExercise, y: Int, in frame: inout Frame) {
    let isFocused = state.focus?.entry == entry.id
    frame.put("a adds a set", x: Self.weightX + 2, y: y, role: .dim)
    guard isFocused else { return }
    frame.put(glyphs.pointer, x: Self.bracketX + 1, y: y, role: .accent)
    frame.select(row: y)
    frame.cursor = Point(x: Self.weightX + 2, y: y)
  }

  private func drawPlates(_ set: LoggedSet, y: Int, in frame: inout Frame) {
    let shown = state.shown(set)
    let words =
      shown.weight.map { values.plates($0, unit: shown.unit, shared: drawing.shared) }
      ?? "no weight yet"
    frame.put(
      words, x: Self.weightX + 2, y: y, role: .dim, maxWidth: frame.width - Self.weightX - 3)
  }

  // Sets

  private mutating func drawSet(
    _ index: Int, of entry: LoggedExercise, y: Int, in frame: inout Frame
  ) {
    let set = entry.sets[index]
    let isFocused = state.focus == LogPlace(entry: entry.id, set: set.id)
    let carried = state.carried(set)
    let shown = state.shown(set, carrying: carried)
    let cells = SetCells(shown, index: index, of: entry, values: values, shared: drawing.shared)
    let role = role(of: set, isFocused: isFocused)
    frame.put(cells.number, x: Self.numberX, y: y, role: isFocused ? .accent : .dim)
    frame.put(
      cells.weight, x: Self.weightX, y: y, role: carried == nil ? role : .ghost)
    if let unit = cells.unit {
      frame.put(unit, x: Self.weightX + cells.weight.displayWidth, y: y, role: .dim)
    }
    frame.put(
      cells.work, x: Self.timesX, y: y, role: role, maxWidth: Self.effortX - Self.timesX - 1)
    frame.put(
      cells.effort, x: Self.effortX, y: y, role: cells.isTarget ? .ghost : role,
      maxWidth: Self.markX - Self.effortX - 1)
    drawTail(set, shown, of: entry, isFocused: isFocused, y: y, in: &frame)
    guard isFocused else { return }
    frame.put(glyphs.pointer, x: Self.bracketX + 1, y: y, role: .accent)
    frame.select(row: y)
    frame.cursor = Point(x: Self.weightX + cells.weightStart, y: y)
    drawTyped(y: y, in: &frame)
  }

  /// What is being typed, over the values that it may replace.
  private func drawTyped(y: Int, in frame: inout Frame) {
    guard let line = state.typedLine else { return }
    let x = Self.weightX + 2
    frame.put(line, x: x, y: y, width: Self.markX - x - 1)
  }

  private func role(of set: LoggedSet, isFocused: Bool) -> Role {
    if isFocused { return .strong }
    return state.drafts[set.id].map { $0.stage == .failed ? .warning : .text } ?? .text
  }

  /// The tick or what stands for it, then a record, last time, or the note.
  private mutating func drawTail(
    _ set: LoggedSet, _ shown: LoggedSet, of entry: LoggedExercise, isFocused: Bool, y: Int,
    in frame: inout Frame
  ) {
    var x = drawMark(set, y: y, in: &frame)
    let edge = frame.width - 2
    if let record = values.first(of: broken(in: entry)[set.id] ?? []) {
      let words = "\(glyphs.star) " + values.record(record, drawing.shared.unit)
      x = frame.put(words, x: x, y: y, role: .record, maxWidth: edge - x) + 2
    }
    if isFocused, let line = state.typedLine {
      let preview = TypedPreview(line.text, over: set, of: entry, in: state)
      let words = preview.words(values, shared: drawing.shared)
      x = frame.put(words, x: x, y: y, role: preview.isRead ? .text : .dim, maxWidth: edge - x) + 2
    }
    if isFocused, !set.completed,
      let ghost = LogScreen.ghost(of: set, in: entry, state)
    {
      let signed = entry.metadata.exerciseType == .bodyweightLoadable
      let words = "last " + values.long(ghost, signed: signed)
      x = frame.put(words, x: x, y: y, role: .ghost, maxWidth: edge - x) + 2
    }
    guard !shown.note.isEmpty, x < edge else { return }
    frame.put(shown.note, x: x, y: y, role: .dim, maxWidth: edge - x)
  }

  private func drawMark(_ set: LoggedSet, y: Int, in frame: inout Frame) -> Int {
    switch state.drafts[set.id]?.stage {
    case .logging, .saving:
      return frame.put(
        "saving" + glyphs.ellipsis, x: Self.markX, y: y, role: .dim) + 2
    case .failed:
      return frame.put("not saved", x: Self.markX, y: y, role: .bad) + 2
    case .pending, nil:
      if set.completed { frame.put(glyphs.check, x: Self.markX, y: y, role: .good) }
      return Self.restX
    }
  }

  /// The records that the exercise's sets broke; all of its entries count, in their order.
  private mutating func broken(in entry: LoggedExercise) -> [String: [BrokenRecord]] {
    if let known = records[entry.exerciseId] { return known }
    let book = drawing.page.history[entry.exerciseId]?.book ?? RecordBook()
    let entries = drawing.log.exercises.filter { $0.exerciseId == entry.exerciseId }
    let broken = book.broken(by: entries, formula: drawing.shared.formula)
    records[entry.exerciseId] = broken
    return broken
  }
}
