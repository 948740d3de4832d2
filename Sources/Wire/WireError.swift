/// Why a document could not be read, or a change not be applied.
public enum WireError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text is not JSON; line and column count from 1.
  case malformed(JSONProblem, line: Int, column: Int)
  /// A field of a document holds something else than it must. `path` is empty for the document itself.
  case unexpected(document: String, path: [String], problem: String)
  /// A change does not fit the document as it is now.
  case conflict(path: [String])
  /// A text that should hold changes or an element does not.
  case notJournal(problem: String)

  /// What went wrong, where, and what can be done about it.
  public var description: String {
    switch self {
    case .malformed(let problem, let line, let column):
      "This is not JSON: line \(line), column \(column): \(problem.phrase). \(problem.advice)"
    case .unexpected(let document, let path, let problem):
      "The document \(Self.quoted(document)) cannot be read: "
        + (path.isEmpty ? "" : "\(Change.pathText(path)) ")
        + "\(problem). Correct it where it came from, then read it again."
    case .conflict(let path):
      "\(Change.pathText(path)) has changed since, so this cannot be applied to it. "
        + "Look at it as it is now and edit it there."
    case .notJournal(let problem):
      "The journal's text cannot be read: \(problem). Restore the store from a backup."
    }
  }

  private static func quoted(_ id: String) -> String { id.isEmpty ? "without an id" : "“\(id)”" }
}

/// What is wrong with a JSON text.
public enum JSONProblem: Equatable, Sendable {
  case empty
  case endsEarly
  case expected(String)
  case afterEnd
  case tooDeep
  case notUTF8
  case loneSurrogate
  case badEscape
  case controlCharacter
  case badNumber
  case duplicateKey(String)

  /// A phrase that completes "line 1, column 2: …".
  var phrase: String {
    switch self {
    case .empty: "there is nothing in it"
    case .endsEarly: "it ends in the middle"
    case .expected(let what): "expected \(what)"
    case .afterEnd: "something follows after its end"
    case .tooDeep: "it is nested deeper than \(JSONValidator.depthLimit) levels"
    case .notUTF8: "these bytes are not UTF-8"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .badEscape: "there is no such escape"
    case .controlCharacter: "a control character stands unescaped in a text"
    case .badNumber: "this is not a number as JSON writes it"
    case .duplicateKey(let key): "the key “\(key)” appears twice in one object"
    }
  }

  /// What the athlete can do about it.
  var advice: String {
    switch self {
    case .empty, .endsEarly: "Fetch or export it again; it may have been cut short."
    case .notUTF8: "Save it as UTF-8 and try again."
    default: "Correct it there, or export it again."
    }
  }
}
