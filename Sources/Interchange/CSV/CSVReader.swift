/// Reads a table row by row: RFC 4180 with any of `,` `;` and tab between fields, and any line ends.
///
/// It is our own because the libraries at hand name neither line nor column of a mistake, cannot go on after a row
/// that is broken, and want the whole file as strings at once: 25,000 rows would take more memory than is allowed.
struct CSVReader {
  private let text: CSVText
  private let separator: UInt8
  private var index: Int
  private var line = 1

  init(_ text: CSVText, separator: UInt8) {
    self.text = text
    self.separator = separator
    index = text.start
  }

  /// The separator of the first row: the one of the three that it has most of, outside quotes.
  static func separator(of text: CSVText) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text.bytes[text.start...] {
      if byte == CSVByte.quote { isQuoted.toggle() }
      if byte == CSVByte.newline, !isQuoted { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let candidates = [CSVByte.comma, CSVByte.semicolon, CSVByte.tab]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? CSVByte.comma
  }

  /// How far the reading is, as a share of the file.
  var progress: Double { Double(index) / Double(max(1, text.bytes.count)) }

  /// The next row that is not blank; nil at the end.
  ///
  /// Throws ``RowFault`` for a quotation mark that is never closed, or closed in the middle of a field; reading goes on
  /// with the line after the one on which that row began.
  mutating func next() throws(RowFault) -> CSVRow? {
    skipBlankLines()
    guard index < text.bytes.count else { return nil }
    let (start, first) = (index, line)
    var row = CSVRow(line: line, bytes: text.bytes)
    do throws(RowFault) {
      while try field(&row) {}
      return row
    } catch {
      recover(to: start, first)
      throw error
    }
  }

  private mutating func skipBlankLines() {
    var look = index
    while look < text.bytes.count, CSVByte.isBlank(text.bytes[look]), text.bytes[look] != separator
    {
      if text.bytes[look] == CSVByte.newline {
        line += 1
        index = look + 1
      }
      look += 1
    }
    if look == text.bytes.count { index = look }
  }

  /// Reads one field. Returns whether another follows in this row.
  private mutating func field(_ row: inout CSVRow) throws(RowFault) -> Bool {
    let bytes = text.bytes
    if index < bytes.count, bytes[index] == CSVByte.quote { return try quotedField(&row) }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == CSVByte.newline || byte == CSVByte.return { break }
      index += 1
    }
    row.fields.append(CSVRow.Field(range: start..<index, hasDoubledQuotes: false))
    return endField()
  }

  private mutating func quotedField(_ row: inout CSVRow) throws(RowFault) -> Bool {
    let bytes = text.bytes
    let opening = index
    let place = FilePlace(line: line, column: column(of: index))
    index += 1
    let start = index
    var hasDoubledQuotes = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == CSVByte.newline { line += 1 }
      guard byte == CSVByte.quote else {
        index += 1
        continue
      }
      if index + 1 < bytes.count, bytes[index + 1] == CSVByte.quote {
        hasDoubledQuotes = true
        index += 2
        continue
      }
      row.fields.append(CSVRow.Field(range: start..<index, hasDoubledQuotes: hasDoubledQuotes))
      index += 1
      guard isAtFieldEnd else {
        throw RowFault(place, "the quotation mark is closed in the middle of a field")
      }
      return endField()
    }
    index = opening
    throw RowFault(place, "a quotation mark is opened and never closed")
  }

  private var isAtFieldEnd: Bool {
    guard index < text.bytes.count else { return true }
    let byte = text.bytes[index]
    return byte == separator || byte == CSVByte.newline || byte == CSVByte.return
  }

  /// Passes what ends a field. Returns whether another follows in this row.
  private mutating func endField() -> Bool {
    guard index < text.bytes.count else { return false }
    if text.bytes[index] == separator {
      index += 1
      return true
    }
    if text.bytes[index] == CSVByte.return { index += 1 }
    if index < text.bytes.count, text.bytes[index] == CSVByte.newline { index += 1 }
    line += 1
    return false
  }

  private mutating func recover(to start: Int, _ first: Int) {
    (index, line) = (start, first)
    while index < text.bytes.count, text.bytes[index] != CSVByte.newline { index += 1 }
    if index < text.bytes.count { index += 1 }
    line += 1
  }

  private func column(of offset: Int) -> Int {
    var column = 1
    var index = offset - 1
    while index >= text.start, text.bytes[index] != CSVByte.newline {
      if text.bytes[index] & 0xC0 != 0x80 { column += 1 }
      index -= 1
    }
    return column
  }
}

/// One row of a table. It shares the file's bytes; a text is made of a field when it is asked for.
struct CSVRow {
  struct Field {
    var range: Range<Int>
    var hasDoubledQuotes: Bool
  }

  /// The line on which the row begins.
  let line: Int
  fileprivate(set) var fields: [Field] = []
  private let bytes: [UInt8]

  init(line: Int, bytes: [UInt8]) {
    self.line = line
    self.bytes = bytes
  }

  /// A field's text; empty where the row has none of that number.
  func text(_ index: Int) -> String {
    guard fields.indices.contains(index) else { return "" }
    let field = fields[index]
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.hasDoubledQuotes else { return text }
    var result = ""
    var wasQuote = false
    for scalar in text.unicodeScalars {
      if scalar == "\"", wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = scalar == "\""
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Where a field begins; where the row has none of that number, where it ends.
  func place(of index: Int) -> FilePlace {
    let known = fields.indices.contains(index) ? fields[index] : fields.last
    guard let known, let first = fields.first else { return FilePlace(line: line) }
    let isKnown = fields.indices.contains(index)
    var end = isKnown ? known.range.lowerBound : known.range.upperBound
    if isKnown, end > 0, bytes[end - 1] == CSVByte.quote, end > first.range.lowerBound { end -= 1 }
    var start = min(first.range.lowerBound, end)
    while start > 0, bytes[start - 1] != CSVByte.newline { start -= 1 }
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, end) }
    var place = FilePlace(line: line, column: 1)
    for byte in bytes[start..<end] {
      if byte == CSVByte.newline {
        place = FilePlace(line: place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        place.column = (place.column ?? 0) + 1
      }
    }
    return place
  }
}

/// Why a row cannot be read.
struct RowFault: Error, Hashable {
  var place: FilePlace
  var problem: String

  init(_ place: FilePlace, _ problem: String) {
    self.place = place
    self.problem = problem
  }
}
