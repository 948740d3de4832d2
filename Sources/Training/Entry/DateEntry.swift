extension LocalDate {
  /// Reads a day as it is typed: `2026-11-19`, `today`, `yesterday`, or days back such as `-3`.
  ///
  /// - Throws: ``DateEntryError`` where it is not a day, or is one that ``Bounds`` refuses.
  public static func typed(_ text: String, today: LocalDate) throws(DateEntryError) -> LocalDate {
    let words = text.split(separator: " ").joined(separator: " ").lowercased()
    guard let date = date(words, today) else {
      throw DateEntryError(text: text, today: today, isTooEarly: false)
    }
    guard date >= Bounds.earliestDay else {
      throw DateEntryError(text: text, today: today, isTooEarly: true)
    }
    return date
  }

  private static func date(_ words: String, _ today: LocalDate) -> LocalDate? {
    if words == "today" { return today }
    if words == "yesterday" { return today.advanced(byDays: -1) }
    if let days = Int(words), (-mostDaysAway...mostDaysAway).contains(days) {
      return today.advanced(byDays: days)
    }
    return LocalDate(words)
  }

  /// Days: a hundred years.
  private static let mostDaysAway = 36_525
}

/// Why something typed is not a day.
public struct DateEntryError: Error, Hashable, Sendable, CustomStringConvertible {
  var text: String
  var today: LocalDate
  var isTooEarly: Bool

  /// One sentence that quotes what was wrong and says what to type instead.
  public var sentence: String {
    isTooEarly
      ? "“\(text)” is before 1900: type a later day, such as \(today)."
      : "“\(text)” is not a date: type one such as \(today), yesterday or -3."
  }

  public var description: String { sentence }
}
