import GRDB
import ReplayCheck
import Sync
import Testing
import Training
import Wire

@testable import Store

/// Merges that change no document here.
struct LearnedRemovalTests {
  private let store: Store

  init() throws {
    store = try Store.inMemory()
    try store.setSyncLink(SyncLink(location: "shelf", mark: -1))
  }

  /// Merges what `fill` puts into the step.
  private func merge(
    _ label: String, at seconds: Double, _ fill: (inout MergeStep) throws -> Void
  ) throws {
    let link = try #require(try store.syncLink())
    var step = MergeStep(label: label, mark: try store.syncMark(), link: link)
    try fill(&step)
    #expect(try store.syncMerge(step, at: time(seconds)) != nil)
  }

  private func removal(_ milliseconds: Int64) -> Removal {
    let stamp = Stamp(milliseconds: time().milliseconds + milliseconds, counter: 0, device: "gym")
    var seen = Seen()
    seen.insert(stamp)
    return Removal(at: stamp, seen: seen, why: .delete)
  }

  private func receive(_ log: WorkoutLog) throws {
    let stamp = Stamp(milliseconds: time().milliseconds, counter: 0, device: "gym")
    try merge("Sync: 1 set", at: 1) {
      $0.puts[DocumentKey(.workoutLogs, log.id)] = log.element.restamped(stamp)
    }
  }

  @Test func aRemovalOfWhatIsNotHereIsKnownAndNoStep() throws {
    try receive(single(100, 5, on: 0))
    let (rows, mark) = (try store.count("journal"), try store.syncMark())
    try merge("Sync: nothing new", at: 2) {
      $0.deletions[DocumentKey(.workoutLogs, "elsewhere")] = removal(5)
    }
    #expect(try store.read { try $0.tombstone(.workoutLogs, "elsewhere") } == removal(5))
    #expect(try store.count("journal") == rows && store.syncMark() == mark)
    #expect(try store.read { try $0.merges(limit: 9) }.map(\.label) == ["Sync: 1 set"])
    #expect(try store.undoLast(.merge, at: time(3)).label == "Sync: 1 set")
    #expect(try store.log("w0") == nil)
    #expect(try store.replayMismatches() == [])
  }

  @Test func whatCameToBeKnownOfADeletionIsThereWhenTheDocumentComesBack() throws {
    for id in 0..<2 { try store.add(single(100, 5, on: id), at: time(1)) }
    for id in ["w0", "w1"] { try store.remove(.workoutLogs, id, at: time(2)) }
    let rows = try store.count("journal")
    for id in ["w0", "w1"] {
      let known = try #require(try store.read { try $0.tombstone(.workoutLogs, id) })
      try merge("Sync: nothing new", at: 3) {
        $0.deletions[DocumentKey(.workoutLogs, id)] = known.joined(removal(9))
      }
    }
    #expect(try store.count("journal") == rows)
    #expect(try store.unsynced().count == 2)
    // One comes back as it was, the other is made again.
    _ = try store.undo(at: time(4))
    try store.add(single(90, 8, on: 0), at: time(5))
    for id in ["w0", "w1"] {
      let seen = try #require(try store.log(id)?.element.removal?.seen)
      #expect(removal(9).seen.beyond(seen).isEmpty, "\(id)")
    }
    #expect(try store.replayMismatches() == [])
  }

  @Test func aMergeThatLeftEverythingAsItWasHidesNoneBeforeIt() throws {
    try receive(single(100, 5, on: 0))
    let former = try #require(try store.log("w0")).element
    // The same said again under another stamp.
    try merge("Sync: 1 workout", at: 2) {
      $0.puts[DocumentKey(.workoutLogs, "w0")] = former.mappingStamps {
        Stamp(milliseconds: $0.milliseconds + 1, counter: 0, device: "attic")
      }
    }
    let undone = try store.undoLast(.merge, at: time(3))
    #expect(undone.label == "Sync: 1 set" && undone.documents.map(\.id) == ["w0"])
    #expect(try store.log("w0") == nil)
    #expect(throws: StoreError.nothingToTakeBack(.merge)) {
      try store.undoLast(.merge, at: time(4))
    }
  }
}
