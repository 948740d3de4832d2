/// Numbers as the athlete reads them. Rounding happens here, for show, and nowhere else.
public enum NumberText {
  /// Beyond this, digits stop being exact and a number is shown in its short form.
  private static let largest = 1e15
  /// What a decimal fraction loses in binary: 2.675 is stored as a little less and still reads 2.68.
  private static let representationError = 1e-9

  /// A number with as many decimals as it needs, at most `places`: `100`, `97.5`, `52.16`. What
  /// is not a number reads as a dash.
  public static func decimal(_ value: Double, places: Int = 2, glyphs: Glyphs = .unicode) -> String
  {
    let parts = Parts(value, places: places)
    guard let parts else { return special(value, glyphs: glyphs) }
    return sign(parts, glyphs) + parts.whole + parts.fractionText
  }

  /// A number with a separator between thousands: `4,130`.
  public static func grouped(_ value: Double, places: Int = 0, glyphs: Glyphs = .unicode) -> String
  {
    guard let parts = Parts(value, places: places) else { return special(value, glyphs: glyphs) }
    return sign(parts, glyphs) + parts.groupedWhole + parts.fractionText
  }

  /// How many there are of something: `1 set`, `2 sets`.
  ///
  /// - Parameter noun: One of them, of a word whose plural adds an s.
  public static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  /// A number with its sign even when positive: `+5`, `−2.9`; zero has none.
  public static func signed(_ value: Double, places: Int = 2, glyphs: Glyphs = .unicode) -> String {
    let text = decimal(value, places: places, glyphs: glyphs)
    guard let parts = Parts(value, places: places), !parts.isNegative, !parts.isZero else {
      return text
    }
    return "+" + text
  }

  /// Numbers of one column: all the same width, their decimal points in line. Missing values are
  /// blank.
  public static func column(
    _ values: [Double?], places: Int = 2, glyphs: Glyphs = .unicode
  ) -> [String] {
    let texts = values.map { $0.map { decimal($0, places: places, glyphs: glyphs) } ?? "" }
    let split = texts.map { text -> (head: String, tail: String) in
      let point = text.firstIndex(of: ".") ?? text.endIndex
      return (String(text[..<point]), String(text[point...]))
    }
    let head = split.map { $0.head.displayWidth }.max() ?? 0
    let tail = split.map { $0.tail.displayWidth }.max() ?? 0
    return split.map { $0.head.padded(to: head, .right) + $0.tail.padded(to: tail) }
  }

  private static func sign(_ parts: Parts, _ glyphs: Glyphs) -> String {
    parts.isNegative ? glyphs.minus : ""
  }

  private static func special(_ value: Double, glyphs: Glyphs) -> String {
    value.isFinite ? "\(value)" : glyphs.dash
  }

  /// A number's sign and digits after rounding, half away from zero.
  private struct Parts {
    let isNegative: Bool
    let whole: String
    let fraction: String

    init?(_ value: Double, places: Int) {
      var scale = 1.0
      for _ in 0..<max(0, places) { scale *= 10 }
      let magnitude = value.magnitude
      guard magnitude < largest / scale else { return nil }
      let scaled = Int((magnitude * scale + representationError).rounded())
      let unit = Int(scale)
      whole = String(scaled / unit)
      var digits = scaled % unit
      var shown = digits == 0 ? 0 : places
      while shown > 0, digits.isMultiple(of: 10) {
        digits /= 10
        shown -= 1
      }
      let text = shown > 0 ? String(digits) : ""
      fraction = String(repeating: "0", count: max(0, shown - text.utf8.count)) + text
      isNegative = value < 0 && scaled != 0
    }

    var isZero: Bool { whole == "0" && fraction.isEmpty }

    var fractionText: String { fraction.isEmpty ? "" : "." + fraction }

    var groupedWhole: String {
      if whole.utf8.count <= 3 { return whole }
      var text = ""
      for (place, digit) in whole.enumerated() {
        if place > 0, (whole.count - place) % 3 == 0 { text.append(",") }
        text.append(digit)
      }
      return text
    }
  }
}
