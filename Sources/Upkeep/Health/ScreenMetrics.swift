public import Store
public import Training
import Wire

/// What was measured while the screens were open; kept as a note when they are left.
public struct ScreenMetrics: Hashable, Sendable {
  public var began: Instant
  public var ended: Instant
  /// How long a page took from being asked for until it was drawn, by the screen's name.
  public var times: [String: TimeSpread] = [:]
  /// What the screens asked for, and how much of it could not be done.
  public var answers = 0
  public var failures = 0
  /// Documents that were read, by collection.
  public var reads: [String: Int] = [:]

  static let kind = NoteKind("metric", most: 100)
  /// How many of the latest sessions health looks at.
  static let looked = 20

  public init(began: Instant) {
    self.began = began
    ended = began
  }

  public var isEmpty: Bool { times.isEmpty && answers == 0 }

  /// Several sessions as one; nil where there are none.
  init?(sum sessions: [ScreenMetrics]) {
    guard var sum = sessions.first else { return nil }
    var minutes = sum.minutes
    for session in sessions.dropFirst() {
      for (screen, spread) in session.times { sum.times[screen, default: TimeSpread()].add(spread) }
      for (collection, count) in session.reads { sum.reads[collection, default: 0] += count }
      sum.answers += session.answers
      sum.failures += session.failures
      minutes += session.minutes
    }
    sum.ended = sum.began.advanced(bySeconds: minutes * 60)
    self = sum
  }

  /// The clock may have been put back meanwhile.
  var minutes: Double { max(0, ended.seconds(since: began)) / 60 }

  /// Requests a minute; nil where no time has passed.
  public var throughput: Double? { minutes > 0 ? Double(answers) / minutes : nil }

  /// The share of requests that failed, in percent; nil where nothing was asked.
  public var errorPercent: Double? {
    answers > 0 ? Double(failures) / Double(answers) * 100 : nil
  }

  /// The screen whose median is the highest, and that median.
  var slowest: (screen: String, median: Double)? {
    times.compactMap { screen, spread in spread.median.map { (screen, $0) } }
      .max { ($0.1, $1.0) < ($1.1, $0.0) }
  }
}

extension ScreenMetrics {
  /// Keeps them, and the alerts, as notes.
  public func keep(in store: Store, with alerts: [AlertNote], within patience: Int) throws {
    for alert in alerts { try store.note(.alert, alert.text, at: alert.at, within: patience) }
    try store.note(Self.kind, text, at: ended, within: patience)
  }

  var text: String {
    let screens = times.sorted { $0.key < $1.key }.map { screen, spread in
      let counts = spread.counts.sorted { $0.key < $1.key }.map {
        JSONValue.list([.integer($0.key), .integer($0.value)])
      }
      return (screen, JSONValue.list(counts))
    }
    let reads = reads.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.integer($0.value)) }
    return JSONValue.object([
      ("from", .integer(Int(began.milliseconds))), ("to", .integer(Int(ended.milliseconds))),
      ("answers", .integer(answers)), ("failures", .integer(failures)),
      ("reads", .object(reads)), ("screens", .object(screens)),
    ]).json
  }

  /// Nil where the note is none of these.
  init?(_ note: Note) {
    // What cannot be read is a note of another version, and is passed over.
    guard let object = try? JSONSlice(note.text),
      let from = object.first("from")?.int, let to = object.first("to")?.int,
      let answers = object.first("answers")?.int, let failures = object.first("failures")?.int,
      Self.countable.contains(answers), Self.countable.contains(failures)
    else { return nil }
    self.init(began: Instant(milliseconds: Int64(from)))
    ended = Instant(milliseconds: Int64(to))
    self.answers = answers
    self.failures = failures
    for member in (try? object.first("reads")?.members()) ?? [] {
      guard let count = member.value.int, Self.countable.contains(count) else { continue }
      reads[member.name] = count
    }
    for member in (try? object.first("screens")?.members()) ?? [] {
      let spread = TimeSpread(counts: Self.counts(member.value))
      if spread.count > 0 { times[member.name] = spread }
    }
  }

  /// Counts that are believed: sums of them stay whole numbers.
  private static let countable = 0...1_000_000_000_000

  private static func counts(_ list: JSONSlice) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for pair in list.elements {
      let numbers = pair.elements.compactMap(\.int)
      guard numbers.count == 2, countable.contains(numbers[1]) else { continue }
      counts[numbers[0]] = numbers[1]
    }
    return counts
  }
}
