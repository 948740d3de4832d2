import System

/// How much of a list is shown: as much as `--limit` says, else all of it. Plain text on a terminal is a screenful, and
/// a line says how to see more.
struct ListPortion {
  /// What `--limit` says; nil where it was not given.
  let limit: Int?
  let isJSON: Bool

  /// Rows that a terminal of the usual size shows.
  private static let screenful = 20
  /// More than any list has.
  private static let everything = Int(Int32.max)

  /// How many rows a line says that `--limit` may list, where not all are shown.
  private static let more = 100

  /// How many rows are to be read: those that are shown, and one that tells whether there are more.
  var most: Int {
    isCut ? Self.screenful + 1 : min(max(0, limit ?? Self.everything), Self.everything)
  }

  /// The rows to be shown of those that were read.
  func shown<Row>(_ rows: [Row]) -> ArraySlice<Row> {
    isCut ? rows.prefix(Self.screenful) : rows[...]
  }

  /// What is said of rows that are not shown: `There are more: “tonnage workouts --limit 100” lists 100.`
  ///
  /// - Parameters:
  ///   - count: How many rows were read.
  ///   - command: The command with the option, which lists so many as the number after it says.
  func note(on count: Int, _ command: String) -> String {
    guard isCut, count > Self.screenful else { return "" }
    return "There are more: “\(command) \(Self.more)” lists \(Self.more).\n"
  }

  private var isCut: Bool { limit == nil && !isJSON && OutputFile.standardOutput.isTerminal }
}
