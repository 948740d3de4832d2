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
  /// A table, where documents are looked through.
  case notDocuments(file: String)
  /// A store, where documents are looked through.
  case isStore(file: String)
  case empty(file: String)
  /// A table that has its heading only.
  case noRows(file: String)
  case notText(file: String, place: FilePlace, problem: String)
  /// A table of none of the kinds that are known.
  case unknownTable(file: String, heading: [String])
  case otherFormat(file: String, wanted: ForeignFormat, found: ForeignFormat)
  /// The weights' unit is nowhere in the file.
  case noUnit(file: String)
  /// No date of the file tells day and month apart, or two tell different things.
  case ambiguousDates(file: String, example: String)
  /// Rows that cannot be read, all of them.
  case badRows(file: String, notes: [FileNote])

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
    case .notDocuments(let file):
      "Reading \(file): it is a table of another app, and refers to no exercises by id. “tonnage import --dry-run” tells what is in it. Nothing was imported."
    case .isStore(let file):
      "Reading \(file): it is a store. Name it with --store to look through it. Nothing was changed."
    case .empty(let file): "Reading \(file): it is empty. Nothing was imported."
    case .noRows(let file):
      "Reading \(file): it has a heading and no row below it. Nothing was imported."
    case .notText(let file, let place, let problem):
      "Reading \(file), \(place.words): \(problem). Nothing was imported."
    case .unknownTable(let file, let heading):
      "Reading \(file), line 1: it is not an export of Strong, Hevy, FitNotes or Tonnage; it begins with “\(Self.start(of: heading))”. Nothing was imported."
    case .otherFormat(let file, let wanted, let found):
      "Reading \(file), line 1: it is not an export of \(wanted.title), but of \(found.title). Leave --format out. Nothing was imported."
    case .noUnit(let file):
      "Reading \(file): it does not say what unit its weights are in. Add --unit kg or --unit lb. Nothing was imported."
    case .ambiguousDates(let file, let example):
      "Reading \(file): its dates, such as \(example), do not tell day and month apart. Export it again with dates as YYYY-MM-DD. Nothing was imported."
    case .badRows(let file, let notes): Self.badRows(file, notes)
    }
  }

  /// How many rows a sentence names.
  private static let namedRows = 3

  private static func badRows(_ file: String, _ notes: [FileNote]) -> String {
    let named = notes.prefix(namedRows).map(\.words).joined(separator: "; ")
    let more = notes.count - namedRows
    let rest = more > 0 ? "; and \(more) more" : ""
    return
      "Reading \(file), \(named)\(rest). Nothing was imported; --skip-bad-rows skips such rows and lists them."
  }

  private static func start(of heading: [String]) -> String {
    let text = heading.joined(separator: ",")
    return text.count > 60 ? text.prefix(59) + "…" : text
  }
}
