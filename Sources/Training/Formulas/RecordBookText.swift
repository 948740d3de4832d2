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
    let parts = Substring(text).split(separator: "|", omittingEmptySubsequences: false)
    guard parts.first.map({ $0 == Self.version }) ?? false else { return nil }
    for part in parts.dropFirst() {
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

  private static func record(_ text: Substring) -> Record? {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (4...5).contains(fields.count), let index = codes.firstIndex(of: fields[0]),
      let value = Double(fields[1]), value.isFinite, let day = Int(fields[2]),
      let logId = unescaped(fields[3])
    else { return nil }
    var setId: String?
    if fields.count == 5 {
      guard let unescaped = unescaped(fields[4]) else { return nil }
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

  private static func unescaped(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
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
