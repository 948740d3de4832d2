import Store
import Training

// The file: whether it answers, what it takes, how large its documents are.

extension Checkup {
  /// Milliseconds that a trial waits for another writer.
  private static let patience = 300

  mutating func database() throws -> HealthPage.Component {
    if let reason = store.readOnlyReason { return readOnly(reason) }
    let probe: StoreProbe
    do {
      probe = try store.probe(at: now, within: Self.patience)
    } catch let error as StoreError where error.isPassing {
      return HealthPage.Component(
        .database, facts: [],
        findings: [
          HealthPage.Finding(
            .degraded, "another program is writing", advice: "Look again once it is done.")
        ])
    }
    var findings = slow(probe) + room(probe)
    var facts = [
      HealthPage.Fact("answers", .milliseconds(probe.readTime), isHeadline: true),
      HealthPage.Fact(
        "writes", .milliseconds(probe.writeTime),
        limit: .atMost(.milliseconds(Thresholds.databaseResponse.value)), isHeadline: true),
    ]
    if let free = probe.freeBytes {
      facts += [
        HealthPage.Fact("the file takes", .bytes(probe.bytes)),
        HealthPage.Fact(
          "its log takes", .bytes(probe.logBytes), limit: .atMost(.bytes(Thresholds.logBytes.count))
        ),
        HealthPage.Fact(
          "free", .bytes(free), limit: .atLeast(.bytes(leastRoom(probe))),
          isHeadline: true),
      ]
    }
    if isDeep {
      let damage = try store.quickCheck()
      facts.append(
        HealthPage.Fact("the whole file", .text(damage.isEmpty ? "sound" : "damaged")))
      if let first = damage.first {
        facts.append(HealthPage.Fact("its first fault", .text(first)))
        findings.append(Self.damage)
      }
    }
    return HealthPage.Component(.database, facts: facts, findings: findings)
  }

  private func readOnly(_ reason: String) -> HealthPage.Component {
    HealthPage.Component(
      .database, facts: [HealthPage.Fact("writes", .text("not possible"))],
      findings: [
        HealthPage.Finding(
          .unhealthy, "read-only: \(reason)",
          advice:
            "“tonnage export” saves what can be read; “tonnage backups” lists what there is to go back to.",
          command: "tonnage export")
      ])
  }

  private mutating func slow(_ probe: StoreProbe) -> [HealthPage.Finding] {
    let time = probe.readTime + probe.writeTime
    vitals.append(
      Vital(
        area: .systemStability, metric: "answer of the database", value: time,
        threshold: Thresholds.databaseResponse.value,
        recommendation:
          "Nothing makes a disk faster from here: look for another program that keeps it busy, or move the log to a local disk."
      ))
    guard time >= Thresholds.databaseResponse.value else { return [] }
    return [
      HealthPage.Finding(
        .degraded, "it takes \(Int(time)) ms to answer",
        advice:
          "Look for another program that keeps the disk busy, or move the log to a local disk.")
    ]
  }

  /// Bytes that have to be free: what a backup takes, and never less than ``Thresholds/freeDisk``.
  private func leastRoom(_ probe: StoreProbe) -> Int { max(Thresholds.freeDisk.count, probe.bytes) }

  private mutating func room(_ probe: StoreProbe) -> [HealthPage.Finding] {
    guard let free = probe.freeBytes else { return [] }
    let least = leastRoom(probe)
    vitals += [
      Vital(
        area: .systemStability, metric: "free disk", value: Double(least),
        threshold: Double(max(1, free)),
        recommendation:
          "Make room on the disk. Nothing is removed by itself but old backups, after a newer one."),
      Vital(
        area: .systemStability, metric: "write-ahead log", value: Double(probe.logBytes),
        threshold: Thresholds.logBytes.value,
        recommendation:
          "Close all of Tonnage's screens: the last one to leave folds the log into the file. While one reads, it cannot be."
      ),
    ]
    var findings: [HealthPage.Finding] = []
    if free < least {
      let isFull = free < Thresholds.leastDisk.count
      findings.append(
        HealthPage.Finding(
          isFull ? .unhealthy : .degraded, "only \(free >> 20) MB are free on the disk",
          advice: isFull
            ? "Make room: soon nothing more can be logged."
            : "Make room: a backup takes \(max(1, probe.bytes >> 20)) MB."))
    }
    if probe.logBytes > Thresholds.logBytes.count {
      findings.append(
        HealthPage.Finding(
          .degraded, "its log has grown to \(probe.logBytes >> 20) MB",
          advice: "Close all of Tonnage's screens: the last one to leave folds it into the file."))
    }
    return findings
  }

  // MARK: Sizes

  private static let largestShown = 3

  mutating func sizes() throws -> HealthPage.Component {
    let largest = try store.read { try $0.largeDocuments(limit: Self.largestShown) }
    let limit = HealthPage.Limit.atMost(.bytes(Thresholds.largeDocument.count))
    guard let first = largest.first else {
      vitals.append(size(of: Reader.unlistedBytes))
      return HealthPage.Component(
        .sizes,
        facts: [
          HealthPage.Fact(
            "all documents below", .bytes(Reader.unlistedBytes), limit: limit, isHeadline: true)
        ])
    }
    vitals.append(size(of: first.bytes))
    let facts = largest.enumerated().map { index, document in
      HealthPage.Fact(
        index == 0 ? "largest \(document.collection.noun)" : "\(document.collection.noun)",
        .bytes(document.bytes), limit: limit, isHeadline: index == 0)
    }
    let findings = largest.filter { $0.bytes > Thresholds.largeDocument.count }.map {
      let isHuge = $0.bytes > Thresholds.hugeDocument.count
      return HealthPage.Finding(
        isHuge ? .unhealthy : .degraded,
        "\($0.collection.noun) \($0.id) takes \($0.bytes >> 10) KB",
        advice: isHuge
          ? "Shorten it: above 1,024 KB it takes no more edits. It is not cut by itself, as one workout would become two."
          : "Shorten its notes, or go on in a new workout: above 1,024 KB it takes no more edits.")
    }
    return HealthPage.Component(.sizes, facts: facts, findings: findings)
  }

  private func size(of bytes: Int) -> Vital {
    Vital(
      area: .dataIntegrity, metric: "largest document", value: Double(bytes),
      threshold: Thresholds.hugeDocument.value,
      recommendation:
        "Shorten its notes, or go on in a new workout: above 1,024 KB it takes no more edits. It is not cut by itself, as one workout would become two."
    )
  }
}

extension StoreError {
  /// Whether the same may go well a moment later.
  fileprivate var isPassing: Bool { if case .locked = self { true } else { false } }
}
