/// How the store is: one component beside the other, each with what to do.
public struct HealthPage: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable, CaseIterable, Comparable {
    case healthy, degraded, unhealthy

    private var rank: Int {
      switch self {
      case .healthy: 0
      case .degraded: 1
      case .unhealthy: 2
      }
    }

    public static func < (left: Status, right: Status) -> Bool { left.rank < right.rank }
  }

  /// What is looked at, in the order in which it is shown.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case database, data, reads, speed, sizes, backups, sync, risk

    public var title: String {
      switch self {
      case .database: "Database"
      case .data: "Data"
      case .reads: "Reads"
      case .speed: "Speed"
      case .sizes: "Sizes"
      case .backups: "Backups"
      case .sync: "Sync"
      case .risk: "Risk"
      }
    }
  }

  /// How near a value is to what it must not exceed.
  public enum Level: String, Hashable, Sendable, CaseIterable, Comparable {
    case low, medium, high, critical

    private var rank: Int {
      switch self {
      case .low: 0
      case .medium: 1
      case .high: 2
      case .critical: 3
      }
    }

    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
  }

  /// A value that was found, in its unit.
  public enum Figure: Hashable, Sendable {
    case milliseconds(Double)
    case bytes(Int)
    case percent(Double)
    case count(Int)
    case perMinute(Double)
    case at(Instant)
    /// A share of what is allowed, from 0 up.
    case share(Double, Level)
    /// The middle and the slowest hundredth, of so many.
    case times(median: Double, p99: Double, count: Int)
    case text(String)
  }

  /// What a value is judged by.
  public enum Limit: Hashable, Sendable {
    case atMost(Figure)
    case atLeast(Figure)

    public var figure: Figure {
      switch self {
      case .atMost(let figure), .atLeast(let figure): figure
      }
    }
  }

  public struct Fact: Hashable, Sendable {
    /// What it is called, in a few words.
    public var name: String
    public var figure: Figure
    /// Nil where it is only shown.
    public var limit: Limit?
    /// Whether the list says it beside the component's name.
    public var isHeadline: Bool

    public init(
      _ name: String, _ figure: Figure, limit: Limit? = nil, isHeadline: Bool = false
    ) {
      self.name = name
      self.figure = figure
      self.limit = limit
      self.isHeadline = isHeadline
    }
  }

  /// Something that is not as it should be, and what to do about it.
  public struct Finding: Hashable, Sendable {
    public var status: Status
    /// In a few words: `the last backup is 9 days old`.
    public var words: String
    /// What to do, as a sentence; where nothing can be done by itself it says why.
    public var advice: String
    /// The command that does it; nil where none does.
    public var command: String?
    /// The keys that do it on the screens, such as `gs`; nil where none do.
    public var keys: String?

    public init(
      _ status: Status, _ words: String, advice: String, command: String? = nil,
      keys: String? = nil
    ) {
      self.status = status
      self.words = words
      self.advice = advice
      self.command = command
      self.keys = keys
    }
  }

  public struct Component: Hashable, Sendable {
    public var kind: Kind
    public var facts: [Fact]
    /// The worst first.
    public var findings: [Finding]
    /// Why the check could not be made; nil as a rule. It is unhealthy then.
    public var error: String?

    public init(_ kind: Kind, facts: [Fact], findings: [Finding] = [], error: String? = nil) {
      self.kind = kind
      self.facts = facts
      self.findings = findings.enumerated().sorted {
        ($1.element.status, $0.offset) < ($0.element.status, $1.offset)
      }.map(\.element)
      self.error = error
    }

    public var status: Status {
      if error != nil { return .unhealthy }
      return findings.map(\.status).max() ?? .healthy
    }
  }

  /// Word that something came near its limit.
  public struct Alert: Hashable, Sendable {
    public var at: Instant
    /// What was measured, in a few words.
    public var metric: String
    public var level: Level
    /// The value over its threshold.
    public var share: Double
    public var recommendation: String

    public init(
      at: Instant, metric: String, level: Level, share: Double, recommendation: String
    ) {
      self.at = at
      self.metric = metric
      self.level = level
      self.share = share
      self.recommendation = recommendation
    }
  }

  public var at: Instant
  public var components: [Component]
  /// Newest first.
  public var alerts: [Alert]
  /// Whether the whole file was looked through too.
  public var isDeep: Bool

  public init(at: Instant, components: [Component], alerts: [Alert] = [], isDeep: Bool = false) {
    self.at = at
    self.components = components
    self.alerts = alerts
    self.isDeep = isDeep
  }

  /// The worst of the components.
  public var status: Status { components.map(\.status).max() ?? .healthy }
}
