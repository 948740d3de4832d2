public import Sync
public import Training
public import Wire

/// What is wrong with places that refer to one exercise and say the same of it.
public struct MetadataFinding: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// Nothing knows what is referred to.
    case orphan
    /// The exercise is known, and its copy is not there.
    case missing
    /// The copy says something else than its exercise.
    case inconsistent
  }

  /// A document that has such a place.
  public struct Place: Hashable, Sendable {
    public var document: DocumentKey
    public var heading: DocumentHeading
  }

  public let kind: Kind
  /// The collection of what is referred to, and its id there.
  public let collection: Collection
  public let exerciseId: String
  /// What the places say; nil where they say nothing.
  public let embedded: ExerciseMetadata?
  /// What the exercise says; nil where nothing knows it.
  public let master: ExerciseMetadata?
  /// Where the two differ.
  public let fields: [MetadataField]
  /// How much that matters; nil but for ``Kind/inconsistent``.
  public let severity: Severity?
  /// How many places there are.
  public internal(set) var count = 0
  /// How many documents have them.
  public internal(set) var documentCount = 0
  /// The first of the documents.
  public internal(set) var places: [Place] = []

  init(
    _ kind: Kind, in collection: Collection = .exercises, _ exerciseId: String,
    embedded: ExerciseMetadata?, master: ExerciseMetadata?,
    _ differences: (fields: [MetadataField], severity: Severity)? = nil
  ) {
    self.kind = kind
    self.collection = collection
    self.exerciseId = exerciseId
    self.embedded = embedded
    self.master = master
    fields = differences?.fields ?? []
    severity = differences?.severity
  }

  /// What is wrong with one copy of an exercise, nil for one that is not there; nil where nothing is.
  public init?(of copy: ExerciseMetadata?, _ exercise: Exercise) {
    guard let copy else {
      self.init(.missing, exercise.id, embedded: nil, master: exercise.metadata)
      return
    }
    guard let differences = exercise.differences(of: copy) else { return nil }
    self.init(.inconsistent, exercise.id, embedded: copy, master: exercise.metadata, differences)
  }

  /// The document that came last.
  var last: DocumentKey?

  /// How many documents are named.
  static var mostPlaces: Int { Thresholds.detailedFindings.count }

  /// What a choice names it by: the exercise's id, and a sign of what the places say.
  public var id: String { Self.id(exerciseId, embedded) }

  static func id(_ exerciseId: String, _ embedded: ExerciseMetadata?) -> String {
    guard let embedded else { return exerciseId }
    return exerciseId + ":" + ContentHash(embedded.undated.jsonText().utf8).text.prefix(4)
  }

  /// What the exercise is called.
  public var name: String { master?.name ?? embedded?.name ?? exerciseId }
}

extension ExerciseMetadata {
  /// What it says, whenever it was copied and from whichever revision.
  var undated: ExerciseMetadata {
    var copy = self
    copy.lastUpdated = nil
    copy.revision = 0
    return copy
  }
}

extension Exercise {
  /// Where a copy differs from the exercise, and how much that matters; nil where it does not.
  ///
  /// A copy of a later revision is not judged by an older list: it holds.
  public func differences(of copy: ExerciseMetadata) -> (
    fields: [MetadataField], severity: Severity
  )? {
    if copy.revision > metadata.revision { return nil }
    var fields: [MetadataField] = []
    var worst = Severity.low
    for field in MetadataField.allCases {
      guard let severity = field.severity(of: copy, self) else { continue }
      fields.append(field)
      worst = max(worst, severity)
    }
    return fields.isEmpty ? nil : (fields, worst)
  }
}
