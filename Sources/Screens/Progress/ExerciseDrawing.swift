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
    let plotRows = max(0, min(12, frame.height - 11))
    if plotRows >= LinePlot.leastRows {
      let region = Region(x: 1, y: 1, width: frame.width - 2, height: plotRows)
      if state.showsTable { drawTable(in: region, &frame) } else { drawPlot(in: region, &frame) }
    }
    var y = plotRows >= LinePlot.leastRows ? plotRows + 1 : 1
    drawFigures(y: y, in: &frame)
    y += 2
    drawRecords(y: y, in: &frame)
    y += 4
    drawSessions(from: y, in: &frame)
    if frame.cursor == nil { frame.cursor = Point(x: 1, y: 0) }
  }

  private func drawHeading(in frame: inout Frame) {
    let metadata = page.metadata
    let sessions = "\(page.analytics.performanceMetrics.totalSessions) sessions"
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
    frame.putRight("e1RM \(unit)", right: 26, y: region.y, role: .dim)
    frame.putRight("weight", right: 38, y: region.y, role: .dim)
    frame.putRight("volume", right: 52, y: region.y, role: .dim)
    for (offset, point) in page.points.reversed().prefix(region.height - 1).enumerated() {
      let y = region.y + 1 + offset
      frame.put("\(point.date)", x: 3, y: y)
      for (value, right) in [(point.bestE1RM, 26), (point.maxWeight, 38)] {
        guard let value else { continue }
        frame.putRight(
          NumberText.decimal(values.converted(value, shared.unit), places: 1), right: right, y: y)
      }
      frame.putRight(
        NumberText.grouped(values.converted(point.volume, shared.unit)), right: 52, y: y)
    }
  }

  private func drawFigures(y: Int, in frame: inout Frame) {
    let trend = TrendText(glyphs: frame.glyphs)
    let metrics = page.analytics.performanceMetrics
    var x = frame.put(
      "\(state.figure.title), \(state.range.rawValue)", x: 1, y: y, role: .strong)
    if let best = page.book[.bestE1RM] {
      let value = NumberText.decimal(values.converted(best.value, shared.unit), places: 1)
      x = frame.put("e1RM \(value) \(shared.unit.rawValue)", x: x + 3, y: y)
    }
    x = frame.put(
      "\(trend.arrow(page.trend.trend)) \(trend.words(page.trend.trend, page.trend.changePercent))",
      x: x + 3, y: y, role: trend.role(page.trend.trend))
    if let intensity = metrics.avgIntensity {
      x = frame.put(
        "intensity \(NumberText.decimal(intensity, places: 0)) %", x: x + 3, y: y, role: .dim)
    }
    let volume = NumberText.grouped(values.converted(metrics.totalVolume, shared.unit))
    frame.put("volume \(volume) \(shared.unit.rawValue)", x: x + 3, y: y, role: .dim)
  }

  private func drawRecords(y: Int, in frame: inout Frame) {
    frame.put("Records", x: 1, y: y, role: .dim)
    frame.put("\(shared.unit.rawValue)", x: 1, y: y + 1, role: .dim)
    let kinds = RepRange.allCases.map { Record.Kind.range($0) } + [.bestVolume]
    for (index, kind) in kinds.enumerated() {
      let right = 18 + index * 9
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
      let e1RM = session.bestE1RM.map {
        "e1RM " + NumberText.decimal(values.converted($0, shared.unit), places: 1)
      }
      let tail = (e1RM ?? "") + "  " + (session.records > 0 ? frame.glyphs.star : " ")
      frame.put(
        session.sets.map { values.short($0) }.joined(separator: " "), x: 20, y: y,
        maxWidth: max(0, frame.width - 22 - tail.displayWidth))
      frame.putRight(tail, right: frame.width - 1, y: y, role: session.records > 0 ? .record : .dim)
      if top + offset == state.session { frame.focus(row: y) }
    }
  }
}
