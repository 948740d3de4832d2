import Catalog
import Foundation
import Interchange
import Testing

/// The names in real exports, where those are at hand. None of them is part of the project.
@Suite(.enabled(if: RealExports.folder != nil, "there is no folder of real exports here"))
struct RealNamesTests {
  private struct Export: CustomTestStringConvertible {
    var file: String
    var separator: Character
    var column: String
    var category: String?
    /// The share of names that has to be matched, and of sets.
    var names: Double
    var sets: Double
    var testDescription: String { file }
  }

  @Test(arguments: [
    Export(
      file: "strong-semicolon-lbs.csv", separator: ";", column: "Exercise Name", names: 0.9,
      sets: 0.95),
    Export(file: "hevy-kg-pt.csv", separator: ",", column: "exercise_title", names: 0, sets: 0),
    Export(
      file: "fitnotes-lbs.csv", separator: ",", column: "Exercise", category: "Category",
      names: 0.7, sets: 0.8),
  ])
  private func mostNamesOfARealExportAreMatched(_ export: Export) throws {
    let path = try #require(RealExports.folder).appendingPathComponent(export.file).path
    let rows = Self.rows(try String(contentsOfFile: path, encoding: .utf8), export.separator)
    let name = try #require(rows[0].firstIndex(of: export.column))
    let category = export.category.flatMap { rows[0].firstIndex(of: $0) }
    let matcher = NameMatcher(catalogue: try .builtIn())
    var counts: [String: (match: NameMatch, sets: Int)] = [:]
    for row in rows.dropFirst() where row.count > name {
      let match =
        counts[row[name]]?.match
        ?? matcher.match(row[name], category: category.map { row[$0] })
      counts[row[name]] = (match, (counts[row[name]]?.sets ?? 0) + 1)
    }
    let matched = counts.values.filter { $0.match.certainty != .custom }
    let sets = counts.values.reduce(0) { $0 + $1.sets }
    let matchedSets = matched.reduce(0) { $0 + $1.sets }
    print(
      "\(export.file): \(matched.count) of \(counts.count) names, \(matchedSets) of \(sets) rows")
    if ProcessInfo.processInfo.environment["TONNAGE_NAMES"] != nil {
      for (name, found) in counts.sorted(by: { $0.key < $1.key }) {
        print("  \(name) → \(found.match.exerciseId) \(found.match.certainty)")
      }
    }
    #expect(Double(matched.count) >= export.names * Double(counts.count))
    #expect(Double(matchedSets) >= export.sets * Double(sets))
  }

  /// Enough of CSV for the columns looked at: quotes, doubled quotes, line breaks within.
  private static func rows(_ text: String, _ separator: Character) -> [[String]] {
    var rows: [[String]] = [[]]
    var (field, isQuoted) = ("", false)
    func end(_ row: inout [String]) {
      row.append(field)
      field = ""
    }
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case separator where !isQuoted: end(&rows[rows.count - 1])
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        end(&rows[rows.count - 1])
        rows.append([])
      default: field.append(character)
      }
    }
    end(&rows[rows.count - 1])
    return rows
  }
}
