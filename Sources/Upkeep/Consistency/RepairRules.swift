/// Which repairs are made without being asked for, and when none is.
public enum RepairRules {
  /// Whether a finding is repaired without a choice: its copies are filled in, or differ in spelling and equipment only.
  public static func isPlain(_ finding: MetadataFinding) -> Bool {
    switch finding.kind {
    case .orphan: false
    case .missing: true
    case .inconsistent: finding.severity == .low
    }
  }

  /// Why nothing is repaired without being asked for; nil where it is.
  public static func refusal(_ report: CheckReport) -> String? {
    let survey = report.survey
    guard survey.consistency > Thresholds.repairConsistency.value else {
      return
        "Only \(survey.consistency.oneDecimal) % of the copies say what their exercises say. Above \(Thresholds.repairConsistency.count) % differences are repaired by themselves; with so many the exercise list itself may be wrong."
    }
    switch report.depth {
    case .daily:
      guard survey.inconsistent < Thresholds.dailyRepairs.count else {
        return tooMany(survey.inconsistent, "differ", Thresholds.dailyRepairs)
      }
      guard survey.missing < Thresholds.dailyCompletions.count else {
        return tooMany(survey.missing, "are missing", Thresholds.dailyCompletions)
      }
    case .quick, .deep:
      let count = survey.inconsistent + survey.missing
      guard count < Thresholds.repairFindings.count else {
        return tooMany(count, "differ or are missing", Thresholds.repairFindings)
      }
    }
    return nil
  }

  private static func tooMany(_ count: Int, _ words: String, _ limit: Threshold) -> String {
    "\(count) copies \(words). From \(limit.count) on nothing is repaired by itself."
  }
}

extension Double {
  /// With one digit after the point, not rounded up to a whole that it is not.
  public var oneDecimal: String {
    let tenths = (self * 10).rounded(.down)
    guard tenths.magnitude < 1e15 else { return "\(self)" }
    return tenths.truncatingRemainder(dividingBy: 10) == 0
      ? "\(Int(tenths) / 10)" : "\(tenths / 10)"
  }
}
