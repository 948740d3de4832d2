/// One field that Tonnage does not know, kept as it came.
public struct UnknownField: Hashable, Sendable {
  /// The field's name as it stood between its quotes, escapes included.
  public var name: String
  /// The value's JSON, byte for byte.
  public var json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}

/// The fields of one element that Tonnage does not know, in the order they came.
public typealias UnknownFields = [UnknownField]
