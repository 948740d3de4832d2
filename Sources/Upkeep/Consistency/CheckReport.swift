public import Store
public import Training

/// What a check has found.
public struct CheckReport: Sendable {
  public var at: Instant
  public var depth: CheckDepth
  /// Embedded copies against their exercises, references, completeness.
  public var survey: MetadataSurvey
  /// What is wrong with documents, with what is derived from them, and with the file: the first ones.
  public var integrity: [IntegrityFinding]
  public var integrityCount: Int
  /// Documents that were looked at.
  public var documents: Int
  /// Checks that could not be made; the others were.
  public var failures: [FailedCheck]
  /// Over the last checks and this one; nil before there are two.
  public var trend: ConsistencyTrend?

  /// - Parameter earlier: The shares of differing copies that earlier checks found, oldest first.
  public init(
    at: Instant, depth: CheckDepth, survey: MetadataSurvey, inspection: Inspection,
    failures: [FailedCheck], earlier: [Double]
  ) {
    self.at = at
    self.depth = depth
    self.survey = survey
    integrity = inspection.findings
    integrityCount = inspection.findingCount
    documents = inspection.documents.values.reduce(0, +)
    self.failures = failures + inspection.failures
    trend = ConsistencyTrend(earlier + [100 - survey.consistency])
  }

  public var isClean: Bool { survey.isClean && integrityCount == 0 && failures.isEmpty }

  /// The share of copies that differ, in per cent.
  public var rate: Double { 100 - survey.consistency }

  public var note: CheckNote { CheckNote(self, direction: trend?.direction) }

  /// What has to be raised an alarm about; nil as a rule.
  public var alert: ConsistencyAlert? {
    rate > Thresholds.inconsistencyAlarm.value ? ConsistencyAlert(rate: rate) : nil
  }

  /// What the athlete has to know of a check that nobody asked for; nil as a rule.
  public var warning: String? {
    if integrityCount > 0 {
      return "The check of the store found something damaged: “tonnage check --deep” says what."
    }
    if alert != nil {
      return
        "Many copies of exercises differ from their exercises: “tonnage check --deep” says which."
    }
    return failures.first.map { "The check of the store is not complete. \($0.reason)" }
  }

  /// Whether something derived from documents is wrong, which is worked out again in a repair.
  public var hasDerivedFaults: Bool {
    integrity.contains {
      switch $0.fault {
      case .derived, .summary: true
      case .unreadable, .file: false
      }
    }
  }
}
