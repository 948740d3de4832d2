import Store
import Training
import Wire

// What the screens need, and how fast they have it.

extension Checkup {
  /// The sessions that health goes by: the screens that are open, and the latest that were left.
  private func sessions() throws -> ScreenMetrics? {
    let notes = try store.read { try $0.notes(ScreenMetrics.kind, limit: ScreenMetrics.looked) }
    let open = session.flatMap { $0.isEmpty ? nil : $0 }
    return ScreenMetrics(sum: [open].compactMap(\.self) + notes.compactMap(ScreenMetrics.init))
  }

  // MARK: Reads

  /// How many of the latest workouts are looked at.
  private static let latestWorkouts = 10

  mutating func reads() throws -> HealthPage.Component {
    let copies = try store.read { try $0.embeddedCopies(ofLatest: Self.latestWorkouts) }
    var facts: [HealthPage.Fact] = []
    var findings: [HealthPage.Finding] = []
    if let percent = copies.percent {
      facts = [
        HealthPage.Fact(
          "from embedded copies", .percent(percent),
          limit: .atLeast(.percent(Thresholds.healthyHitRate.value)), isHeadline: true),
        HealthPage.Fact("exercises drawn", .count(copies.needed)),
        HealthPage.Fact("drawn as Unknown", .count(copies.needed - copies.met), isHeadline: true),
      ]
      vitals.append(missing(percent))
      if percent < Thresholds.healthyHitRate.value {
        findings.append(
          HealthPage.Finding(
            percent < Thresholds.degradedHitRate.value ? .unhealthy : .degraded,
            "\(copies.needed - copies.met) of \(copies.needed) exercises are drawn as Unknown",
            advice: "“tonnage migrate” gives them their names and muscles.",
            command: "tonnage migrate"))
      }
    } else {
      facts = [HealthPage.Fact("exercises drawn", .count(0), isHeadline: true)]
    }
    for (collection, count) in try sessions()?.reads.sorted(by: { $0.key < $1.key }) ?? [] {
      let noun = Collection(rawValue: collection)?.noun ?? collection
      facts.append(HealthPage.Fact("\(noun)s read", .count(count)))
    }
    return HealthPage.Component(.reads, facts: facts, findings: findings)
  }

  private func missing(_ percent: Double) -> Vital {
    Vital(
      area: .performance, metric: "metadata without a copy", value: 100 - percent,
      threshold: 100 - Thresholds.alarmingHitRate.value,
      recommendation:
        "“tonnage migrate” embeds what is missing. It does not run by itself: it changes documents, and makes a backup first."
    )
  }

  // MARK: Speed

  mutating func speed() throws -> HealthPage.Component {
    guard let sessions = try sessions() else {
      return HealthPage.Component(
        .speed,
        facts: [HealthPage.Fact("pages", .text("none was drawn yet"), isHeadline: true)]
      )
    }
    let slowest = sessions.slowest
    let screens = sessions.times.compactMap { screen, spread in
      spread.median.map { (screen: screen, median: $0, spread: spread) }
    }.sorted { ($1.median, $0.screen) < ($0.median, $1.screen) }
    var facts = screens.map { screen, median, spread in
      HealthPage.Fact(
        screen, .times(median: median, p99: spread.p99 ?? median, count: spread.count),
        limit: .atMost(.milliseconds(Thresholds.responseTime.value)),
        isHeadline: screen == slowest?.screen)
    }
    if let percent = sessions.errorPercent {
      facts.append(
        HealthPage.Fact(
          "errors", .percent(percent), limit: .atMost(.percent(Thresholds.errorRate.value)),
          isHeadline: true))
    }
    facts.append(HealthPage.Fact("requests", .count(sessions.answers)))
    if let throughput = sessions.throughput {
      facts.append(HealthPage.Fact("throughput", .perMinute(throughput)))
    }
    return HealthPage.Component(
      .speed, facts: facts, findings: slow(slowest) + failures(sessions))
  }

  private mutating func slow(_ slowest: (screen: String, median: Double)?) -> [HealthPage.Finding] {
    guard let (screen, median) = slowest else { return [] }
    vitals.append(
      Vital(
        area: .performance, metric: "time of a page", value: median,
        threshold: Thresholds.responseTime.value,
        recommendation:
          "While pages take that long, plots and details are left out by themselves. The usual reason is a slow or full disk, which has no remedy here."
      ))
    return excess(median, Thresholds.responseTime).map { status in
      [
        HealthPage.Finding(
          status, "\(screen) takes \(Int(median)) ms",
          advice:
            "Plots and details are left out until it is faster. Look for what keeps the disk busy: that has no remedy here."
        )
      ]
    } ?? []
  }

  private mutating func failures(_ sessions: ScreenMetrics) -> [HealthPage.Finding] {
    guard let percent = sessions.errorPercent, sessions.answers >= Thresholds.leastAnswers.count
    else { return [] }
    let advice =
      "Each said on the screen what went wrong and what to do. A stale write was tried three times by itself; a full disk or a lock has no other remedy than yours."
    vitals.append(
      Vital(
        area: .userExperience, metric: "requests that failed", value: percent,
        threshold: Thresholds.errorRate.value, recommendation: advice))
    return excess(percent, Thresholds.errorRate).map { status in
      [
        HealthPage.Finding(
          status, "\(sessions.failures) of \(sessions.answers) requests failed", advice: advice)
      ]
    } ?? []
  }

  /// How bad a value above its threshold is; nil where it is not above.
  private func excess(_ value: Double, _ threshold: Threshold) -> HealthPage.Status? {
    guard value > threshold.value else { return nil }
    return value > threshold.value * Thresholds.grave.value ? .unhealthy : .degraded
  }
}
