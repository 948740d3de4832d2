import Chance
import Foundation
import Rehearsal
import Sync
import Testing
import Training
import Wire

/// The laws of merging, over random copies. `TONNAGE_CASES` says how many cases a law is tried on, `TONNAGE_SEED` where
/// they begin.
@Suite struct MergeLawTests {
  private static let cases =
    ProcessInfo.processInfo.environment["TONNAGE_CASES"].flatMap(Int.init)
    ?? 2000

  private func join(_ left: Element?, _ right: Element?) -> Element? {
    guard let left, let right else { return left ?? right }
    var merge = ElementMerge(DocumentKey(.workoutLogs, "log"))
    return merge.join(left, right, base: commonDocument())
  }

  private func forEachCase(
    _ test: String = #function, _ body: ([Element]) throws -> Bool
  ) throws {
    for number in 0..<Self.cases {
      let seed = Seed.first &+ UInt64(number)
      var random = Seeded(seed)
      let copies = try randomCopies(&random)
      guard try body(copies) else {
        Issue.record(
          "TONNAGE_CASES=1 \(Seed.again(seed, test)): \(copies.map { $0.encoded() }.joined(separator: "\n"))"
        )
        return
      }
    }
  }

  @Test func itDoesNotMatterWhichSideAsks() throws {
    try forEachCase { copies in
      join(copies[0], copies[1])?.canonical == join(copies[1], copies[0])?.canonical
    }
  }

  @Test func mergingWithItselfChangesNothing() throws {
    try forEachCase { copies in join(copies[0], copies[0])?.canonical == copies[0].canonical }
  }

  @Test func mergingTwiceIsMergingOnce() throws {
    try forEachCase { copies in
      let once = join(copies[0], copies[1])
      return join(once, copies[1])?.canonical == once?.canonical
        && join(once, copies[0])?.canonical == once?.canonical
    }
  }

  @Test func theOrderOfMergingDoesNotMatter() throws {
    try forEachCase { copies in
      // Which of two older values a set shows that came back may depend on the order; what stands does not, but for
      // what stood by a value alone that another had overwritten unseen, and that is in the archive.
      var merge = ElementMerge(DocumentKey(.workoutLogs, "log"))
      return merge.joinInAnyOrder(copies)
    }
  }
}
