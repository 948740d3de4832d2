import Terminal
import Training

extension SyncScreen {
  static func view(_ state: SyncState, shared: Shared, in frame: inout Frame) {
    defer { if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) } }
    guard let page = state.page else {
      frame.put("Reading what is known about the dump", x: 3, y: 1, role: .dim)
      return
    }
    let drawing = SyncDrawing(state: state, page: page, shared: shared)
    if let remote = page.remote {
      drawing.drawHeading(remote, in: &frame)
    } else {
      drawing.drawOffer(in: &frame)
    }
    let top = page.remote == nil ? 7 : 2
    let body = frame.bounds.inset(top: top)
    frame.within(body) { frame in
      let next = drawing.drawState(in: &frame)
      guard page.remote != nil else { return }
      let rest = frame.bounds.inset(top: next)
      frame.within(rest) { frame in
        if state.mode == .receipts {
          drawing.drawReceipts(in: &frame)
        } else {
          drawing.drawLists(in: &frame)
        }
      }
    }
    drawing.drawPrompt(in: &frame)
  }
}

/// The parts of *Sync*.
struct SyncDrawing {
  let state: SyncState
  let page: SyncPage
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  func drawHeading(_ remote: SyncPage.Remote, in frame: inout Frame) {
    var facts = ["never synced"]
    if let at = remote.syncedAt {
      facts = ["last \(values.ago(at, shared))"]
      if let writer = remote.writer { facts.append(writer) }
      facts.append("generation \(remote.generation)")
    }
    let room = frame.width - min(remote.location.displayWidth, frame.width / 2) - 4
    var text: String { facts.joined(separator: " \(frame.glyphs.dot) ") }
    while text.displayWidth > room, facts.count > 1 { facts.removeLast() }
    let left = frame.putRight(text, right: frame.width - 1, y: 0, role: .dim)
    frame.put(remote.location, x: 1, y: 0, role: .heading, maxWidth: max(8, left - 3))
  }

  func drawOffer(in frame: inout Frame) {
    frame.put("The log is on this machine only.", x: 3, y: 0, role: .heading)
    let lines = [
      "s names a dump to sync it with: a JSON file in a folder that a service",
      "keeps in step, such as ~/Sync/tonnage.json, or a WebDAV or HTTP store,",
      "such as https://cloud.example/tonnage.json. It is made where there is none.",
      "Other machines name the same one. S then merges, on any screen.",
    ]
    for (offset, line) in lines.enumerated() {
      frame.put(line, x: 3, y: 2 + offset, role: .dim, maxWidth: frame.width - 4)
    }
  }

  /// What goes on, what is asked, or what went wrong. Returns the first free row.
  func drawState(in frame: inout Frame) -> Int {
    let words: String
    let role: Role
    if let phase = state.phase {
      words =
        state.isCancelling
        ? "Cancelling once this step is done: \(phase)"
        : "Syncing: \(phase).  x cancels"
      role = .accent
    } else if let question = state.question {
      (words, role) = (question.words + "  y goes on, n leaves it.", .warning)
    } else if let trouble = state.trouble {
      (words, role) = (trouble, .error)
    } else {
      return 0
    }
    let lines = words.wrapped(to: max(10, frame.width - 4)).prefix(6)
    for (offset, line) in lines.enumerated() { frame.put(line, x: 3, y: offset, role: role) }
    if state.question != nil { frame.cursor = Point(x: 3, y: 0) }
    return lines.count + 1
  }

  // MARK: What waits, what came

  private static let listX = 16

  func drawLists(in frame: inout Frame) {
    let room = max(1, min(4, (frame.height - 6) / 4))
    var y = drawWaiting(rows: room, in: &frame)
    y += drawReceived(rows: room, at: y, in: &frame)
    frame.put("Conflicts", x: 3, y: y)
    frame.put(
      conflictWords, x: Self.listX, y: y, role: page.waitingConflicts > 0 ? .conflict : .dim)
    frame.within(frame.bounds.inset(top: y + 2)) {
      ConflictDrawing(state: state, page: page, shared: shared).draw(in: &$0)
    }
  }

