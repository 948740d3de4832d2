import Store
import Sync
import Training

// What other upkeep has left word of: checks, backups, syncs.

extension Checkup {
  private func hasHistory() throws -> Bool { try store.read { try $0.hasWorkouts() } }

  // MARK: Data

  mutating func data() throws -> HealthPage.Component {
    let notes = try store.read { try $0.notes(.newestCheck, limit: 1) }
    guard let check = notes.first.flatMap(CheckReading.init) else {
      return HealthPage.Component(
        .data,
        facts: [HealthPage.Fact("checked", .text("not checked yet"), isHeadline: true)],
        findings: try hasHistory()
          ? [
            HealthPage.Finding(
              .degraded, "it was never checked", advice: "“tonnage check” does it.",
              command: "tonnage check")
          ] : [])
    }
    var facts: [HealthPage.Fact] = []
    if let consistency = check.consistency {
      facts.append(
        HealthPage.Fact(
          "consistent", .percent(consistency),
          limit: .atLeast(.percent(100 - Thresholds.inconsistencyAlarm.value)), isHeadline: true))
      vitals.append(inconsistency(100 - consistency))
    }
    facts += [
      HealthPage.Fact(
        check.isDeep ? "checked deeply" : "checked", .at(check.at), isHeadline: true),
      HealthPage.Fact("other spellings", .count(check.low)),
      HealthPage.Fact("other figures", .count(check.medium + check.high)),
      HealthPage.Fact("without metadata", .count(check.missing)),
      HealthPage.Fact("of unknown exercises", .count(check.orphans)),
      HealthPage.Fact("damaged", .count(check.broken)),
    ]
    if let direction = check.direction {
      facts.append(HealthPage.Fact("direction", .text(direction)))
    }
    return HealthPage.Component(.data, facts: facts, findings: findings(check))
  }

  private func inconsistency(_ percent: Double) -> Vital {
    Vital(
      area: .dataIntegrity, metric: "documents that disagree with the exercise list",
      value: percent, threshold: Thresholds.inconsistencyAlarm.value,
      recommendation:
        "“tonnage check” names them, “tonnage repair” mends them. By themselves only spellings are mended: muscles and types change figures, and are yours to choose."
    )
  }

  private func findings(_ check: CheckReading) -> [HealthPage.Finding] {
    var findings: [HealthPage.Finding] = []
    func add(_ status: HealthPage.Status, _ words: String, _ advice: String, command: String) {
      findings.append(HealthPage.Finding(status, words, advice: advice, command: command))
    }
    if let error = check.error {
      add(
        .unhealthy, "the last check failed: \(error)", "“tonnage check” tries again.",
        command: "tonnage check")
    }
    if check.broken > 0 {
      add(
        .unhealthy, "\(check.broken) documents are damaged",
        "“tonnage check --deep” names them, “tonnage export” saves what can be read.",
        command: "tonnage export")
    }
    if let percent = check.consistency.map({ 100 - $0 }),
      percent > Thresholds.inconsistencyAlarm.value
    {
      add(
        .unhealthy, "\(Int(percent.rounded(.up))) % disagree with the exercise list",
        "“tonnage repair” shows both sides.", command: "tonnage repair")
    }
    let differing = check.medium + check.high
    if differing > 0 {
      add(
        .degraded, "\(differing) copies differ in muscle or type",
        "“tonnage repair” shows both sides, to choose.", command: "tonnage repair")
    }
    if check.missing > 0 {
      add(
        .degraded, "\(check.missing) exercises have no metadata",
        "“tonnage migrate” gives it to them.", command: "tonnage migrate")
    }
    if check.orphans > 0 {
      add(
        .degraded, "\(check.orphans) exercises are on no list", "“tonnage validate” names them.",
        command: "tonnage validate")
    }
    return findings
  }

  // MARK: Backups

  func backups() throws -> HealthPage.Component {
    let notes = try store.read { try $0.notes(.newestBackups) }
    var known: Set<String> = []
    // Of each backup the latest word; nothing tells of one that was removed by hand.
    let backups = notes.compactMap(BackupReading.init)
      .filter { known.insert($0.id).inserted && $0.isThere }
    let good = backups.filter(\.isVerified)
    guard let newest = good.max(by: { $0.at < $1.at }) else {
      return HealthPage.Component(
        .backups, facts: [HealthPage.Fact("backups", .count(0), isHeadline: true)],
        findings: try hasHistory()
          ? [
            HealthPage.Finding(
              .degraded, backups.isEmpty ? "there is none" : "none of them is good",
              advice: "“tonnage backup” makes one.", command: "tonnage backup")
          ] : [])
    }
    let days = days(since: newest.at)
    return HealthPage.Component(
      .backups,
      facts: [
        HealthPage.Fact("the last", .at(newest.at), isHeadline: true),
        HealthPage.Fact("backups", .count(good.count), isHeadline: true),
      ],
      findings: days > Thresholds.backupAge.value
        ? [
          HealthPage.Finding(
            .degraded, "the last is \(Int(days)) days old",
            advice: "“tonnage backup” makes one.", command: "tonnage backup")
        ] : [])
  }

  // MARK: Sync

  func sync() throws -> HealthPage.Component {
    guard let link = try store.syncLink() else {
      return HealthPage.Component(
        .sync,
        facts: [
          HealthPage.Fact("dump", .text("this machine only"), isHeadline: true)
        ])
    }
    let waiting = try waitingConflicts()
    let last: HealthPage.Figure = link.syncedAt.map { .at($0) } ?? .text("never")
    return HealthPage.Component(
      .sync,
      facts: [
        HealthPage.Fact("dump", .text(link.shownLocation)),
        HealthPage.Fact("last", last, isHeadline: true),
        HealthPage.Fact("conflicts", .count(waiting), isHeadline: true),
      ],
      findings: conflicts(waiting) + ageing(link))
  }

  private func conflicts(_ count: Int) -> [HealthPage.Finding] {
    guard count > 0 else { return [] }
    return [
      HealthPage.Finding(
        .degraded, count == 1 ? "1 conflict waits" : "\(count) conflicts wait",
        advice: "gs shows both sides; m keeps yours, t theirs.", command: "tonnage conflicts",
        keys: "gs")
    ]
  }

  private func ageing(_ link: SyncLink) -> [HealthPage.Finding] {
    let words: String
    if let last = link.syncedAt {
      let days = days(since: last)
      guard days > Thresholds.syncAge.value else { return [] }
      words = "the last was \(Int(days)) days ago"
    } else {
      words = "it was never synced"
    }
    return [
      HealthPage.Finding(
        .degraded, words, advice: "S syncs, on any screen.", command: "tonnage sync", keys: "S")
    ]
  }
}
