import Store
import Testing
import Training
import Wire

@testable import Upkeep

@Suite struct MigrationReportTests {
  private let moment = Instant(milliseconds: 1_736_157_600_000)

  private func baseline(_ phase: LoadBaseline.Phase, _ page: Double, hits: Int) -> LoadBaseline {
    var baseline = LoadBaseline(migration: "m", phase: phase, at: moment)
    (baseline.logLoad, baseline.progressLoad, baseline.analyticsLoad) = (page, page, 1)
    (baseline.needs, baseline.hits, baseline.rebuildAnalytics) = (10, hits, 5)
    return baseline
  }

  private var complete: KindSurvey {
    var kind = KindSurvey()
    (kind.documents, kind.complete, kind.entries, kind.entriesWithMetadata) = (
      1000, 1000, 5000, 5000
    )
    return kind
  }

  /// A migration in which everything was reached.
  private var kept: MigrationReport.Kept {
    var record = MigrationRecord(began: moment, planned: 2000)
    (record.state, record.backup, record.triedRollback) = (.done, "/b", true)
    return MigrationReport.Kept(
      record: record, before: baseline(.before, 10, hits: 0), after: baseline(.after, 6, hits: 10),
      failures: [])
  }

  private var survey: EmbeddingSurvey {
    get throws {
      var survey = try EmbeddingSurvey(of: .inMemory(), masters: MasterList([:]))
      (survey.workouts, survey.programs) = (complete, complete)
      return survey
    }
  }

  private func statuses(_ report: MigrationReport) -> [String: ReportStatus] {
    let checks = report.suites.flatMap(\.checks).map { ($0.name, $0.status) }
    return Dictionary(checks) { first, _ in first }
  }

  private func unmet(_ report: MigrationReport) -> [String] {
    report.milestones.flatMap { milestone in
      milestone.criteria.filter { !$0.isMet }.map { "\(milestone.number) \($0.words)" }
    }
  }

  @Test func everythingIsReachedAtThePlansFigures() throws {
    let report = MigrationReport(kept, try survey, at: moment)
    #expect(report.status == .achieved && report.recommendations.isEmpty)
    #expect(unmet(report).isEmpty && report.milestones.map(\.number) == [1, 2, 3, 4])
    #expect(
      report.suites.map { $0.status } == [.achieved, .achieved, .achieved, nil])
    #expect(statuses(report).values.allSatisfy { $0 == .achieved })
  }

  @Test func whatIsMissedByLittleIsMissed() throws {
    var kept = kept
    kept.after = baseline(.after, 6.01, hits: 5)
    let report = MigrationReport(kept, try survey, at: moment)
    #expect(statuses(report)["readReduction"] == .inProgress)
    #expect(statuses(report)["pageLoadLog"] == .inProgress)
    #expect(statuses(report)["cache"] == .inProgress)
    #expect(report.suites[0].status == .inProgress)
    // Nothing goes on any more that could change it.
    #expect(report.milestones[2].status == .needsAttention && report.status == .needsAttention)
    #expect(report.recommendations.map(\.priority) == [.high, .high, .medium, .medium])
    let words = report.suites[0].checks.map(\.value)
    #expect(
      words[0] == "10 before, 5 now: −50 %" && words[1] == "10 ms before, 6.01 ms now: −39.9 %")
  }

  @Test func inconsistencyIsCritical() throws {
    var survey = try survey
    survey.workouts.inconsistent = 3
    let report = MigrationReport(kept, survey, at: moment)
    #expect(statuses(report)["consistency"] == .needsAttention)
    #expect(report.recommendations.first?.priority == .critical)
    #expect(report.recommendations.first?.category == .dataQuality)
    #expect(unmet(report) == ["4 consistency 99.9 % or more"])
    survey.workouts.inconsistent = 2
    #expect(MigrationReport(kept, survey, at: moment).status == .achieved)
  }

  @Test func whatLacksMetadataIsNotComplete() throws {
    var survey = try survey
    survey.workouts.entriesWithMetadata = 4990
    survey.unknownExercises = ["ghost": 10]
    var kept = kept
    kept.record.failed = 2
    let report = MigrationReport(kept, survey, at: moment)
    #expect(statuses(report)["completeness"] == .inProgress)
    // 10 of 10,000 entries are not below a thousandth.
    #expect(statuses(report)["errorRate"] == .needsAttention)
    #expect(unmet(report).contains("1 all issues of the data found and resolved"))
    #expect(unmet(report).contains("2 100 % of the workouts migrated"))
    #expect(unmet(report).contains("2 errors below 0.1 %"))
    #expect(report.recommendations.allSatisfy { $0.action.contains("“ghost”") })
    kept.record.failed = 1
    #expect(!unmet(MigrationReport(kept, survey, at: moment)).contains("2 errors below 0.1 %"))
  }

  @Test func whatGoesOnIsInProgress() throws {
    var kept = kept
    (kept.record.state, kept.record.triedRollback, kept.after) = (.running, nil, nil)
    let report = MigrationReport(kept, try survey, at: moment)
    #expect(report.milestones[3].status == .inProgress && report.status == .inProgress)
    #expect(statuses(report)["pageLoad"] == .inProgress)
    kept.record.state = .rolledBack
    #expect(MigrationReport(kept, try survey, at: moment).status == .needsAttention)
  }

  @Test func aScreenThatSlowedDownIsTold() throws {
    var kept = kept
    (kept.record.pagesBefore, kept.record.pagesDuring) = (10, 11)
    #expect(
      unmet(MigrationReport(kept, try survey, at: moment))
        == ["2 pages slowed down by less than 10 %"])
    kept.record.pagesDuring = 10.9
    #expect(MigrationReport(kept, try survey, at: moment).status == .achieved)
  }

  @Test func whyThereAreNoFiguresIsTold() throws {
    var kept = kept
    kept.before?.problem = "The disk is full."
    let report = MigrationReport(kept, try survey, at: moment)
    #expect(statuses(report)["readReduction"] == .inProgress)
    #expect(report.milestones[0].criteria[1].evidence == "The disk is full.")
    #expect(report.recommendations.first?.action.contains("Make room") == true)
  }

  @Test func theSuitesAreThoseOfThePlan() throws {
    #expect(
      ReportSuite.Name.allCases.map(\.rawValue) == [
        "performance", "dataQuality", "userExperience", "businessImpact",
      ])
    #expect(throws: MigrationError.unknownSuite("speed")) { try ReportSuite.Name(named: "speed") }
    let value = MigrationReport(kept, try survey, at: moment).value(of: .businessImpact).json
    let json = try JSONSlice(value)
    #expect(
      json.first("results")?.first("businessImpact")?.first("status")?.string == "NOT_APPLICABLE")
    #expect(json.first("milestones") == nil)
    let all = try JSONSlice(MigrationReport(kept, try survey, at: moment).value().json)
    #expect(all.first("overallStatus")?.string == "ACHIEVED")
    #expect(all.first("milestones")?.elements.reduce(0) { count, _ in count + 1 } == 4)
  }
}
