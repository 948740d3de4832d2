/// A best that stands.
public struct Record: Hashable, Sendable {
  /// What can be a record.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// The heaviest weight entered, in kilograms.
    case heaviestWeight
    /// The best estimated 1RM from at most 12 repetitions, in kilograms.
    case bestE1RM
    /// The best volume of a session, in kilograms × repetitions.
    case bestVolume
    /// The heaviest weight for repetitions in this range, in kilograms.
    case range(RepRange)

    public static let allCases: [Kind] =
      [.heaviestWeight, .bestE1RM, .bestVolume] + RepRange.allCases.map { .range($0) }

    /// The place among ``allCases``.
    var index: Int {
      switch self {
      case .heaviestWeight: 0
      case .bestE1RM: 1
      case .bestVolume: 2
      case .range(let range): 3 + range.rawValue
      }
    }
  }

  /// By how much a value must exceed what stood, so that sums added up in another order make no record.
  static let tolerance = 0.000_001

  public var kind: Kind
  /// Kilograms; kilograms × repetitions for ``Kind/bestVolume``.
  public var value: Double
  /// The day on which it was set.
  public var date: LocalDate
  public var logId: String
  /// The set that set it; nil for volume, and where it is not known.
  public var setId: String?

  public init(kind: Kind, value: Double, date: LocalDate, logId: String, setId: String? = nil) {
    self.kind = kind
    self.value = value
    self.date = date
    self.logId = logId
    self.setId = setId
  }

  static func exceeds(_ value: Double, _ stood: Double) -> Bool { value > stood + tolerance }
}

/// A record that was exceeded.
public struct BrokenRecord: Hashable, Sendable {
  public var kind: Record.Kind
  public var value: Double
  /// What stood until then.
  public var previous: Double
  /// The set that did it; nil for volume when a whole session is absorbed, and where it is not known.
  public var setId: String?

  public init(kind: Record.Kind, value: Double, previous: Double, setId: String? = nil) {
    self.kind = kind
    self.value = value
    self.previous = previous
    self.setId = setId
  }
}

/// The bests of one exercise that stand after a session.
///
/// A book is derived: it is made by absorbing the sessions of an exercise in the order of their days.
public struct RecordBook: Hashable, Sendable {
  private var slots: [Record?]

  /// An empty book, as before the first session.
  public init() { slots = Array(repeating: nil, count: Record.Kind.allCases.count) }

  public subscript(kind: Record.Kind) -> Record? { slots[kind.index] }

  /// What stands, in the order of ``Record/Kind/allCases``.
  public var records: [Record] { slots.compactMap { $0 } }

  public var isEmpty: Bool { records.isEmpty }

  /// Enters a record as it is, whatever stood.
  mutating func enter(_ record: Record) { slots[record.kind.index] = record }

  /// Takes in a session and returns the records it broke, in the order of ``Record/Kind/allCases``.
  ///
  /// A record is broken where a value strictly exceeds what stood; a tie leaves the older one standing. Where
  /// nothing stood there is nothing to exceed: a first session, and the first set ever in a repetition range,
  /// fill the book without breaking a record.
  @discardableResult
  public mutating func absorb(_ bests: SessionBests, date: LocalDate, logId: String)
    -> [BrokenRecord]
  {
    var broken: [BrokenRecord] = []
    for kind in Record.Kind.allCases {
      guard let best = bests[kind], best.value.isFinite else { continue }
      let stood = self[kind]?.value
      if let stood {
        guard Record.exceeds(best.value, stood) else { continue }
        broken.append(
          BrokenRecord(kind: kind, value: best.value, previous: stood, setId: best.setId))
      }
      enter(
        Record(kind: kind, value: best.value, date: date, logId: logId, setId: best.setId))
    }
    return broken
  }

  /// Takes in a session; see ``absorb(_:date:logId:)-(SessionBests,_,_)``.
  @discardableResult
  public mutating func absorb(_ figures: SessionFigures, date: LocalDate, logId: String)
    -> [BrokenRecord]
  {
    absorb(figures.bests, date: date, logId: logId)
  }

  /// The records that each set of a running session breaks, by set id; sets that break none are left out.
  ///
  /// - Parameters:
  ///   - entries: All entries of the book's exercise in the session, with the sets so far.
  ///
  /// The book is the one that stood before the session. Each counted set is compared with the book and the
  /// session's sets before it. Volume belongs to the session: the set that takes it over what stood is credited once,
  /// with the volume up to it. Only what stood in the book can be broken.
  public func broken(by entries: [LoggedExercise], formula: OneRepMaxFormula)
    -> [String: [BrokenRecord]]
  {
    var standing = slots.map { $0?.value }
    var result: [String: [BrokenRecord]] = [:]
    var volume = 0.0
    var volumeIsOpen = true
    for entry in entries {
      for set in entry.sets where set.counts {
        volume += entry.volume(of: set)
        var values = entry.recordValues(of: set, formula: formula)
        if volumeIsOpen { values.append((.bestVolume, volume)) }
        for (kind, value) in values.sorted(by: { $0.kind.index < $1.kind.index }) {
          guard value.isFinite, let stood = standing[kind.index], Record.exceeds(value, stood)
          else { continue }
          standing[kind.index] = value
          if kind == .bestVolume { volumeIsOpen = false }
          result[set.id, default: []].append(
            BrokenRecord(kind: kind, value: value, previous: stood, setId: set.id))
        }
      }
    }
    return result
  }
}

extension LoggedExercise {
  /// The value one set offers for each kind of record; volume is the session's and not among them.
  func recordValues(of set: LoggedSet, formula: OneRepMaxFormula) -> [(
    kind: Record.Kind, value: Double
  )] {
    var values: [(kind: Record.Kind, value: Double)] = []
    let weight = recordWeight(of: set)
    if let weight { values.append((.heaviestWeight, weight)) }
    if let reps = set.reps, !formula.isRough(reps: reps),
      let oneRepMax = oneRepMax(of: set, formula: formula)
    {
      values.append((.bestE1RM, oneRepMax))
    }
    if let weight, let range = set.reps.flatMap(RepRange.init(reps:)) {
      values.append((.range(range), weight))
    }
    return values
  }
}