  private var conflictWords: String {
    let kept = page.conflicts.count { !$0.isWaiting }
    if page.conflicts.isEmpty { return "none" }
    var words: [String] = []
    if page.waitingConflicts > 0 {
      words.append("\(page.waitingConflicts) waiting for your answer")
    }
    if kept > 0 { words.append("\(kept) settled by the later edit") }
    return words.joined(separator: ", ")
  }

  private func drawWaiting(rows: Int, in frame: inout Frame) -> Int {
    frame.put("To send", x: 3, y: 0)
    guard page.waitingCount > 0 else {
      frame.put("nothing", x: Self.listX, y: 0, role: .dim)
      return 1
    }
    let shown = page.waiting.prefix(page.waitingCount > rows ? max(1, rows - 1) : rows)
    for (offset, waiting) in shown.enumerated() {
      frame.put(words(waiting), x: Self.listX, y: offset, maxWidth: frame.width - Self.listX - 1)
    }
    let more = page.waitingCount - shown.count
    if more > 0 {
      let y = rows == 1 ? 0 : shown.count
      let words = "and \(more) more"
      if rows == 1 {
        frame.putRight(words, right: frame.width - 1, y: y, role: .dim)
      } else {
        frame.put(words, x: Self.listX, y: y, role: .dim)
        return shown.count + 1
      }
    }
    return max(1, shown.count)
  }

  private func words(_ waiting: SyncPage.Waiting) -> String {
    var what = waiting.collection.noun
    if waiting.sets > 0 { what = NumberText.counted(waiting.sets, "set") }
    if waiting.isDeleted { return "\(waiting.collection.noun), deleted" }
    var title = waiting.title
    if let date = waiting.date {
      let day = date == shared.today ? "today" : values.fullDay(date)
      title += title.isEmpty ? day : ", \(day)"
    }
    return title.isEmpty ? what : "\(what) \(shared.glyphs.dot) \(title)"
  }

  private func drawReceived(rows: Int, at y: Int, in frame: inout Frame) -> Int {
    frame.put("Received", x: 3, y: y)
    guard !page.receipts.isEmpty else {
      frame.put("nothing yet", x: Self.listX, y: y, role: .dim)
      return 1
    }
    for (offset, receipt) in page.receipts.prefix(rows).enumerated() {
      draw(receipt, at: Self.listX, y: y + offset, in: &frame)
    }
    return min(rows, page.receipts.count)
  }

  private func draw(_ receipt: SyncPage.Receipt, at x: Int, y: Int, in frame: inout Frame) {
    frame.put(values.moment(receipt.at, shared), x: x, y: y, role: .dim)
    frame.put(receipt.words, x: x + 14, y: y, maxWidth: frame.width - x - 15)
  }

  func drawReceipts(in frame: inout Frame) {
    frame.put("What came in, the latest first", x: 3, y: 0, role: .dim)
    if page.receipts.isEmpty { frame.put("nothing yet", x: 3, y: 1, role: .dim) }
    let room = max(1, frame.height - 1)
    let top = ListMove.top(state.scroll, count: page.receipts.count, room: room)
    for (offset, receipt) in page.receipts.dropFirst(top).prefix(room).enumerated() {
      draw(receipt, at: 3, y: offset + 1, in: &frame)
      if top + offset == state.scroll { frame.focus(row: offset + 1) }
    }
  }

  // MARK: Typing

  func drawPrompt(in frame: inout Frame) {
    let y = frame.height - 1
    switch state.mode {
    case .list, .receipts: return
    case .location(let path):
      path.found?.draw(above: y, in: &frame)
      draw("Dump, a path or a URL:", path.line, in: &frame)
    case .answer(let line): draw("It should be:", line, in: &frame)
    case .undoing:
      frame.fill(Region(x: 0, y: y, width: frame.width, height: 1))
      frame.put(
        "Take back what the last sync brought? The next one sends that.  y/n", x: 1, y: y,
        role: .warning)
      frame.cursor = Point(x: 1, y: y)
    }
  }

  private func draw(_ words: String, _ line: LineEditor, in frame: inout Frame) {
    let y = frame.height - 1
    frame.fill(Region(x: 0, y: y, width: frame.width, height: 1))
    let end = frame.put(words, x: 1, y: y, role: .accent)
    frame.put(line, x: end + 1, y: y, width: max(1, frame.width - end - 2))
  }
}
