import Catalog
import Testing
import Training

@Suite struct NameLookupTests {
  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue.builtIn()
  }

  @Test(arguments: [
    ("Bench Press (Barbell)", "bench-press"), ("BB bench press", "bench-press"),
    ("press, bench — BARBELL", "bench-press"), ("Bench Press (Dumbbell)", "dumbbell-bench-press"),
    ("Squat (Barbell)", "squat"), ("Barbell Back Squat", "squat"),
    ("Deadlift (Barbell)", "deadlift"), ("Conventional Deadlift", "deadlift"),
    ("Lat Pulldown (Cable)", "lat-pulldown"), ("Lat Pull Downs", "lat-pulldown"),
    ("Chin Up", "chin-up"), ("chinups", "chin-up"), ("Pull Up (Weighted)", "pull-up"),
    ("pullup", "pull-up"), ("Press-ups", "push-up"), ("rdl", "romanian-deadlift"),
    ("ohp", "overhead-press"), ("bp", "bench-press"),
    ("Lateral Raise (Cable)", "cable-lateral-raise"),
    ("Hex Bar Deadlift", "trap-bar-deadlift"), ("One Arm DB Row", "dumbbell-row"),
    ("Incline Bench Press (Smith Machine)", "smith-machine-incline-bench-press"),
    ("Knee Raise (Captain’s Chair)", "captains-chair-knee-raise"),
    ("Low to High Cable Fly", "low-to-high-cable-fly"),
    ("High to Low Cable Flyes", "high-to-low-cable-fly"), ("Bénch  Prëss", "bench-press"),
    ("Skull crushers (EZ Bar)", "skullcrusher"), ("Farmer's Carry", "farmers-walk"),
  ])
  func aNameFromElsewhereLeadsToTheExercise(name: String, id: String) {
    #expect(catalogue.entry(named: name)?.id == id)
  }

  @Test(arguments: ["", "  ", "()", "Bench", "Underwater Basket Weaving", "press bench bench"])
  func aNameThatIsNobodysLeadsNowhere(_ name: String) {
    #expect(catalogue.entry(named: name) == nil)
  }

  @Test func wordsInAnyOrderCountOnlyWhereOneExerciseHasThem() {
    #expect(catalogue.entry(named: "fly cable high low") == nil)
  }

  @Test func anUnknownIdLeadsNowhere() {
    #expect(catalogue.entry(id: "bench") == nil)
  }

  @Test func anOwnExerciseComesBeforeAListedOneOfItsNameAndReplacesOneOfItsId() {
    let mine = Exercise(id: "mine", userId: "a", metadata: ExerciseMetadata(name: "Squat"))
    let renamed = Exercise(id: "plank", metadata: ExerciseMetadata(name: "Board"))
    let both = catalogue.including([mine, renamed])
    #expect(both.entry(named: "squats")?.id == "mine")
    #expect(both.entry(id: "squat")?.name == "Squat")
    #expect(both.entry(id: "plank")?.name == "Board")
    #expect(both.all.count == catalogue.all.count + 1)
    #expect(catalogue.including([]).all == catalogue.all)
  }

  @Test func namesInOtherScriptsAreFound() {
    let squat = Exercise(id: "s", metadata: ExerciseMetadata(name: "深蹲"))
    let lunge = Exercise(id: "l", metadata: ExerciseMetadata(name: "Выпад"))
    let own = Catalogue(exercises: [squat, lunge])
    #expect(own.entry(named: "深蹲")?.id == "s")
    #expect(own.entry(named: "ВЫПАД")?.id == "l")
    #expect(own.search("深").map(\.id) == ["s"])
    #expect(own.search("вып").map(\.id) == ["l"])
  }

  @Test func anExerciseWithoutAnyWordInItsNameIsFoundById() {
    let nameless = Catalogue(exercises: [
      Exercise(id: "x", metadata: ExerciseMetadata(name: "–"))
    ])
    #expect(nameless.entry(named: "–") == nil)
    #expect(nameless.entry(id: "x")?.name == "–")
  }

  @Test func anEmptyListAnswersEverythingWithNothing() {
    let empty = Catalogue(exercises: [])
    #expect(empty.all.isEmpty)
    #expect(empty.entry(id: "squat") == nil)
    #expect(empty.entry(named: "Squat") == nil)
    #expect(empty.search("squat").isEmpty)
    #expect(empty.suggestions(for: "squat").isEmpty)
  }
}
