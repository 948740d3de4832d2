extension Thresholds {
  // MARK: Screens

  public static let responseTime = Threshold(
    "A screen answers within", 2000, .milliseconds, plan: "responseTime: 2000",
    note: "The median by screen; above it the screens leave out plots and details.")
  public static let errorRate = Threshold(
    "Requests of the screens that fail", 1, .percent, plan: "errorRate: 1",
    note: "Judged from a hundred requests on; before that one failure would be above it.")
  public static let throughput = Threshold(
    "Requests a minute", 100, .perMinute, plan: "throughput: 100",
    note: "Shown and not judged: one athlete rests between sets.")
  public static let metricInterval = Threshold(
    "Metrics are collected every", 30_000, .milliseconds, plan: "}, 30000); // Every 30 seconds",
    note:
      "A server's. Here each page is timed as it is drawn, and that is kept when the screens are left."
  )
  public static let analysisInterval = Threshold(
    "Metrics are analysed every", 3_600_000, .milliseconds, plan: "}, 3600000); // Every hour",
    note:
      "A server's. Here they are looked at whenever health is asked for, and when the screens are left."
  )
  public static let leastAnswers = Threshold(
    "Requests from which errors are judged", 100, .measurements, plan: nil)
  public static let grave = Threshold(
    "An excess is grave from this many times the threshold", 2, .share, plan: nil)

  // MARK: Reads

  public static let healthyHitRate = Threshold(
    "Metadata met from embedded copies, healthy from", 85, .percent, plan: "hitRate >= 85")
  public static let degradedHitRate = Threshold(
    "Metadata met from embedded copies, degraded from", 70, .percent, plan: "hitRate >= 70")
  public static let alarmingHitRate = Threshold(
    "Metadata met from embedded copies, alert below", 85, .percent, plan: "cacheHitRate: 85")

  // MARK: The database

  public static let databaseResponse = Threshold(
    "The database answers, healthy within", 1000, .milliseconds, plan: "responseTime < 1000")
  public static let logBytes = Threshold(
    "The write-ahead log, before it is to be folded in", 64 * 1024 * 1024, .bytes, plan: nil)
  public static let freeDisk = Threshold(
    "Free disk, healthy from", 100 * 1024 * 1024, .bytes, plan: nil,
    note: "And never less than the store itself takes: a backup needs as much.")
  public static let leastDisk = Threshold(
    "Free disk, degraded from", 10 * 1024 * 1024, .bytes, plan: nil)
  public static let syncAge = Threshold(
    "Age of the last sync from which health is degraded", 7, .days, plan: nil)

  // MARK: Risk

  public static let mediumRisk = Threshold(
    "A value over its threshold, medium from", 0.60, .share, plan: "medium: 0.60")
  public static let highRisk = Threshold(
    "A value over its threshold, high from", 0.80, .share, plan: "high: 0.80")
  public static let criticalRisk = Threshold(
    "A value over its threshold, critical from", 0.95, .share, plan: "critical: 0.95")

  public static let health = [
    responseTime, errorRate, throughput, metricInterval, analysisInterval, leastAnswers, grave,
    healthyHitRate, degradedHitRate, alarmingHitRate, databaseResponse, logBytes, freeDisk,
    leastDisk, syncAge, mediumRisk, highRisk, criticalRisk,
  ]
}
