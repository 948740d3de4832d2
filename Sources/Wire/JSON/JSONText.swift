/// Writes JSON values, compact: no white space, and only the escapes that JSON demands.
public enum JSONText {
  public static func string(_ value: String) -> String {
    guard value.utf8.contains(where: needsEscape) else { return "\"\(value)\"" }
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{00}"..."\u{1F}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u00" + (hex.utf8.count == 1 ? "0" : "") + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == JSONByte.quote || byte == JSONByte.backslash
  }

  /// The shortest text that reads back as the same value, whole numbers without a fraction.
  ///
  /// JSON has no infinities and no NaN: they are written as `null`.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  public static func integer(_ value: some BinaryInteger) -> String { String(value) }

  public static func bool(_ value: Bool) -> String { value ? "true" : "false" }

  /// An array of values that are JSON already.
  public static func array(_ values: some Sequence<String>) -> String {
    "[" + values.joined(separator: ",") + "]"
  }

  /// An object of values that are JSON already; `key` is what stands between the quotes.
  public static func object(_ members: some Sequence<(key: String, json: String)>) -> String {
    var object = JSONObjectText()
    for member in members { object.add(member.key, member.json) }
    return object.text
  }

  /// A text as it may stand between the quotes of a key.
  public static func key(_ name: String) -> String { String(string(name).dropFirst().dropLast()) }
}

/// An object that is being written.
struct JSONObjectText {
  private var body = "{"

  /// Adds a member; `key` is what stands between the quotes. Nil adds nothing.
  mutating func add(_ key: String, _ json: String?) {
    guard let json else { return }
    if body.utf8.count > 1 { body += "," }
    body += "\""
    body += key
    body += "\":"
    body += json
  }

  var text: String { body + "}" }
}
