/// A TOML file, read, with the lines of its keys.
package struct TOMLDocument {
  package let file: String
  package let content: [TOMLKey: TOMLContent]
  /// What is not TOML, in the order of the file.
  package let mistakes: [Mistake]
  private let root: TOMLTable
  private let lines: TOMLLines

  /// Reads a text. What is not TOML is told and left out, so that one slip does not undo all the rest of the file.
  package init(_ text: String, file: String) {
    let reader = TOMLReader(text)
    self.file = file
    root = reader.root
    content = reader.root.content
    lines = TOMLLines(reader.scanner.bytes)
    mistakes = Self.mistakes(of: reader, lines, file: file)
  }

  /// The line of a key, or of the table of that name, counted from 1; nil if there is neither.
  func line(of path: [TOMLKey]) -> Int? {
    // A key of a table written as a value stands where the table does.
    root.place(of: path).map { lines.line(of: $0) }
  }

  /// What belongs to keys, in the order in which they stand in the file.
  func inOrder<Value>(_ values: [Value], path: (Value) -> [TOMLKey]) -> [Value] {
    let placed = values.map { (place: root.place(of: path($0)) ?? 0, value: $0) }
    return placed.sorted { $0.place < $1.place }.map(\.value)
  }

  func mistake(_ path: [TOMLKey], _ problem: String) -> Mistake {
    Mistake(
      file: file, line: line(of: path), key: path.dotted, problem: problem)
  }

  private static func mistakes(
    of reader: TOMLReader, _ lines: TOMLLines, file: String
  ) -> [Mistake] {
    var mistakes = reader.slips.map { slip in
      Mistake(
        file: file, line: lines.line(of: slip.problem.place),
        column: lines.column(of: slip.problem.place), key: slip.path.dotted,
        problem: lines.sentence(slip))
    }
    if reader.hasGivenUp {
      mistakes.append(
        Mistake(
          file: file, line: lines.line(of: reader.scanner.place),
          problem: "Too much above is not TOML: from this line on the file is ignored."))
    }
    return mistakes
  }
}

/// Where the lines of a text are.
private struct TOMLLines {
  private let bytes: [UInt8]
  /// The place of every line's first byte.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (place, byte) in bytes.enumerated() where byte == TOMLByte.newline {
      starts.append(place + 1)
    }
    self.starts = starts
  }

  func line(of place: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The character of its line, counted from 1.
  func column(of place: Int) -> Int {
    String(decoding: bytes[starts[line(of: place) - 1]..<place], as: UTF8.self).count + 1
  }

  /// What is wrong and what is left out for it.
  func sentence(_ slip: TOMLSlip) -> String {
    let since = slip.problem.earlier.map { ", see line \(line(of: $0))" } ?? ""
    let reason = "(\(slip.problem.words)\(since))"
    if slip.isHeader {
      return "This header is not TOML \(reason); it is left out with the keys below it."
    }
    let first = line(of: slip.lines.lowerBound)
    let last = line(of: max(slip.lines.lowerBound, slip.lines.upperBound - 1))
    return first == last
      ? "This line is not TOML \(reason); it is left out."
      : "Lines \(first) to \(last) are not TOML \(reason); they are left out."
  }
}

extension [TOMLKey] {
  /// As a sentence names it: `kg.bar`.
  var dotted: String { prefix(Self.mostShown).map(\.shown).joined(separator: ".") }

  /// More tables in each other than any file of ours has.
  private static var mostShown: Int { 8 }
}
