public import Store
public import Training

/// One look at a store: each component by itself, so that a check that fails is unhealthy and the others go on.
public struct Checkup {
  let store: Store
  let now: Instant
  /// Whether the whole file is looked through too.
  let isDeep: Bool
  /// What the screens that are open have measured so far; nil where none are.
  let session: ScreenMetrics?
  /// How many conflicts wait for an answer.
  let waitingConflicts: () throws -> Int
  /// The sentence of an error.
  let sentence: (any Error) -> String
  /// What was found over what it must not exceed.
  var vitals: [Vital] = []

  /// How many alerts are shown, and for how many days.
  private static let alertsShown = 5
  private static let alertDays = 7.0

  public init(
    of store: Store, at now: Instant, isDeep: Bool = false, session: ScreenMetrics? = nil,
    waitingConflicts: @escaping () throws -> Int,
    sentence: @escaping (any Error) -> String
  ) {
    self.store = store
    self.now = now
    self.isDeep = isDeep
    self.session = session
    self.waitingConflicts = waitingConflicts
    self.sentence = sentence
  }

  public func page() -> HealthPage {
    var checkup = self
    let components = HealthPage.Kind.allCases.map { checkup.component($0) }
    return HealthPage(
      at: now, components: components, alerts: recentAlerts(), isDeep: isDeep)
  }

  /// A check that fails is itself unhealthy, with its error.
  private mutating func component(_ kind: HealthPage.Kind) -> HealthPage.Component {
    do {
      return switch kind {
      case .database: try database()
      case .data: try data()
      case .reads: try reads()
      case .speed: try speed()
      case .sizes: try sizes()
      case .backups: try backups()
      case .sync: try sync()
      case .risk: risk()
      }
    } catch {
      return HealthPage.Component(
        kind, facts: [], findings: Self.isDamage(error) ? [Self.damage] : [],
        error: sentence(error))
    }
  }

  private static func isDamage(_ error: any Error) -> Bool {
    switch error {
    case StoreError.corrupt, StoreError.damaged, StoreError.altered: true
    default: false
    }
  }

  static let damage = HealthPage.Finding(
    .unhealthy, "the file is damaged",
    advice:
      "“tonnage export” saves what can be read; “tonnage backups” lists what there is to go back to.",
    command: "tonnage export")

  /// None where they cannot be read: what prevents that stands with the components.
  private func recentAlerts() -> [HealthPage.Alert] {
    let notes = (try? store.read { try $0.notes(.alert, limit: Self.alertsShown) }) ?? []
    return notes.compactMap(AlertNote.init).filter {
      now.seconds(since: $0.at) < Self.alertDays * Self.day
    }.map {
      HealthPage.Alert(
        at: $0.at, metric: $0.metric, level: $0.severity,
        share: $0.threshold > 0 ? $0.value / $0.threshold : 0, recommendation: $0.recommendation)
    }
  }

  /// Seconds of a day.
  static let day = 86_400.0

  /// Days that something lies back; 0 where it lies ahead, as after a clock was put back.
  func days(since instant: Instant) -> Double { max(0, now.seconds(since: instant)) / Self.day }
}

// MARK: - Risk

extension Checkup {
  /// Of each area the value that is nearest to its threshold. To be asked last.
  private func risk() -> HealthPage.Component {
    var facts: [HealthPage.Fact] = []
    var findings: [HealthPage.Finding] = []
    for area in Vital.Area.allCases {
      guard let worst = vitals.filter({ $0.area == area }).max(by: { $0.share < $1.share }) else {
        facts.append(HealthPage.Fact(area.rawValue, .text("not measured yet")))
        continue
      }
      facts.append(
        HealthPage.Fact(
          area.rawValue, .share(worst.share, worst.level), limit: .atMost(.share(1, .critical)),
          isHeadline: worst.level != .low))
      guard worst.level.status > .healthy else { continue }
      findings.append(
        HealthPage.Finding(
          worst.level.status, "\(area.rawValue): \(worst.level.rawValue), by \(worst.metric)",
          advice: worst.recommendation))
    }
    if !facts.contains(where: \.isHeadline) {
      facts.insert(HealthPage.Fact("all areas", .text("low in all areas"), isHeadline: true), at: 0)
    }
    return HealthPage.Component(.risk, facts: facts, findings: findings)
  }
}

// MARK: - Alerts

extension Checkup {
  /// Hours before the same is told again.
  private static let silence = 24.0

  /// What is to be told of: values that came near their thresholds and have not been told of lately.
  public func dueAlerts() -> [AlertNote] {
    var checkup = self
    for kind in HealthPage.Kind.allCases { _ = checkup.component(kind) }
    let known = (try? store.read { try $0.notes(.alert) })?.compactMap(AlertNote.init) ?? []
    return checkup.vitals.filter { $0.level > .low }.compactMap { vital in
      let isTold = known.contains {
        $0.metric == vital.metric && $0.severity == vital.level
          && now.seconds(since: $0.at) < Self.silence * 3600
      }
      if isTold { return nil }
      return AlertNote(
        at: now, metric: vital.metric, value: vital.value, threshold: vital.threshold,
        severity: vital.level, recommendation: vital.recommendation)
    }
  }
}
