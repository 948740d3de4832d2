import Testing
import Training
import Wire

/// What a change does to the stamps.
@Suite struct StampTests {
  let before = Stamp(milliseconds: 100, counter: 0, device: "a")
  let now = Stamp(milliseconds: 200, counter: 0, device: "a")

  private func log(_ sets: [LoggedSet], removed: [String: Removal] = [:]) -> WorkoutLog {
    let entry = LoggedExercise(
      id: "e1", exerciseId: "bench", exerciseMetadata: ExerciseMetadata(name: "Bench"), sets: sets,
      position: "V", removedSets: removed, stamps: Stamps(element: before))
    return WorkoutLog(
      id: "L", userId: "u", date: LocalDate(dayNumber: 20_000), exercises: [entry],
      stamps: Stamps(element: before))
  }

  private func set(_ id: String = "s1") -> LoggedSet {
    LoggedSet(
      id: id, weight: 100, reps: 5, target: "5", position: id, stamps: Stamps(element: before))
  }

  private func apply(_ old: WorkoutLog, _ edit: (inout WorkoutLog) -> Void) throws -> WorkoutLog {
    var new = old
    edit(&new)
    let changes = old.element.changes(to: new.element)
    return try WorkoutLog(element: old.element.applying(changes, stamp: now))
  }

