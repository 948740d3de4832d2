import Foundation
import Interchange
import Testing
import Training

/// Exports of real athletes, where they lie beside the project; skipped where they do not.
@Suite(.enabled(if: RealExports.folder != nil, "there is no folder of real exports here"))
struct RealExportTests {
  @Test(
    arguments: [
      ("strong-semicolon-lbs.csv", 5402, 292), ("hevy-kg-pt.csv", 4476, 250),
      ("fitnotes-lbs.csv", 11493, 508),
    ] as [(String, Int, Int)])
  func everyRowIsAccountedFor(name: String, rows: Int, workouts: Int) throws {
    let history = try RealExports.history(name)
    let account = history.rows
    #expect(account.total == rows && account.refused == 0)
    #expect(history.workouts.count == workouts)
    let sets = history.workouts.flatMap(\.exercises).flatMap(\.sets)
    #expect(sets.count == account.sets + account.warmUps + account.empty)
    #expect(sets.count { $0.kind == .warmUp && !$0.isEmpty } == account.warmUps)
    #expect(history.refusals.isEmpty)
  }

  @Test func theBodyTrackerBecomesBodyWeights() throws {
    let history = try RealExports.history("fitnotes-bodytracker.csv")
    #expect(history.rows.bodyWeights == 9 && history.rows.total == 9)
    #expect(history.bodyWeights.last?.value == 189.5 && history.bodyWeights.last?.unit == .pounds)
  }

  @Test func setsStandAsTheyStandInTheFile() throws {
    let strong = try RealExports.history("strong-semicolon-lbs.csv")
    #expect(strong.rows.sets == 5401 && strong.rows.empty == 1)
    #expect(strong.workouts.allSatisfy { $0.secondOfDay != nil })
    let hevy = try RealExports.history("hevy-kg-pt.csv")
    #expect(hevy.rows.warmUps == 1513)
    #expect(hevy.workouts.allSatisfy { $0.durationSeconds != nil })
    let first = try #require(hevy.workouts.first)
    #expect(hevy.workouts.allSatisfy { $0.date >= first.date })
  }
}

/// Where real exports lie.
enum RealExports {
  static let folder: URL? = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let data = folder.appendingPathComponent("shared/data")
      if FileManager.default.fileExists(atPath: data.path) { return data }
    }
    return nil
  }()

  static func history(_ name: String) throws -> ForeignHistory {
    let file = try #require(folder).appendingPathComponent(name)
    return try ForeignHistory(file: name, bytes: Array(try Data(contentsOf: file)))
  }
}
