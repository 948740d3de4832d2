extension Thresholds {
  // MARK: Batches

  public static let batchSize = Threshold(
    "Documents migrated in one transaction", 50, .documents, plan: "this.batchSize = 50")
  public static let batchesAhead = Threshold(
    "Batches prepared at a time", 3, .batches, plan: "this.concurrency = 3")

  // MARK: Errors

  public static let retries = Threshold(
    "Tries after one that failed and may pass", 3, .attempts, plan: "this.maxRetries = 3")
  public static let retryDelay = Threshold(
    "Pause before the first of them; it doubles", 1000, .milliseconds,
    plan: "this.retryDelay = 1000")

  // MARK: Yielding to an open screen

  public static let leastPause = Threshold(
    "Shortest pause between two batches", 100, .milliseconds, plan: "this.baseDelay = 100",
    note: "Where no screen is open there is no pause: it would serve nobody.")
  public static let longestPause = Threshold(
    "Longest pause between two batches", 5000, .milliseconds, plan: "this.maxDelay = 5000")
  public static let pageTime = Threshold(
    "Mean page time above which the pauses grow", 1000, .milliseconds,
    plan: "this.performanceThreshold = 1000")
  public static let quickPages = Threshold(
    "Share of it below which the pauses shrink", 0.5, .share,
    plan: "this.performanceThreshold * 0.5")
  public static let longerPause = Threshold(
    "A pause grows by this factor", 1.5, .share, plan: "this.currentDelay * 1.5")
  public static let shorterPause = Threshold(
    "A pause shrinks by this factor", 0.8, .share, plan: "this.currentDelay * 0.8")
  public static let pagesLookedAt = Threshold(
    "Latest page times that the mean is of", 100, .measurements,
    plan: "this.performanceHistory.length > 100")
  public static let processorUse = Threshold(
    "Use of the processors above which fewer batches are prepared at a time", 80, .percent,
    plan: "maxCpuUsage: 80")
  public static let memoryUse = Threshold(
    "Use of the memory above which fewer batches are prepared at a time", 85, .percent,
    plan: "maxMemoryUsage: 85")

  // MARK: Safety

  public static let lossAllowed = Threshold(
    "Documents, sets and fields that may be lost", 0, .documents, plan: "dataLossThreshold: 0",
    note: "Any loss rolls the migration back.")
  public static let safeConsistency = Threshold(
    "Consistency below which a migration pauses", 99.9, .percent,
    plan: "consistencyThreshold: 99.9")

  // MARK: Milestones

  public static let workoutsMigrated = Threshold(
    "Workouts with embedded metadata", 100, .percent,
    plan: "100% of workout logs migrated with embedded metadata")
  public static let programsMigrated = Threshold(
    "Programs with embedded metadata", 100, .percent,
    plan: "100% of programs enhanced with embedded metadata")
  public static let migrationErrors = Threshold(
    "Documents of a migration that failed, below", 0.1, .percent,
    plan: "Migration error rate < 0.1%")
  public static let pageSlowdown = Threshold(
    "Page times rise during a migration by less than", 10, .percent,
    plan: "Performance impact < 10% during migration")
  public static let fewerReads = Threshold(
    "Reads of exercises fall by at least", 60, .percent, plan: "reduction >= 60 ?")
  public static let fasterPages = Threshold(
    "Page times fall by at least", 40, .percent, plan: "improvement >= 40 ?")
  public static let hitRate = Threshold(
    "Needs of metadata met from embedded copies, at least", 90, .percent, plan: "hitRate >= 90 ?")
  public static let consistencyReached = Threshold(
    "Documents whose copies agree with the exercise list, at least", 99.9, .percent,
    plan: "consistencyRate >= 99.9 ?")
  public static let operationErrors = Threshold(
    "Exercise operations that failed, below", 0.1, .percent, plan: "errorRate < 0.1 ?")

  public static let migration = [
    batchSize, batchesAhead, retries, retryDelay, leastPause, longestPause, pageTime, quickPages,
    longerPause, shorterPause, pagesLookedAt, processorUse, memoryUse, lossAllowed,
    safeConsistency, workoutsMigrated, programsMigrated, migrationErrors, pageSlowdown, fewerReads,
    fasterPages, hitRate, consistencyReached, operationErrors,
  ]
}
