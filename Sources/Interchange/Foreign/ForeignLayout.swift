import Training

// The list of formats. A format of another app is a file with its `RowReader` and its lines here.

/// The apps whose exports are read, and our own table.
public enum ForeignFormat: String, Hashable, Sendable, CaseIterable {
  case strong
  case hevy
  case fitNotes = "fitnotes"
  /// What `tonnage export --format csv` writes.
  case tonnage

  /// What the athlete calls it.
  public var title: String {
    switch self {
    case .strong: "Strong"
    case .hevy: "Hevy"
    case .fitNotes: "FitNotes"
    case .tonnage: "Tonnage"
    }
  }
}

/// A kind of table, told by the names of its columns.
enum ForeignLayout: Hashable, CaseIterable {
  case strong
  case hevy
  case fitNotes
  case fitNotesBody
  case tonnage

  var format: ForeignFormat {
    switch self {
    case .strong: .strong
    case .hevy: .hevy
    case .fitNotes, .fitNotesBody: .fitNotes
    case .tonnage: .tonnage
    }
  }

  /// What reads its rows.
  func reader(_ heading: Heading) throws(InterchangeError) -> any RowReader {
    switch self {
    case .strong: try StrongReader(heading)
    case .hevy: try HevyReader(heading)
    case .fitNotes: try FitNotesReader(heading)
    case .fitNotesBody: try BodyTrackerReader(heading)
    case .tonnage: try TonnageReader(heading)
    }
  }

  /// Columns that a table of this kind has, whatever else there is.
  private var required: [String] {
    switch self {
    case .strong: ["Date", "Workout Name", "Exercise Name", "Set Order", "Reps"]
    case .hevy: ["title", "start_time", "exercise_title", "set_type", "reps"]
    case .fitNotes: ["Date", "Exercise", "Category", "Reps"]
    case .fitNotesBody: ["Date", "Measurement", "Value", "Unit"]
    case .tonnage: ["tonnage", "workout", "exercise", "set", "weight", "reps"]
    }
  }

  /// The kind that has these columns.
  static func of(_ names: Set<String>) -> ForeignLayout? {
    allCases.first { $0.required.allSatisfy(names.contains) }
  }

  /// Whether a row may be a heading, told at a glance: exports begin with these.
  static func mayBeHeading(_ row: CSVRow) -> Bool { firstColumns.contains(row.text(0)) }

  private static let firstColumns: Set<String> = ["Date", "Workout #", "title", "tonnage"]

  /// The columns by name; nil where a row is not a heading of any kind.
  static func heading(_ row: CSVRow) -> (layout: ForeignLayout, columns: [String: Int])? {
    var columns: [String: Int] = [:]
    for index in row.fields.indices {
      let name = row.text(index).filter { !$0.isNewline }
      let trimmed = name.split(separator: " ", omittingEmptySubsequences: true)
        .joined(separator: " ")
      if columns[trimmed] == nil { columns[trimmed] = index }
    }
    guard let layout = of(Set(columns.keys)) else { return nil }
    return (layout, columns)
  }
}
