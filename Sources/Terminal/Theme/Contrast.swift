extension Color {
  /// The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio); nil where one of them is the
  /// terminal's own.
  public func contrast(with other: Color) -> Double? {
    guard let first = luminance, let second = other.luminance else { return nil }
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Relative luminance (WCAG 2.2), 0 to 1.
  private var luminance: Double? {
    guard let (red, green, blue) = components else { return nil }
    return 0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
  }

  private static func linear(_ level: Int) -> Double {
    let share = Double(level) / 255
    if share <= 0.04045 { return share / 12.92 }
    let base = (share + 0.055) / 1.055
    // base^2.4 = base^2 · (base^2)^(1/5), the root by Newton's method: there is no `pow` without
    // the C library.
    let squared = base * base
    var root = 1.0
    for _ in 0..<40 {
      let fourth = root * root * root * root
      root -= (fourth * root - squared) / (5 * fourth)
    }
    return squared * root
  }
}
