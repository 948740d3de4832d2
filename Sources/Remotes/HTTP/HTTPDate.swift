/// A date as HTTP writes it (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
struct HTTPDate: Hashable {
  /// Since the beginning of 1970.
  let seconds: Int

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), (1...31).contains(day),
      let month = Self.months.firstIndex(of: String(words[2])), let year = Int(words[3]),
      (1970...9999).contains(year)
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]),
      (0...60).contains(time[2])
    else { return nil }
    let days = Self.days(year, month + 1, day)
    seconds = ((days * 24 + time[0]) * 60 + time[1]) * 60 + time[2]
  }

  /// Days since the beginning of 1970, with years that begin in March so that the day that leaps comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let sinceMarch = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + sinceMarch - 719_468
  }
}

extension HTTPResponse {
  /// Seconds; a date is taken by the server's own clock. Nil where it is not said.
  var retryAfter: Double? {
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Double(text) { return seconds >= 0 && seconds.isFinite ? seconds : nil }
    guard let until = HTTPDate(text), let now = headers["date"].flatMap(HTTPDate.init) else {
      return nil
    }
    return Double(max(0, until.seconds - now.seconds))
  }
}
