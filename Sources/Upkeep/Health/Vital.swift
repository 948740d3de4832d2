import Training

/// A value that was found over what it must not exceed.
struct Vital: Hashable {
  /// What is at risk where it comes near.
  enum Area: String, CaseIterable {
    case dataIntegrity = "data integrity"
    case performance
    case userExperience = "user experience"
    case systemStability = "system stability"
  }

  var area: Area
  /// What was measured, in a few words.
  var metric: String
  var value: Double
  var threshold: Double
  /// What to do, and why nothing is done by itself where nothing is.
  var recommendation: String

  /// The value over its threshold, from 0 up.
  var share: Double { threshold > 0 ? max(0, value / threshold) : 0 }
  var level: HealthPage.Level { HealthPage.Level(share: share) }
}

extension HealthPage.Level {
  /// The level of a value over its threshold.
  init(share: Double) {
    switch share {
    case Thresholds.criticalRisk.value...: self = .critical
    case Thresholds.highRisk.value...: self = .high
    case Thresholds.mediumRisk.value...: self = .medium
    default: self = .low
    }
  }

  /// How a component is whose risk has this level.
  var status: HealthPage.Status {
    switch self {
    case .low, .medium: .healthy
    case .high: .degraded
    case .critical: .unhealthy
    }
  }
}
