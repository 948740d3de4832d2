import Catalog
import Testing
import Training

@Suite struct CatalogueFileTests {
  static let squat =
    "squat | Squat | Quads | Barbell | Squat | Barbell | compound | 2 | 5 | weight reps | bs; Back Squat"

  /// The list's head, a good line, and `line` as the fourth.
  private func mistake(_ line: String) -> CatalogueError? {
    #expect(throws: CatalogueError.self) {
      try Catalogue(text: "# A list.\n\n\(Self.squat)\n\(line)\n")
    }
  }

  @Test func aLineIsReadFieldByField() throws {
    let catalogue = try Catalogue(text: "# comment\r\n\n  \(Self.squat)  \r\n")
    let squat = try #require(catalogue.all.first)
    #expect(catalogue.all.count == 1)
    #expect(squat.id == "squat")
    #expect(squat.aliases == ["bs", "Back Squat"])
    #expect(squat.metadata.revision == 2)
    #expect(squat.metadata.primaryMuscleGroup == .quads)
    #expect(squat.metadata.measures == [.weight, .reps])
  }

  @Test func aLineWithoutAliasesAndWithoutItsLineEndIsRead() throws {
    let catalogue = try Catalogue(
      text: "plank|Plank|Abs|Bodyweight|Core|None|isolation|1|5|seconds|")
    #expect(catalogue.all.first?.aliases == [])
    #expect(catalogue.all.first?.metadata.measures == .seconds)
    #expect(catalogue.all.first?.metadata.isCompoundLift == false)
  }

  @Test func anEmptyListIsReadAsOne() throws {
    #expect(try Catalogue(text: "").all.isEmpty)
  }

  static let mistakes: [(line: String, fault: CatalogueError.Fault)] = [
    ("a | A | Abs", .fields(found: 3, expected: 11)),
    (
      "A b | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps |",
      .badId("A b")
    ),
    ("a- | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps |", .badId("a-")),
    ("a--b | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps |", .badId("a--b")),
    (" | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps |", .badId("")),
    (
      "squat | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps |",
      .repeatedId("squat", firstLine: 3)
    ),
    ("a | | Abs | Cable | Core | Cable | compound | 1 | 1 | reps |", .emptyName),
    (
      "a | A | Abs | Cable | Core | Cable | compound | x | 1 | reps |",
      .badNumber("x", column: "revision of 1 or more")
    ),
    (
      "a | A | Abs | Cable | Core | Cable | compound | 1 | 6 | reps |",
      .badNumber("6", column: "rank from 0 to 5")
    ),
    (
      "a | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps | back squats",
      .sharedName("back squats", ownerId: "squat")
    ),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsReportedWithItsLine(line: String, fault: CatalogueError.Fault) {
    #expect(mistake(line) == CatalogueError(line: 4, fault: fault))
  }

  @Test(arguments: [
    ("a | A | Legs | Cable | Core | Cable | compound | 1 | 1 | reps |", "Legs", "muscle group"),
    ("a | A | Abs | Rope | Core | Cable | compound | 1 | 1 | reps |", "Rope", "exercise type"),
    ("a | A | Abs | Cable | Wave | Cable | compound | 1 | 1 | reps |", "Wave", "movement pattern"),
    ("a | A | Abs | Cable | Core | Cable | big | 1 | 1 | reps |", "big", "kind of lift"),
    ("a | A | Abs | Cable | Core | Cable | compound | 1 | 1 | reps kg |", "kg", "measure"),
    ("a | A | Abs | Cable | Core | Cable | compound | 1 | 1 | |", "", "measure"),
  ])
  func aWordOutsideItsListIsReportedWithTheList(line: String, word: String, column: String) {
    let error = mistake(line)
    guard case .unknownWord(word, column: column, let allowed) = error?.fault else {
      Issue.record("reported \(String(describing: error))")
      return
    }
    #expect(error?.line == 4)
    #expect(!allowed.isEmpty)
  }

  static let sentences: [(fault: CatalogueError.Fault, sentence: String)] = [
    (.fields(found: 3, expected: 11), "it has 3 fields; write 11, separated by \"|\"."),
    (
      .badId("A b"),
      "the id \"A b\" won't do; use lower-case letters, digits and single hyphens."
    ),
    (
      .repeatedId("squat", firstLine: 3),
      "the id \"squat\" is already that of line 3; give this exercise another."
    ),
    (.emptyName, "the exercise has no name; write one in the second field."),
    (
      .unknownWord("Legs", column: "muscle group", allowed: ["Back", "Quads"]),
      "\"Legs\" is not a valid muscle group; use one of Back, Quads."
    ),
    (
      .badNumber("x", column: "rank from 0 to 5"),
      "\"x\" is not a valid rank from 0 to 5; write a whole number."
    ),
    (
      .sharedName("bs", ownerId: "squat"),
      "\"bs\" is already a name of squat; keep it in one of the two."
    ),
  ]

  @Test(arguments: sentences)
  func theSentenceSaysWhatAndWhereAndWhatToDo(fault: CatalogueError.Fault, sentence: String) {
    #expect(
      CatalogueError(line: 7, fault: fault).description
        == "The exercise list could not be read: line 7: " + sentence)
  }

  @Test func aProgramBuiltWithoutTheListSaysSo() {
    #expect(
      CatalogueError(line: 0, fault: .missing).description
        == "The exercise list could not be read: this program was built without it; "
        + "install Tonnage again.")
  }
}
