import CNcurses
import Foundation
import Testing

@testable import Terminal

/// ncurses on plain files: the screen without a terminal. There is one screen in a process, so
/// these tests run one after another.
@MainActor @Suite(.serialized) struct DriverTests {
  /// A file of keys to read, a file that is drawn on, and the driver between them.
  @MainActor private struct Bench {
    let folder: URL
    let keys: FileHandle
    let screen: FileHandle
    let driver: NcursesDriver

    var output: String {
      get throws {
        String(decoding: try Data(contentsOf: folder.appending(path: "screen")), as: UTF8.self)
      }
    }

    func close() throws {
      driver.close()
      try FileManager.default.removeItem(at: folder)
    }
  }

  private func bench(
    typing keys: String = "", environment: [String: String] = ["TERM": "xterm-256color"],
    theme: Theme = .standard, change: (inout NcursesDriver.Options) -> Void = { _ in }
  ) throws -> Bench {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(keys.utf8).write(to: folder.appending(path: "keys"))
    try Data().write(to: folder.appending(path: "screen"))
    let input = try FileHandle(forReadingFrom: folder.appending(path: "keys"))
    let output = try FileHandle(forWritingTo: folder.appending(path: "screen"))
    setenv("LINES", "24", 1)
    setenv("COLUMNS", "80", 1)
    var options = NcursesDriver.Options()
    options.requiresTerminal = false
    change(&options)
    let driver = try NcursesDriver(
      environment: environment, theme: theme, options: options, input: input.fileDescriptor,
      output: output.fileDescriptor)
    return Bench(folder: folder, keys: input, screen: output, driver: driver)
  }

  private func cell(_ x: Int, _ y: Int) throws -> tonnage_cell {
    var cell = tonnage_cell()
    try #require(tonnage_cell_at(Int32(y), Int32(x), &cell))
    return cell
  }

  private func scalar(_ text: Unicode.Scalar) -> UInt32 { text.value }

  @Test func aFrameStandsOnTheScreenInItsColours() throws {
    let bench = try bench()
    var frame = Frame(size: bench.driver.size)
    frame.put("ok", x: 3, y: 2, role: .good, emphasis: .bold)
    frame.put("深e\u{301}", x: 10, y: 2)
    frame.put("x", x: 79, y: 23)
    frame.cursor = Point(x: 3, y: 2)
    bench.driver.present(frame)
    #expect(bench.driver.size == Size(width: 80, height: 24))
    #expect(bench.driver.colorDepth == .indexed256)
    #expect(bench.driver.glyphs == .unicode)
    let good = try cell(3, 2)
    #expect(good.base == scalar("o"))
    #expect(good.emphasis == UInt32(Emphasis.bold.rawValue))
    #expect(good.pair > 0)
    #expect(try cell(10, 2).base == scalar("深"))
    #expect(try cell(12, 2).first_mark == 0x301)
    #expect(try cell(79, 23).base == scalar("x"))
    #expect(try cell(0, 0).pair == 0)
    try bench.close()
  }

  @Test func onlyWhatChangedIsSent() throws {
    let bench = try bench()
    var frame = Frame(size: bench.driver.size)
    frame.put("a long line that stays where it is", x: 0, y: 0)
    bench.driver.present(frame)
    let before = try bench.output.utf8.count
    bench.driver.present(frame)
    #expect(try bench.output.utf8.count == before)
    frame.put("9", x: 0, y: 5)
    bench.driver.present(frame)
    let sent = try bench.output.utf8.dropFirst(before)
    #expect(sent.count < 60)
    #expect(String(decoding: Array(sent), as: UTF8.self).hasPrefix("\u{1B}[?2026h"))
    #expect(String(decoding: Array(sent), as: UTF8.self).hasSuffix("\u{1B}[?2026l"))
    try bench.close()
  }

  @Test func aWideCharacterGivesItsPlaceToNarrowOnes() throws {
    let bench = try bench()
    var frame = Frame(size: bench.driver.size)
    frame.put("深", x: 0, y: 0)
    bench.driver.present(frame)
    frame.put("ab", x: 0, y: 0)
    bench.driver.present(frame)
    #expect(try cell(0, 0).base == scalar("a"))
    #expect(try cell(1, 0).base == scalar("b"))
    try bench.close()
  }

  @Test func inASCIIEverythingHasAReplacement() throws {
    let bench = try bench { $0.asciiOnly = true }
    var frame = Frame(size: bench.driver.size)
    frame.put("é深x", x: 0, y: 0)
    bench.driver.present(frame)
    #expect(bench.driver.glyphs == .ascii)
    let row = try (0..<4).map { try cell($0, 0).base }
    #expect(row == [scalar("e"), scalar("?"), scalar(" "), scalar("x")])
    try bench.close()
  }

