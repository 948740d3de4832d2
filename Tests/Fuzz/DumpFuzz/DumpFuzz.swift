import Fuzzing
import Rehearsal
import Sync
import Synchronization
import Training
import Wire

/// Syncs a store of one workout with whatever comes as a dump: it is refused with a sentence, both sides as they were, or it is
/// merged, what is written reads back, and a second sync finds nothing to do.
@main enum DumpFuzz {
  static func main() {
    fuzz { start, count in
      DumpFuzz.sync(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }

  static func sync(_ bytes: [UInt8]) {
    // An edited dump goes a longer way than one of ours: each input goes both.
    sync(with: bytes)
    if let whole = rehashed(bytes) { sync(with: whole) }
  }

  private static func sync(with bytes: [UInt8]) {
    let (store, remote) = (MemoryStore("fuzz"), MemoryRemote())
    remote.state.withLock { $0.bytes = bytes }
    log(on: store)
    let before = store.contents
    do {
      _ = try run(store, remote)
    } catch let error as SyncError {
      if error.sentence.isEmpty { finding("a refusal without a sentence") }
      if store.contents != before { finding("refused, and the store was changed") }
      if remote.state.withLock({ $0.bytes }) != bytes { finding("refused, and written over") }
      return
    } catch { finding("an error without a place: \(error)") }
    let written = remote.state.withLock { $0.bytes }
    do {
      let again = try run(store, remote)
      if !again.isUnchanged { finding("a second sync found \(again.received) and \(again.sent)") }
    } catch { finding("what was written is refused: \(error)") }
    if remote.state.withLock({ $0.bytes }) != written { finding("a second sync wrote") }
  }

  /// The workout of the example, as this device has it: the same ids, other values.
  private static func log(on store: MemoryStore) {
    var log = WorkoutLog(
      id: "w-1116", userId: "sam", name: "Push", date: LocalDate(dayNumber: 20_773))
    log.exercises = [
      LoggedExercise(
        id: "e1", exerciseId: "bench-press",
        sets: [LoggedSet(id: "s2", weight: 85, reps: 4, position: "V2")], position: "V1")
    ]
    let element = log.element
    do {
      _ = try store.edit(DocumentKey(.workoutLogs, log.id), at: 1_790_000_000_000) { _, stamp in
        element.restamped(stamp)
      }
    } catch { finding("the workout was refused: \(error)") }
  }

  private static func run(_ store: MemoryStore, _ remote: MemoryRemote) throws -> SyncReport {
    var options = SyncOptions()
    options.yes = true
    options.adopt = true
    return try SyncEngine(
      store: store, remote: remote, options: options,
      surroundings: SyncSurroundings(
        now: { Instant(milliseconds: 1_800_000_000_000) }, random: { 7 }, pause: { _ in })
    ).run()
  }

  /// The dump with the checksum it should have; nil where it has no place for one.
  private static func rehashed(_ bytes: [UInt8]) -> [UInt8]? {
    guard let start = bytes.firstRange(of: Array("\"checksum\":\"".utf8))?.upperBound,
      start + 17 <= bytes.count
    else { return nil }
    var result = bytes
    result.replaceSubrange(
      start..<start + 16, with: ContentHash(bytes[(start + 17)...]).text.utf8)
    return result
  }
}
