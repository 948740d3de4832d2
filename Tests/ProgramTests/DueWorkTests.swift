import Dispatch
import Synchronization
import Testing

@testable import tonnage

/// Work that runs by itself while screens are open.
@Suite struct DueWorkTests {
  /// What was done, and a clock that is set by hand.
  private final class Record: Sendable {
    let done = Mutex<[String]>([])
    let told = Mutex<[String]>([])
    let seconds = Mutex<Double>(0)

    func item(
      _ name: String, isDue: Bool = true, words: String? = nil, fails: Bool = false
    ) -> DueWork.Item {
      DueWork.Item(name: name, isDue: { isDue }) { [self] in
        done.withLock { $0.append(name) }
        if fails { throw Trouble() }
        return words
      }
    }

    func work(_ items: DueWork.Item...) -> DueWork {
      DueWork(
        items, elapsed: { [self] in seconds.withLock { $0 } },
        tell: { [self] words in told.withLock { $0.append(words) } })
    }

    func wait(_ more: Double) { seconds.withLock { $0 += more } }
    var names: [String] { done.withLock { $0 } }
    var words: [String] { told.withLock { $0 } }
  }

  private struct Trouble: Error, CustomStringConvertible {
    let description = "It broke."
  }

  private func look(_ work: DueWork) {
    work.look()
    work.wait()
  }

  @Test func nothingBeginsWhileTheAthleteTypes() {
    let record = Record()
    let work = record.work(record.item("a"))
    for _ in 0..<10 {
      look(work)
      record.wait(15)
      work.noteKey()
    }
    #expect(record.names == [])
    record.wait(25)
    look(work)
    #expect(record.names == ["a"])
  }

  @Test func whatIsDueIsDoneInTurnAndLookedAtAgainLater() {
    let record = Record()
    let work = record.work(record.item("a"), record.item("b", isDue: false), record.item("c"))
    record.wait(30)
    look(work)
    #expect(record.names == ["a", "c"])
    record.wait(30)
    look(work)
    #expect(record.names.count == 2)
    record.wait(600)
    look(work)
    #expect(record.names.count == 4)
  }

  @Test func whatFailsIsToldOnceAndStopsNothingElse() {
    let record = Record()
    let work = record.work(
      record.item("The check", fails: true), record.item("b", words: "Look at this."))
    for _ in 0..<3 {
      record.wait(700)
      look(work)
    }
    #expect(record.names.count == 6)
    #expect(record.words == ["The check did not succeed. It broke.", "Look at this."])
  }

  @Test func lookingAgainWhileItIsUnderWayBeginsNothing() {
    let record = Record()
    let (begun, goesOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let work = record.work(
      DueWork.Item(name: "slow", isDue: { true }) {
        begun.signal()
        goesOn.wait()
        record.done.withLock { $0.append("slow") }
        return nil
      })
    record.wait(30)
    work.look()
    begun.wait()
    record.wait(700)
    work.look()
    goesOn.signal()
    work.wait()
    #expect(record.names == ["slow"])
  }
}
