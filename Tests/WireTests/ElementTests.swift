import Testing
import Training

@testable import Wire

@Suite struct ElementTests {
  let stamp = Stamp(milliseconds: 3_000_000_000_000, counter: 0, device: "now")

  /// Two random states of one document: what is there, changed, added and taken out all happen.
  private func states(_ seed: UInt64) -> (old: Element, new: Element) {
    let random = RandomDocuments(seed: seed)
    if seed.isMultiple(of: 3) { return (random.program().element, random.program().element) }
    return (random.log().element, random.log().element)
  }

  @Test(arguments: seeds) func changesTurnTheOldContentIntoTheNew(seed: UInt64) throws {
    let (old, new) = states(seed)
    let result = try old.applying(old.changes(to: new), stamp: stamp)
    #expect(result.hasSameContent(as: new), "seed \(seed)")
    #expect(new.hasSameContent(as: result), "seed \(seed)")
  }

  @Test(arguments: seeds) func invertedChangesRestoreTheContent(seed: UInt64) throws {
    let (old, new) = states(seed)
    let changes = old.changes(to: new)
    let later = Stamp(milliseconds: stamp.milliseconds + 1, counter: 0, device: "now")
    let there = try old.applying(changes, stamp: stamp)
    let back = try there.applying(changes.inverted, stamp: later)
    #expect(back.hasSameContent(as: old), "seed \(seed)")
    let twice = changes.inverted.inverted
    #expect(twice.map(\.path) == changes.map(\.path), "seed \(seed)")
    #expect(twice.map { [$0.old, $0.new] } == changes.map { [$0.old, $0.new] }, "seed \(seed)")
  }

  @Test(arguments: seeds) func changesReadAsTheyWereWritten(seed: UInt64) throws {
    let (old, new) = states(seed)
    let changes = old.changes(to: new)
    #expect(try [Change].decode(changes.encoded()) == changes, "seed \(seed)")
  }

  @Test(arguments: seeds) func nothingDiffersFromItself(seed: UInt64) throws {
    let (old, _) = states(seed)
    #expect(old.changes(to: old).isEmpty, "seed \(seed)")
    #expect(try old.applying([], stamp: stamp) == old, "seed \(seed)")
  }

  @Test(arguments: seeds) func everyChangedFieldHasTheStampAndNoOtherHas(seed: UInt64) throws {
    let (old, new) = states(seed)
    let changes = old.changes(to: new)
    let result = try old.applying(changes, stamp: stamp)
    for change in changes where !change.concernsChild {
      var element = result
      for index in stride(from: 0, to: change.path.count - 1, by: 2) {
        let child = element.children(change.path[index]).first { $0.id == change.path[index + 1] }
        element = try #require(child)
      }
      let name = try #require(change.path.last)
      let own = element.stamps.fields[name]
      let isPresent = element.field(name) != nil
      let found = own ?? (isPresent ? element.stamps.element : nil)
      let isStamped = !Element.unstampedFields.contains(name)
      #expect((found == stamp) == isStamped || !isStamped, "seed \(seed): \(change.path)")
    }
    if changes.isEmpty { #expect(result.latestStamp == old.latestStamp) }
  }

  @Test(arguments: seeds) func replayGivesTheSameStamps(seed: UInt64) throws {
    let (old, new) = states(seed)
    let changes = old.changes(to: new)
    let decoded = try [Change].decode(changes.encoded())
    #expect(
      try old.applying(changes, stamp: stamp) == old.applying(decoded, stamp: stamp), "seed \(seed)"
    )
  }

  @Test func whatIsJoinedStandsWhereItsPositionSays() {
    func child(_ id: String, _ position: String?) -> Element {
      Element(id: id, fields: position.map { [Field("position", JSONText.string($0))] } ?? [])
    }
    func parent(_ children: [Element]) -> Element {
      Element(id: "p", children: [ChildList("sets", children)])
    }
    let joined = parent([child("c", "V3"), child("n", nil)]).joined(
      with: parent([child("a", "V1"), child("b", "V2")]), theirsHolds: false)
    #expect(joined.children("sets").map(\.id) == ["n", "a", "b", "c"])
  }
}
