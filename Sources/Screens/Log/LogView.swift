import Terminal
import Training

extension LogScreen {
  private static let listWidth = 74

  /// Draws what stands between the tab line and the message line.
  static func view(_ state: LogState, shared: Shared, in frame: inout Frame) {
    guard let page = state.page else { return drawEmpty(state, in: &frame) }
    let drawing = LogDrawing(state: state, page: page, shared: shared)
    if case .summary(let finish) = state.mode {
      return FinishView(finish: finish, shared: shared).draw(in: &frame)
    }
    drawing.drawHeader(in: &frame)
    let isTight = frame.height < 14
    let promptHeight = drawing.promptLines(width: frame.width - 2).count
    var body = frame.bounds.inset(top: isTight ? 1 : 2, bottom: promptHeight)
    if !page.log.notes.isEmpty {
      frame.put(
        shared.glyphs.dot + " " + page.log.notes, x: 3, y: body.y - (isTight ? 0 : 1), role: .dim,
        maxWidth: frame.width - 4)
      body = body.inset(top: 1)
    }
    let isWide = shared.showsDetail(at: frame.width)
    let (list, detail) = body.columns(first: isWide ? listWidth : body.width, gap: 2)
    frame.within(list) { drawing.drawList(in: &$0) }
    if isWide { frame.within(detail) { LogDetail(drawing).draw(in: &$0) } }
    drawing.drawPrompt(height: promptHeight, in: &frame)
  }

  private static func drawEmpty(_ state: LogState, in frame: inout Frame) {
    frame.cursor = Point(x: 1, y: 0)
    guard state.isLoaded else {
      frame.put("Reading the workout", x: 3, y: 1, role: .dim)
      return
    }
    frame.put("No workout is open.", x: 3, y: 1, role: .heading)
    let ways = [
      ("g t", "Today, where Enter starts the next day of your program"),
      ("g h", "History, to repeat or resume a workout"), ("b", "a blank workout"),
    ]
    for (index, way) in ways.enumerated() {
      frame.put(way.0, x: 3, y: 3 + index, role: .footerKey)
      frame.put(way.1, x: 8, y: 3 + index)
    }
    frame.cursor = Point(x: 3, y: 1)
  }
}

/// What the parts of the screen are drawn from.
struct LogDrawing {
  let state: LogState
  let page: LogPage
  let shared: Shared
  /// The workout with what is not on disk yet.
  let log: WorkoutLog

  init(state: LogState, page: LogPage, shared: Shared) {
    self.state = state
    self.page = page
    self.shared = shared
    log = state.shownLog ?? page.log
  }

  var glyphs: Glyphs { shared.glyphs }
  var values: SetValues { SetValues(glyphs: shared.glyphs) }

  // The header

  func drawHeader(in frame: inout Frame) {
    if state.isEditing { return drawEditedHeader(in: &frame) }
    let facts = headerFacts.joined(separator: "   ")
    let room = frame.width - 2 - facts.displayWidth - 2
    let name = log.name.isEmpty ? "Workout" : log.name
    let end = frame.put(name, x: 1, y: 0, role: .heading, emphasis: .bold, maxWidth: room)
    let about = headerWords
    if !about.isEmpty, end + 3 < room {
      frame.put(
        " \(glyphs.dot) " + about.joined(separator: " \(glyphs.dot) "), x: end, y: 0, role: .dim,
        maxWidth: room - end)
    }
    frame.putRight(facts, right: frame.width - 1, y: 0)
  }

  /// An old workout says in words and colour that it is not the one under way; that stands first and is never cut for
  /// figures.
  private func drawEditedHeader(in frame: inout Frame) {
    let isThisYear = log.date.components.year == shared.today.components.year
    let day = values.fullDay(log.date) + (isThisYear ? "" : " \(log.date.components.year)")
    let words = "editing \(day), " + (log.isWorkoutFinished ? "finished" : "not finished")
    let name = " \(glyphs.dot) " + (log.name.isEmpty ? "Workout" : log.name)
    var facts = headerFacts
    func taken() -> Int { facts.joined(separator: "   ").displayWidth + 4 }
    while !facts.isEmpty, words.displayWidth + name.displayWidth + taken() > frame.width {
      facts.removeFirst()
    }
    let room = frame.width - (facts.isEmpty ? 2 : taken())
    let end = frame.put(words, x: 1, y: 0, role: .warning, emphasis: .bold, maxWidth: room)
    frame.put(name, x: end, y: 0, role: .warning, maxWidth: max(0, room + 1 - end))
    frame.putRight(facts.joined(separator: "   "), right: frame.width - 1, y: 0)
  }

