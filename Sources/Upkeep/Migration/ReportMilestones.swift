import Training

/// The plan's milestones, judged by what was measured.
extension ReportFigures {
  var milestones: [ReportMilestone] {
    [
      milestone(1, "Migration readiness", readiness),
      milestone(2, "Data migration complete", migrated),
      milestone(3, "Application enhancement", enhanced),
      milestone(4, "In use", inUse),
    ]
  }

  private typealias Criterion = ReportMilestone.Criterion

  /// What is not met goes on, unless nothing goes on any more that could change it.
  private func milestone(_ number: Int, _ title: String, _ criteria: [Criterion])
    -> ReportMilestone
  {
    let isOver =
      switch record.state {
      case .done, .rolledBack: true
      case .running, .paused: false
      }
    let status: ReportStatus =
      criteria.allSatisfy(\.isMet) ? .achieved : isOver ? .needsAttention : .inProgress
    return ReportMilestone(number: number, title: title, criteria: criteria, status: status)
  }

  private var readiness: [Criterion] {
    let unreadable = survey.unreadable.count
    let unknown = survey.unknownExercises.count
    return [
      Criterion(
        words: "all issues of the data found and resolved", isMet: unreadable + unknown == 0,
        evidence:
          "\(unreadable) documents cannot be read, \(unknown) exercises are on no list",
        advice: unreadable > 0 ? "Save what can be read: “tonnage export”." : completenessAdvice),
      Criterion(
        words: "performance measured before", isMet: before != nil && before?.problem == nil,
        evidence: before?.problem ?? (before == nil ? "not measured" : "kept"),
        advice: Self.measureAgain),
      Criterion(
        words: "a complete backup", isMet: record.backup != nil,
        evidence: record.backup ?? "none was made", advice: "Make one: “tonnage backup”."),
      Criterion(
        words: "documents of the old form are read", isMet: unreadable == 0,
        evidence: "\(survey.documents - unreadable) of \(survey.documents)",
        advice: "Save what can be read: “tonnage export”."),
      Criterion(
        words: "what is written reads back the same", isMet: hasLostNothing,
        evidence: "\(record.after.documents) documents compared",
        advice: "Go back to the backup, and report this."),
    ]
  }

  private var migrated: [Criterion] {
    let rate = errorRate
    let slowdown = slowdown
    return [
      Criterion(
        words: "100 % of the workouts migrated",
        isMet: survey.workouts.completeness >= Thresholds.workoutsMigrated.value,
        evidence: "\(survey.workouts.complete) of \(survey.workouts.documents)",
        advice: completenessAdvice),
      Criterion(
        words: "100 % of the programs migrated",
        isMet: survey.programs.completeness >= Thresholds.programsMigrated.value,
        evidence: "\(survey.programs.complete) of \(survey.programs.documents)",
        advice: completenessAdvice),
      Criterion(
        words: "nothing lost", isMet: hasLostNothing,
        evidence:
          "\(record.before.sets) sets and \(record.before.unknownFields) unknown fields before, \(record.after.sets) and \(record.after.unknownFields) after, hash \(record.before.hashText) and \(record.after.hashText)",
        advice: "Go back to the backup, and report this."),
      Criterion(
        words: "errors \(Self.below(Thresholds.migrationErrors))",
        isMet: rate < Thresholds.migrationErrors.value,
        evidence:
          "\(record.failed) of \(record.planned) documents, \(Self.percent(rate, places: 3))",
        advice: completenessAdvice),
      Criterion(
        words: "pages slowed down by less than \(Self.number(Thresholds.pageSlowdown.value)) %",
        isMet: slowdown.map { $0 < Thresholds.pageSlowdown.value } ?? true,
        evidence: slowdown.map { "by \(Self.percent($0))" }
          ?? (record.pagesDuring == nil
            ? "no screen was open" : "a screen was open, and had drawn no page before"),
        advice: "Close the screens while migrating."),
    ]
  }

  private var arePagesFaster: Bool {
    !pagesFall.isEmpty && pagesFall.allSatisfy { $0.fall >= Thresholds.fasterPages.value }
  }

  private var pageEvidence: String {
    pagesFall.isEmpty
      ? "not measured"
      : pagesFall.map {
        "\($0.page) \($0.fall < 0 ? "+" : "−")\(Self.percent(abs($0.fall)))"
      }.joined(separator: ", ")
  }

  private var enhanced: [Criterion] {
    [
      Criterion(
        words: "pages are drawn from embedded metadata",
        isMet: after?.problem == nil && after?.reads == 0,
        evidence: after.map { "\($0.reads) exercises looked up" } ?? "not measured",
        advice: completenessAdvice),
      Criterion(
        words: "hit rate \(Self.atLeast(Thresholds.hitRate))", isMet: isHitRateReached,
        evidence: after.map { Self.percent($0.hitRate) } ?? "not measured",
        advice: completenessAdvice),
      Criterion(
        words: "page times −\(Self.atLeast(Thresholds.fasterPages))", isMet: arePagesFaster,
        evidence: pageEvidence,
        advice: "Nothing has to be done as long as the pages are quick enough for you."),
      Criterion(
        words: "analytics work", isMet: (after?.rebuildAnalytics ?? 0) > 0,
        evidence: after.map {
          "an exercise in \(Self.milliseconds($0.analyticsLoad)), all rebuilt in \(Self.milliseconds($0.rebuildAnalytics))"
        } ?? "not measured", advice: Self.measureAgain),
      Criterion(
        words: "errors of exercise operations \(Self.below(Thresholds.operationErrors))",
        isMet: operationErrorRate < Thresholds.operationErrors.value,
        evidence: Self.percent(operationErrorRate, places: 3), advice: completenessAdvice),
    ]
  }

  private var inUse: [Criterion] {
    [
      Criterion(
        words: "consistency \(Self.atLeast(Thresholds.consistencyReached))",
        isMet: survey.consistency >= Thresholds.consistencyReached.value,
        evidence: Self.percent(survey.consistency, places: 2),
        advice: "See what differs and choose: “tonnage check --deep”, then “tonnage repair”."),
      Criterion(
        words: "performance as wanted",
        isMet: arePagesFaster && isHitRateReached
          && (readsFall ?? 0) >= Thresholds.fewerReads.value,
        evidence: "reads −\(Self.percent(readsFall ?? 0)); \(pageEvidence)",
        advice: "Nothing has to be done as long as the pages are quick enough for you."),
      Criterion(
        words: "the way back tried", isMet: record.triedRollback ?? false,
        evidence: record.triedRollback.map {
          $0 ? "the last batch was taken back on a copy" : "it failed on a copy"
        } ?? "not tried", advice: Self.measureAgain),
      Criterion(
        words: "the migration is through", isMet: record.state == .done,
        evidence: record.reason
          ?? "\(record.documents) documents, \(Thresholds.batchSize.count) at a time",
        advice: "Go on with it: “tonnage migrate”."),
      Criterion(
        words: "errors and figures are kept", isMet: true,
        evidence: "\(failures.count) errors noted; “tonnage health” watches", advice: ""),
    ]
  }
}
