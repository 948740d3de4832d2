/// Why an exercise list can't be used: the line, counted from 1, and what is wrong with it.
public struct CatalogueError: Error, Equatable, CustomStringConvertible {
  public enum Fault: Equatable, Sendable {
    /// The program carries no list.
    case missing
    case fields(found: Int, expected: Int)
    case badId(String)
    case repeatedId(String, firstLine: Int)
    case emptyName
    /// A word that its column does not allow.
    case unknownWord(String, column: String, allowed: [String])
    case badNumber(String, column: String)
    /// A name or alias that already belongs to another exercise.
    case sharedName(String, ownerId: String)
  }

  public var line: Int
  public var fault: Fault

  public init(line: Int, fault: Fault) {
    self.line = line
    self.fault = fault
  }

  public var description: String {
    "The exercise list could not be read: " + (fault == .missing ? "" : "line \(line): ") + sentence
  }

  private var sentence: String {
    switch fault {
    case .missing: "this program was built without it; install Tonnage again."
    case .fields(let found, let expected):
      "it has \(found) fields; write \(expected), separated by \"|\"."
    case .badId(let id):
      "the id \"\(id)\" won't do; use lower-case letters, digits and single hyphens."
    case .repeatedId(let id, let firstLine):
      "the id \"\(id)\" is already that of line \(firstLine); give this exercise another."
    case .emptyName: "the exercise has no name; write one in the second field."
    case .unknownWord(let word, let column, let allowed):
      "\"\(word)\" is not a valid \(column); use one of \(allowed.joined(separator: ", "))."
    case .badNumber(let text, let column):
      "\"\(text)\" is not a valid \(column); write a whole number."
    case .sharedName(let name, let ownerId):
      "\"\(name)\" is already a name of \(ownerId); keep it in one of the two."
    }
  }
}
