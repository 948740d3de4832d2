import Terminal
import Training

extension ImportScreen {
  static func view(_ state: ImportState, shared: Shared, in frame: inout Frame) {
    defer { if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) } }
    let drawing = ImportDrawing(state: state, shared: shared)
    switch state.step {
    case .files, .typing: drawing.drawFiles(in: &frame)
    case .working(let work): drawing.drawWork(work, in: &frame)
    case .question(let question): drawing.drawQuestion(question, in: &frame)
    case .plan, .result: drawing.drawPage(in: &frame)
    case .notes: drawing.drawNotes(in: &frame)
    case .names: drawing.drawNames(in: &frame)
    }
  }
}

/// The parts of *Import*.
struct ImportDrawing {
  let state: ImportState
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  // MARK: Files

  func drawFiles(in frame: inout Frame) {
    frame.put("Bring in your history", x: 1, y: 0, role: .heading)
    frame.put(
      "Exports of Strong, Hevy and FitNotes (CSV), and documents (JSON).", x: 3, y: 1, role: .dim,
      maxWidth: frame.width - 4)
    if case .typing(let line) = state.step { return drawTyping(line, in: &frame) }
    guard let files = state.files else {
      frame.put("Looking for files", x: 3, y: 3, role: .dim)
      return
    }
    guard !files.isEmpty else {
      let words =
        "No export lies here, at home or in Downloads. Export one from the app, copy it to this machine, and type its path: i."
      for (offset, line) in words.wrapped(to: max(10, frame.width - 4)).enumerated() {
        frame.put(line, x: 3, y: 3 + offset, role: .dim)
      }
      return
    }
    let body = frame.bounds.inset(top: 3)
    frame.within(body) { frame in
      list(files.count, in: &frame) { row, y, frame in
        let file = files[row]
        let size = NumberText.grouped(Double(max(1, file.bytes / 1024)), glyphs: shared.glyphs)
        let tail = "\(size) KB   \(values.day(file.modified, today: shared.today))"
        let left = frame.putRight(tail, right: frame.width - 1, y: y, role: .dim)
        frame.put(file.path, x: 3, y: y, maxWidth: max(8, left - 5))
      }
    }
  }

  private func drawTyping(_ path: PathLine, in frame: inout Frame) {
    frame.put("File:", x: 3, y: 3, role: .accent)
    frame.put(path.line, x: 9, y: 3, width: max(1, frame.width - 12))
    let found = path.found?.lines(width: frame.width - 4, rows: frame.height - 5) ?? []
    let lines = found.isEmpty ? ["Type its path, then Enter; Tab completes it."] : found
    for (offset, text) in lines.enumerated() {
      frame.put(text, x: 3, y: 5 + offset, role: .dim, maxWidth: frame.width - 4)
    }
  }

  /// A list with its cursor kept in view.
  private func list(
    _ count: Int, in frame: inout Frame, _ draw: (_ row: Int, _ y: Int, inout Frame) -> Void
  ) {
    let room = max(1, frame.height)
    let top = ListMove.top(state.focus, count: count, room: room)
    for row in top..<min(count, top + room) {
      draw(row, row - top, &frame)
      frame.mark(row: row - top, Mark(row: row))
      if row == state.focus { frame.focus(row: row - top) }
    }
  }

  // MARK: Work and questions

  func drawWork(_ work: ImportState.Work, in frame: inout Frame) {
    frame.put(state.path, x: 1, y: 0, role: .heading, maxWidth: frame.width - 2)
    let words = work == .reading ? "Reading the file" : "Bringing it in"
    frame.put(state.progress ?? words, x: 3, y: 2, role: .accent)
    frame.put("x stops it; nothing is changed then.", x: 3, y: 3, role: .dim)
  }

  func drawQuestion(_ question: ImportQuestion, in frame: inout Frame) {
    frame.put(state.path, x: 1, y: 0, role: .heading, maxWidth: frame.width - 2)
    switch question {
    case .unit:
      frame.put("The file does not say what its weights are in.", x: 3, y: 2, role: .warning)
      frame.put("k", x: 3, y: 4, role: .footerKey, emphasis: .bold)
      frame.put("kilograms", x: 6, y: 4)
      frame.put("l", x: 3, y: 5, role: .footerKey, emphasis: .bold)
      frame.put("pounds", x: 6, y: 5)
      frame.cursor = Point(x: 3, y: 4)
    case .badRows(let sentences, let count):
      let rows = NumberText.counted(count, "row")
      frame.put(
        "\(rows) cannot be read. s passes over them; Esc leaves the file.", x: 3, y: 2,
        role: .warning, maxWidth: frame.width - 4)
      var y = 4
      for sentence in sentences {
        for line in sentence.wrapped(to: max(10, frame.width - 4)) where y < frame.height {
          frame.put(line, x: 3, y: y, role: .dim)
          y += 1
        }
      }
      frame.cursor = Point(x: 3, y: 2)
    case .user(let users):
      frame.put("It holds several athletes. Whose log is this?", x: 3, y: 2, role: .warning)
      frame.within(frame.bounds.inset(top: 4)) { frame in
        list(users.count, in: &frame) { row, y, frame in
          let user = users[row]
          let count = NumberText.counted(user.workouts, "workout")
          let left = frame.putRight(count, right: frame.width - 1, y: y, role: .dim)
          frame.put(user.name, x: 3, y: y, maxWidth: max(8, left - 5))
        }
      }
    }
  }

  // MARK: The plan and the result

  private static let factX = 14

