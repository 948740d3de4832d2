import Training

/// A row whose columns are asked for by name.
struct RowFields {
  private let row: CSVRow
  private let columns: [String: Int]

  init(_ row: CSVRow, _ columns: [String: Int]) {
    self.row = row
    self.columns = columns
  }

  var line: Int { row.line }

  func fault(_ column: String, _ problem: String) -> RowFault {
    RowFault(
      columns[column].map(row.place) ?? FilePlace(line: line), "\(column) \(problem)")
  }

  /// The text without spaces at its ends; empty where there is no such column.
  func text(_ column: String) -> String { Self.trimmed(raw(column)) }

  /// The text as it stands.
  func raw(_ column: String) -> String { columns[column].map(row.text) ?? "" }

  func has(_ column: String) -> Bool { columns[column] != nil }

  /// What no weight, distance, time or count of an export reaches.
  static let limit = 1e9

  /// A number; nil where the field is empty. A decimal comma is read like a point.
  func number(_ column: String) throws(RowFault) -> Double? {
    let text = text(column)
    if text.isEmpty { return nil }
    let plain = text.replacing(",", with: ".")
    let looksRight = plain.utf8.allSatisfy {
      (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
    }
    guard looksRight, let value = Double(plain), value.isFinite else {
      throw fault(column, "is “\(text.prefix(40))”, not a number")
    }
    guard abs(value) < Self.limit else {
      throw fault(column, "is \(text.prefix(40)), which is out of range")
    }
    return value
  }

  /// A number that is not negative; zero counts as nothing.
  func amount(_ column: String) throws(RowFault) -> Double? {
    guard let value = try number(column), value != 0 else { return nil }
    guard value > 0 else { throw fault(column, "is \(text(column)), which is below zero") }
    return value
  }

  /// Repetitions; zero counts as nothing.
  func count(_ column: String) throws(RowFault) -> Int? {
    guard let value = try amount(column) else { return nil }
    guard value == value.rounded() else {
      throw fault(column, "is \(text(column)), not a number of repetitions")
    }
    return Int(value)
  }

  static func trimmed(_ text: String) -> String {
    // Most texts begin and end with a character that is clearly not a space.
    if let first = text.utf8.first, let last = text.utf8.last,
      (0x21..<0x80).contains(first), (0x21..<0x80).contains(last)
    {
      return text
    }
    guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace
    else { return text }
    let head = text.drop(while: \.isWhitespace)
    let tail = head.reversed().prefix(while: \.isWhitespace).count
    return String(head.dropLast(tail))
  }
}
