/// How names of the wire become names of an element where the two could be confused.
enum FieldName {
  /// Stands before an unknown field whose name means something else in an element. As no JSON key can hold this
  /// escape, no other field can have such a name.
  static let mark = "\\~"
  /// Stands before the name of an unknown parallel array, of which each set has its own element.
  static let parallel = "~"

  /// The element's name for an unknown field of the wire.
  static func ofUnknown(_ key: String, isKnown: Bool) -> String {
    isKnown || key.hasPrefix(parallel) ? mark + key : key
  }

  /// The wire's name for a field of an element.
  static func onWire(_ name: String) -> String {
    name.hasPrefix(mark) ? String(name.dropFirst(mark.count)) : name
  }
}
