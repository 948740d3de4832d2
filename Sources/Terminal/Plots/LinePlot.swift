/// A line over an axis of values and one of time.
public struct LinePlot: Sendable {
  /// A point of the line.
  public struct Sample: Equatable, Sendable {
    public var x: Double
    /// Missing for a gap in the line.
    public var y: Double?
    /// Whether it stands out, as a record does.
    public var isMarked: Bool

    public init(x: Double, y: Double?, isMarked: Bool = false) {
      self.x = x
      self.y = y
      self.isMarked = isMarked
    }
  }

  /// A word under the axis.
  public struct Label: Equatable, Sendable {
    public var x: Double
    public var text: String

    public init(x: Double, text: String) {
      self.x = x
      self.text = text
    }
  }

  /// In order of `x`.
  public var samples: [Sample]
  public var labels: [Label]
  public var style: PlotStyle

  public init(samples: [Sample], labels: [Label] = [], style: PlotStyle = .braille) {
    self.samples = samples
    self.labels = labels
    self.style = style
  }

  /// Rows below which a line can't be read and a sparkline stands in its place.
  public static let leastRows = 4
  /// The axis and the words under it.
  private static let axisRows = 2

  /// Draws the plot, axes and all, in a region. Without any value nothing is drawn.
  public func draw(on frame: inout Frame, in region: Region) {
    guard let scale = Scale(samples) else { return }
    frame.within(region) { frame in
      let style = style.limited(to: frame.glyphs)
      let withAxis = frame.height >= Self.leastRows + Self.axisRows
      let rows = withAxis ? frame.height - Self.axisRows : frame.height
      guard rows >= Self.leastRows else {
        let text = Plot.sparkline(samples.map(\.y), width: frame.width, style: style)
        frame.put(text, x: 0, y: max(0, frame.height - 1), role: .plotLine)
        return
      }
      let left = drawValueAxis(on: &frame, rows: rows, scale: scale)
      let field = Region(x: left, y: 0, width: frame.width - left, height: rows)
      drawLine(on: &frame, in: field, scale: scale, style: style)
      if withAxis { drawTimeAxis(on: &frame, in: field, scale: scale) }
    }
  }

  /// The values beside their axis. Returns the column where the line's field begins.
  private func drawValueAxis(on frame: inout Frame, rows: Int, scale: Scale) -> Int {
    let ticks = NiceTicks.values(from: scale.low, to: scale.high, most: max(2, rows / 2))
    let texts = NumberText.column(ticks, glyphs: frame.glyphs)
    let column = texts.map(\.displayWidth).max() ?? 0
    for y in 0..<rows {
      frame.put(frame.glyphs.vertical, x: column + 1, y: y, role: .plotAxis)
    }
    for (tick, text) in zip(ticks, texts) {
      let y = scale.place(y: tick, of: rows)
      frame.put(text, x: 0, y: y, role: .plotAxis)
      frame.put(frame.glyphs.axisTick, x: column + 1, y: y, role: .plotAxis)
    }
    return column + 2
  }

  private func drawLine(
    on frame: inout Frame, in field: Region, scale: Scale, style: PlotStyle
  ) {
    var grid = DotGrid(cellsWide: field.width, cellsHigh: field.height, style: style)
    var previous: Point?
    for sample in samples {
      let place = sample.y.map { y in
        Point(
          x: scale.place(x: sample.x, of: grid.columns), y: scale.place(y: y, of: grid.rows))
      }
      if let place { grid.line(from: previous ?? place, to: place) }
      previous = place
    }
    for y in 0..<field.height {
      for x in 0..<field.width {
        guard let text = grid.text(cellX: x, cellY: y) else { continue }
        frame.put(text, x: field.x + x, y: field.y + y, role: .plotLine)
      }
    }
    for sample in samples where sample.isMarked {
      guard let y = sample.y else { continue }
      let place = Region(
        x: field.x + scale.place(x: sample.x, of: field.width),
        y: field.y + scale.place(y: y, of: field.height), width: 1, height: 1)
      frame.restyle(place, role: .record)
    }
  }

  private func drawTimeAxis(on frame: inout Frame, in field: Region, scale: Scale) {
    let y = field.maxY
    frame.put(frame.glyphs.axisCorner, x: field.x - 1, y: y, role: .plotAxis)
    let line = Region(x: field.x, y: y, width: field.width, height: 1)
    frame.fill(line, with: frame.glyphs.horizontal, role: .plotAxis)
    var free = 0
    for label in labels where label.x >= scale.first && label.x <= scale.last {
      let mark = field.x + scale.place(x: label.x, of: field.width)
      let start = min(mark, frame.width - label.text.displayWidth)
      guard start >= free else { continue }
      frame.put(frame.glyphs.axisMark, x: mark, y: y, role: .plotAxis)
      free = frame.put(label.text, x: start, y: y + 1, role: .plotAxis) + 1
    }
  }
}

/// What the edges of a plot stand for.
private struct Scale {
  var low: Double
  var high: Double
  let first: Double
  let last: Double

  init?(_ samples: [LinePlot.Sample]) {
    let values = samples.compactMap(\.y)
    guard let low = values.min(), let high = values.max(), let first = samples.first?.x,
      let last = samples.last?.x, (high - low).isFinite
    else { return nil }
    // A level line stands in the middle, one unit from either edge.
    self.low = high > low ? low : low - 1
    self.high = high > low ? high : high + 1
    self.first = first
    self.last = last
  }

  func place(x: Double, of count: Int) -> Int {
    last > first ? Int(((x - first) / (last - first) * Double(count - 1)).rounded()) : count / 2
  }

  /// Counted from the top.
  func place(y: Double, of count: Int) -> Int {
    Int(((high - y) / (high - low) * Double(count - 1)).rounded())
  }
}
