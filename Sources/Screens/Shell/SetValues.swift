import Terminal
import Training

/// Values of sets as the athlete reads them.
struct SetValues {
  let glyphs: Glyphs

  /// `1:30`, `1:05:00`; below a minute `45 s`.
  func time(_ seconds: Double) -> String {
    guard seconds >= 60, seconds < 1e9 else {
      return NumberText.decimal(seconds, places: 1, glyphs: glyphs) + " s"
    }
    let whole = Int(seconds.rounded())
    let minutes = whole / 60 % 60
    let hours = whole / 3600
    let tail = twoDigits(whole % 60)
    return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(tail)" : "\(minutes):\(tail)"
  }

  /// The clock of a workout or of a rest: `42:10`, `1:02:10`, `0:05`.
  func clock(_ seconds: Double) -> String {
    let whole = Int(max(0, min(seconds, 1e9)).rounded(.down))
    let hours = whole / 3600
    let minutes = whole / 60 % 60
    let tail = twoDigits(whole % 60)
    return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(tail)" : "\(minutes):\(tail)"
  }

  func distance(_ value: Double, _ unit: DistanceUnit) -> String {
    NumberText.decimal(value, glyphs: glyphs) + " " + unit.rawValue
  }

  func rpe(_ value: Double) -> String { "@" + NumberText.decimal(value, glyphs: glyphs) }

  /// A set in one word: `100×5`, `+5×8`, `12`, `1:30`, `5 km 25:00`.
  func short(_ set: PastSet, signed: Bool = false) -> String {
    parts(set, signed: signed, times: glyphs.times)
  }

  /// A set with room to read: `97.5 × 5 @9`.
  func long(_ set: PastSet, signed: Bool = false) -> String {
    let text = parts(set, signed: signed, times: " \(glyphs.times) ")
    return set.rpe.map { text + " " + rpe($0) } ?? text
  }

  func weight(_ value: Double, signed: Bool) -> String {
    signed
      ? NumberText.signed(value, glyphs: glyphs) : NumberText.decimal(value, glyphs: glyphs)
  }

  private func parts(_ set: PastSet, signed: Bool, times: String) -> String {
    var words: [String] = []
    if let weight = set.weight, weight != 0 || !signed || set.reps == nil {
      let text = self.weight(weight, signed: signed)
      words.append(set.reps.map { "\(text)\(times)\($0)" } ?? text)
    } else if let reps = set.reps {
      words.append("\(reps)")
    }
    if let distance = set.distance { words.append(self.distance(distance, set.distanceUnit)) }
    if let seconds = set.seconds { words.append(time(seconds)) }
    return words.joined(separator: " ")
  }

  /// A number with its decimal point at a fixed place, in ``alignedWidth`` columns.
  func aligned(_ text: String) -> String {
    let point = text.firstIndex(of: ".") ?? text.endIndex
    return String(text[..<point]).padded(to: Self.headWidth, .right, glyphs: glyphs)
      + String(text[point...]).padded(to: Self.tailWidth, glyphs: glyphs)
  }

  static let headWidth = 6
  static let tailWidth = 3

  /// Kilograms in the athlete's unit.
  func converted(_ kilograms: Double, _ unit: WeightUnit) -> Double {
    WeightUnit.kilograms.convert(kilograms, to: unit)
  }

  /// A record in a few words, in the athlete's unit: `best e1RM 116.7`.
  func record(_ record: BrokenRecord, _ unit: WeightUnit) -> String {
    let value = converted(record.value, unit)
    switch record.kind {
    case .bestE1RM: return "best e1RM " + NumberText.decimal(value, places: 1, glyphs: glyphs)
    case .heaviestWeight: return "heaviest " + NumberText.decimal(value, places: 1, glyphs: glyphs)
    case .bestVolume: return "best volume " + NumberText.grouped(value, glyphs: glyphs)
    case .range(let range):
      let reps = range == .one ? "single" : "\(title(range)) reps"
      return "best \(reps) " + NumberText.decimal(value, places: 1, glyphs: glyphs)
    }
  }

  func title(_ range: RepRange) -> String {
    let bounds = range.bounds
    return bounds.count == 1
      ? "\(bounds.lowerBound)" : "\(bounds.lowerBound)\(glyphs.dash)\(bounds.upperBound)"
  }

  /// Of several records of one set, the one that says most.
  func first(of records: [BrokenRecord]) -> BrokenRecord? {
    records.min { rank($0.kind) < rank($1.kind) }
  }

  private func rank(_ kind: Record.Kind) -> Int {
    switch kind {
    case .bestE1RM: 0
    case .heaviestWeight: 1
    case .range: 2
    case .bestVolume: 3
    }
  }

  /// `Thu` within a week, `12 Nov` within a year, `Nov 2024` beyond.
  func day(_ date: LocalDate, today: LocalDate) -> String {
    let (year, month, day) = date.components
    let daysAgo = today.dayNumber - date.dayNumber
    if (0..<7).contains(daysAgo) { return Self.weekdays[date.weekday] }
    let name = Self.months[month - 1]
    return (0..<365).contains(daysAgo) ? "\(day) \(name)" : "\(name) \(year)"
  }

  /// `Thu 12 Nov`.
  func fullDay(_ date: LocalDate) -> String {
    let (_, month, day) = date.components
    return "\(Self.weekdays[date.weekday]) \(day) \(Self.months[month - 1])"
  }

  /// `Thu 18:22` within a week, `12 Nov 18:22` within a year, the day alone beyond.
  func moment(_ instant: Instant, _ shared: Shared) -> String {
    let (date, second) = instant.local(offsetMinutes: shared.utcOffset)
    let day = day(date, today: shared.today)
    guard (0..<365).contains(shared.today.dayNumber - date.dayNumber) else { return day }
    return "\(day) \(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
  }

  /// `just now`, `5 min ago`, `2 h ago`; the moment itself from a day on.
  func ago(_ instant: Instant, _ shared: Shared) -> String {
    let seconds = shared.now.seconds(since: instant)
    switch seconds {
    case ..<0: return moment(instant, shared)
    case ..<60: return "just now"
    case ..<3600: return "\(Int(seconds) / 60) min ago"
    case ..<86_400: return "\(Int(seconds) / 3600) h ago"
    default: return moment(instant, shared)
    }
  }

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// Plates a side of a set's weight: `25 + 15`, with what is left over.
  func plates(_ weight: Double, unit: WeightUnit, shared: Shared) -> String {
    let rack = unit == .kilograms ? shared.kilogramPlates : shared.poundPlates
    let bar = NumberText.decimal(rack.bar, glyphs: glyphs)
    guard let side = rack.perSide(total: weight) else {
      return "less than the bar of \(bar) \(unit.rawValue)"
    }
    let plates = side.plates.map { NumberText.decimal($0, glyphs: glyphs) }
    let words = plates.isEmpty ? "the bar alone" : plates.joined(separator: " + ") + " a side"
    guard side.remainder > 0 else { return "\(words), bar \(bar) \(unit.rawValue)" }
    let rest = NumberText.decimal(side.remainder, glyphs: glyphs)
    return "\(words), bar \(bar) \(unit.rawValue), \(rest) short"
  }
}
