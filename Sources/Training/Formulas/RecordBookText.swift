/// The text a book is stored as: `1|w,116.7,19876,LOG,SET|…`, ASCII.
///
/// The version, then a record a part: kind, value, day number, log, set (left out where it is not known). Bytes of ids
/// other than letters, digits, `-`, `_` and `.` are written as `%` and two hexadecimal digits.
extension RecordBook {
  private static let version = "1"
  private static let codes = ["w", "e", "v", "r0", "r1", "r2", "r3", "r4", "r5"]

  /// The book as text; equal books have equal texts.
  public var text: String {
    ([Self.version] + records.map(Self.text)).joined(separator: "|")
  }

  /// Reads what ``text`` wrote; nil for anything else.
  public init?(text: some StringProtocol) {
    self.init()
    // Byte by byte: a page reads a book for each of its exercises.
    var parts = Array(text.utf8)[...].parts(between: UInt8(ascii: "|"))
    guard parts.next().map({ $0.elementsEqual(Self.version.utf8) }) ?? false else { return nil }
    while let part = parts.next() {
      guard let record = Self.record(part), self[record.kind] == nil else { return nil }
      enter(record)
    }
  }

  private static func text(_ record: Record) -> String {
    var fields = [
      codes[record.kind.index], "\(record.value)", "\(record.date.dayNumber)",
      escaped(record.logId),
    ]
    if let setId = record.setId { fields.append(escaped(setId)) }
    return fields.joined(separator: ",")
  }

  private static func record(_ bytes: ArraySlice<UInt8>) -> Record? {
    var fields = bytes.parts(between: UInt8(ascii: ","))
    guard let code = fields.next(), let value = fields.next(), let day = fields.next(),
      let log = fields.next(), let index = codes.firstIndex(where: { code.elementsEqual($0.utf8) }),
      let value = Double(String(decoding: value, as: UTF8.self)), value.isFinite,
      let day = Int(String(decoding: day, as: UTF8.self)), let logId = unescaped(log)
    else { return nil }
    var setId: String?
    if let set = fields.next() {
      guard let unescaped = unescaped(set), fields.next() == nil else { return nil }
      setId = unescaped
    }
    return Record(
      kind: Record.Kind.allCases[index], value: value, date: LocalDate(dayNumber: day),
      logId: logId, setId: setId)
  }

  private static func escaped(_ id: String) -> String {
    var result = ""
    for byte in id.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16)
      }
    }
    return result
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> String? {
    guard text.contains(UInt8(ascii: "%")) else { return String(validating: text, as: UTF8.self) }
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexValue),
        let low = rest.popFirst().flatMap(hexValue)
      else { return nil }
      bytes.append(high * 16 + low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// The parts between two separators, empty ones too.
  fileprivate func parts(between separator: UInt8) -> Parts {
    Parts(rest: self, separator: separator)
  }
}

/// The parts of a text, handed out one after the other.
private struct Parts: IteratorProtocol {
  fileprivate var rest: ArraySlice<UInt8>?
  fileprivate let separator: UInt8

  mutating func next() -> ArraySlice<UInt8>? {
    guard let bytes = rest else { return nil }
    guard let end = bytes.firstIndex(of: separator) else {
      rest = nil
      return bytes
    }
    rest = bytes[(end + 1)...]
    return bytes[..<end]
  }
}
