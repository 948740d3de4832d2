/// The best of one session in each kind of record, with the set that did it.
public struct SessionBests: Hashable, Sendable {
  public struct Best: Hashable, Sendable {
    /// Kilograms; kilograms × repetitions for volume.
    public var value: Double
    /// The set that did it; nil for volume, and where it is not known.
    public var setId: String?

    public init(value: Double, setId: String? = nil) {
      self.value = value
      self.setId = setId
    }
  }

  private var slots: [Best?]

  public init() { slots = Array(repeating: nil, count: Record.Kind.allCases.count) }

  public subscript(kind: Record.Kind) -> Best? {
    get { slots[kind.index] }
    set { slots[kind.index] = newValue }
  }

  /// Takes `value` where it is better than what stands; of equal ones the first stands.
  mutating func offer(_ value: Double, for kind: Record.Kind, setId: String?) {
    if let best = self[kind], best.value >= value { return }
    self[kind] = Best(value: value, setId: setId)
  }
}

/// What one exercise came to in one workout, all its entries there taken together.
public struct SessionFigures: Hashable, Sendable {
  /// Counted sets.
  public var sets: Int
  /// Repetitions over all counted sets.
  public var reps: Int
  /// Kilograms × repetitions over all counted sets.
  public var volume: Double
  /// The session's best in each kind of record.
  public var bests: SessionBests
  /// The best estimated 1RM in kilograms with sets above 12 repetitions included: for display only.
  public var roughE1RM: Double?
  /// Kilograms: the sum of the loads of the counted sets that have one, body weight included where the estimated
  /// 1RM includes it; the numerator of the average intensity.
  public var weightSum: Double
  /// How many sets ``weightSum`` adds up.
  public var weightedSets: Int
  /// The set with the best estimated 1RM; without any, the longest, the farthest, or the one of most repetitions.
  public var topSet: PastSet?
  /// The longest set in seconds.
  public var secondsBest: Double?
  /// The farthest set in metres.
  public var distanceBest: Double?
  /// The counted sets in their order.
  public var performed: [PastSet]

  public init(
    sets: Int = 0, reps: Int = 0, volume: Double = 0, bests: SessionBests = SessionBests(),
    roughE1RM: Double? = nil, weightSum: Double = 0, weightedSets: Int = 0,
    topSet: PastSet? = nil, secondsBest: Double? = nil, distanceBest: Double? = nil,
    performed: [PastSet] = []
  ) {
    self.sets = sets
    self.reps = reps
    self.volume = volume
    self.bests = bests
    self.roughE1RM = roughE1RM
    self.weightSum = weightSum
    self.weightedSets = weightedSets
    self.topSet = topSet
    self.secondsBest = secondsBest
    self.distanceBest = distanceBest
    self.performed = performed
  }

  /// The best estimated 1RM in kilograms from sets of at most 12 repetitions.
  public var bestE1RM: Double? { bests[.bestE1RM]?.value }
  /// The heaviest weight entered in kilograms; nil for Bodyweight. See ``LoggedExercise/recordWeight(of:)``.
  public var maxWeight: Double? { bests[.heaviestWeight]?.value }
  /// Mean repetitions a set; 0 without sets.
  public var averageReps: Double { sets == 0 ? 0 : Double(reps) / Double(sets) }
}

extension SessionFigures {
  /// The figures of one exercise in `log`; nil where it has no counted set there.
  public static func of(exerciseId: String, in log: WorkoutLog, formula: OneRepMaxFormula)
    -> SessionFigures?
  {
    of(log.exercises.filter { $0.exerciseId == exerciseId }, formula: formula)
  }

  /// The figures of every exercise of `log` that has a counted set, by exercise id.
  public static func all(in log: WorkoutLog, formula: OneRepMaxFormula) -> [String: SessionFigures]
  {
    Dictionary(grouping: log.exercises, by: \.exerciseId).compactMapValues {
      of($0, formula: formula)
    }
  }

  /// The figures of entries that are all of one exercise, in their order; nil where no set counts.
  public static func of(_ entries: [LoggedExercise], formula: OneRepMaxFormula) -> SessionFigures? {
    var tally = SessionTally(formula: formula)
    for entry in entries {
      for set in entry.sets where set.counts { tally.add(set, of: entry) }
    }
    return tally.figures.sets == 0 ? nil : tally.finished()
  }
}

extension Int {
  /// The sum, or the largest number there is where it is larger: a file may say anything of a set.
  func addingWithinBounds(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}

/// Adds up the sets of a session.
private struct SessionTally {
  let formula: OneRepMaxFormula
  var figures = SessionFigures()
  private var topRank: TopRank?

  init(formula: OneRepMaxFormula) { self.formula = formula }

  mutating func add(_ set: LoggedSet, of entry: LoggedExercise) {
    figures.sets += 1
    figures.reps = figures.reps.addingWithinBounds(max(0, set.reps ?? 0))
    figures.volume += entry.volume(of: set)
    if let load = entry.load(of: set), load > 0 {
      figures.weightSum += load
      figures.weightedSets += 1
    }
    if set.seconds ?? 0 > figures.secondsBest ?? 0 { figures.secondsBest = set.seconds }
    if set.meters ?? 0 > figures.distanceBest ?? 0 { figures.distanceBest = set.meters }
    for (kind, value) in entry.recordValues(of: set, formula: formula) {
      figures.bests.offer(value, for: kind, setId: set.id)
    }
    let oneRepMax = entry.oneRepMax(of: set, formula: formula)
    if let oneRepMax, oneRepMax > figures.roughE1RM ?? 0 { figures.roughE1RM = oneRepMax }
    let performed = PastSet(set)
    figures.performed.append(performed)
    let rank = TopRank(set, oneRepMax: oneRepMax)
    if topRank.map({ $0 < rank }) ?? true {
      topRank = rank
      figures.topSet = performed
    }
  }

  func finished() -> SessionFigures {
    var result = figures
    if figures.volume > 0 {
      result.bests[.bestVolume] = SessionBests.Best(value: figures.volume)
    }
    return result
  }
}

/// What makes one set the session's top set: an exact estimate before a rough one, then time, distance, repetitions.
private struct TopRank: Comparable {
  let values: [Double]

  init(_ set: LoggedSet, oneRepMax: Double?) {
    let isRough = OneRepMaxFormula.isRough(reps: set.reps ?? 0)
    values = [
      isRough ? 0 : oneRepMax ?? 0, oneRepMax ?? 0, set.seconds ?? 0, set.meters ?? 0,
      Double(set.reps ?? 0),
    ]
  }

  static func < (left: TopRank, right: TopRank) -> Bool {
    left.values.lexicographicallyPrecedes(right.values)
  }
}
