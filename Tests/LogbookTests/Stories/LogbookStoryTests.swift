import Chance
import Foundation
import Store
import Testing

/// Random stories of several machines, through the program's verbs, on real stores. `TONNAGE_RUNS` says how many, and
/// `TONNAGE_SEED` where they begin.
@Suite struct LogbookStoryTests {
  private static let runs =
    ProcessInfo.processInfo.environment["TONNAGE_RUNS"].flatMap(Int.init) ?? 40

  @Test func everythingLoggedIsKeptAndEverythingTakenOutStaysOut() {
    for seed in Seed.some(Self.runs) {
      let story = LogbookStory(seed: seed)
      guard let problem = Self.problem(story) else { continue }
      let shortest = story.shrunk { Self.problem($0) != nil }
      Issue.record(
        "TONNAGE_RUNS=1 \(Seed.again(seed)): \(Self.problem(shortest) ?? problem)\n\(shortest.words)"
      )
      return
    }
  }

  private static func problem(_ story: LogbookStory, _ wrong: WrongVerb? = nil) -> String? {
    do {
      try LogbookStage(story, wrong: wrong).run()
      return nil
    } catch let failure as LogbookStage.Failure {
      return failure.problem
    } catch {
      return "\(error)"
    }
  }

  /// No step of the journal stands in the way of those before it. `TONNAGE_ACTIONS` says how many there are.
  @Test func anyActionsUndoneToTheBeginningGiveTheBeginning() {
    let story = LogbookStory(alone: Self.actions, seed: Seed.first)
    guard let problem = Self.problemBackAndForth(story) else { return }
    let shortest = story.shrunk(tries: 40) { Self.problemBackAndForth($0) != nil }
    Issue.record(
      """
      TONNAGE_ACTIONS=\(Self.actions) \(Seed.again(Seed.first)): \
      \(Self.problemBackAndForth(shortest) ?? problem)
      \(shortest.words)
      """)
  }

  private static let actions =
    ProcessInfo.processInfo.environment["TONNAGE_ACTIONS"].flatMap(Int.init) ?? 150

  private static func problemBackAndForth(_ story: LogbookStory) -> String? {
    do { try LogbookStage(story).runBackAndForth() } catch let failure as LogbookStage.Failure {
      return failure.problem
    } catch {
      return "\(error)"
    }
    return nil
  }

  /// Whether a promise is seen to be broken; a verb's refusal breaks none.
  private static func notices(_ wrong: WrongVerb, _ story: LogbookStory) -> Bool {
    do { try LogbookStage(story, wrong: wrong).run() } catch {
      return error is LogbookStage.Failure
    }
    return false
  }

  @Test(arguments: WrongVerb.allCases) func aWrongVerbIsNoticed(_ wrong: WrongVerb) {
    #expect(
      (UInt64(1)...200).contains { Self.notices(wrong, LogbookStory(seed: $0)) },
      "nothing noticed \(wrong)")
  }
}
