/// Reads typed sets; see ``SetEntry/parse(_:unit:)``.
///
///     sets   = set { separator set }
///     set    = [ kind ] ( load [ x work ] | x work | measure ) { measure } [ x count ] [ @ rpe ]
///     load   = bw [ sign number ] | [ sign ] number [ kg | lb ]
///     work   = reps | measure
///     measure = time | distance
struct SetEntryParser {
  private var scanner: EntryScanner
  private let defaultUnit: WeightUnit
  private var entry = SetEntry()

  init(_ text: String, unit: WeightUnit) {
    scanner = EntryScanner(text)
    defaultUnit = unit
  }

  mutating func entries() throws(SetEntryError) -> [SetEntry] {
    var entries: [SetEntry] = []
    var starts: [Int] = []
    scanner.skipSeparators()
    guard !scanner.isAtEnd else { throw scanner.error(.empty, from: scanner.index) }
    while !scanner.isAtEnd {
      let start = scanner.index
      starts.append(start)
      entries.append(try set())
      guard scanner.skipSeparators() || scanner.isAtEnd else {
        throw scanner.error(.unreadable, from: start)
      }
    }
    if entries.count > 1 { try refuseFragments(entries, starts) }
    return entries
  }

  /// A set that is one of several says what was done: else `1 000x5` would be two sets, and `100 5` too.
  private func refuseFragments(_ entries: [SetEntry], _ starts: [Int]) throws(SetEntryError) {
    guard let place = entries.firstIndex(where: { !$0.hasWork }) else { return }
    let start = starts[place]
    guard entries[place].weight != nil, place + 1 < entries.count else {
      throw scanner.error(entries[place].fragment, from: start)
    }
    let (first, second) = (scanner.word(from: start), scanner.word(from: starts[place + 1]))
    let end = starts[place + 1] + second.count
    guard !first.hasSuffix(","),
      scanner.text(from: start + first.count, upTo: starts[place + 1]).allSatisfy(\.isWhitespace),
      let meant = Self.meant(first, second, entries[place + 1], isAll: entries.count == 2)
    else { throw scanner.error(.numberAlone, from: start) }
    throw scanner.error(.twoNumbers(meant: meant), from: start, upTo: end)
  }

  /// What two words may stand for of which the first is a weight alone: a number with a gap, or weight and reps.
  private static func meant(_ first: String, _ second: String, _ next: SetEntry, isAll: Bool)
    -> String?
  {
    let digits = second.prefix { $0.isNumber }
    if digits.count == 3, let whole = Double(first + digits), whole <= Bounds.heaviestPounds {
      return first + second
    }
    return next.isWholeWeight && isAll ? "\(first)x\(second)" : nil
  }

  private mutating func set() throws(SetEntryError) -> SetEntry {
    entry = SetEntry()
    let start = scanner.index
    takeKind()
    if entry.kind != nil, scanner.isAtEnd { throw scanner.error(.kindAlone, from: start) }
    try loadOrMeasure(from: start)
    try work()
    try furtherMeasures()
    try count()
    try effort()
    return entry
  }

  private mutating func takeKind() {
    let kinds: [(word: String, kind: SetKind)] = [
      ("warm-up", .warmUp), ("warmup", .warmUp), ("w", .warmUp), ("drop", .drop), ("d", .drop),
      ("failure", .failure), ("fail", .failure), ("f", .failure),
    ]
    // `wbw` and `wx10` are a kind before a set, `week` is not.
    let ends = { (next: Character?) in
      next.map { !$0.isLetter || "xX×bB".contains($0) } ?? true
    }
    for (word, kind) in kinds where scanner.take(word: word, before: ends) {
      entry.kind = kind
      scanner.skipSpaces()
      return
    }
  }

  private mutating func loadOrMeasure(from start: Int) throws(SetEntryError) {
    if let next = scanner.next, next == "@" || EntryScanner.times.contains(next) { return }
    let endsBodyweight = { (next: Character?) in
      next.map { !$0.isLetter || EntryScanner.times.contains($0) } ?? true
    }
    if scanner.take(word: "bw", before: endsBodyweight) {
      entry.weight = 0
      try addedWeight()
      return
    }
    guard let next = scanner.next, "+-−.,".contains(next) || EntryScanner.isDigit(next) else {
      throw scanner.error(.unreadable, from: start)
    }
    if EntryScanner.isDigit(next), try measure() { return }
    try signedWeight(from: scanner.index)
  }

