import Terminal
import Training

/// One exercise's past: plot, figures, records, sessions.
struct ExerciseDrawing {
  let page: ExercisePage
  let state: ProgressState
  let shared: Shared

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  func draw(in frame: inout Frame) {
    drawHeading(in: &frame)
    // On a low screen the records give way to the plot, which `m`, `t` and the brackets are about.
    let isLow = frame.height < 16
    let plotRows = isLow ? frame.height - 6 : min(12, frame.height - 11)
    let region = Region(x: 1, y: 1, width: frame.width - 2, height: max(0, plotRows))
    if region.height >= LinePlot.leastRows {
      if state.showsTable || shared.slowPage != nil {
        drawTable(in: region, &frame)
      } else {
        drawPlot(in: region, &frame)
      }
    }
    var y = region.maxY
    drawFigures(y: y, in: &frame)
    y += 2
    if !isLow {
      drawRecords(y: y, in: &frame)
      y += 4
    }
    drawSessions(from: y, in: &frame)
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }

  private func drawHeading(in frame: inout Frame) {
    let metadata = page.metadata
    let count = page.analytics.performanceMetrics.totalSessions
    let sessions = NumberText.counted(count, "session")
    let end = frame.put(
      metadata.name, x: 1, y: 0, role: .heading, maxWidth: max(8, frame.width - 44))
    let kind = [metadata.primaryMuscleGroup.rawValue, metadata.exerciseType.rawValue]
      .joined(separator: " \(frame.glyphs.dot) ")
    frame.put(
      kind, x: end + 3, y: 0, role: .dim,
      maxWidth: max(0, frame.width - end - 5 - sessions.displayWidth))
    frame.putRight(sessions, right: frame.width - 1, y: 0, role: .dim)
  }

  private func figure(_ point: ProgressPoint) -> Double? {
    let kilograms: Double? =
      switch state.figure {
      case .e1RM: point.bestE1RM
      case .weight: point.maxWeight
      case .volume: point.volume
      }
    return kilograms.map { values.converted($0, shared.unit) }
  }

  private func drawPlot(in region: Region, _ frame: inout Frame) {
    let samples = page.points.map {
      LinePlot.Sample(x: Double($0.date.dayNumber), y: figure($0))
    }
    guard samples.contains(where: { $0.y != nil }) else {
      frame.put("Nothing to plot: m shows another figure.", x: 3, y: region.y, role: .dim)
      return
    }
    let style = shared.plotStyle.limited(to: frame.glyphs)
    LinePlot(samples: samples, labels: labels, style: style).draw(on: &frame, in: region)
  }

  /// The months of the range, as many as there is room for.
  private var labels: [LinePlot.Label] {
    guard let first = page.points.first?.date, let last = page.points.last?.date, first < last
    else { return [] }
    let step = max(1, (last.dayNumber - first.dayNumber) / 8)
    return stride(from: first.dayNumber, through: last.dayNumber, by: step).map { day in
      let (year, month, _) = LocalDate(dayNumber: day).components
      let isLong = last.dayNumber - first.dayNumber > 500
      let name = SetValues.months[month - 1]
      return LinePlot.Label(x: Double(day), text: isLong ? "\(name) \(year % 100)" : name)
    }
  }

  private func drawTable(in region: Region, _ frame: inout Frame) {
    let unit = shared.unit.rawValue
    frame.put("date", x: 3, y: region.y, role: .dim)
    for (title, right) in [("e1RM \(unit)", 28), ("weight", 40)] {
      frame.putRight(title, right: right - 2, y: region.y, role: .dim)
    }
    frame.putRight("volume", right: 54, y: region.y, role: .dim)
    for (offset, point) in page.points.reversed().prefix(region.height - 1).enumerated() {
      let y = region.y + 1 + offset
      frame.put("\(point.date)", x: 3, y: y)
      for (value, right) in [(point.bestE1RM, 28), (point.maxWeight, 40)] {
        guard let value else { continue }
        frame.putRight(tenths(value), right: right, y: y)
      }
      frame.putRight(
        NumberText.grouped(values.converted(point.volume, shared.unit)), right: 54, y: y)
    }
  }

