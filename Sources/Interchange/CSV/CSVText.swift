/// The bytes of a table of text: checked to be text at all, with its byte-order mark left out.
struct CSVText: Sendable {
  let bytes: [UInt8]
  /// Where the first row begins.
  let start: Int

  /// - Throws: ``InterchangeError/notText(file:place:problem:)``, ``InterchangeError/empty(file:)``.
  init(file: String, bytes: [UInt8]) throws(InterchangeError) {
    self.bytes = bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .notText(
        file: file, place: FilePlace(line: 1, column: 1),
        problem: "it is written in UTF-16; save it as UTF-8 and try again")
    }
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if bytes[start...].allSatisfy({ CSVByte.isBlank($0) }) { throw .empty(file: file) }
    if let offset = Self.firstFault(bytes, from: start) {
      let place = Self.place(of: offset, in: bytes, from: start)
      let problem =
        bytes[offset] == 0
        ? "there is a zero byte: it is not text" : "the bytes there are not UTF-8: it is not text"
      throw .notText(file: file, place: place, problem: problem)
    }
  }

  /// The first byte that no text has: zero, or what is not UTF-8.
  private static func firstFault(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 { return index }
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let length = sequenceLength(bytes, at: index) else { return index }
      index += length
    }
    return nil
  }

  /// The length of the well-formed sequence of two to four bytes at `index`; see Unicode 15, table 3-7.
  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int? {
    let first = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
    return length
  }

  private static func place(of offset: Int, in bytes: [UInt8], from start: Int) -> FilePlace {
    var place = FilePlace(line: 1, column: 1)
    for byte in bytes[start..<offset] {
      if byte == CSVByte.newline {
        place = FilePlace(line: place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        place.column = (place.column ?? 0) + 1
      }
    }
    return place
  }
}

/// The bytes that a table is made of.
enum CSVByte {
  static let quote = UInt8(ascii: "\"")
  static let newline = UInt8(ascii: "\n")
  static let `return` = UInt8(ascii: "\r")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let tab = UInt8(ascii: "\t")

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == newline || byte == `return` || byte == tab
  }
}

/// A place in a file: line and column counted from 1, the column in characters.
public struct FilePlace: Hashable, Sendable {
  public var line: Int
  public var column: Int?

  public init(line: Int, column: Int? = nil) {
    self.line = line
    self.column = column
  }

  /// `line 12, column 3`.
  public var words: String { column.map { "line \(line), column \($0)" } ?? "line \(line)" }
}
