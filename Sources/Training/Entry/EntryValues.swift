/// Reads single values with their signs and units, by the same rules wherever they are typed.
extension EntryScanner {
  /// The number at `start`, whose sign was read already.
  mutating func value(_ field: EntryField, from start: Int) throws(SetEntryError) -> ScannedNumber {
    guard let number = number() else {
      throw isAtWordEnd ? missing(field) : error(.notANumber(field), from: start)
    }
    guard number.value <= Self.largestReadable else { throw error(.tooLarge(field), from: start) }
    if isInsideNumber { throw error(.notANumber(field), from: start) }
    return number
  }

  /// A whole number; `field` says of what.
  mutating func wholeNumber(_ field: EntryField) throws(SetEntryError) -> Int {
    let start = index
    if sign() == -1 { throw error(.negative(field), from: start) }
    let number = try value(field, from: start)
    guard number.fractionDigits == 0 else { throw error(.notWhole(field), from: start) }
    return Int(number.value)
  }

  /// A number that is not below zero.
  mutating func positive(_ field: EntryField) throws(SetEntryError) -> ScannedNumber {
    let start = index
    if sign() == -1 { throw error(.negative(field), from: start) }
    return try value(field, from: start)
  }

  /// How hard a set was.
  mutating func rpe() throws(SetEntryError) -> ScannedNumber {
    let start = index
    let number = try positive(.rpe)
    guard Bounds.rpe.contains(number.value) else { throw error(.noRPE, from: start) }
    return number
  }

  /// What follows a first number as a time: `:30`, `:05:00`, or a unit of time. Nil where it is not a time.
  mutating func time(after first: ScannedNumber) throws(SetEntryError) -> Double? {
    if next == ":" { return try clock(after: first) }
    let start = index
    skipSpaces()
    for (words, seconds) in Self.timeUnits where takeUnit(words) { return first.value * seconds }
    move(to: start)
    return nil
  }

  /// What follows a number as a unit of distance; nil where it is none.
  mutating func distanceUnit() -> DistanceUnit? {
    let start = index
    skipSpaces()
    for unit in DistanceUnit.allCases where takeUnit([unit.rawValue]) { return unit }
    move(to: start)
    return nil
  }

  /// What follows a number as a unit of weight; nil where it is none.
  mutating func weightUnit() -> WeightUnit? {
    let start = index
    skipSpaces()
    for word in ["kgs", "kg", "lbs", "lb"] where takeUnit([word]) {
      return WeightUnit(spelling: word)
    }
    move(to: start)
    return nil
  }

  /// Whether a letter follows that begins none of a set's parts: a wrong unit, or `1e9`.
  var isFollowedByLetter: Bool {
    guard let next else { return false }
    return next.isLetter && !Self.times.contains(next)
  }

  static let times: Set<Character> = ["x", "X", "×", "*"]
  private static let timeUnits: [(words: [String], seconds: Double)] = [
    (["seconds", "secs", "sec", "s"], 1), (["minutes", "mins", "min"], 60), (["hours", "h"], 3600),
  ]

  /// Whether the number just read goes on in a form that is not plain: a second point, or an exponent.
  private var isInsideNumber: Bool {
    guard let next else { return false }
    if next == "." { return true }
    var ahead = self
    if ahead.take(["e", "E"]) {
      _ = ahead.sign()
      return ahead.next.map(Self.isDigit) ?? false
    }
    return next == "," && ahead.take([","]) && (ahead.next.map(Self.isDigit) ?? false)
  }

  private mutating func clock(after first: ScannedNumber) throws(SetEntryError) -> Double {
    let start = first.position
    var parts = [first]
    while take([":"]) {
      guard parts.count < 3, let part = number(), part.text.count == 2, part.value < 60 else {
        throw error(.notATime, from: start)
      }
      parts.append(part)
    }
    guard parts.allSatisfy({ $0.fractionDigits == 0 }) else { throw error(.notATime, from: start) }
    return parts.reduce(0) { $0 * 60 + $1.value }
  }

  /// Takes one of `words` where no further letter follows but an `x`.
  private mutating func takeUnit(_ words: [String]) -> Bool {
    for word in words
    where take(word: word, before: { $0.map { !$0.isLetter || Self.times.contains($0) } ?? true }) {
      return true
    }
    return false
  }
}
