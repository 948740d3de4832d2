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

  private func error(_ changes: [Change]) -> WireError? {
    do throws(WireError) {
      _ = try element.applying(changes, stamp: stamp)
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

  @Test func aRemovalAndAReturnAreReadBackAsTheyWere() throws {
    let removal = Removal(at: stamp, seen: Seen(["b2": Seen.Moment(milliseconds: 3, counter: 0)]))
    let changes = [
      Change(path: ["exercises", "e1"], old: "{}", new: nil, removal: removal),
      Change(path: ["exercises", "e1"], old: nil, new: "null", isReturn: true),
    ]
    #expect(try [Change].decode(changes.encoded()) == changes)
    #expect(changes[0].inverted.isReturn && !changes[1].inverted.isReturn)
    #expect(throws: WireError.self) { try [Change].decode(#"[["a/b","x",null,0,7]]"#) }
  }

  @Test func anElementIsWrittenCompactly() throws {
    var copy = element
    copy.stamps = Stamps(element: stamp, fields: ["notes": stamp])
    copy.children[0].removed = ["e9": Removal(upTo: stamp)]
    #expect(
      copy.encoded()
        == #"{"i":"L","f":{"notes":"x"},"s":"10.1.a1","t":{"notes":"10.1.a1"},"c":{"exercises":["#
        + #"{"i":"e/1~","f":{"exerciseMetadata":{}},"c":{"sets":[{"i":"s1","f":{"reps":5}}]}}]},"#
        + #""r":{"exercises":{"e9":"10.1.a1"}}}"#)
    copy.removal = Removal(at: stamp, seen: copy.seen, why: .delete)
    #expect(
      copy.encoded().hasSuffix(#","x":{"at":"10.1.a1","seen":{"a1":"10.1"},"why":"delete"}}"#))
    #expect(try Element.decode(copy.encoded()) == copy)
  }

  @Test func aMissingParentIsAConflict() {
    let path = ["exercises", "e9", "notes"]
    #expect(
      error([Change(path: path, old: nil, new: "1")]) == .conflict(path: path))
    #expect(error([Change(path: [], old: nil, new: nil)]) == .conflict(path: []))
    #expect(
      WireError.conflict(path: path).description
        == "exercises/e9/notes has changed since, so this cannot be applied to it. "
        + "Look at it as it is now and edit it there.")
  }

  @Test(arguments: [
    (#"{}"#, "it is not a list of changes"), (#"[1]"#, "1 is not a change"),
    (#"[["a",1]]"#, #"["a",1] is not a change"#), (#"[[1,1,1]]"#, "[1,1,1] is not a change"),
    (#"[["a",1,2,"3"]]"#, #"["a",1,2,"3"] is not a change"#),
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
    #expect(throws: WireError.notJournal(problem: "\(text) is not an element")) {
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
