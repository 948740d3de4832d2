/// Why a file could not be read in. Nothing is imported then.
public enum InterchangeError: Error, Hashable, Sendable {
  case unreadable(file: String, reason: String)
  /// `reason` names the line and column.
  case notJSON(file: String, reason: String)
  /// JSON, but none of the collections that documents come in.
  case noDocuments(file: String)
  case tooLarge(file: String, bytes: Int)
  /// The file holds several athletes, and none was named.
  case severalUsers(file: String, users: [String])
  case unknownUser(file: String, user: String, known: [String])
  case newerFormat(file: String, version: Int)

  /// What was attempted, what went wrong, and what the athlete can do.
  public var sentence: String {
    switch self {
    case .unreadable(let file, let reason): "Reading \(file): \(reason). Nothing was imported."
    case .notJSON(let file, let reason): "Reading \(file): \(reason) Nothing was imported."
    case .noDocuments(let file):
      "Reading \(file): it holds no exercises, programs or workouts. Is it the file you meant? Nothing was imported."
    case .tooLarge(let file, let bytes):
      "Reading \(file): it has \(bytes / 1_048_576) MB, and \(LegacyDump.byteLimit / 1_048_576) MB is the limit. Nothing was imported."
    case .severalUsers(let file, let users):
      "Reading \(file): it holds \(users.count) athletes (\(users.joined(separator: ", "))). Name one with --user."
    case .unknownUser(let file, let user, let known):
      "Reading \(file): it has no athlete “\(user)”. It has \(known.joined(separator: ", "))."
    case .newerFormat(let file, let version):
      "Reading \(file): it is of format \(version), which is newer than this Tonnage. Update Tonnage; nothing was imported."
    }
  }
}
