internal import Training

/// Reads the exercise list's own format: a line an exercise, fields separated by `|`, `#` for comments.
///
/// It is not JSON because a line of fields is what a person edits and reviews, a mistake in it has a
/// line without further bookkeeping, and reading it is one walk over the bytes.
struct CatalogueFile {
  private(set) var rows: [CatalogueRow] = []
  /// The line of each row, counted from 1.
  private(set) var lines: [Int] = []
  private var lineOfId: [String: Int] = [:]

  static let columns = 11

  init(bytes: UnsafeBufferPointer<UInt8>) throws(CatalogueError) {
    rows.reserveCapacity(700)
    lineOfId.reserveCapacity(700)
    var start = 0
    var line = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      line += 1
      let text = Fields.trimmed(bytes[start..<end])
      if let first = text.first, first != UInt8(ascii: "#") { try read(text, line: line) }
      start = end + 1
    }
  }

  private mutating func read(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, line: Int
  ) throws(CatalogueError) {
    let fields = Fields(text, line: line)
    guard fields.count == Self.columns else {
      throw fields.error(.fields(found: fields.count, expected: Self.columns))
    }
    let id = fields.text(0)
    guard Self.isSlug(fields[0]) else { throw fields.error(.badId(id)) }
    if let firstLine = lineOfId.updateValue(line, forKey: id) {
      throw fields.error(.repeatedId(id, firstLine: firstLine))
    }
    let exercise = Exercise(
      id: id, metadata: try Self.metadata(fields), aliases: fields.list(10, separator: ";"))
    rows.append(CatalogueRow(exercise: exercise, rank: try Self.rank(fields)))
    lines.append(line)
  }

  private static func metadata(_ fields: Fields) throws(CatalogueError) -> ExerciseMetadata {
    let name = fields.text(1)
    guard !name.isEmpty else { throw fields.error(.emptyName) }
    let group = try known(MuscleGroup(rawValue: fields.text(2)), "muscle group", fields)
    let type = try known(ExerciseType(rawValue: fields.text(3)), "exercise type", fields)
    let pattern = try fields.word(
      4, column: "movement pattern", allowed: MovementPattern.allCases.map(\.rawValue))
    let lift = try fields.word(6, column: "kind of lift", allowed: ["compound", "isolation"])
    guard let revision = Int(fields.text(7)), revision >= 1 else {
      throw fields.error(.badNumber(fields.text(7), column: "revision of 1 or more"))
    }
    return ExerciseMetadata(
      name: name, primaryMuscleGroup: group, exerciseType: type, movementPattern: pattern,
      equipment: fields.text(5), isCompoundLift: lift == "compound",
      measures: try measures(fields), revision: revision)
  }

  private static func known<Word: Vocabulary>(
    _ word: Word, _ column: String, _ fields: Fields
  ) throws(CatalogueError) -> Word {
    guard word.isKnown else {
      throw fields.error(
        .unknownWord(word.rawValue, column: column, allowed: Word.known.map(\.rawValue)))
    }
    return word
  }

  private static func rank(_ fields: Fields) throws(CatalogueError) -> Int {
    guard let rank = Int(fields.text(8)), CatalogueRow.ranks.contains(rank) else {
      throw fields.error(.badNumber(fields.text(8), column: "rank from 0 to 5"))
    }
    return rank
  }

  private static func measures(_ fields: Fields) throws(CatalogueError) -> Measures {
    var measures: Measures = []
    for word in fields.list(9, separator: " ") {
      guard let named = Measures.names.first(where: { $0.name == word }) else {
        throw fields.error(
          .unknownWord(word, column: "measure", allowed: Measures.names.map(\.name)))
      }
      measures.insert(named.measure)
    }
    guard !measures.isEmpty else {
      throw fields.error(.unknownWord("", column: "measure", allowed: Measures.names.map(\.name)))
    }
    return measures
  }

  /// Whether it is lower-case words and digits joined by single hyphens.
  private static func isSlug(_ id: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    var previous = hyphen
    for byte in id {
      let isWord =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard isWord || (byte == hyphen && previous != hyphen) else { return false }
      previous = byte
    }
    return previous != hyphen
  }
}

/// The fields of one line, without the blanks around them.
struct Fields {
  typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private var parts: [Bytes]
  private let line: Int

  init(_ text: Bytes, line: Int) {
    self.line = line
    parts = Self.split(text, at: UInt8(ascii: "|"))
  }

  var count: Int { parts.count }
  subscript(index: Int) -> Bytes { parts[index] }

  func text(_ index: Int) -> String { String(decoding: parts[index], as: UTF8.self) }

  /// The non-empty parts of a field.
  func list(_ index: Int, separator: Unicode.Scalar) -> [String] {
    guard !parts[index].isEmpty else { return [] }
    return Self.split(parts[index], at: UInt8(ascii: separator)).lazy
      .filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A field that has to be one of `allowed`.
  func word(_ index: Int, column: String, allowed: [String]) throws(CatalogueError) -> String {
    let word = text(index)
    guard allowed.contains(word) else {
      throw error(.unknownWord(word, column: column, allowed: allowed))
    }
    return word
  }

  func error(_ fault: CatalogueError.Fault) -> CatalogueError {
    CatalogueError(line: line, fault: fault)
  }

  static func trimmed(_ text: Bytes) -> Bytes {
    var text = text
    while let first = text.first, isBlank(first) { text = text.dropFirst() }
    while let last = text.last, isBlank(last) { text = text.dropLast() }
    return text
  }

  private static func split(_ text: Bytes, at separator: UInt8) -> [Bytes] {
    var parts: [Bytes] = []
    parts.reserveCapacity(CatalogueFile.columns)
    var start = text.startIndex
    while let end = text[start...].firstIndex(of: separator) {
      parts.append(trimmed(text[start..<end]))
      start = end + 1
    }
    parts.append(trimmed(text[start...]))
    return parts
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
