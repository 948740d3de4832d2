import Testing
import Training
import Wire

@Suite struct ChangeTests {
  let stamp = Stamp(milliseconds: 36, counter: 1, device: "a1")

  private var element: Element {
    Element(
      id: "L", fields: [Field("notes", #""x""#)],
      children: [
        ChildList(
          "exercises",
          [
            Element(
              id: "e/1~", fields: [Field("exerciseMetadata", "{}")],
              children: [ChildList("sets", [Element(id: "s1", fields: [Field("reps", "5")])])])
          ])
      ])
  }

  private func error(_ changes: [Change], checking: Bool = true) -> WireError? {
    do throws(WireError) {
      _ = try element.applying(changes, stamp: stamp, checking: checking)
      return nil
    } catch {
      return error
    }
  }

  @Test func pathsAreWrittenAsJSONPointers() throws {
    let changes = [
      Change(path: ["exercises", "e/1~", "sets", "s1", "reps"], old: "5", new: "6"),
      Change(path: ["~x"], old: nil, new: "null"), Change(path: ["y"], old: "null", new: nil),
      Change(path: ["z"], old: "null", new: "null"),
    ]
    #expect(
      changes.encoded()
        == #"[["exercises/e~11~0/sets/s1/reps",5,6],["~0x",null,null,2],["y",null,null,1],["#
        + #""z",null,null,3]]"#)
    #expect(try [Change].decode(changes.encoded()) == changes)
  }

  @Test func anElementIsWrittenCompactly() throws {
    var copy = element
    copy.stamps = Stamps(element: stamp, fields: ["notes": stamp])
    copy.children[0].removed = ["e9": stamp]
    #expect(
      copy.encoded()
        == #"{"i":"L","f":{"notes":"x"},"s":"10.1.a1","t":{"notes":"10.1.a1"},"c":{"exercises":["#
        + #"{"i":"e/1~","f":{"exerciseMetadata":{}},"c":{"sets":[{"i":"s1","f":{"reps":5}}]}}]},"#
        + #""r":{"exercises":{"e9":"10.1.a1"}}}"#)
    #expect(try Element.decode(copy.encoded()) == copy)
  }

  @Test func aFieldThatChangedSinceIsAConflict() {
    let path = ["exercises", "e/1~", "sets", "s1", "reps"]
    #expect(error([Change(path: path, old: "4", new: "6")]) == .conflict(path: path))
    #expect(error([Change(path: path, old: nil, new: "6")]) == .conflict(path: path))
    #expect(error([Change(path: path, old: "4", new: "6")], checking: false) == nil)
    #expect(error([Change(path: path, old: "5", new: nil)]) == nil)
  }

  @Test func aChildThatIsThereOrChangedSinceIsAConflict() {
    let path = ["exercises", "e/1~", "sets", "s1"]
    let same = Element(id: "s1", fields: [Field("reps", "5")]).encoded()
    let other = Element(id: "s1", fields: [Field("reps", "4")]).encoded()
    #expect(error([Change(path: path, old: nil, new: same)]) == .conflict(path: path))
    #expect(error([Change(path: path, old: other, new: nil)]) == .conflict(path: path))
    #expect(error([Change(path: path, old: same, new: nil)]) == nil)
    #expect(error([Change(path: path, old: nil, new: other)], checking: false) == nil)
    let gone = ["exercises", "e/1~", "sets", "s9"]
    #expect(error([Change(path: gone, old: other, new: nil)]) == .conflict(path: gone))
    #expect(error([Change(path: gone, old: other, new: nil)], checking: false) == nil)
  }

  @Test func refreshedMetadataIsNoConflict() {
    let path = ["exercises", "e/1~"]
    let removed = element.children("exercises")[0]
    var stale = removed
    stale.set("exerciseMetadata", to: #"{"name":"Bench"}"#)
    #expect(error([Change(path: path, old: stale.encoded(), new: nil)]) == nil)
    #expect(
      error([Change(path: path + ["exerciseMetadata"], old: "{\"name\":1}", new: "{}")]) == nil)
  }

  @Test func aMissingParentIsAConflictEvenUnchecked() {
    let path = ["exercises", "e9", "notes"]
    #expect(
      error([Change(path: path, old: nil, new: "1")], checking: false) == .conflict(path: path))
    #expect(error([Change(path: [], old: nil, new: nil)]) == .conflict(path: []))
    #expect(
      WireError.conflict(path: path).description
        == "exercises/e9/notes has changed since, so this cannot be applied to it. "
        + "Look at it as it is now and edit it there.")
  }

  @Test(arguments: [
    (#"{}"#, "it is no list of changes"), (#"[1]"#, "1 is no change"),
    (#"[["a",1]]"#, #"["a",1] is no change"#), (#"[[1,1,1]]"#, "[1,1,1] is no change"),
    (#"[["a",1,2,"3"]]"#, #"["a",1,2,"3"] is no change"#),
  ]) func aTextThatHoldsNoChangesSaysSo(text: String, problem: String) {
    let error = #expect(throws: WireError.self) { try [Change].decode(text) }
    #expect(
      error?.description
        == "The journal's text cannot be read: \(problem). Restore the store from a backup.")
  }

  @Test(arguments: [
    "7", #"{"i":7}"#, #"{"s":"x"}"#, #"{"t":{"a":"x"}}"#, #"{"t":1}"#, #"{"q":1}"#,
    #"{"r":{"a":2}}"#,
  ]) func aTextThatHoldsNoElementSaysSo(text: String) {
    #expect(throws: WireError.notJournal(problem: "\(text) is no element")) {
      try Element.decode(text)
    }
  }

  @Test func fieldsThatUnicodeCallsEqualStillDiffer() {
    let old = Element(id: "x", fields: [Field("notes", "\"caf\u{E9}\"")])
    let new = Element(id: "x", fields: [Field("notes", "\"cafe\u{301}\"")])
    #expect(old.changes(to: new).count == 1)
    #expect(!old.hasSameContent(as: new))
    #expect(!old.hasSameContent(as: Element(id: "y", fields: old.fields)))
  }
}