  func drawPage(in frame: inout Frame) {
    guard let page = state.page else { return }
    let isDone = state.step == .result
    let left = frame.putRight(page.format, right: frame.width - 1, y: 0, role: .dim)
    frame.put(page.file, x: 1, y: 0, role: .heading, maxWidth: max(8, left - 3))
    var y = 2
    func fact(_ title: String, _ words: String, _ role: Role, frame: inout Frame) {
      guard !words.isEmpty else { return }
      frame.put(title, x: 3, y: y)
      for line in words.wrapped(to: max(10, frame.width - Self.factX - 1)) {
        frame.put(line, x: Self.factX, y: y, role: role)
        y += 1
      }
    }
    fact("Holds", contents(page), .text, frame: &frame)
    fact(isDone ? "Done" : "Would do", words(page.fates), isDone ? .good : .text, frame: &frame)
    fact("Rows", rows(page), .dim, frame: &frame)
    if !page.notes.isEmpty {
      let count = NumberText.counted(page.notes.count, "thing")
      fact("Warnings", "\(count) to look at: w", .warning, frame: &frame)
    }
    if isDone {
      frame.put("u takes it back; Enter shows the workouts.", x: 3, y: y + 1, role: .dim)
      frame.cursor = Point(x: 1, y: 2)
      return
    }
    fact("", switches(page), .dim, frame: &frame)
    frame.within(frame.bounds.inset(top: y + 1)) { drawNameRows(page.names, in: &$0) }
  }

  private func contents(_ page: ImportPage) -> String {
    var text = words(page.contents)
    if let days = page.days {
      text += ", \(days.lowerBound) \(shared.glyphs.dash) \(days.upperBound)"
    }
    return text
  }

  private func words(_ counts: [ImportPage.Count]) -> String {
    counts.filter { $0.count > 0 }.map {
      "\(NumberText.grouped(Double($0.count), glyphs: shared.glyphs)) \($0.words)"
    }.joined(separator: ", ")
  }

  /// `5,402 sets + 31 warm-ups + 12 rests = 5,445`.
  private func rows(_ page: ImportPage) -> String {
    guard page.rowCount > 0 else { return "" }
    let parts = page.rows.filter { $0.count > 0 }.map {
      "\(NumberText.grouped(Double($0.count), glyphs: shared.glyphs)) \($0.words)"
    }
    let sum = NumberText.grouped(Double(page.rowCount), glyphs: shared.glyphs)
    return parts.joined(separator: " + ") + " = \(sum)"
  }

  private func switches(_ page: ImportPage) -> String {
    var words: [String] = []
    if page.twins > 0 {
      words.append(state.choices.addsTwins ? "d leaves the twins out" : "d brings the twins in too")
    }
    if page.changed > 0 {
      words.append(
        state.choices.takesChanges
          ? "c leaves what changed as it is here" : "c takes over what changed")
    }
    if page.deleted > 0 || state.choices.bringsBack {
      words.append(
        state.choices.bringsBack
          ? "b leaves out what was deleted" : "b brings back what was deleted")
    }
    return words.joined(separator: "; ")
  }

  func drawNotes(in frame: inout Frame) {
    guard let page = state.page else { return }
    frame.put("What is odd in \(page.file)", x: 1, y: 0, role: .heading, maxWidth: frame.width - 2)
    frame.within(frame.bounds.inset(top: 2, bottom: 2)) { frame in
      list(page.notes.count, in: &frame) { row, y, frame in
        frame.put(page.notes[row].onOneLine, x: 3, y: y, maxWidth: frame.width - 4)
      }
    }
    guard page.notes.indices.contains(state.focus) else { return }
    let whole = page.notes[state.focus].wrapped(to: max(10, frame.width - 4)).prefix(2)
    for (offset, line) in whole.enumerated() {
      frame.put(line, x: 3, y: frame.height - whole.count + offset, role: .dim)
    }
  }

  // MARK: Names

  func drawNames(in frame: inout Frame) {
    frame.put("What the names of imported workouts stand for", x: 1, y: 0, role: .heading)
    guard let names = state.names else {
      frame.put("Reading the imported workouts", x: 3, y: 2, role: .dim)
      return
    }
    guard !names.isEmpty else {
      frame.put("No workout has been imported yet.", x: 3, y: 2, role: .dim)
      return
    }
    frame.within(frame.bounds.inset(top: 2)) { drawNameRows(names, in: &$0) }
  }

  private func drawNameRows(_ names: [ImportedName], in frame: inout Frame) {
    guard !names.isEmpty else { return }
    let nameWidth = max(12, (frame.width - 14) * 4 / 9)
    let exerciseX = 3 + nameWidth + 1
    frame.put("In the file", x: 3, y: 0, role: .dim)
    frame.put("stands for", x: exerciseX, y: 0, role: .dim)
    frame.putRight("sets", right: frame.width - 1, y: 0, role: .dim)
    let width = frame.width
    frame.within(frame.bounds.inset(top: 1)) { frame in
      list(names.count, in: &frame) { row, y, frame in
        let name = names[row]
        frame.put(name.name, x: 3, y: y, maxWidth: nameWidth)
        let (words, role) = standing(name)
        frame.put(words, x: exerciseX, y: y, role: role, maxWidth: width - exerciseX - 8)
        let sets = NumberText.grouped(Double(name.sets), glyphs: shared.glyphs)
        frame.putRight(sets, right: width - 1, y: y, role: .dim)
      }
    }
  }

  private func standing(_ name: ImportedName) -> (String, Role) {
    switch name.certainty {
    case .certain: return (name.exercise.name, .text)
    case .likely: return ("\(name.exercise.name)?", .accent)
    case .own:
      let group = name.exercise.primaryMuscleGroup
      let tail = group == .unknown ? "" : " (\(group.rawValue))"
      return ("an exercise of your own\(tail)", .warning)
    }
  }
}
