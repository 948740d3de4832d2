/// What is copied from an exercise into every place that uses it, so that nothing is looked up to draw it.
public struct ExerciseMetadata: Hashable, Sendable {
  public var name: String
  public var primaryMuscleGroup: MuscleGroup
  public var exerciseType: ExerciseType
  public var movementPattern: String
  public var equipment: String
  public var isCompoundLift: Bool
  public var measures: Measures
  /// When the copy was made; nil where a writer left it out.
  public var lastUpdated: Instant?
  /// The revision of the master entry the copy was taken from.
  public var revision: Int
  public var unknown: UnknownFields

  public init(
    name: String = "Unknown", primaryMuscleGroup: MuscleGroup = .unknown,
    exerciseType: ExerciseType = .unknown, movementPattern: String = "Unknown",
    equipment: String = "Unknown", isCompoundLift: Bool = false, measures: Measures = .standard,
    lastUpdated: Instant? = nil, revision: Int = 0, unknown: UnknownFields = []
  ) {
    self.name = name
    self.primaryMuscleGroup = primaryMuscleGroup
    self.exerciseType = exerciseType
    self.movementPattern = movementPattern
    self.equipment = equipment
    self.isCompoundLift = isCompoundLift
    self.measures = measures
    self.lastUpdated = lastUpdated
    self.revision = revision
    self.unknown = unknown
  }

  /// How long a copy counts as fresh: 24 h.
  public static let freshness: Double = 24 * 60 * 60

  /// Whether the copy is younger than ``freshness`` at `now`. A copy without a date is stale.
  public func isFresh(at now: Instant) -> Bool {
    guard let lastUpdated else { return false }
    return now.seconds(since: lastUpdated) < Self.freshness
  }

  /// Whether both say the same of the exercise, whenever and from whichever revision they were copied.
  public func hasSameContent(as other: ExerciseMetadata) -> Bool {
    var copy = other
    copy.lastUpdated = lastUpdated
    copy.revision = revision
    return copy == self
  }

  /// Of two copies of one exercise the one that holds: the higher revision, then the later `lastUpdated`.
  ///
  /// Copies that are equal in both but differ in content are ordered by content, so that it does not matter which is
  /// named first.
  public static func newer(_ left: ExerciseMetadata, _ right: ExerciseMetadata) -> ExerciseMetadata
  {
    if left.revision != right.revision { return left.revision > right.revision ? left : right }
    if left.lastUpdated != right.lastUpdated {
      guard let rightTime = right.lastUpdated else { return left }
      guard let leftTime = left.lastUpdated else { return right }
      return leftTime > rightTime ? left : right
    }
    return left.content.lexicographicallyPrecedes(right.content) ? right : left
  }

  /// Everything but the date and the revision, as bytes in a fixed order.
  private var content: [UInt8] {
    let words =
      [
        name, primaryMuscleGroup.rawValue, exerciseType.rawValue, movementPattern, equipment,
        isCompoundLift ? "1" : "0", String(measures.rawValue),
      ] + unknown.flatMap { [$0.name, $0.json] }
    return Array(words.map(\.utf8).joined(separator: [0]))
  }
}

/// A master entry: one of the catalogue's, or one of the athlete's own.
public struct Exercise: Hashable, Sendable {
  public var id: String
  /// The athlete whose own exercise it is; nil for the catalogue's.
  public var userId: String?
  /// Everything that is embedded where the exercise is used.
  public var metadata: ExerciseMetadata
  /// Other names it is known by.
  public var aliases: [String]
  /// That the exercise was removed before, and stands again.
  public var removal: Removal?
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    id: String, userId: String? = nil, metadata: ExerciseMetadata, aliases: [String] = [],
    removal: Removal? = nil, stamps: Stamps = Stamps(), unknown: UnknownFields = []
  ) {
    self.id = id
    self.userId = userId
    self.metadata = metadata
    self.aliases = aliases
    self.removal = removal
    self.stamps = stamps
    self.unknown = unknown
  }

  public var name: String { metadata.name }

  /// The copy to embed at `now`: a pure function of the exercise.
  public func embedded(at now: Instant) -> ExerciseMetadata {
    var copy = metadata
    copy.lastUpdated = now
    return copy
  }
}

extension ExerciseMetadata {
  /// Whether it stands in for a copy that is missing: `Unknown` throughout.
  public var isUnknown: Bool { self == ExerciseMetadata() }
}