  /// The `+20` of `bw+20` and `bw +20`.
  private mutating func addedWeight() throws(SetEntryError) {
    let start = scanner.index
    scanner.skipSpaces()
    guard let next = scanner.next, "+-−".contains(next) else {
      scanner.move(to: start)
      return
    }
    try signedWeight(from: scanner.index)
  }

  private mutating func signedWeight(from start: Int) throws(SetEntryError) {
    let sign = scanner.sign() ?? 1
    let number = try scanner.value(.weight, from: start)
    let weight = number.value * Double(sign)
    entry.weight = weight == 0 ? 0 : weight
    entry.unit = scanner.weightUnit()
    if scanner.isFollowedByLetter { throw scanner.error(.unknownUnit, from: start) }
    ask(number.question)
    ask(Bounds.weight(weight, entry.unit ?? defaultUnit))
  }

  /// Reads a time or a distance that the set does not have yet; false, and nothing read, where none follows.
  private mutating func measure() throws(SetEntryError) -> Bool {
    let start = scanner.index
    guard let next = scanner.next, EntryScanner.isDigit(next), let number = scanner.number() else {
      return false
    }
    if entry.seconds == nil, let seconds = try scanner.time(after: number) {
      guard number.value <= EntryScanner.largestReadable else {
        throw scanner.error(.tooLarge(.seconds), from: start)
      }
      entry.seconds = seconds
      ask(number.question)
      ask(Bounds.seconds(seconds))
      return true
    }
    if entry.distance == nil, let unit = scanner.distanceUnit() {
      guard number.value <= EntryScanner.largestReadable else {
        throw scanner.error(.tooLarge(.distance), from: start)
      }
      entry.distance = number.value
      entry.distanceUnit = unit
      ask(number.question)
      ask(Bounds.distance(number.value, unit))
      return true
    }
    scanner.move(to: start)
    return false
  }

  /// `x 5`, or `x 60s` and `x 30m` for what is carried or held.
  private mutating func work() throws(SetEntryError) {
    guard entry.seconds == nil, entry.distance == nil, takeTimes() else { return }
    if try measure() { return }
    let reps = try scanner.wholeNumber(.reps)
    entry.reps = reps
    ask(Bounds.reps(reps))
  }

  /// A time after a distance and the other way round, and either after a weight without repetitions.
  private mutating func furtherMeasures() throws(SetEntryError) {
    guard entry.reps == nil else { return }
    while true {
      let start = scanner.index
      guard scanner.skipSpaces(), try measure() else {
        scanner.move(to: start)
        return
      }
    }
  }

  private mutating func count() throws(SetEntryError) {
    guard !beginsNextSet, takeTimes() else { return }
    let start = scanner.index
    guard let number = scanner.number(), number.fractionDigits == 0,
      (1...99).contains(number.value)
    else { throw scanner.error(.notACount, from: start) }
    entry.count = Int(number.value)
    ask(Bounds.count(entry.count))
  }

  private mutating func effort() throws(SetEntryError) {
    let start = scanner.index
    scanner.skipSpaces()
    guard scanner.take(["@"]) else {
      scanner.move(to: start)
      return
    }
    scanner.skipSpaces()
    let number = try scanner.rpe()
    entry.rpe = number.value
    ask(number.question)
    ask(Bounds.rpeStep(number.value))
  }

  /// Takes an `x` with the spaces around it.
  private mutating func takeTimes() -> Bool {
    let start = scanner.index
    scanner.skipSpaces()
    guard scanner.take(EntryScanner.times) else {
      scanner.move(to: start)
      return false
    }
    scanner.skipSpaces()
    return true
  }

  /// In `x10 x8`, sets without a weight, the second `x` begins a set; in `100x5 x3` and `x10 x 3` it counts sets.
  private var beginsNextSet: Bool {
    guard entry.weight == nil, entry.reps != nil else { return false }
    var ahead = scanner
    guard ahead.skipSpaces(), ahead.take(EntryScanner.times) else { return false }
    return ahead.next.map(EntryScanner.isDigit) ?? false
  }

  private mutating func ask(_ question: String?) {
    if let question { entry.questions.append(question) }
  }
}
