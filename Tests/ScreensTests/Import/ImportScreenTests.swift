import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct ImportTests {
  private func gym(_ shared: Shared = logShared()) -> AppGym {
    var gym = AppGym(shared)
    gym.press(":")
    gym.type("import")
    gym.press("Enter")
    gym.sent = []
    return gym
  }

  /// The screen with a file read and its plan shown.
  private func planned(_ page: ImportPage = Self.page()) -> AppGym {
    var gym = gym()
    gym.receive(.importFiles(Self.files))
    gym.press("Enter")
    gym.receive(.importPlan(page))
    gym.sent = []
    return gym
  }

  private static let files = [
    ImportFile(
      path: "~/Downloads/strong.csv", name: "strong.csv", bytes: 450_801, modified: logToday),
    ImportFile(
      path: "athlete.json", name: "athlete.json", bytes: 12,
      modified: logToday.advanced(byDays: -700)),
  ]

  private static func name(
    _ name: String, _ metadata: ExerciseMetadata, _ certainty: ImportedName.Certainty,
    sets: Int = 40
  ) -> ImportedName {
    ImportedName(
      format: "strong", name: name, exerciseId: metadata.name, exercise: metadata,
      certainty: certainty, sets: sets, workouts: sets / 4)
  }

  private static let names = [
    name(
      "Supino Reto", ExerciseMetadata(name: "Supino Reto", primaryMuscleGroup: .chest), .own,
      sets: 1286),
    name("I-Ts", ExerciseMetadata(name: "I-Ts"), .own, sets: 15),
    name("Bench Pres (Barbell)", Lift.bench, .likely),
    name("Overhead Press (Barbell)", Lift.overhead, .certain),
  ]

  private static func page() -> ImportPage {
    var page = ImportPage(file: "~/Downloads/strong.csv", format: "Strong")
    page.days = logToday.advanced(byDays: -800)...logToday
    page.contents = [.init("workouts", 292), .init("sets", 5402), .init("programs", 0)]
    page.fates = [.init("workouts new", 280), .init("workouts already there", 12)]
    page.rows = [.init("sets", 5401), .init("rest rows", 0), .init("empty", 1)]
    page.rowCount = 5402
    page.names = names
    page.notes = [
      "line 239: the set of Cable Crossover has no value; it was kept as an open one",
      "line 2401: 877777 repetitions of Pull Up (Assisted) look odd; they were kept",
    ]
    page.writes = 282
    return page
  }

  // MARK: The file

  @Test func filesNearbyAreOffered() throws {
    var gym = gym()
    #expect(gym.app.state.screen == .importing && gym.shows("Looking for files"))
    gym.receive(.importFiles(Self.files))
    try gym.expectGoldens("import-files")
    gym.press("j", "Enter")
    #expect(gym.sent == [.importing(.plan(path: "athlete.json", ImportChoices()))])
    #expect(gym.shows("Reading the file"))
  }

  @Test func whereNoneLieTheyAreTyped() throws {
    var gym = gym()
    gym.receive(.importFiles([]))
    try gym.expectGoldens("import-no-files")
    gym.press("i")
    gym.press("Enter")
    #expect(gym.sent.isEmpty)
    gym.type("~/a b.csv")
    try gym.expectGoldens("import-typing")
    gym.press("Enter")
    #expect(gym.sent == [.importing(.plan(path: "~/a b.csv", ImportChoices()))])
  }

  @Test func aFileIsNamedBehindTheCommand() {
    var gym = AppGym()
    gym.press("gh", ":")
    gym.type("import ~/a b.csv")
    gym.press("Enter")
    #expect(gym.sent.last == .importing(.plan(path: "~/a b.csv", ImportChoices())))
    gym.receive(.importPlan(Self.page()))
    gym.press("Esc", "Esc")
    #expect(gym.app.state.screen == .history)
  }

  @Test func whatIsLeftOpenIsAsked() throws {
    var gym = gym()
    gym.receive(.importFiles(Self.files))
    gym.press("Enter")
    gym.receive(.importAsks(.unit))
    try gym.expectGoldens("import-unit")
    gym.press("l")
    var choices = ImportChoices()
    choices.unit = .pounds
    #expect(gym.sent.last == .importing(.plan(path: "~/Downloads/strong.csv", choices)))
    gym.receive(
      .importAsks(
        .badRows(
          ["line 12: Reps is -5, which is below zero", hostileNames.joined(separator: " ")],
          count: 9)))
    try gym.expectGoldens("import-bad-rows")
    gym.press("s")
    choices.skipsBadRows = true
    #expect(gym.sent.last == .importing(.plan(path: "~/Downloads/strong.csv", choices)))
    gym.receive(
      .importAsks(
        .user([
          ImportUser(id: "a", name: "Ana", workouts: 12),
          ImportUser(id: "b", name: hostileNames[0], workouts: 1),
        ])))
    try gym.expectGoldens("import-users")
    gym.press("j", "Enter")
    choices.user = "b"
    #expect(gym.sent.last == .importing(.plan(path: "~/Downloads/strong.csv", choices)))
    gym.receive(.importAsks(.unit))
    gym.press("Esc")
    #expect(gym.shows("Bring in your history"))
  }

  @Test func aFileThatCannotBeReadLeavesItsPathToBeCorrected() {
    var gym = gym()
    gym.receive(.importFiles(Self.files))
    gym.press("Enter")
    gym.receive(
      .failed(
        sentence: "Reading strong.csv: it is empty. Nothing was imported.",
        effect: .importing(.plan(path: "~/Downloads/strong.csv", ImportChoices()))))
    #expect(gym.message?.contains("it is empty") == true)
    #expect(gym.shows("File: ~/Downloads/strong.csv"))
  }

  // MARK: The plan

  @Test func thePlanSaysWhatWouldHappen() throws {
    var gym = planned()
    try gym.expectGoldens("import-plan")
    gym.press("w", "j")
    try gym.expectGoldens("import-notes")
    gym.press("w")
    #expect(gym.shows("stands for"))
  }

  @Test func aLongPlanStaysOnTheScreen() throws {
    var page = Self.page()
    page.file = hostileNames[0]
    page.names = (0..<200).map { place in
      Self.name(
        hostileNames[place % hostileNames.count],
        named(hostileNames[(place + 1) % hostileNames.count]), .likely, sets: place * 1000)
    }
    page.twins = 3
    page.changed = 2
    var gym = planned(page)
    gym.press("C-d", "C-d", "C-d")
    try gym.expectGoldens("import-long")
  }

  @Test func aNameIsGivenAnExercise() {
    var gym = planned()
    gym.press("e")
    #expect(gym.shows("“Supino Reto” is:"))
    gym.receive(
      .exercises([ExerciseChoice(exerciseId: "bench-press", metadata: Lift.bench)], query: ""))
    gym.press("Enter")
    var choices = ImportChoices()
    choices.names = ["Supino Reto": "bench-press"]
    #expect(gym.sent.last == .importing(.plan(path: "~/Downloads/strong.csv", choices)))
    var page = Self.page()
    page.names.swapAt(0, 3)
    gym.receive(.importPlan(page))
    #expect(gym.row.contains("Supino Reto"))
    #expect(gym.app.state.screens.importing.page?.names.map(\.name) == Self.names.map(\.name))
    gym.press("o")
    choices.names = ["Supino Reto": ""]
    #expect(gym.sent.last == .importing(.plan(path: "~/Downloads/strong.csv", choices)))
  }

  @Test func twinsAndChangesAreTakenOnRequest() {
    var page = Self.page()
    page.twins = 3
    page.changed = 2
    var gym = planned(page)
    gym.press("d", "c")
    var choices = ImportChoices()
    choices.addsTwins = true
    choices.takesChanges = true
    #expect(gym.sent.last == .importing(.plan(path: "~/Downloads/strong.csv", choices)))
    #expect(gym.shows("d leaves the twins out; c leaves what changed"))
    var plain = planned()
    plain.press("d", "c")
    #expect(plain.sent.isEmpty)
  }

  // MARK: Going

  @Test func goingShowsHowFarItIsAndTheResult() throws {
    var gym = planned()
    gym.press("Enter")
    #expect(gym.sent == [.importing(.run(path: "~/Downloads/strong.csv", ImportChoices()))])
    gym.receive(.progressing(words: "Bringing in", fraction: 0.42))
    try gym.expectGoldens("import-working")
    #expect(gym.message == nil)
    gym.receive(.imported(Self.page()))
    try gym.expectGoldens("import-result")
    gym.press("w", "Esc")
    #expect(gym.shows("u takes it back"))
    gym.press("Enter")
    #expect(gym.app.state.screen == .history)
  }

  @Test func anImportIsStopped() {
    var gym = planned()
    gym.press("Enter", "x")
    #expect(gym.sent.last == .importing(.cancel) && gym.shows("cancelling"))
    gym.receive(
      .failed(
        sentence: "The import was cancelled. Nothing was changed.",
        effect: .importing(.run(path: "~/Downloads/strong.csv", ImportChoices()))))
    #expect(gym.shows("stands for") && gym.message?.contains("Nothing was changed") == true)
  }

  @Test func theResultIsTakenBack() {
    var gym = planned()
    gym.press("Enter")
    gym.receive(.imported(Self.page()))
    gym.press("u")
    #expect(gym.sent.suffix(2) == [.importing(.takeBack), .load(.importFiles)])
    #expect(gym.shows("Bring in your history"))
  }

  @Test func nothingNewIsNotBroughtIn() {
    var page = Self.page()
    page.writes = 0
    var gym = planned(page)
    gym.press("Enter")
    #expect(gym.sent.isEmpty && gym.message == "Nothing in the file is new.")
  }

  @Test func aReadOnlyStoreImportsNothing() {
    var shared = logShared()
    shared.readOnlyReason = "the file is damaged"
    var gym = gym(shared)
    gym.receive(.importFiles(Self.files))
    gym.press("Enter")
    #expect(gym.sent.isEmpty && gym.message == shared.readOnlySentence)
  }

  // MARK: Names of earlier imports

  @Test func whatImportedNamesStandForIsChanged() throws {
    var gym = gym()
    gym.receive(.importFiles(Self.files))
    gym.press("m")
    #expect(gym.sent == [.load(.importedNames)] && gym.shows("Reading the imported workouts"))
    gym.receive(.importedNames(Self.names))
    try gym.expectGoldens("import-names")
    gym.press("j", "e")
    gym.receive(
      .exercises([ExerciseChoice(exerciseId: "bench-press", metadata: Lift.bench)], query: ""))
    gym.press("Enter")
    #expect(
      gym.sent.last
        == .importing(.mapName(format: "strong", name: "I-Ts", exerciseId: "bench-press")))
    gym.press("G", "o")
    #expect(
      gym.sent.last
        == .importing(.mapName(format: "strong", name: "Overhead Press (Barbell)", exerciseId: "")))
    gym.receive(.importedNames([]))
    #expect(gym.shows("No workout has been imported yet."))
    gym.press("Esc")
    #expect(gym.shows("Bring in your history"))
  }

  @Test func clicksAndTheWheelMove() throws {
    var gym = gym()
    gym.receive(.importFiles(Self.files))
    let y = try #require(gym.frame().lines.firstIndex { $0.contains("athlete.json") })
    gym.click(5, y)
    #expect(gym.app.state.screens.importing.focus == 1 && gym.sent.isEmpty)
    gym.click(5, y)
    #expect(gym.sent == [.importing(.plan(path: "athlete.json", ImportChoices()))])
    var other = planned()
    other.scroll(.wheelDown)
    #expect(other.app.state.screens.importing.focus == 1)
  }
}
