/// One thing that was made of a legacy document that did not say it in so many words.
public struct Interpretation: Hashable, Sendable {
  /// The document's id.
  public var document: String
  /// The field, as in ``Change/pathText(_:)``; empty for the document itself.
  public var path: String
  /// What was there, and what it was read as.
  public var sentence: String

  public init(document: String, path: String, sentence: String) {
    self.document = document
    self.path = path
    self.sentence = sentence
  }
}

/// The reading of one document: strict, or lenient with every interpretation noted.
struct FieldReader {
  var isLenient: Bool
  /// The id of the document being read.
  var document = ""
  var interpretations: [Interpretation] = []
  /// How many entries and sets had no id.
  private var derivedIds = 0

  init(isLenient: Bool) { self.isLenient = isLenient }

  /// Notes what was made of a deviation; refuses it when reading strictly.
  mutating func interpret(_ path: [String], _ sentence: String) throws(WireError) {
    guard isLenient else {
      throw .unexpected(document: document, path: path, problem: "is not as Tonnage writes it")
    }
    interpretations.append(
      Interpretation(document: document, path: Change.pathText(path), sentence: sentence))
  }

  /// Notes that a part has no id of its own; refuses it when reading strictly.
  mutating func deriveId(at path: [String]) throws(WireError) {
    guard isLenient else {
      throw .unexpected(document: document, path: path, problem: "has no id of its own")
    }
    derivedIds += 1
  }

  /// Notes, once a document, how many ids were derived.
  mutating func noteDerivedIds() throws(WireError) {
    guard derivedIds > 0 else { return }
    try interpret(
      [],
      derivedIds == 1
        ? "one id was made from its place" : "\(derivedIds) ids were made from their places")
    derivedIds = 0
  }

  func unexpected(_ path: [String], _ json: JSONSlice, expected: String) -> WireError {
    let shown = json.raw.count > 60 ? json.raw.prefix(59) + "…" : json.raw[...]
    return .unexpected(
      document: document, path: path, problem: "must be \(expected), but is \(shown)")
  }

  /// An error of a field's own JSON, with the place of the field in the document.
  func placed(_ error: WireError, at path: [String]) -> WireError {
    switch error {
    case .malformed(let problem, _, _):
      .unexpected(document: document, path: path, problem: "cannot be read: \(problem.phrase)")
    case .unexpected(_, let inner, let problem):
      .unexpected(document: document, path: path + inner, problem: problem)
    default: error
    }
  }
}
