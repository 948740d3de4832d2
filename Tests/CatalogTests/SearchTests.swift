import Testing
import Training

@testable import Catalog

@Suite struct SearchTests {
  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue.builtIn()
  }

  @Test(arguments: [
    ("bp", "Bench Press"), ("bench", "Bench Press"), ("benc", "Bench Press"),
    ("incline db", "Incline Dumbbell Press"), ("inc db p", "Incline Dumbbell Press"),
    ("ohp", "Overhead Press"), ("rdl", "Romanian Deadlift"), ("pull up", "Pull-up"),
    ("pullup", "Pull-up"), ("pull u", "Pull-up"), ("pullu", "Pull-up"), ("pull", "Pull-up"),
    ("db row", "Dumbbell Row"), ("bb row", "Barbell Row"), ("row", "Barbell Row"),
    ("kb swing", "Kettlebell Swing"), ("bw squat", "Bodyweight Squat"), ("squat", "Squat"),
    ("sq", "Squat"), ("dead", "Deadlift"), ("leg ext", "Leg Extension"), ("lat", "Lat Pulldown"),
    ("tri ext", "Overhead Triceps Extension"), ("barbell bench", "Bench Press"),
    ("incline", "Incline Bench Press"), ("smith squat", "Smith Machine Squat"),
    ("ssb", "Safety Bar Squat"), ("farm", "Farmer's Walk"), ("face", "Face Pull"),
    ("cgbp", "Close-Grip Bench Press"), ("hex bar dead", "Trap Bar Deadlift"),
    ("press", "Overhead Press"), ("curl", "Dumbbell Curl"), ("dip", "Dip"), ("plank", "Plank"),
    ("chest cable", "Cable Fly"),
  ])
  func whatIsTypedFindsTheCommonLiftFirst(query: String, name: String) {
    #expect(catalogue.search(query).first?.name == name)
  }

  @Test(arguments: [
    ("benhc", "Bench Press"), ("benhc press", "Bench Press"), ("sqaut", "Squat"),
    ("deadlfit", "Deadlift"), ("dumbell curl", "Dumbbell Curl"),
    ("overhaed press", "Overhead Press"),
    ("romainan", "Romanian Deadlift"), ("latteral raise", "Lateral Raise"),
    ("hamer curl", "Hammer Curl"), ("romannian deadlfit", "Romanian Deadlift"),
  ])
  func smallSlipsAreForgiven(query: String, name: String) {
    #expect(catalogue.search(query).first?.name == name)
  }

  @Test func everyWordHasToFit() {
    #expect(catalogue.search("bench xylophone").isEmpty)
    for exercise in catalogue.search("dumbbell row", limit: 100) {
      #expect(
        exercise.metadata.exerciseType == .dumbbell
          || exercise.aliases.contains { $0.contains("Dumbbell") }
          || exercise.name.contains("Dumbbell"), "\(exercise.name)")
    }
  }

  @Test func initialsFindAnExerciseWithoutAnAliasForThem() {
    #expect(catalogue.search("hlr").first?.name == "Hanging Leg Raise")
  }

  @Test func withoutAWordTheCommonLiftsComeFirst() {
    let names = catalogue.search("", limit: 18).map(\.name)
    #expect(names.contains("Squat") && names.contains("Bench Press") && names.contains("Deadlift"))
    #expect(catalogue.search(" ", limit: 18).map(\.name) == names)
  }

  @Test func aPastedNovelIsAQueryThatFindsNothing() {
    let novel = String(repeating: "it was a dark and stormy night ", count: 3_000)
    #expect(catalogue.search(novel).isEmpty)
    #expect(catalogue.entry(named: novel) == nil)
  }

  @Test func theLimitHolds() {
    #expect(catalogue.search("press", limit: 4).count == 4)
    #expect(catalogue.search("press", limit: 0).isEmpty)
    #expect(catalogue.search("press", limit: -1).isEmpty)
    #expect(catalogue.search("press").count == 20)
  }

  @Test func theOrderIsTheSameEveryTimeAndWhateverTheOrderOfTheList() {
    let backwards = Catalogue(exercises: catalogue.all.reversed())
    let forwards = Catalogue(exercises: catalogue.all)
    for query in ["press", "curl", "", "b", "cable"] {
      let found = forwards.search(query, limit: 50)
      #expect(found == forwards.search(query, limit: 50))
      #expect(found == backwards.search(query, limit: 50), "\(query)")
    }
  }

  @Test func ownExercisesAreFoundAmongTheListed() {
    let own = Exercise(
      id: "own", userId: "a", metadata: ExerciseMetadata(name: "Bench Throw"), aliases: ["bthrow"])
    #expect(catalogue.search("bench thr", among: [own]).first?.id == "own")
    #expect(catalogue.search("bthrow", among: [own]).first?.id == "own")
    #expect(catalogue.search("bench", among: [own]).first?.name == "Bench Press")
    #expect(catalogue.including([own]).search("bthrow").first?.id == "own")
  }

  @Test(arguments: [
    ("Bech Pres", "Bench Press"), ("Overhed Pres", "Overhead Press"),
    ("Romanian Dedlift", "Romanian Deadlift"),
    ("Rows Barbel", "Barbell Row"), ("Squatt", "Squat"), ("Deadlfit", "Deadlift"),
  ])
  func aWrongNameSuggestsTheRightOneFirst(name: String, suggestion: String) {
    let suggestions = catalogue.suggestions(for: name)
    #expect(suggestions.first?.name == suggestion)
    #expect(suggestions.count <= 3)
  }

  @Test func aNameThatFitsOnlyInPartStillGetsSuggestions() {
    let names = catalogue.suggestions(for: "Magnificent Preacher Thingamajig").map(\.name)
    #expect(names.count == 3)
    #expect(names.first == "Preacher Curl")
  }

  @Test func suggestionsAreDistinctAndNonsenseGetsNone() {
    let ids = catalogue.suggestions(for: "bench pres", limit: 10).map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count == 10)
    #expect(catalogue.suggestions(for: "qqqqqqqqqqqqqqqq").isEmpty)
    #expect(catalogue.suggestions(for: "").isEmpty)
  }

  @Test func everyLookupIsCountedAndBuildingIsNot() throws {
    let reads = CatalogueReads()
    let counted = try Catalogue.builtIn(reads: reads)
    let more = counted.including([Exercise(id: "x", metadata: ExerciseMetadata(name: "X"))])
    #expect(reads.count == 0)
    _ = counted.entry(id: "squat")
    _ = counted.entry(named: "Squat")
    _ = counted.search("squat", among: [Exercise(id: "y", metadata: ExerciseMetadata(name: "Y"))])
    _ = counted.suggestions(for: "sqat")
    _ = counted.all
    #expect(reads.count == 5)
    _ = more.all
    #expect(reads.count == 6)
    #expect(more.reads === reads)
  }

  @Test func readsFromManyThreadsAreAllCounted() async throws {
    let reads = CatalogueReads()
    let counted = try Catalogue.builtIn(reads: reads)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<100 { _ = counted.entry(id: "squat") } }
      }
    }
    #expect(reads.count == 800)
  }
}
