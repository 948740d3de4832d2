import Foundation
import Sync
import Testing

/// Random stories of several devices, on the real engine. `TONNAGE_RUNS` says how many, `TONNAGE_SEED` where they begin.
@Suite struct SimulationTests {
  private static let runs =
    ProcessInfo.processInfo.environment["TONNAGE_RUNS"].flatMap(Int.init) ?? 300
  private static let seed =
    ProcessInfo.processInfo.environment["TONNAGE_SEED"].flatMap(UInt64.init) ?? 20_261_123

  @Test func everyAcknowledgedEditIsKeptAndEveryoneIsEqual() throws {
    for number in 0..<Self.runs {
      let seed = Self.seed &+ UInt64(number)
      var simulation = Simulation(seed: seed)
      do { try simulation.run() } catch let failure as Simulation.Failure {
        Issue.record("TONNAGE_SEED=\(seed) TONNAGE_RUNS=1: \(failure.problem)")
        return
      }
    }
  }
}
