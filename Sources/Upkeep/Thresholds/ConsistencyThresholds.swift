extension Thresholds {
  public static let quickSample = Threshold(
    "Documents a quick check looks at", 100, .documents, plan: "const sampleSize = 100")

  public static let consistency = [quickSample]
}
