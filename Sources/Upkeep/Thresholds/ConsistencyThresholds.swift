extension Thresholds {
  public static let quickSample = Threshold(
    "Documents a quick check looks at", 100, .documents, plan: "const sampleSize = 100")
  public static let workoutSample = Threshold(
    "Workouts the daily check looks at", 1000, .documents, plan: "this.sampleWorkoutLogs(1000)")
  public static let programSample = Threshold(
    "Programs the daily check looks at", 500, .documents, plan: "this.samplePrograms(500)")

  public static let inconsistencyAlarm = Threshold(
    "Copies that differ from their exercise, above which an alarm is kept", 5, .percent,
    plan: "if (inconsistencyRate > 5) { // 5% threshold",
    note: "The plan divides the differing copies by the documents, which comes to more than 100 % "
      + "where a document has several. Here it is their share of all copies.")

  public static let repairConsistency = Threshold(
    "Consistency above which repairs are made without being asked for", 95, .percent,
    plan: "fullAnalysis.consistencyRate > 95")
  public static let repairFindings = Threshold(
    "Findings below which they are", 1000, .findings,
    plan: "fullAnalysis.inconsistencies.length < 1000")
  public static let dailyRepairs = Threshold(
    "Differing copies below which the daily check repairs them", 100, .findings,
    plan: "results.metadataConsistency.inconsistencies < 100")
  public static let dailyCompletions = Threshold(
    "Missing copies below which the daily check fills them in", 50, .findings,
    plan: "results.dataCompleteness.missingMetadata < 50")
  public static let repairLock = Threshold(
    "How long a repair waits for whoever writes", 30_000, .milliseconds,
    plan: "this.lockTimeout = 30000; // 30 seconds",
    note:
      "The plan's lock lapses after so long. The store's is let go by the system when its holder "
      + "ends, so nothing has to lapse: it is how long a repair waits for it.")

  public static let trendChecks = Threshold(
    "Checks that the direction is told from", 10, .checks,
    plan: "this.inconsistencyLog.slice(-10); // Last 10 checks")
  public static let trendStep = Threshold(
    "Points per check from which consistency counts as rising or falling", 0.1, .percent,
    plan: "trend > 0.1 ? 'increasing' : trend < -0.1 ? 'decreasing' : 'stable'")
  public static let detailedFindings = Threshold(
    "Findings that are told in detail", 10, .findings,
    plan: "inconsistencies.slice(0, 10), // First 10 for reporting")

  public static let quickInterval = Threshold(
    "Time between two quick checks", 86_400_000, .milliseconds,
    plan: "this.checkInterval = 300000; // 5 minutes",
    note: "Five minutes are a server's, where many people write at once. One athlete's store is "
      + "looked at once a day, as the plan's daily integrity check does.")
  public static let deepInterval = Threshold(
    "Time between two deep checks", 604_800_000, .milliseconds,
    plan: "this.deepCheckInterval = 3600000; // 1 hour",
    note:
      "An hour is a server's. One athlete's store is looked through once a week, as in the plan's "
      + "weekly analysis.")

  public static let consistency = [
    quickSample, workoutSample, programSample, inconsistencyAlarm, repairConsistency,
    repairFindings, dailyRepairs, dailyCompletions, repairLock, trendChecks, trendStep,
    detailedFindings, quickInterval, deepInterval,
  ]
}