  @Test func aChangedFieldGetsAStampOfItsOwn() throws {
    let result = try apply(log([set()])) { $0.exercises[0].sets[0].weight = 105 }
    #expect(
      result.exercises[0].sets[0].stamps == Stamps(element: before, fields: ["weight": now]))
    #expect(result.stamps == Stamps(element: before))
  }

  @Test func aClearedFieldIsStampedThoughItIsAbsent() throws {
    let result = try apply(log([set()])) { $0.exercises[0].sets[0].target = nil }
    #expect(
      result.exercises[0].sets[0].stamps == Stamps(element: before, fields: ["target": now]))
  }

  @Test func loggingASetStampsItWhole() throws {
    var planned = set()
    planned.stamps.fields = ["weight": before, "note": before]
    let result = try apply(log([planned])) {
      $0.exercises[0].sets[0].completed = true
      $0.exercises[0].sets[0].weight = 102.5
      $0.exercises[0].sets[0].target = nil
    }
    #expect(
      result.exercises[0].sets[0].stamps
        == Stamps(element: now, fields: ["target": now, "note": before]))
  }

  @Test func fieldsThatAllAgreeBecomeTheElementsStamp() throws {
    let result = try apply(log([])) {
      $0.exercises[0].exerciseId = "squat"
      $0.exercises[0].position = "W"
    }
    #expect(result.exercises[0].stamps == Stamps(element: now))
  }

  @Test func refreshedMetadataIsAppliedAndNotStamped() throws {
    let result = try apply(log([])) { $0.exercises[0].exerciseMetadata?.revision = 7 }
    #expect(result.exercises[0].exerciseMetadata?.revision == 7)
    #expect(result.exercises[0].stamps == Stamps(element: before))
  }

  @Test func anAddedChildIsStampedThroughoutAndItsRemovalStays() throws {
    let removal = Removal(upTo: before)
    let result = try apply(log([set()], removed: ["s2": removal])) {
      $0.exercises[0].sets.append(set("s2"))
      $0.exercises[0].sets[1].stamps.fields = ["reps": before]
    }
    #expect(result.exercises[0].sets[1].stamps == Stamps(element: now))
    #expect(result.exercises[0].removedSets == ["s2": removal])
    let whole = try apply(log([set()])) {
      $0.exercises.append($0.exercises[0])
      $0.exercises[1].id = "e2"
    }
    #expect(whole.exercises[1].sets[0].stamps == Stamps(element: now))
  }

  @Test func aChildThatComesBackIsMarkedAndNoOtherFieldIsTouched() throws {
    let there = log([set("s2")])
    let entry = there.exercises[0].element
    let change = Change(path: ["exercises", "e9"], old: nil, new: entry.encoded(), isReturn: true)
    let result = try there.element.applying([change], stamp: now)
    let back = try #require(result.children("exercises").first { $0.id == "e1" && $0 != entry })
    #expect(back.stamps == Stamps(element: before, fields: ["back.a": now]))
    #expect(
      back.children("sets")[0].stamps == Stamps(element: before, fields: ["back.a": now]))
  }

  @Test func whatComesBackSaysNoRemovalThatTheOneOfTheWholeSays() throws {
    let lighter = try apply(log([set(), set("s2")])) { $0.exercises[0].sets.removeFirst() }
    #expect(lighter.exercises[0].removedSets.keys.sorted() == ["s1"])
    var without = lighter
    without.exercises = []
    let changes = lighter.element.changes(to: without.element)
    let removed = try lighter.element.applying(
      changes, stamp: Stamp(milliseconds: now.milliseconds + 1, counter: 0, device: "a"))
    let later = Stamp(milliseconds: now.milliseconds + 9, counter: 0, device: "a")
    // Brought back, and put in as it is from an archive.
    let archived = changes.map { Change(path: $0.path, old: nil, new: $0.old) }
    for changes in [changes.map(\.inverted), archived] {
      let back = try WorkoutLog(element: removed.applying(changes, stamp: later))
      #expect(back.exercises.map(\.id) == ["e1"] && back.exercises[0].sets.map(\.id) == ["s2"])
      #expect(back.exercises[0].removedSets.isEmpty)
      #expect(back.removedExercises.keys.sorted() == ["e1"])
    }
  }

  @Test func aMoveIsNoStatementAboutTheRest() throws {
    let result = try apply(log([set()])) { $0.exercises[0].sets[0].position = "Z" }
    #expect(
      result.exercises[0].sets[0].stamps == Stamps(element: before, fields: ["position": now]))
  }

  @Test func aRemovedChildLeavesWhatWasSeen() throws {
    let result = try apply(log([set(), set("s2")])) { $0.exercises[0].sets.removeFirst() }
    #expect(result.exercises[0].sets.map(\.id) == ["s2"])
    var seen = Seen()
    seen.insert(before)
    #expect(result.exercises[0].removedSets == ["s1": Removal(at: now, seen: seen)])
    #expect(
      try apply(log([set()])) { $0.exercises = [] }.removedExercises
        == ["e1": Removal(at: now, seen: seen)])
  }

  @Test func childrenStandByPositionThenIdAndThoseWithoutComeFirst() throws {
    var loose = set("z")
    loose.position = ""
    var tied = set("a")
    tied.position = "s3"
    let result = try apply(log([set("s2"), set("s3"), loose])) {
      $0.exercises[0].sets.append(tied)
      $0.exercises[0].sets[0].position = "s9"
    }
    #expect(result.exercises[0].sets.map(\.id) == ["z", "a", "s3", "s2"])
  }

  @Test func theDateOfTheLastEditIsWrittenAndNotRead() throws {
    let text = log([set()]).json()
    #expect(text.contains(#""lastUpdated":"1970-01-01T00:00:00.100Z""#))
    #expect(try WorkoutLog(json: text).unknown == [])
  }

  @Test func theDateOfAnUnstampedDocumentIsKeptUntilItIsStamped() throws {
    let text = #"{"id":"w","date":"2026-01-02","value":80,"unit":"kg","lastUpdated":"2026"}"#
    let weight = try BodyWeight(json: text)
    #expect(weight.unknown == [UnknownField(name: "lastUpdated", json: #""2026""#)])
    #expect(weight.json() == text)
    let changes = [Change(path: ["value"], old: "80", new: "81")]
    let edited = try BodyWeight(element: weight.element.applying(changes, stamp: now))
    #expect(edited.unknown == [])
    #expect(edited.json().contains(#""lastUpdated":"1970-01-01T00:00:00.200Z","stamps":{"value":"#))
  }
}
