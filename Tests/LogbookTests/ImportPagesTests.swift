import Interchange
import Store
import Testing
import Training

@testable import Logbook

/// What *Import* and `tonnage import` show of a plan and of what became of it.
@Suite struct ImportPagesTests {
  private let gym: Gym

  init() throws { gym = try Gym() }

  private static let heading =
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes\n"
  private static let push = """
    2024-12-02 18:00:00;Push;Bench Press (Barbell);1;100;kg;5;;;;0;;
    2024-12-02 18:00:00;Push;Supino;1;30;kg;303;;;;0;;
    2024-12-02 18:00:00;Push;Bench Pres;1;80;kg;5;;;;0;;

    """
  private static let hevy = """
    "title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
    "Peito","2 Dec 2024, 18:05","","","Supino",,"",0,"normal",100,5,,,
    "Peito","2 Dec 2024, 18:05","","","Supino",,"",1,"normal",30,303,,,
    "Peito","2 Dec 2024, 18:05","","","Supino",,"",2,"normal",80,5,,,
    """

  @discardableResult
  private func page(
    _ text: String, _ options: ImportOptions = ImportOptions(), skipping: Bool = false,
    dryRun: Bool = false
  ) throws -> ImportPage {
    gym.wait(60)
    let history = try ForeignHistory(
      file: "export.csv", bytes: Array(text.utf8),
      options: ForeignOptions(skipsBadRows: skipping))
    let plan = try gym.logbook.importPlan(history, file: "export.csv")
    return try gym.logbook.bringIn(plan, options: options, dryRun: dryRun).page(plan)
  }

  private func told(_ counts: [ImportPage.Count]) -> [String] {
    counts.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" }
  }

  @Test func whatIsNewIsCountedAndEveryRowWithIt() throws {
    let page = try page(Self.heading + Self.push, dryRun: true)
    #expect(page.file == "export.csv" && page.format == "Strong")
    #expect(
      page.days?.lowerBound == LocalDate("2024-12-02")
        && page.days?.upperBound == page.days?.lowerBound)
    #expect(told(page.contents) == ["1 workout", "3 sets"])
    #expect(told(page.fates).contains("1 workout new"))
    #expect(told(page.rows) == ["3 sets"] && page.rowCount == 3)
    #expect(page.notes == ["line 3: 303 repetitions of Supino look odd; they were kept"])
    #expect(page.names.map(\.certainty).first == .own)
    #expect(page.writes > 0 && page.twins == 0 && page.changed == 0)
    #expect(try gym.store.read { try $0.ids(of: .workoutLogs) }.isEmpty)
  }

  @Test func theSameFileAgainIsThereAlready() throws {
    try page(Self.heading + Self.push)
    let again = try page(Self.heading + Self.push)
    #expect(again.writes == 0 && told(again.fates).contains("1 workout already there"))
  }

  @Test func whatChangedIsToldWithWhatBecomesOfIt() throws {
    try page(Self.heading + Self.push)
    let later = Self.push.replacing("80;kg", with: "85;kg")
    let kept = try page(Self.heading + later, dryRun: true)
    #expect(kept.changed == 1 && told(kept.fates).contains("1 workout kept as it is here"))
    #expect(
      kept.notes.first
        == "2024-12-02 Push changed in the app since it was imported: kept as it is here; it can be taken over"
    )
    let taken = try page(Self.heading + later, ImportOptions(takesChanges: true))
    #expect(taken.writes == 1 && told(taken.fates).contains("1 workout taken over"))
    #expect(taken.notes.first?.hasSuffix("taken over") == true)
    let log = try #require(try gym.store.read { try $0.all(WorkoutLog.self) }.first)
    _ = try gym.logbook.edit(log.id, .noteWorkout("mine"))
    let edited = try page(Self.heading + Self.push, ImportOptions(takesChanges: true))
    #expect(edited.changed == 0 && edited.writes == 0)
    #expect(edited.notes.first?.hasSuffix("kept, as it was edited here") == true)
  }

  @Test func whatAnotherAppHasIsLeftOutOrAddedOnRequest() throws {
    try page(Self.heading + Self.push)
    let left = try page(Self.hevy, dryRun: true)
    #expect(left.twins == 1 && told(left.fates).contains("1 workout left out as twins"))
    #expect(left.notes.first == "2024-12-02 Peito is already in an export of Strong: left out")
    let added = try page(Self.hevy, ImportOptions(addsTwins: true))
    #expect(added.notes.first?.hasSuffix("added a second time") == true)
    #expect(try gym.store.read { try $0.ids(of: .workoutLogs) }.count == 2)
  }

  @Test func whatWasDeletedHereAndWhatWasPassedOverAreNamed() throws {
    try page(Self.heading + Self.push)
    let log = try #require(try gym.store.read { try $0.all(WorkoutLog.self) }.first)
    _ = try gym.logbook.discard(log.id)
    let again = try page(Self.heading + Self.push + "soon;;;;;;;;;;;;\n", skipping: true)
    #expect(again.deleted == 1)
    #expect(
      again.notes.contains { $0.hasPrefix("2024-12-02 Push was deleted on 2025-01-06 here: ") })
    #expect(again.notes.first?.hasPrefix("passed over, line 5, column 1: Date is “soon”") == true)
    #expect(told(again.rows) == ["3 sets", "1 refused"])
  }

  @Test func documentsHaveTheirPageToo() throws {
    let text =
      "{\"workoutLogs\": [{\"id\": \"l1\", \"date\": \"2024-12-01T18:00:00.000Z\", \"weightUnit\": \"KG\", \"exercises\": [{\"exerciseId\": \"ghost\", \"sets\": 1, \"reps\": [\"5\"], \"weights\": [100], \"completed\": [true]}]}]}"
    let source = try ImportSource(file: "dump.json", bytes: Array(text.utf8))
    guard case .documents(let dump) = source else {
      Issue.record("it is no document")
      return
    }
    let plan = try gym.logbook.importPlan(dump, user: nil)
    let page = try gym.logbook.bringIn(plan).page(plan)
    #expect(page.format == "documents" && page.rowCount == 0 && page.names.isEmpty)
    #expect(page.notes.contains("exercise ghost, used once, is unknown: kept as Unknown"))
  }
}
