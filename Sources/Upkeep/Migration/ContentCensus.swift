import Sync
import Training
import Wire

/// What documents hold, counted and hashed: it must be the same before and after.
public struct ContentCensus: Hashable, Sendable {
  public var documents = 0
  public var sets = 0
  /// Fields that Tonnage does not know.
  public var unknownFields = 0
  /// The sum of the hashes of the documents with all that they hold, whatever their order.
  public var hash: UInt64 = 0

  public init() {}

  /// - Parameter places: Entries whose embedded copies are left out.
  init<Document: Embeddable>(of document: Document, without places: Set<String> = []) {
    var bare = document
    bare.visitCopies { place, _, copy in
      if places.contains(place) { copy = nil }
    }
    documents = 1
    sets = document.setCount
    unknownFields = document.unknownFieldCount
    hash = ContentHash(bare.element.encoded().utf8).value
  }

  static func += (left: inout ContentCensus, right: ContentCensus) {
    left.documents += right.documents
    left.sets += right.sets
    left.unknownFields += right.unknownFields
    left.hash &+= right.hash
  }

  /// Sixteen hexadecimal digits.
  public var hashText: String { Self.text(hash) }

  static func text(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