  /// Kilograms in the athlete's unit to a tenth, their decimal points in one column where right-aligned.
  private func tenths(_ kilograms: Double) -> String {
    values.aligned(NumberText.decimal(values.converted(kilograms, shared.unit), places: 1))
  }

  private func drawFigures(y: Int, in frame: inout Frame) {
    let unit = shared.unit.rawValue
    let trend = TrendText(glyphs: frame.glyphs)
    let metrics = page.analytics.performanceMetrics
    var facts: [(String, Role)] = [
      ("\(state.figure.title) \(unit), \(state.range.rawValue)", .strong)
    ]
    if let best = page.book[.bestE1RM] {
      let value = NumberText.decimal(values.converted(best.value, shared.unit), places: 1)
      facts.append(("best e1RM \(value)", .text))
    }
    let change = trend.words(page.trend.trend, page.trend.changePercent)
    facts.append(("\(trend.arrow(page.trend.trend)) \(change)", trend.role(page.trend.trend)))
    if let intensity = metrics.avgIntensity {
      facts.append(("intensity \(NumberText.decimal(intensity, places: 0)) %", .dim))
    }
    let volume = NumberText.grouped(values.converted(metrics.totalVolume, shared.unit))
    facts.append(("volume \(volume)", .dim))
    var x = 1
    for (text, role) in facts where x + text.displayWidth < frame.width {
      x = frame.put(text, x: x, y: y, role: role) + 3
    }
  }

  private func drawRecords(y: Int, in frame: inout Frame) {
    frame.put("Records", x: 1, y: y, role: .dim)
    frame.put("\(shared.unit.rawValue)", x: 1, y: y + 1, role: .dim)
    let kinds = RepRange.allCases.map { Record.Kind.range($0) } + [.bestVolume]
    // Closer together where all of them would not fit otherwise.
    let (first, step) = frame.width >= 76 ? (18, 9) : (15, 7)
    for (index, kind) in kinds.enumerated() {
      let right = first + index * step
      guard right < frame.width else { break }
      let title = if case .range(let range) = kind { values.title(range) } else { "volume" }
      frame.putRight(title, right: right, y: y, role: .dim)
      guard let record = page.book[kind] else {
        frame.putRight(frame.glyphs.dot, right: right, y: y + 1, role: .dim)
        continue
      }
      let value = values.converted(record.value, shared.unit)
      let text =
        kind == .bestVolume ? NumberText.grouped(value) : NumberText.decimal(value, places: 1)
      frame.putRight(text, right: right, y: y + 1, role: .record)
      let (year, month, _) = record.date.components
      frame.putRight(
        "\(SetValues.months[month - 1]) \(year % 100)", right: right, y: y + 2, role: .dim)
    }
  }

  private func drawSessions(from start: Int, in frame: inout Frame) {
    let room = frame.height - start
    guard room > 0 else { return }
    let top = ListMove.top(state.session, count: page.sessions.count, room: room)
    for (offset, session) in page.sessions.dropFirst(top).prefix(room).enumerated() {
      let y = start + offset
      let (year, _, _) = session.date.components
      let isThisYear = year == shared.today.components.year
      let day = values.fullDay(session.date) + (isThisYear ? "" : " \(year)")
      frame.put(day, x: 3, y: y)
      let e1RM = session.bestE1RM.map { "e1RM" + tenths($0) } ?? ""
      let tail = e1RM + (session.records > 0 ? frame.glyphs.star : " ")
      frame.mark(row: y, Mark(list: ProgressScreen.sessionList, row: top + offset))
      frame.put(
        session.sets.map { values.short($0) }.joined(separator: " "), x: 20, y: y,
        maxWidth: max(0, frame.width - 22 - tail.displayWidth))
      frame.putRight(tail, right: frame.width - 1, y: y, role: session.records > 0 ? .record : .dim)
      if top + offset == state.session, state.isDetail { frame.focus(row: y) }
    }
  }
}
