import Chance
import Testing
import Training

struct RemovalTests {
  private func stamp(_ milliseconds: Int64, _ device: String) -> Stamp {
    Stamp(milliseconds: milliseconds, counter: 0, device: device)
  }

  /// A removal as one is made: later than all that the remover had seen.
  private func removal(_ stamps: [Stamp]) -> Removal? {
    var seen = Seen()
    for stamp in stamps { seen.insert(stamp) }
    return stamps.max().map { Removal(at: $0, seen: seen) }
  }

  @Test func underAnOuterRemovalOnlyWhatItHasNotSeenIsSaid() throws {
    let outer = try #require(removal([stamp(5, "a"), stamp(9, "b")]))
    let inner = try #require(removal([stamp(4, "a"), stamp(7, "b"), stamp(3, "c")]))
    #expect(inner.beyond(outer) == removal([stamp(3, "c")]))
    #expect(try #require(removal([stamp(5, "a")])).beyond(outer) == nil)
    #expect(Removal(upTo: stamp(5, "a")).beyond(outer) == Removal(upTo: stamp(5, "a")))
    #expect(Removal(upTo: stamp(5, "a")).beyond(Removal(upTo: stamp(6, "b"))) == nil)
    #expect(Removal(at: stamp(5, "a")).beyond(outer) == nil)
  }

  @Test func whichOfTwoComesFirstUnderAnOuterRemovalMakesNoDifference() throws {
    for seed in Seed.some(500) {
      var random = Seeded(seed)
      func any() throws -> Removal {
        let stamps = (0...random.below(3)).map { _ in
          stamp(Int64(random.below(12)), ["a", "b", "c", "d"][random.below(4)])
        }
        return try #require(removal(stamps))
      }
      let (one, other, outer) = (try any(), try any(), try any())
      let together = one.joined(other).beyond(outer)
      let apart = Removal.joined(one.beyond(outer), other.beyond(outer))?.beyond(outer)
      #expect(together == apart, "\(Seed.again(seed)): \(one), \(other) under \(outer)")
    }
  }
}
