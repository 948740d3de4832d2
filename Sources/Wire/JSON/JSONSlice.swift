/// One value of a JSON text: a range of bytes that were checked once and are read when asked.
///
/// All slices of a text share its bytes, so a dump of many megabytes is walked document by document without
/// a tree of it ever existing.
public struct JSONSlice: Sendable {
  let bytes: [UInt8]
  /// The first byte of the value.
  let start: Int
  /// The index after its last byte.
  let end: Int

  public enum Kind: Sendable {
    case object, array, string, number, bool, null
  }

  /// Checks a whole text against RFC 8259: UTF-8, no lone surrogates, at most 128 levels deep.
  ///
  /// Throws ``WireError/malformed(_:line:column:)`` with the place of the first fault.
  public init(_ bytes: [UInt8]) throws(WireError) {
    do throws(JSONFault) {
      try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
        var validator = JSONValidator(buffer)
        try validator.validate()
      }
    } catch {
      throw Self.malformed(error.problem, at: error.offset, in: bytes)
    }
    var start = 0
    var end = bytes.count
    while JSONByte.isWhitespace(bytes[start]) { start += 1 }
    while JSONByte.isWhitespace(bytes[end - 1]) { end -= 1 }
    self.init(bytes: bytes, start: start, end: end)
  }

  /// As ``init(_:)-([UInt8])``, for a text.
  public init(_ text: String) throws(WireError) { try self.init(Array(text.utf8)) }

  init(bytes: [UInt8], start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  public var kind: Kind {
    switch bytes[start] {
    case JSONByte.openBrace: .object
    case JSONByte.openBracket: .array
    case JSONByte.quote: .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }

  public var isNull: Bool { kind == .null }
  /// The value byte for byte.
  public var raw: String { text(start..<end) }
  /// How many bytes the value takes.
  public var byteCount: Int { end - start }
  /// Where the value stands in the bytes of the whole text.
  public var range: Range<Int> { start..<end }
  /// The value's bytes.
  public var utf8: ArraySlice<UInt8> { bytes[start..<end] }
  /// True or false; nil for anything else.
  public var bool: Bool? { kind == .bool ? bytes[start] == UInt8(ascii: "t") : nil }

  /// The text with its escapes resolved; nil for anything but a text.
  public var string: String? { kind == .string ? unescaped(start + 1..<end - 1) : nil }

  /// The nearest double; nil for anything but a number, and for one beyond the range of a double.
  public var double: Double? {
    guard kind == .number else { return nil }
    return JSONNumber(bytes[start..<end]).double
  }

  /// The integer; nil for anything but a number without a fraction that an `Int` holds exactly.
  public var int: Int? {
    guard kind == .number else { return nil }
    return JSONNumber(bytes[start..<end]).int
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The text between two quotes with its escapes resolved.
  func unescaped(_ range: Range<Int>) -> String {
    guard bytes[range].contains(JSONByte.backslash) else { return text(range) }
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == JSONByte.backslash else {
        result.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      if escape == UInt8(ascii: "u") {
        let scalar = scalar(at: &index)
        result.append(contentsOf: String(scalar).utf8)
      } else {
        result.append(Self.escapes[escape] ?? escape)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  /// The scalar of a `\u` escape whose digits start at `index`, its second half included.
  private func scalar(at index: inout Int) -> Unicode.Scalar {
    func unit() -> UInt32 {
      defer { index += 4 }
      return bytes[index..<index + 4].reduce(0) { $0 << 4 | (JSONByte.hexadecimal($1) ?? 0) }
    }
    let first = unit()
    guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    index += 2
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (unit() - 0xDC00)) ?? "\u{FFFD}"
  }

  /// The error for a fault at a byte, with its line and its column in characters.
  static func malformed(_ problem: JSONProblem, at offset: Int, in bytes: [UInt8]) -> WireError {
    let before = bytes.prefix(offset)
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return .malformed(problem, line: line, column: column)
  }
}
