import Testing
import Training
import Wire

/// The list of kinds: each is found by its name, and reads what it wrote.
@Suite struct DocumentKindTests {
  @Test func everyCollectionLeadsToItsKindAndBack() {
    let named: [Collection] = [.workoutLogs, .programs, .exercises, .bodyWeights]
    #expect(Set(named) == Set(Collection.allCases))
    for kind in Collection.kinds {
      let isSame = ObjectIdentifier(kind.collection.kind) == ObjectIdentifier(kind)
      #expect(isSame, "\(kind.collection.rawValue)")
      #expect(Collection(rawValue: kind.collection.rawValue) == kind.collection)
    }
    #expect(Collection(rawValue: "workoutlogs") == nil)
  }

  @Test(arguments: Collection.allCases)
  func aDocumentOfAnotherProgramHasTheIdOfItsPlace(_ collection: Collection) throws {
    var reading = LegacyReader()
    let json = try JSONSlice(
      "{\"name\":\"A\",\"date\":\"2026-11-19\",\"value\":80,\"unit\":\"kg\"}")
    let document = try collection.kind.read(legacy: json, key: "k1", shards: [], &reading)
    #expect(document.id == "k1" && type(of: document).collection == collection)
    let again = try collection.kind.init(json: document.json())
    #expect(again.element == document.element)
  }

  @Test func whatADocumentIsCalledIsItsOwn() {
    let day = LocalDate(year: 2026, month: 11, day: 19) ?? LocalDate(dayNumber: 0)
    let log = WorkoutLog(id: "w", userId: "u", date: day, weightUnit: .kilograms, exercises: [])
    #expect(log.heading.date == day)
    let weight = BodyWeight(id: "b", userId: "u", date: day, value: 82.5, unit: .kilograms)
    #expect(weight.heading == DocumentHeading("82.5 kg", date: day))
  }
}