  @Test func withoutColoursOnlyAttributesAreLeft() throws {
    let bench = try bench(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"])
    var frame = Frame(size: bench.driver.size)
    frame.put("flash", x: 0, y: 0, role: .restFlash)
    bench.driver.present(frame)
    #expect(bench.driver.colorDepth == .none)
    #expect(try cell(0, 0).pair == 0)
    #expect(try cell(0, 0).emphasis == UInt32(Emphasis([.bold, .reverse]).rawValue))
    try bench.close()
  }

  @Test func aTerminalWithoutColoursIsDrawnInAttributes() throws {
    let bench = try bench(environment: ["TERM": "vt100"])
    #expect(bench.driver.colorDepth == .none)
    try bench.close()
  }

  @Test func directColourFallsBackToWhatTerminfoKnows() throws {
    let bench = try bench(environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"])
    #expect(bench.driver.colorDepth >= .indexed256)
    try bench.close()
  }

  @Test func aNewThemeIsDrawnAtOnce() throws {
    let bench = try bench()
    var frame = Frame(size: bench.driver.size)
    frame.put("ok", x: 0, y: 0, role: .good)
    bench.driver.present(frame)
    #expect(try cell(0, 0).pair > 0)
    bench.driver.theme = Theme(name: "plain", styles: [.good: Style(emphasis: .underline)])
    bench.driver.present(frame)
    #expect(try cell(0, 0).pair == 0)
    #expect(try cell(0, 0).emphasis == UInt32(Emphasis.underline.rawValue))
    try bench.close()
  }

  @Test func closingGivesTheTerminalBackAndIsFinal() throws {
    let bench = try bench()
    bench.driver.present(Frame(size: bench.driver.size))
    bench.driver.bell()
    bench.driver.close()
    let output = try bench.output
    #expect(output.contains("\u{1B}[?1049h"))
    #expect(output.contains("\u{1B}[?2004l"))
    #expect(output.contains("\u{1B}[?1049l"))
    #expect(output.contains("\u{7}"))
    bench.driver.close()
    bench.driver.present(Frame(width: 1, height: 1))
    bench.driver.redrawAll()
    #expect(try bench.output == output)
    try bench.close()
  }

  @Test func theScreenComesBackAfterAnotherProgram() throws {
    let bench = try bench()
    var frame = Frame(size: bench.driver.size)
    frame.put("here", x: 0, y: 0)
    bench.driver.present(frame)
    #expect(bench.driver.run(["/bin/sh", "-c", "exit 3"]) == 3)
    #expect(bench.driver.run(["/bin/sh", "-c", "kill -TERM $$"]) == 143)
    #expect(bench.driver.run(["/no/such/program"]) == 127)
    let before = try bench.output.utf8.count
    bench.driver.present(frame)
    #expect(
      String(decoding: Array(try bench.output.utf8.dropFirst(before)), as: UTF8.self).contains(
        "here"))
    try bench.close()
  }

  @Test func standardErrorGoesToTheLogWhileTheScreenIsUp() throws {
    let log = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let bench = try bench { $0.errorLog = log.path }
    try FileHandle.standardError.write(contentsOf: Data("inside\n".utf8))
    try bench.close()
    #expect(try String(contentsOf: log, encoding: .utf8) == "inside\n")
    try FileManager.default.removeItem(at: log)
  }

  @Test func whatCantBeAScreenIsRefusedWithASentence() throws {
    #expect(throws: TerminalError.unusableTerminal(name: "dumb")) {
      try bench(environment: ["TERM": "dumb"])
    }
    #expect(throws: TerminalError.unusableTerminal(name: "no-such-terminal")) {
      try bench(environment: ["TERM": "no-such-terminal"])
    }
    #expect(throws: TerminalError.unusableTerminal(name: "")) { try bench(environment: [:]) }
    #expect(throws: TerminalError.notATerminal) { try bench { $0.requiresTerminal = true } }
    #expect(throws: TerminalError.errorLog(path: "/no/such/folder/log", code: ENOENT)) {
      try bench { $0.errorLog = "/no/such/folder/log" }
    }
  }

  @Test func keysComeFromTheTerminalsSequences() throws {
    let typed =
      "q\u{1B}OA\u{1B}OB\u{1B}[5~\u{1B}OP\u{1B}[Z\r\u{1B}[200~a\rq\u{1B}[201~深\u{12}\u{1B}[3~"
    let bench = try bench(typing: typed)
    let loop = EventLoop<Int>(driver: bench.driver)
    let expected: [Event<Int>] = [
      .key(.character("q")), .key(.up), .key(.down), .key(.pageUp), .key(.function(1)),
      .key(.backTab), .key(.enter), .key(.paste("a\nq")), .key(.character("深")),
      .key(.control("r")), .key(.delete),
    ]
    #expect(loop.next(within: 1000) == expected)
    #expect(loop.next(within: 1000) == [.ended(.hangup)])
    try bench.close()
  }

  @Test func mouseAndFunctionCodesAreKeysOrNothing() {
    func mouse(_ kind: tonnage_mouse_kind) -> Mouse? {
      NcursesDriver.mouse(
        tonnage_key(kind: TONNAGE_MOUSE, code: Int32(kind.rawValue), x: 4, y: 5))
    }
    #expect(mouse(TONNAGE_MOUSE_CLICK) == Mouse(.click, x: 4, y: 5))
    #expect(mouse(TONNAGE_MOUSE_WHEEL_UP) == Mouse(.wheelUp, x: 4, y: 5))
    #expect(mouse(TONNAGE_MOUSE_WHEEL_DOWN) == Mouse(.wheelDown, x: 4, y: 5))
    #expect(mouse(TONNAGE_MOUSE_OTHER) == nil)
    #expect(NcursesDriver.function(Int32(TONNAGE_KEY_UNKNOWN.rawValue)) == nil)
    #expect(NcursesDriver.function(Int32(TONNAGE_KEY_PASTE_END.rawValue)) == .pasteEnd)
  }
}
