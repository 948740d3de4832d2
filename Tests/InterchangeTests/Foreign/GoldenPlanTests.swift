import Foundation
import Interchange
import Testing
import Training

/// One small export a layout, and the plan that it comes to, as kept in `Golden`.
///
/// With `TONNAGE_RECORD_GOLDENS=1` the plans are written instead. A missing one is a failure.
@Suite struct GoldenPlanTests {
  @Test(
    arguments: [
      ("strong-comma", WeightUnit.kilograms), ("strong-semicolon", nil),
      ("strong-semicolon-duration", nil), ("strong-numbered", nil), ("hevy-kg", nil),
      ("hevy-lbs", nil), ("fitnotes-old", nil), ("fitnotes-new", nil), ("fitnotes-body", nil),
      ("tonnage", nil),
    ] as [(String, WeightUnit?)])
  func anExportComesToThePlanThatIsKept(name: String, unit: WeightUnit?) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name).csv"))
    let read = try ForeignHistory(
      file: "\(name).csv", bytes: Array(bytes), options: ForeignOptions(unit: unit))
    let text = try Self.text(plan(read))
    let golden = folder.appendingPathComponent("Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["TONNAGE_RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
      return
    }
    #expect(text == (try String(contentsOf: golden, encoding: .utf8)), "\(name) is planned anew")
  }

  private static func text(_ plan: ImportPlan) -> String {
    var lines = ["\(plan.format?.title ?? "") \(plan.counts.sorted { $0.key < $1.key })"]
    lines.append("rows \(plan.rows)")
    lines += plan.names.map {
      "name \($0.name) -> \($0.match.exerciseId) \($0.match.certainty), \($0.sets) sets"
    }
    lines += plan.exercises.map { "own \($0.id) \($0.name) \($0.metadata.measures.rawValue)" }
    for log in plan.logs { lines += Self.lines(log) }
    lines += plan.bodyWeights.map {
      "weight \($0.id) \($0.value.shortText) \($0.unit.rawValue) \($0.note)"
    }
    lines += plan.warnings.map { "warning \($0.words)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ log: WorkoutLog) -> [String] {
    var lines = [
      "workout \(log.id) \(log.importHash ?? "") \(log.date) “\(log.name)” \(log.startedAt?.iso8601 ?? "-") \(log.duration?.shortText ?? "-") min “\(log.notes.replacing("\n", with: "/"))”"
    ]
    for entry in log.exercises {
      lines.append(
        "  \(entry.id) \(entry.exerciseId) “\(entry.importedName ?? "")” superset \(entry.supersetGroup ?? "-") rest \(entry.restSeconds?.shortText ?? "-") “\(entry.notes.replacing("\n", with: "/"))”"
      )
      for set in entry.sets {
        let values = [
          set.weight.map { "\($0.shortText) \(set.unit.rawValue)" }, set.reps.map { "× \($0)" },
          set.rpe.map { "@\($0.shortText)" }, set.seconds.map { "\($0.shortText) s" },
          set.distance.map { "\($0.shortText) \(set.distanceUnit.rawValue)" },
        ].compactMap(\.self)
        lines.append(
          "    \(set.id) \(set.kind.rawValue) \(values.joined(separator: " "))\(set.completed ? "" : " open")\(set.note.isEmpty ? "" : " “\(set.note)”")\(set.unknown.map { " \($0.name)=\($0.json)" }.joined())"
        )
      }
    }
    return lines
  }
}
