import System

/// How much of a list is shown: as much as `--limit` says, else all of it. Plain text on a terminal is a screenful, and
/// a line says how many more there are.
struct ListPortion {
  /// What `--limit` says; nil where it was not given.
  let limit: Int?
  let isJSON: Bool

  /// Rows that a terminal of the usual size shows.
  private static let screenful = 20
  /// More than any list has.
  private static let everything = Int(Int32.max)

  /// How many rows are to be read.
  var most: Int { min(max(0, limit ?? Self.everything), Self.everything) }

  /// The rows to be shown of those that were read.
  func shown<Row>(_ rows: [Row]) -> ArraySlice<Row> {
    isCut ? rows.prefix(Self.screenful) : rows[...]
  }

  /// What is said of rows that are not shown: `115 more: “tonnage workouts --limit 135” lists all.`
  ///
  /// - Parameter command: The command with the option, which lists them all with the count after it.
  func note(on count: Int, _ command: String) -> String {
    guard isCut, count > Self.screenful else { return "" }
    return "\(count - Self.screenful) more: “\(command) \(count)” lists all.\n"
  }

  private var isCut: Bool { limit == nil && !isJSON && OutputFile.standardOutput.isTerminal }
}
