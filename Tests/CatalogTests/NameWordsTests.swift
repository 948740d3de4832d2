import Testing

@testable import Catalog

@Suite struct NameWordsTests {
  @Test(arguments: [
    ("Pull-Ups (Wide Grip)", ["pullup", "wide", "grip"]), ("Skull Crushers", ["skullcrusher"]),
    ("Farmer's Walks", ["farmer", "walk"]), ("Presses and Crunches", ["press", "crunch"]),
    ("Dumbbell Flies", ["dumbbell", "fly"]), ("Triceps / Abs", ["tricep", "ab"]),
    ("One-Legged DB RDL", ["single", "leg", "dumbbell", "rdl"]),
    ("Élévation Œuf", ["elevation", "oeuf"]),
    ("e\u{301}le\u{300}ve", ["eleve"]), ("Leg Press 45º", ["leg", "press", "45"]),
    ("½ Squat", ["½", "squat"]), ("Smith Machine", ["smith"]), ("---", []),
  ])
  func aNameIsFoldedToItsWords(name: String, folded: [String]) {
    #expect(NameWords(name).folded == folded)
  }

  @Test func compoundsAreSearchableWholeAndInHalves() {
    #expect(NameWords("Pullups").searchable == ["pullups", "pullup", "pull", "up"])
    #expect(NameWords("Pull-up").searchable == ["pull", "up", "pullup"])
  }
}
