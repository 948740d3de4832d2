/// Plots that stand in a line of text.
public enum Plot {
  private static let eighths = 8

  /// A line of bars, one a column, from the lowest value (one eighth) to the highest (a full
  /// cell); missing values are blank. More values than columns are averaged, neighbours
  /// together. Where all values are equal it is a flat line in the middle.
  public static func sparkline(
    _ values: [Double?], width: Int, style: PlotStyle = .braille
  ) -> String {
    let shown = averaged(values, into: width)
    let present = shown.compactMap { $0 }
    guard let low = present.min(), let high = present.max() else {
      return String(repeating: " ", count: shown.count)
    }
    let bars = style.glyphs.eighthsUp
    return shown.map { value -> String in
      guard let value else { return " " }
      guard high > low else { return bars[eighths / 2 - 1] }
      return bars[Int(((value - low) / (high - low) * Double(eighths - 1)).rounded())]
    }.joined()
  }

  /// A bar from left to right, `value` of `full` wide, at most `width` columns. A value above
  /// nothing is at least one eighth of a column.
  public static func bar(
    _ value: Double, of full: Double, width: Int, style: PlotStyle = .braille
  ) -> String {
    guard full > 0, value > 0, width > 0, value.isFinite else { return "" }
    let share = min(1, value / full)
    let length = max(1, Int((share * Double(width * eighths)).rounded()))
    let bars = style.glyphs.eighthsRight
    let whole = String(repeating: bars[eighths - 1], count: length / eighths)
    return length % eighths == 0 ? whole : whole + bars[length % eighths - 1]
  }

  /// The step, 0 to 4, of a heat map: 0 for nothing, then quarters of `full`.
  public static func heatStep(_ value: Double, of full: Double) -> Int {
    guard value > 0, full > 0 else { return 0 }
    return min(4, max(1, Int((value / full * 4).rounded(.up))))
  }

  /// Values in at most `width` groups of neighbours, each the mean of what it has.
  static func averaged(_ values: [Double?], into width: Int) -> [Double?] {
    guard width > 0 else { return [] }
    guard values.count > width else { return values.map(finite) }
    return (0..<width).map { column in
      let group = values[(column * values.count / width)..<((column + 1) * values.count / width)]
      let present = group.compactMap(finite)
      return present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
    }
  }

  private static func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }
}

extension Frame {
  /// Draws one cell of a heat map, `columns` wide, in the glyph and role of its step.
  public mutating func putHeat(_ step: Int, x: Int, y: Int, columns: Int = 1) {
    let step = min(4, max(0, step))
    for column in 0..<columns {
      put(glyphs.heat[step], x: x + column, y: y, role: Role.heat[step])
    }
  }
}
