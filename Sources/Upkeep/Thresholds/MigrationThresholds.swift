extension Thresholds {
  public static let batchSize = Threshold(
    "Documents migrated in one transaction", 50, .documents, plan: "this.batchSize = 50")

  public static let migration = [batchSize]
}
