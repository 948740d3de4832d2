import FrameText
import Terminal
import Testing
import Training

@testable import Screens

@Suite struct PathCompletionTests {
  private static let names = [
    "export.csv", "exports", "Export.csv", ".hidden", "a b'\"$.csv", "größe.csv", "e\u{301}t\u{E9}",
  ]

  private func complete(_ typed: String) -> PathCompletion {
    PathCompletion(of: typed, names: Self.names) { $0 == "exports" || $0 == ".hidden" }
  }

  @Test(arguments: [
    ("~/exp", "~/export", ["export.csv", "exports/"]), ("~/export.", "~/export.csv", []),
    ("exports", "exports/", []), ("/a/b/a", "/a/b/a b'\"$.csv", []), (".", ".hidden/", []),
    ("~/gr", "~/größe.csv", []), ("~/\u{E9}", "~/e\u{301}t\u{E9}", []), ("x/E", "x/Export.csv", []),
  ])
  func whatIsCertainIsFilledIn(typed: String, completed: String, names: [String]) {
    let completion = complete(typed)
    #expect(completion.completed == completed)
    #expect(completion.names == names)
    #expect(completion.problem == nil)
  }

  @Test func whatFitsNothingStaysAndIsTold() {
    let completion = complete("~/nothing")
    #expect(completion.completed == "~/nothing")
    #expect(completion.problem == "Nothing here begins with “nothing”.")
  }

  @Test func allButHiddenFilesAreListedInAFolder() {
    #expect(complete("~/").names.count == Self.names.count - 1)
    #expect(complete("").completed.isEmpty)
    #expect(PathCompletion.folder(of: "~/a/b") == "~/a/")
    #expect(PathCompletion.folder(of: "b").isEmpty)
  }

  @Test func theListSaysHowManyHaveNoRoom() {
    let names = (10..<60).map { "file-\($0)" }
    let completion = PathCompletion(of: "f", names: names) { _ in false }
    #expect(
      completion.lines(width: 30, rows: 3) == [
        "file-10  file-11  file-12  ", "file-13  file-14  file-15  ", "and 44 more",
      ])
    #expect(completion.lines(width: 30, rows: 40).count == 17)
    #expect(completion.lines(width: 0, rows: 3).isEmpty)
    #expect(completion.lines(width: 3, rows: 1) == ["and 50 more"])
  }
}

/// `Tab` where a path is typed: in *Import*, in *Sync* and behind `:import`.
@Suite struct PathPromptTests {
  enum Place: CaseIterable {
    case importing, sync, command
  }

  private func gym(_ place: Place) -> AppGym {
    var gym = AppGym()
    switch place {
    case .importing:
      gym.press(":")
      gym.type("import")
      gym.press("Enter")
      gym.receive(.importFiles([]))
      gym.press("i")
    case .sync:
      gym.press("gs")
      gym.receive(.sync(SyncPage()))
      gym.press("s")
    case .command:
      gym.press(":")
      gym.type("import ")
    }
    gym.sent = []
    return gym
  }

  /// What is typed, after the words before it.
  private func typed(_ gym: AppGym) -> String {
    let row = gym.row
    let words = ["File: ", "Dump, a path or a URL: ", ":import "].first { row.contains($0) }
    guard let words, let range = row.ranges(of: words).first else { return row }
    return String(row[range.upperBound...])
  }

  private func found(_ typed: String, _ names: String...) -> Outcome {
    .pathCompleted(PathCompletion(of: typed, names: names) { $0.hasSuffix("s") })
  }

  @Test(arguments: Place.allCases)
  func tabCompletesAndKeepsWhatIsTyped(_ place: Place) {
    var gym = gym(place)
    let screen = gym.app.state.screen
    gym.type("~/exp")
    gym.press("Tab")
    #expect(gym.sent == [.load(.path("~/exp"))])
    #expect(typed(gym) == "~/exp")
    gym.receive(found("~/exp", "export.csv", "exports"))
    #expect(typed(gym) == "~/export")
    #expect(gym.shows("export.csv  exports/"))
    gym.press("Tab")
    gym.receive(found("~/export", "export.csv", "exports"))
    #expect(typed(gym) == "~/export")
    gym.type(".")
    #expect(!gym.shows("exports/"))
    gym.press("Tab")
    gym.receive(found("~/export.", "export.csv"))
    #expect(typed(gym) == "~/export.csv")
    gym.press("S-Tab", "Tab")
    gym.receive(found("~/export.csv", "export.csv"))
    #expect(typed(gym) == "~/export.csv")
    #expect(gym.app.state.screen == screen)
  }

  @Test(arguments: Place.allCases)
  func anAnswerThatComesLateChangesNothing(_ place: Place) {
    var gym = gym(place)
    gym.type("~/do")
    gym.press("Tab")
    gym.type("x.csv")
    gym.receive(found("~/do", "downloads"))
    #expect(typed(gym) == "~/dox.csv")
    for _ in "x.csv" { gym.press("Backspace") }
    // Asked twice, it is answered once.
    gym.press("Tab", "Tab")
    gym.receive(found("~/do", "downloads"), found("~/do", "downloads"))
    #expect(typed(gym) == "~/downloads/")
  }

  @Test(arguments: Place.allCases)
  func whatStandsBehindTheCursorStays(_ place: Place) {
    var gym = gym(place)
    gym.type("~/do/x.csv")
    for _ in "/x.csv" { gym.press("Left") }
    gym.press("Tab")
    #expect(gym.sent == [.load(.path("~/do"))])
    gym.receive(found("~/do", "dot.csv", "doc.csv"))
    #expect(typed(gym) == "~/do/x.csv")
    gym.receive(found("~/do", "dot.csv"))
    #expect(typed(gym) == "~/dot.csv/x.csv")
  }

  @Test(arguments: Place.allCases)
  func whatFitsNothingIsSaid(_ place: Place) {
    var gym = gym(place)
    gym.type("zz")
    gym.press("Tab")
    gym.receive(found("zz", "a"))
    #expect(gym.shows("Nothing here begins with “zz”."))
    #expect(typed(gym) == "zz")
  }

  @Test func aURLIsNoPath() {
    var gym = gym(.sync)
    gym.type("https://cloud.example/to")
    gym.press("Tab")
    #expect(gym.sent.isEmpty)
    #expect(typed(gym) == "https://cloud.example/to")
  }

  @Test func onlyImportTakesAPath() {
    var gym = AppGym()
    gym.sent = []
    gym.press(":")
    gym.type("blank ~/exp")
    gym.press("Tab")
    #expect(gym.sent.isEmpty)
    #expect(gym.shows(":blank ~/exp"))
    gym.press("C-u")
    gym.type("imp ~/exp")
    gym.press("Tab")
    #expect(gym.sent == [.load(.path("~/exp"))])
  }

  @Test func leavingTheLineKeepsItForTheNextTime() {
    var gym = gym(.importing)
    gym.type("~/exp")
    gym.press("Esc", "i")
    #expect(typed(gym) == "~/exp")
  }

  @Test(arguments: [Place.importing, .sync])
  func theListIsDrawnWhereThereIsRoom(_ place: Place) throws {
    var gym = gym(place)
    gym.type("~/")
    gym.press("Tab")
    gym.receive(
      .pathCompleted(
        PathCompletion(
          of: "~/", names: ["深蹲.csv", "\u{1B}[31m\n.csv"] + (1...90).map { "export-\($0).csv" }
        ) { _ in false }))
    try gym.expectGoldens(place == .sync ? "sync-completing" : "import-completing")
  }
}
