import Foundation
import Sync
import Synchronization
import Testing
import Training
import Wire

/// The example that the documentation names.
@Suite struct SampleDumpTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private let bytes: [UInt8]

  init() throws {
    bytes = Array(try Data(contentsOf: Self.folder.appending(path: "sample-data/dump.json")))
  }

  private static let workout = DocumentKey(.workoutLogs, "w-1116")

  @Test func itIsWholeAndItsChecksumIsRight() throws {
    let dump = try Dump(bytes)
    #expect(dump.isIntact)
    #expect(dump.head?.generation == 4 && dump.head?.device == "gym")
    #expect(dump.documents.count == 4)
    #expect(dump.tombstones.keys.map(\.id) == ["w-1112"])
    for key in dump.documents.keys { #expect(try dump.element(key)?.id == key.id) }
    #expect(BadInputTests.rehashed(bytes) == bytes)
  }

  @Test func anyOtherByteIsNoticed() throws {
    for place in stride(from: 60, to: bytes.count, by: 7) {
      var other = bytes
      other[place] ^= 1
      guard let dump = try? Dump(other) else { continue }
      // What stands before the checksum is not covered by it, and says what the file is.
      #expect(!dump.isIntact || dump.head == nil, "byte \(place)")
    }
  }

  @Test func itIsMergedAndWhatIsNotOursStays() throws {
    let scene = Scene()
    scene.text = String(decoding: bytes, as: UTF8.self)
    let key = try scene.log("w-1", on: scene.laptop, at: 5000)
    scene.laptop.state.withLock { $0.userId = "sam" }
    try scene.sync(scene.laptop)
    #expect(scene.laptop.syncSnapshot().documents.count == 5)
    for part in [
      "{ \"id\": \"w-alex\", \"userId\": \"alex\", \"date\": \"2026-11-14\" }",
      "\"mood\":{ \"score\": 7.50 }", "\"meals\":[ { \"on\": \"2026-11-16\", \"kcal\": 2450.0 } ]",
      "\"id\":\"\(key.id)\"", "\"generation\":5",
    ] {
      #expect(scene.text.contains(part), "\(part)")
    }
    let weight = ["exercises", "e1", "sets", "s2", "weight"]
    try scene.set("85", at: weight, of: Self.workout, on: scene.laptop, at: 6000)
    try scene.sync(scene.laptop)
    #expect(scene.text.contains("\"weights\":[40,85,82.5]"))
  }

  @Test func whatNobodyThereHadSeenStands() throws {
    let scene = Scene()
    scene.text = String(decoding: bytes, as: UTF8.self)
    scene.laptop.state.withLock { $0.userId = "sam" }
    // A device that was away all the time edits the set that the others took out, and the workout they deleted.
    let dump = try Dump(bytes)
    let stale = try #require(try dump.element(Self.workout))
    let later = Stamp(milliseconds: 1_800_000_000_000, counter: 0, device: "away")
    let edited = try stale.applying(
      [
        Change(
          path: ["exercises", "e1", "sets", "s4"], old: nil,
          new: Element(
            id: "s4", fields: [Field("reps", "4"), Field("weight", "82.5")]
          ).encoded())
      ], stamp: later)
    _ = try scene.laptop.edit(Self.workout, at: 0) { _, _ in edited }
    let deleted = DocumentKey(.workoutLogs, "w-1112")
    _ = try scene.laptop.edit(deleted, at: 0) { _, _ in
      Element(
        id: deleted.id,
        fields: [Field("date", "\"2026-11-12\""), Field("notes", "\"it was real\"")]
      ).restamped(later)
    }
    try scene.sync(scene.laptop)
    let sets = try scene.laptop.element(Self.workout)?.children("exercises")[0].children("sets")
    let set = try #require(sets?.first { $0.id == "s4" })
    #expect(set.field("weight") == "82.5" && set.field("reps") == "4")
    let workout = try #require(try scene.laptop.element(deleted))
    #expect(workout.removal?.why == .delete)
    #expect(workout.field("notes") == "\"it was real\"")
  }
}
