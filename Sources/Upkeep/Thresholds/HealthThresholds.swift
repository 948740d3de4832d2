extension Thresholds {
  public static let responseTime = Threshold(
    "A screen answers within", 2000, .milliseconds, plan: "responseTime: 2000")

  public static let health = [responseTime]
}
