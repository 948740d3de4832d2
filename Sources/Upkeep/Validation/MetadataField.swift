import Catalog
public import Training

/// How much a copy that differs from its exercise matters.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  /// A word is spelled otherwise, or says more of the equipment: nothing is counted otherwise for it.
  case low
  /// It goes by another name, or is measured in something else.
  case medium
  /// Muscle group or type: they decide what is counted, and how.
  case high

  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}

/// A field of an exercise that its copies repeat.
public enum MetadataField: String, CaseIterable, Sendable {
  case name, primaryMuscleGroup, exerciseType, equipment, movementPattern, isCompoundLift, measures

  /// What it is called in a sentence.
  public var words: String {
    switch self {
    case .name: "name"
    case .primaryMuscleGroup: "muscle group"
    case .exerciseType: "type"
    case .equipment: "equipment"
    case .movementPattern: "movement"
    case .isCompoundLift: "kind of lift"
    case .measures: "measures"
    }
  }

  /// Its value in words.
  public func value(of metadata: ExerciseMetadata) -> String {
    switch self {
    case .name: metadata.name
    case .primaryMuscleGroup: metadata.primaryMuscleGroup.rawValue
    case .exerciseType: metadata.exerciseType.rawValue
    case .equipment: metadata.equipment
    case .movementPattern: metadata.movementPattern
    case .isCompoundLift: metadata.isCompoundLift ? "compound" : "isolation"
    case .measures:
      Measures.names.filter { metadata.measures.contains($0.measure) }.map(\.name)
        .joined(separator: ", ")
    }
  }

  /// How much it matters that a copy differs from its exercise here; nil where it does not differ.
  ///
  /// An exercise that leaves a field open says nothing that a copy could differ from.
  func severity(of copy: ExerciseMetadata, _ exercise: Exercise) -> Severity? {
    let master = exercise.metadata
    return switch self {
    case .name:
      copy.name == master.name || master.name == Self.open
        ? nil : Self.isSpelling(copy.name, of: exercise) ? .low : .medium
    case .primaryMuscleGroup:
      copy.primaryMuscleGroup == master.primaryMuscleGroup
        || master.primaryMuscleGroup == .unknown ? nil : .high
    case .exerciseType:
      copy.exerciseType == master.exerciseType || master.exerciseType == .unknown ? nil : .high
    case .equipment:
      copy.equipment == master.equipment || master.equipment == Self.open ? nil : .low
    case .movementPattern:
      copy.movementPattern == master.movementPattern || master.movementPattern == Self.open
        ? nil : .low
    case .isCompoundLift: copy.isCompoundLift == master.isCompoundLift ? nil : .low
    case .measures: copy.measures == master.measures ? nil : .medium
    }
  }

  /// What a field that was left out reads as.
  private static let open = "Unknown"

  /// Whether a name is one of the exercise's in another spelling.
  private static func isSpelling(_ name: String, of exercise: Exercise) -> Bool {
    let folded = FoldedName(name).text
    guard !folded.isEmpty else { return false }
    return ([exercise.name] + exercise.aliases).contains { FoldedName($0).text == folded }
  }
}

extension ExerciseMetadata {
  /// The copy with what its exercise says taken over: what that leaves open stays, and so do fields of other writers.
  public func taking(over exercise: Exercise, at now: Instant) -> ExerciseMetadata {
    let master = exercise.embedded(at: now)
    var copy = master
    if master.name == "Unknown" { copy.name = name }
    if master.primaryMuscleGroup == .unknown { copy.primaryMuscleGroup = primaryMuscleGroup }
    if master.exerciseType == .unknown { copy.exerciseType = exerciseType }
    if master.equipment == "Unknown" { copy.equipment = equipment }
    if master.movementPattern == "Unknown" { copy.movementPattern = movementPattern }
    let named = Set(master.unknown.map(\.name))
    copy.unknown += unknown.filter { !named.contains($0.name) }
    return copy
  }
}
