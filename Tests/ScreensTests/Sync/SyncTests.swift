import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct SyncTests {
  private func gym(_ page: SyncPage = Self.page(), _ shared: Shared = Self.shared) -> AppGym {
    var gym = AppGym(shared)
    gym.press("gs")
    gym.receive(.sync(page))
    gym.sent = []
    return gym
  }

  private static let shared: Shared = {
    var shared = logShared()
    shared.unsynced = 3
    return shared
  }()

  private static func remote() -> SyncPage.Remote {
    SyncPage.Remote(
      location: "/home/kim/Sync/tonnage.json", strategy: "merge-changes", generation: 418,
      syncedAt: logNow.advanced(bySeconds: -7300), writer: "gym")
  }

  private static func conflict(
    _ number: Int64, set: LoggedSet? = nil, title: String = "Push A", other: String = "gym",
    waiting: Bool = false
  ) -> SyncConflict {
    let row = set ?? Self.lifted
    return SyncConflict(
      numbers: [number, number + 1],
      place: SyncConflict.Place(
        title: title, date: logToday, exercise: "Bench Press", set: "Set 3"),
      isWaiting: waiting, other: other, mineAt: logNow.advanced(bySeconds: -1180),
      theirsAt: logNow.advanced(bySeconds: -1000),
      fields: [
        SyncConflict.Field(
          name: "weight", mine: "100 kg", theirs: "97.5 kg", before: "100 kg", mineStands: true),
        SyncConflict.Field(name: "reps", mine: "5", theirs: "6", before: "", mineStands: false),
      ], canKeepBoth: true,
      typing: .set(row, entry: exercise("e", Lift.bench, [row])))
  }

  private static let lifted = set("s", 100, 5, rpe: 8, done: true)

  private static func note(_ number: Int64) -> SyncConflict {
    SyncConflict(
      numbers: [number], place: SyncConflict.Place(title: "Legs", date: logToday), other: "gym",
      fields: [
        SyncConflict.Field(
          name: "notes", mine: "heavy\nlegs", theirs: "light", before: "", mineStands: true)
      ], canKeepBoth: true, typing: .text("heavy\nlegs"))
  }

  private static func deleted(_ number: Int64) -> SyncConflict {
    SyncConflict(
      numbers: [number], place: SyncConflict.Place(title: "A deleted workout"), other: "gym",
      fields: [
        SyncConflict.Field(
          name: "all of it", mine: "Pull A, 12 sets", theirs: "deleted", before: "",
          mineStands: false)
      ])
  }

  private static func page() -> SyncPage {
    var page = SyncPage(remote: remote())
    page.waiting = [
      SyncPage.Waiting(collection: .workoutLogs, title: "Push A", date: logToday, sets: 3),
      SyncPage.Waiting(collection: .programs, title: "5/3/1 Base"),
      SyncPage.Waiting(collection: .exercises, title: "", isDeleted: true),
    ]
    page.waitingCount = 3
    page.receipts = [
      SyncPage.Receipt(
        at: logNow.advanced(bySeconds: -86_500), words: "12 sets, 1 program from gym"),
      SyncPage.Receipt(at: logNow.advanced(bySeconds: -864_000), words: "1 set from gym"),
      SyncPage.Receipt(at: logNow.advanced(bySeconds: -40_000_000), words: "1 set from old phone"),
    ]
    page.conflicts = [conflict(7, waiting: true), note(9), deleted(11)]
    return page
  }

  // MARK: What is seen

  @Test func whatWaitsWhatCameAndWhatDisagreesAreDrawnAsKept() throws {
    var gym = gym()
    try gym.expectGoldens("sync")
    gym.press("j")
    try gym.expectGoldens("sync-note")
    gym.press("G")
    #expect(gym.row.contains("A deleted workout"))
    gym.press("H")
    try gym.expectGoldens("sync-receipts")
    gym.press("j", "Esc")
    #expect(gym.app.state.screens.sync.mode == .list)
  }

  @Test func withoutADumpItSaysHowToNameOne() throws {
    var gym = gym(SyncPage(), logShared())
    try gym.expectGoldens("sync-none")
    gym.press("m", "H", "U")
    #expect(gym.sent.isEmpty)
    gym.press("s")
    gym.press("Enter")
    #expect(gym.message?.contains("Type a path") == true)
    gym.type("  ~/Sync/tonnage.json ")
    try gym.expectGoldens("sync-naming")
    gym.press("Enter")
    #expect(gym.sent == [.sync(.setUp(location: "~/Sync/tonnage.json"))])
  }

  @Test func aDumpThatIsNamedButNeverSyncedSaysSo() throws {
    var page = SyncPage(remote: Self.remote())
    page.remote?.syncedAt = nil
    try gym(page).expectGoldens("sync-new")
  }

  @Test func longNamesAndManyConflictsStayOnTheScreen() throws {
    var page = Self.page()
    page.remote?.location = "https://" + String(repeating: "cloud.", count: 30) + "example/t.json"
    page.conflicts = (0..<60).map { place in
      Self.conflict(
        Int64(place), title: hostileNames[place % hostileNames.count],
        other: hostileNames[place % hostileNames.count])
    }
    page.waiting = (0..<20).map { place in
      SyncPage.Waiting(
        collection: .workoutLogs, title: hostileNames[place % hostileNames.count], date: logToday,
        sets: 1)
    }
    page.waitingCount = 4000
    var gym = gym(page)
    gym.press("C-d", "C-d")
    try gym.expectGoldens("sync-long")
  }

  @Test(
    arguments: [
      (-5.0, "18:42"), (30.0, "just now"), (3540.0, "59 min ago"), (7200.0, "2 h ago"),
      (172_800.0, "Tue 18:42"), (8_640_000.0, "11 Aug 18:42"), (69_120_000.0, "Sep 2024"),
    ] as [(Double, String)]) func theLastSyncIsToldInWords(secondsAgo: Double, words: String)
  {
    var page = SyncPage(remote: Self.remote())
    page.remote?.syncedAt = logNow.advanced(bySeconds: -secondsAgo)
    #expect(gym(page).line(containing: "generation 418")?.contains(words) == true)
  }

  // MARK: Syncing

  @Test func whileItRunsItSaysWhatGoesOnAndCanBeCancelled() throws {
    var gym = gym()
    gym.press("S")
    gym.receive(.syncing(words: "writing the dump"))
    try gym.expectGoldens("sync-running")
    gym.press("s")
    #expect(gym.app.state.screens.sync.mode == .list)
    gym.press("Esc")
    #expect(gym.sent == [.sync(.merge(.none)), .sync(.cancel)])
    #expect(gym.shows("Cancelling once this step is done"))
    gym.receive(.failed(sentence: "The sync was cancelled.", effect: .sync(.merge(.none))))
    #expect(gym.sent.suffix(2) == [.load(.sync), .load(.unsynced)])
    gym.receive(.syncing(words: "late news"))
    #expect(!gym.shows("late news") && gym.shows("The sync was cancelled."))
  }

  @Test func whyItStoppedStandsUntilItIsTriedAgain() throws {
    var gym = gym()
    gym.press("S")
    gym.receive(
      .failed(
        sentence: "Reading /home/kim/Sync/tonnage.json: the folder is not there. Is it mounted?",
        effect: .sync(.merge(.none))))
    try gym.expectGoldens("sync-trouble")
    gym.press("S")
    #expect(!gym.shows("Is it mounted"))
    gym.receive(.synced(message: "Sent 1 workout."))
    #expect(
      gym.message == "Sent 1 workout." && gym.sent.suffix(2) == [.load(.sync), .load(.unsynced)])
  }

  @Test(arguments: [SyncConsent.yes, .adopt])
  func aQuestionIsAskedOnTheSpotAndAnsweredWithOneKey(consent: SyncConsent) throws {
    var gym = AppGym(Self.shared)
    gym.press("S")
    gym.receive(
      .syncAsks(words: "Syncing would delete 40 of 200 documents here.", consent: consent))
    gym.receive(.sync(Self.page()))
    #expect(gym.app.state.screen == .sync)
    if consent == .yes { try gym.expectGoldens("sync-question") }
    gym.press("m", "j")
    #expect(gym.app.state.screens.sync.focus == 0)
    gym.press("n")
    #expect(!gym.shows("would delete"))
    gym.press("S")
    gym.receive(
      .syncAsks(words: "Syncing would delete 40 of 200 documents here.", consent: consent))
    gym.sent = []
    gym.press("y")
    #expect(gym.sent == [.sync(.merge(consent))] && gym.shows("Syncing: starting"))
  }

  @Test func takingBackASyncIsAskedFirst() {
    var gym = gym()
    gym.press("U")
    #expect(gym.shows("Take back what the last sync brought?"))
    gym.press("n")
    #expect(gym.sent.isEmpty)
    gym.press("U", "y")
    #expect(gym.sent == [.sync(.takeBack)])
    var empty = self.gym(SyncPage(remote: Self.remote()))
    empty.press("U")
    #expect(empty.message == "No sync has brought anything yet.")
  }

  // MARK: Answering

  @Test(arguments: [("m", ConflictAnswer.mine), ("t", .theirs), ("b", .both)])
  func oneKeyAnswersTheFocusedConflict(key: String, answer: ConflictAnswer) {
    var gym = gym()
    gym.press(key)
    #expect(gym.sent == [.sync(.answer(numbers: [7, 8], answer))])
    var rest = Self.page()
    rest.conflicts = [Self.note(9)]
    gym.press("G")
    gym.receive(.sync(rest))
    #expect(gym.app.state.screens.sync.focus == 0)
  }

  @Test func aSetIsTypedAnewWithWhatStandsBeforeTheEyes() {
    var gym = gym()
    gym.press("e")
    #expect(gym.shows("It should be: 100x5@8"))
    gym.press("C-u")
    gym.type("nonsense")
    gym.press("Enter")
    #expect(gym.message?.isEmpty == false && gym.sent.isEmpty)
    gym.press("C-u")
    gym.type("100x5x3")
    gym.press("Enter")
    #expect(gym.message == "Type one set, such as 100x5@8.")
    gym.press("C-u")
    gym.type("98x6@9")
    gym.press("Enter")
    var change = SetChange()
    change.weight = .set(98)
    change.reps = .set(6)
    change.rpe = .set(9)
    guard case .sync(.answer([7, 8], .set(let typed))) = gym.sent.last else {
      Issue.record("nothing was answered")
      return
    }
    #expect(typed.weight == change.weight && typed.reps == change.reps && typed.rpe == change.rpe)
    gym.press("e", "Esc")
    #expect(gym.app.state.screens.sync.mode == .list && gym.sent.count == 1)
  }

  @Test func aTextIsTypedAnew() {
    var gym = gym()
    gym.press("j", "e")
    #expect(gym.shows("It should be: heavy legs"))
    gym.press("C-u")
    gym.type("so so")
    gym.press("Enter")
    #expect(gym.sent == [.sync(.answer(numbers: [9], .text("so so")))])
  }

  @Test func whereThereIsNoRoomForBothItSaysSo() {
    var gym = gym()
    gym.press("G", "b")
    #expect(gym.message?.contains("Both cannot be kept") == true)
    gym.press("e")
    #expect(gym.message?.contains("cannot be typed") == true && gym.sent.isEmpty)
  }

  @Test func timedAndDistantSetsAreTypedAsTheyAreRead() {
    for (lifted, text) in [
      (set("s", nil, nil, seconds: 90), "90s"),
      (set("s", nil, nil, seconds: 1500, distance: 5, distanceUnit: .kilometers), "5km 1500s"),
    ] {
      var page = Self.page()
      page.conflicts = [Self.conflict(7, set: lifted)]
      var gym = gym(page)
      gym.press("e")
      #expect(gym.shows("It should be: \(text)"))
    }
  }

  @Test func aReadOnlyStoreAnswersNothing() {
    var shared = Self.shared
    shared.readOnlyReason = "the file is damaged"
    var gym = gym(Self.page(), shared)
    gym.press("m")
    gym.press("e")
    gym.press("s")
    gym.press("U")
    #expect(gym.sent.isEmpty && gym.shows("the file is damaged"))
  }

  @Test func clicksAndTheWheelMoveTheFocus() throws {
    var gym = gym()
    let y = try #require(gym.frame().lines.firstIndex { $0.contains("Legs") })
    gym.click(5, y)
    #expect(gym.app.state.screens.sync.focus == 1)
    gym.scroll(.wheelDown)
    #expect(gym.app.state.screens.sync.focus == 2)
    gym.scroll(.wheelUp)
    #expect(gym.app.state.screens.sync.focus == 1)
  }

  @Test func conflictsAndSyncingAreReachedByCommand() {
    var gym = AppGym(Self.shared)
    gym.sent = []
    gym.press(":")
    gym.type("conflicts")
    gym.press("Enter")
    #expect(gym.app.state.screen == .sync && gym.sent == [.load(.sync)])
    gym.press(":")
    gym.type("sync")
    gym.press("Enter")
    #expect(gym.sent.last == .sync(.merge(.none)))
    gym.press(":")
    gym.type("sync")
    gym.press("Enter")
    #expect(gym.sent.count == 3 && gym.sent.last == .load(.sync))
  }

  @Test func whenTheDumpIsNamedOnAnotherScreenTheTabLineFollows() {
    var gym = gym(SyncPage(), logShared())
    #expect(!gym.shows("↑"))
    gym.receive(.unsynced(12))
    #expect(gym.line(containing: "[Sync]")?.hasSuffix("↑12") == true)
    gym.receive(.unsynced(nil))
    #expect(!gym.shows("↑"))
  }

  @Test func whatTheTopLineCountsIsWhatTheScreenLists() {
    var gym = gym()
    #expect(gym.line(containing: "[Sync]")?.hasSuffix("↑3") == true)
    var page = Self.page()
    page.waiting = []
    page.waitingCount = 0
    gym.receive(.sync(page))
    #expect(gym.shows("To send") && !gym.shows("↑"))
  }

  @Test func whatAnotherProcessWroteIsCountedAnew() {
    var gym = gym()
    gym.sent = gym.app.handle(.storeChanged)
    #expect(gym.sent.contains(.load(.unsynced)) && gym.sent.contains(.load(.sync)))
  }

  @Test func aYesToABrokenDumpBeginsItAgain() {
    var gym = gym()
    gym.press("S")
    gym.receive(
      .syncAsks(words: "It is empty. Begin the dump again?", consent: .beginAgain))
    #expect(gym.shows("Begin the dump again? y goes on, n leaves it."))
    gym.sent = []
    gym.press("y")
    #expect(gym.sent == [.sync(.merge(.beginAgain))])
  }
}
