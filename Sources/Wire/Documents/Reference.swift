public import Training

/// A place in a document that refers to another document.
///
/// Each kind of documents lists its own (``DocumentKind/references``); whatever looks through documents goes by the lists.
public struct Reference: Hashable, Sendable {
  /// What the place keeps of the document it refers to.
  public enum Copy: Hashable, Sendable {
    /// Nothing belongs there but the id.
    case none
    /// The metadata of an exercise belongs there, and is not there.
    case missing
    case embedded(ExerciseMetadata)
  }

  /// The collection of what is referred to. That of exercises includes the exercise master list.
  public var collection: Collection
  public var id: String
  public var copy: Copy
  /// Whether it is a fault where nothing of that id is known.
  public var isBinding: Bool

  public init(
    to collection: Collection, _ id: String, copy: Copy = .none, isBinding: Bool = true
  ) {
    self.collection = collection
    self.id = id
    self.copy = copy
    self.isBinding = isBinding
  }

  /// A place that embeds an exercise; nil where its metadata is missing.
  public init(exercise id: String, embedding metadata: ExerciseMetadata?) {
    self.init(to: .exercises, id, copy: metadata.map { .embedded($0) } ?? .missing)
  }
}
