import Testing
import Training

@testable import Wire

/// What is taken over from before an edit is what writing and reading it again would give.
@Suite struct AfterEditTests {
  private func former(_ log: WorkoutLog) throws -> Former<WorkoutLog> {
    let document = try WorkoutLog(element: log.element)
    return Former(document, document.element)
  }

  private func expectSame(_ edited: WorkoutLog, after former: Former<WorkoutLog>) throws {
    let element = edited.element(after: former)
    #expect(element == edited.element)
    let applied = try former.element.applying(
      former.element.changes(to: element),
      stamp: Stamp(milliseconds: 3_000_000_000_000, counter: 0, device: "a1"))
    let read = try WorkoutLog(element: applied, after: former)
    let anew = try WorkoutLog(element: applied)
    #expect(read.element == anew.element)
    #expect(read == anew)
    var texts = PartTexts()
    _ = former.document.json(of: former.element, &texts)
    #expect(read.json(of: read.element, &texts) == anew.json())
  }

  @Test(arguments: seeds) func anEditedWorkoutIsWrittenAndReadAsIfAnew(seed: UInt64) throws {
    let random = RandomDocuments(seed: seed)
    let former = try former(random.log())
    var edited = former.document
    let other = random.log()
    if random.chance(50) { edited.notes = random.text() }
    if random.chance(30) { edited.name = random.text() }
    if random.chance(30) { edited.unknown = random.unknown() }
    if random.chance(30) { edited.importHash = random.text() }
    for entry in edited.exercises.indices where random.chance(50) {
      edited.exercises[entry].notes = random.text()
      if random.chance(40) { edited.exercises[entry].exerciseMetadata = random.metadata() }
      if random.chance(40) { edited.exercises[entry].importedName = random.text() }
      for set in edited.exercises[entry].sets.indices where random.chance(50) {
        edited.exercises[entry].sets[set].note = random.text()
        edited.exercises[entry].sets[set].completed.toggle()
        edited.exercises[entry].sets[set].weight = random.maybe(random.number())
      }
      if random.chance(30), !edited.exercises[entry].sets.isEmpty {
        edited.exercises[entry].sets.removeFirst()
      }
    }
    if random.chance(20), !edited.exercises.isEmpty { edited.exercises.removeLast() }
    if random.chance(20) {
      edited.exercises += other.exercises.filter { new in
        !edited.exercises.contains { $0.id == new.id }
      }
    }
    try expectSame(edited, after: former)
  }

  /// Swift takes both spellings of é for one text; the file has the bytes that were typed.
  @Test func aTextOfOtherBytesThatReadsTheSameIsWritten() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    var log = WorkoutLog(id: "w", userId: one, name: one, date: LocalDate(dayNumber: 20_000))
    (log.importedFrom, log.importHash) = (one, one)
    log.exercises = [
      LoggedExercise(
        id: "e", exerciseId: "x", exerciseMetadata: ExerciseMetadata(name: one),
        sets: [LoggedSet(id: "s", target: one, note: one)], notes: one, importedName: one)
    ]
    let former = try former(log)
    let edits: [(inout WorkoutLog) -> Void] = [
      { $0.name = two }, { $0.notes = "" }, { $0.userId = two },
      { $0.exercises[0].notes = two }, { $0.exercises[0].exerciseMetadata?.name = two },
      { $0.exercises[0].sets[0].note = two }, { $0.exercises[0].sets[0].target = two },
      { $0.importedFrom = two }, { $0.importHash = two }, { $0.exercises[0].importedName = two },
    ]
    for edit in edits {
      var edited = former.document
      edit(&edited)
      try expectSame(edited, after: former)
    }
    var renamed = former.document
    renamed.name = two
    #expect(former.element.changes(to: renamed.element(after: former)).count == 1)
  }

  @Test func aPartIsWrittenOnceAndAgainWhereItsWorkoutChangesItsUnit() {
    var texts = PartTexts()
    var made = 0
    func text(_ unit: String?) -> String {
      texts.text(Element(id: "e"), unit: unit) { _, unit in
        made += 1
        return unit ?? "none"
      }
    }
    #expect([text("kg"), text("kg"), text("lb"), text(nil)] == ["kg", "kg", "lb", "none"])
    #expect(made == 3)
  }

  @Test func aDocumentWithoutPartsIsWrittenAndReadAnew() throws {
    let weight = BodyWeight(
      id: "b", userId: "u", date: LocalDate(dayNumber: 20_000), value: 80, unit: .kilograms)
    let former = Former(weight, weight.element)
    var texts = PartTexts()
    #expect(weight.element(after: former) == weight.element)
    #expect(try BodyWeight(element: weight.element, after: former) == weight)
    #expect(weight.json(of: weight.element, &texts) == weight.json())
  }
}
