import System

/// Watches what a migration takes of the machine.
struct LoadWatch {
  private var last: (usage: ProcessUsage, seconds: Double)
  private let cores: Int
  private let memoryBytes: Int

  /// - Parameters:
  ///   - seconds: The time, on a clock that nobody sets.
  init(_ usage: ProcessUsage, at seconds: Double, cores: Int, memoryBytes: Int) {
    last = (usage, seconds)
    (self.cores, self.memoryBytes) = (cores, memoryBytes)
  }

  /// Whether more than the allowed share of the processors was used since the last look, or of the memory is held.
  mutating func isOver(_ usage: ProcessUsage, at seconds: Double) -> Bool {
    let elapsed = (seconds - last.seconds) * Double(cores)
    let computed = usage.processorSeconds - last.usage.processorSeconds
    last = (usage, seconds)
    let processor = elapsed > 0 ? computed / elapsed * 100 : 0
    let memory = Double(usage.residentBytes) / Double(memoryBytes) * 100
    return processor > Thresholds.processorUse.value || memory > Thresholds.memoryUse.value
  }
}
