import Training

/// A local day and time of day, as exports write it, without a zone.
struct LocalMoment: Hashable {
  var date: LocalDate
  /// Seconds after midnight.
  var second: Int

  /// Seconds from the start of the first day to here, for differences.
  var seconds: Int { date.dayNumber * 86_400 + second }

  init(date: LocalDate, second: Int) {
    self.date = date
    self.second = second
  }

  /// Reads `2018-12-10 10:33:55`, with `AM` or `PM` behind it or without seconds too; nil for anything else.
  init?(iso text: String) {
    let words = text.split { $0.isWhitespace || $0 == "T" }
    guard let first = words.first, let date = LocalDate(first) else { return nil }
    guard let second = Self.timeOfDay(words.dropFirst().map(String.init)) else { return nil }
    self.init(date: date, second: second)
  }

  /// Reads `10 Feb 2024, 19:57`, `5 Mai 2026, 07:34`, `May 15, 2026, 7:26 PM`; nil for anything else.
  init?(spelled text: String) {
    let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
      .filter { $0.lowercased() != "de" }
    guard words.count >= 4 else { return nil }
    let parts = Array(words.prefix(3))
    guard let place = parts.firstIndex(where: { MonthNames.month($0) != nil }), place < 2,
      let month = MonthNames.month(parts[place])
    else { return nil }
    let numbers = parts.enumerated().filter { $0.offset != place }
      .compactMap { Int($0.element.filter { $0 != "." }) }
    guard numbers.count == 2, let date = LocalDate(year: numbers[1], month: month, day: numbers[0]),
      let second = Self.timeOfDay(Array(words.dropFirst(3)))
    else { return nil }
    self.init(date: date, second: second)
  }

  /// Seconds after midnight of a time of day that stands alone; nil where it is none.
  static func second(ofDay text: String) -> Int? {
    timeOfDay(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// `19:57`, `10:33:55`, `7:26 PM`, `7:26PM`.
  private static func timeOfDay(_ words: [String]) -> Int? {
    guard var clock = words.first, words.count <= 2 else { return nil }
    var half = words.count == 2 ? words[1] : ""
    if half.isEmpty, let end = clock.firstIndex(where: \.isLetter) {
      half = String(clock[end...])
      clock = String(clock[..<end])
    }
    let numbers = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0 != nil }) else { return nil }
    var hour = numbers[0] ?? 0
    let (minute, second) = (numbers[1] ?? 0, numbers.count == 3 ? numbers[2] ?? 0 : 0)
    switch half.lowercased().filter({ $0 != "." }) {
    case "": break
    case "am" where (1...12).contains(hour): hour %= 12
    case "pm" where (1...12).contains(hour): hour = hour % 12 + 12
    default: return nil
    }
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
      return nil
    }
    return hour * 3600 + minute * 60 + second
  }
}

/// The months' names in the languages that exports come in: English, Portuguese, Spanish, French, German, Italian, Dutch.
enum MonthNames {
  /// 1…12; nil where the text is not a month, or names two.
  static func month(_ text: String) -> Int? {
    let word = folded(text)
    guard word.count >= 3, word.first?.isLetter == true else { return nil }
    if let month = months[word] { return month }
    let found = Set(months.filter { $0.key.hasPrefix(word) }.values)
    return found.count == 1 ? found.first : nil
  }

  private static func folded(_ text: String) -> String {
    let plain: [Character: Character] = [
      "é": "e", "è": "e", "û": "u", "ü": "u", "ä": "a", "ç": "c", "á": "a", "í": "i", "ô": "o",
    ]
    return String(text.lowercased().filter { $0 != "." }.map { plain[$0] ?? $0 })
  }

  /// By folded name, with the short forms that the long ones do not begin with.
  private static let months: [String: Int] = {
    let names = [
      "january janeiro enero janvier januar gennaio januari gen ene janv",
      "february fevereiro febrero fevrier februar febbraio februari fev fevr",
      "march marco marzo mars maerz marz maart mrz mrt",
      "april abril avril aprile abr avr",
      "may maio mayo mai maggio mei mag",
      "june junho junio juin juni giugno giu",
      "july julho julio juillet juli luglio juil lug",
      "august agosto aout augustus ago",
      "september setembro septiembre septembre settembre set sept",
      "october outubro octubre octobre oktober ottobre out okt ott",
      "november novembro noviembre novembre",
      "december dezembro diciembre decembre dezember dicembre dez dic",
    ]
    var months: [String: Int] = [:]
    for (index, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}

/// In which order a file writes day and month.
enum DayOrder: Hashable {
  case yearFirst
  case dayFirst
  case monthFirst

  /// Reads a day in this order: `2017-06-23`, or three numbers with `/`, `.` or `-` between them.
  func date(_ text: String) -> LocalDate? {
    if self == .yearFirst { return LocalDate(text) }
    guard let parts = Self.parts(text) else { return nil }
    let (day, month) = self == .dayFirst ? (parts[0], parts[1]) : (parts[1], parts[0])
    return LocalDate(year: parts[2], month: month, day: day)
  }

  /// Three numbers, the year last.
  static func parts(_ text: String) -> [Int]? {
    let words = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    let numbers = words.compactMap { Int($0) }
    guard words.count == 3, numbers.count == 3, numbers[2] > 999 else { return nil }
    return numbers
  }
}
