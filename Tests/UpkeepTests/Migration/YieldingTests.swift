import Foundation
import System
import Testing

@testable import Upkeep

@Suite struct YieldingTests {
  @Test func pausesStayBetweenTheShortestAndTheLongest() {
    var limiter = RateLimiter()
    #expect(limiter.pause == 100)
    limiter.follow(pages: 300)
    #expect(limiter.pause == 100)
    limiter.follow(pages: 1001)
    #expect(limiter.pause == 150)
    // Neither slow nor quick.
    limiter.follow(pages: 700)
    #expect(limiter.pause == 150)
    limiter.follow(pages: 499)
    #expect(limiter.pause == 120)
    for _ in 0..<40 { limiter.follow(pages: 9000) }
    #expect(limiter.pause == 5000)
    limiter.back()
    #expect(limiter.pause == 5000)
    for _ in 0..<40 { limiter.follow(pages: 1) }
    #expect(limiter.pause == 100)
    limiter.back()
    #expect(limiter.pause == 200)
  }

  @Test func theMachinesLimitsAreFourFifthsOfTheProcessorsAndMostOfTheMemory() {
    func usage(_ seconds: Double, _ megabytes: Int = 10) -> ProcessUsage {
      ProcessUsage(processorSeconds: seconds, residentBytes: megabytes << 20)
    }
    var watch = LoadWatch(usage(1), at: 10, cores: 2, memoryBytes: 1000 << 20)
    let looks: [(ProcessUsage, Double)] = [
      (usage(2.6), 11), (usage(4.3), 12), (usage(4.4), 13), (usage(4.5, 850), 14),
      (usage(4.6, 851), 15),
      // A clock that stands still says nothing.
      (usage(99), 15),
    ]
    let isOver = looks.map { watch.isOver($0.0, at: $0.1) }
    #expect(isOver == [false, true, false, false, true, false])
  }

  @Test func theMachineSaysWhatTheProgramTakes() {
    let usage = ProcessUsage.now
    #expect(usage.processorSeconds > 0 && usage.residentBytes > 1 << 20)
    #expect(Machinery.cores >= 1 && Machinery.memoryBytes > usage.residentBytes)
  }

  @Test func screensSayThatTheyAreOpenAndHowQuickTheyAre() throws {
    let store = FileManager.default.temporaryDirectory.path + "/tonnage-\(UUID().uuidString)"
    #expect(ScreenPresence.pages(of: store) == nil)
    let presence = ScreenPresence(store: store)
    #expect(ScreenPresence.pages(of: store) == 0)
    for number in 1...200 { presence.add(pageAfter: Double(number)) }
    presence.tell()
    // Of the latest hundred.
    #expect(ScreenPresence.pages(of: store) == 150.5)
    let second = ScreenPresence(store: store)
    presence.end()
    #expect(ScreenPresence.pages(of: store) == 150.5)
    second.add(pageAfter: 2)
    second.tell()
    #expect(ScreenPresence.pages(of: store) == 2)
    second.end()
    #expect(ScreenPresence.pages(of: store) == nil)
    #expect(!FileManager.default.fileExists(atPath: store + ".screens"))
    // Where nothing can be written, and in memory, nobody knows of them.
    let nowhere = ScreenPresence(store: "/nowhere/log")
    nowhere.add(pageAfter: 1)
    nowhere.tell()
    nowhere.end()
    ScreenPresence(store: ":memory:").end()
  }
}
