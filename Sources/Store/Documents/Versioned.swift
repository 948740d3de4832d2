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