  private var headerWords: [String] {
    var words: [String] = []
    if log.date != shared.today { words.append(values.fullDay(log.date)) }
    if log.isWorkoutFinished { words.append("finished") }
    if let title = page.programTitle { words.append(title.replacing("·", with: glyphs.dot)) }
    return words
  }

  private var headerFacts: [String] {
    let sets = log.plannedSets
    let done = sets.count { $0.completed }
    let volume = NumberText.grouped(values.converted(log.volume, shared.unit), glyphs: glyphs)
    return [
      elapsed, "\(volume) \(shared.unit.rawValue)",
      "\(done) of \(NumberText.counted(sets.count, "set"))",
    ].compactMap { $0 }
  }

  /// The running clock of an open workout, the length of a finished one.
  private var elapsed: String? {
    if log.isWorkoutFinished {
      return log.durationMilliseconds.map { "\(Int((Double($0) / 60_000).rounded())) min" }
    }
    guard !state.isEditing, let start = log.startedAt, log.date == shared.today else { return nil }
    return values.clock(shared.now.seconds(since: start))
  }

  // The list

  func drawList(in frame: inout Frame) {
    guard !log.exercises.isEmpty else { return drawNoExercises(in: &frame) }
    let list = LogLines(state)
    let top = list.top(height: frame.height)
    var rows = LogRows(self)
    for (y, line) in list.lines.dropFirst(top).prefix(frame.height).enumerated() {
      rows.draw(y == 0 ? line.underItsHeading : line, y: y, in: &frame)
      frame.mark(row: y, Mark(row: top + y))
    }
    let edge = frame.width - 1
    if top > 0 { frame.put(glyphs.arrowUp, x: edge, y: 0, role: .dim) }
    if top + frame.height < list.lines.count {
      frame.put(glyphs.arrowDown, x: edge, y: frame.height - 1, role: .dim)
    }
  }

  private func drawNoExercises(in frame: inout Frame) {
    frame.put("No exercise yet.", x: 3, y: 1, role: .heading)
    frame.put("A", x: 3, y: 3, role: .footerKey)
    frame.put("adds the first one", x: 8, y: 3)
    frame.cursor = Point(x: 3, y: 1)
  }

  // The line at the bottom

  /// What is asked or typed at the bottom; none while the rows have the keys.
  func promptLines(width: Int) -> [String] {
    switch state.mode {
    case .question(let question): (question.words + " y/n").wrapped(to: max(10, width))
    case .text(let field): [label(field)]
    case .letter(let letter): state.words(after: letter).wrapped(to: max(10, width))
    case .rows, .entry, .summary: []
    }
  }

  func drawPrompt(height: Int, in frame: inout Frame) {
    guard height > 0 else { return }
    let y = frame.height - height
    for (index, line) in promptLines(width: frame.width - 2).enumerated() {
      let end = frame.put(line, x: 1, y: y + index, role: .accent)
      if case .text(let field) = state.mode {
        frame.put(field.line, x: end + 1, y: y, width: max(1, frame.width - end - 2))
      } else if case .letter = state.mode, state.focusedSet != nil {
        // The cursor stays in the row, where the set is typed on.
        continue
      } else {
        frame.cursor = Point(x: min(end, frame.width - 1), y: y + index)
      }
    }
  }

  private func label(_ field: TextField) -> String {
    switch field.purpose {
    case .note(.workoutNote): "Note on the workout:"
    case .note(.exerciseNote): "Note on the exercise:"
    case .note(.setNote): "Note on the set:"
    case .name: "Name:"
    case .date: "Day:"
    }
  }
}
