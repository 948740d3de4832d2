import Sync
import Testing
import Training

struct HybridClockTests {
  private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

  private func stamp(_ milliseconds: Int64, _ counter: UInt32, _ device: String = "a") -> Stamp {
    Stamp(milliseconds: milliseconds, counter: counter, device: device)
  }

  @Test func aClockThatRunsAheadIsFollowed() {
    var clock = HybridClock(device: "a")
    #expect(clock.latest == nil)
    #expect(clock.next(at: at(1000)) == stamp(1000, 0))
    #expect(clock.next(at: at(2000)) == stamp(2000, 0))
    #expect(clock.latest == stamp(2000, 0))
  }

  @Test func editsOfOneMillisecondAreCounted() {
    var clock = HybridClock(device: "a")
    #expect(clock.next(at: at(1000)) == stamp(1000, 0))
    #expect(clock.next(at: at(1000)) == stamp(1000, 1))
    #expect(clock.next(at: at(1000)) == stamp(1000, 2))
  }

  @Test func aClockThatJumpsBackStillMakesLaterStamps() {
    var clock = HybridClock(device: "a", latest: stamp(5000, 3))
    #expect(clock.next(at: at(10)) == stamp(5000, 4))
    #expect(clock.next(at: at(5000)) == stamp(5000, 5))
    #expect(clock.next(at: at(5001)) == stamp(5001, 0))
  }

  @Test func aStampFromTheFutureIsGoneOnFrom() {
    var clock = HybridClock(device: "a", latest: stamp(1000, 0))
    clock.observe(stamp(9_000_000, 7, "b"))
    #expect(clock.next(at: at(2000)) == stamp(9_000_000, 8))
  }

  @Test func anOlderStampFromElsewhereChangesNothing() {
    var clock = HybridClock(device: "a", latest: stamp(1000, 5))
    clock.observe(stamp(1000, 4, "b"))
    #expect(clock.latest == stamp(1000, 5))
  }

  @Test func aFullCounterTakesTheNextMillisecond() {
    var clock = HybridClock(device: "a", latest: stamp(1000, .max))
    #expect(clock.next(at: at(900)) == stamp(1001, 0))
  }

  @Test func theVeryLastStampIsHeldAndDoesNotTrap() {
    var clock = HybridClock(device: "a", latest: stamp(.max, .max))
    #expect(clock.next(at: at(900)) == stamp(.max, .max))
  }

  @Test func timesBefore1970CountFromThere() {
    var clock = HybridClock(device: "a")
    #expect(clock.next(at: at(-5)) == stamp(0, 0))
    #expect(clock.next(at: at(-4)) == stamp(0, 1))
  }

  @Test func ofTwoDevicesThatSeeEachOtherEachStampIsLater() {
    var (left, right) = (HybridClock(device: "a"), HybridClock(device: "b"))
    var last = left.next(at: at(1000))
    for wall in [990, 1500, 3, 1500, 1500, 0] as [Int64] {
      right.observe(last)
      let answer = right.next(at: at(wall))
      #expect(answer > last)
      left.observe(answer)
      last = left.next(at: at(wall / 2))
      #expect(last > answer)
    }
  }
}
