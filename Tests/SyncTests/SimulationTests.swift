import Chance
import Foundation
import Sync
import Testing

/// Random stories of several devices, on the real engine. `TONNAGE_RUNS` says how many, `TONNAGE_SEED` where they begin,
/// and `TONNAGE_LONG` makes each of them up to ten times as long.
@Suite struct SimulationTests {
  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  private static let runs = variable("TONNAGE_RUNS").flatMap(Int.init) ?? 300
  private static let isLong = variable("TONNAGE_LONG") != nil

  @Test func everyAcknowledgedEditIsKeptAndEveryoneIsEqual() {
    for number in 0..<Self.runs {
      let story = Story(seed: Seed.first &+ UInt64(number), isLong: Self.isLong)
      guard let problem = Self.problem(story) else { continue }
      let shortest = story.shrunk { Self.problem($0) != nil }
      let again = "TONNAGE_RUNS=1\(Self.isLong ? " TONNAGE_LONG=1" : "") \(Seed.again(story.seed))"
      Issue.record("\(again): \(Self.problem(shortest) ?? problem)\n\(shortest.words)")
      return
    }
  }

  private static func problem(_ story: Story, _ flaws: Flaws = Flaws()) -> String? {
    do {
      try Simulation(story, flaws: flaws).run()
      return nil
    } catch let failure as Simulation.Failure {
      return failure.problem
    } catch {
      return "\(error)"
    }
  }

  @Test func aFailingStoryIsCutDownToWhatFails() throws {
    var flaws = Flaws()
    flaws.merge.keepsOneSided = false
    let story = try #require(
      (UInt64(1)...50).lazy.map { Story(seed: $0) }.first { Self.problem($0, flaws) != nil })
    let shortest = story.shrunk { Self.problem($0, flaws) != nil }
    #expect(Self.problem(shortest, flaws) != nil)
    #expect(shortest.events.count <= 8, "\(shortest.words)")
    #expect(Self.problem(shortest) == nil)
    #expect(shortest.words.contains("events:\n  d"))
  }
}
