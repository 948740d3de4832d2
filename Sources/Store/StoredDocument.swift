public import Training
public import Wire

/// A document that the store can keep.
public protocol StoredDocument: WireDocument {
  static var collection: Collection { get }
}

extension WorkoutLog: StoredDocument {
  public static var collection: Collection { .workoutLogs }
}

extension Program: StoredDocument {
  public static var collection: Collection { .programs }
}

extension Exercise: StoredDocument {
  public static var collection: Collection { .exercises }
}

extension BodyWeight: StoredDocument {
  public static var collection: Collection { .bodyWeights }
}

/// A document as it stands in the store, with the version that a write has to name.
public struct Versioned<Document: Sendable>: Sendable {
  public var document: Document
  public var version: Int

  public init(document: Document, version: Int) {
    self.document = document
    self.version = version
  }
}

extension Versioned: Equatable where Document: Equatable {}
extension Versioned: Hashable where Document: Hashable {}
