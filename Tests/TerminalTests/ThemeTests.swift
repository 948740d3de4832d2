import Testing

@testable import Terminal

@Suite struct ThemeTests {
  @Test(arguments: [
    ("#5fafff", Color.rgb(0x5F, 0xAF, 0xFF)), ("red", .named(1)), ("white", .named(15)),
    ("default", .terminal),
  ])
  func coloursAreReadByNameOrComponents(text: String, color: Color) {
    #expect(Color(text: text) == color)
  }

  @Test(arguments: ["", "#12345", "#gggggg", "reddish", "#+12345"])
  func whatIsNoColourIsRefused(text: String) {
    #expect(Color(text: text) == nil)
  }

  @Test func coloursAreReducedToTheNearest() {
    #expect(Color.rgb(0x5F, 0xAF, 0xFF).reduced(to: .indexed256) == .indexed(75))
    #expect(Color.rgb(0x26, 0x26, 0x26).reduced(to: .indexed256) == .indexed(235))
    #expect(Color.rgb(250, 10, 10).reduced(to: .sixteen) == .named(9))
    #expect(Color.rgb(250, 10, 10).reduced(to: .eight) == .named(1))
    #expect(Color.named(12).reduced(to: .eight) == .named(4))
    // Pale colours keep their hue: sky blue, leaf green, gold, orange, rose, violet.
    let pale: [(value: UInt32, sixteen: UInt8, eight: UInt8)] = [
      (0x5FAFFF, 12, 6), (0x87D75F, 10, 2), (0xFFD75F, 11, 3), (0xFFAF5F, 11, 3),
      (0xFF8787, 9, 1), (0xD787FF, 13, 5),
    ]
    for (value, sixteen, eight) in pale {
      let color = Color.rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
      #expect(color.reduced(to: .sixteen) == .named(sixteen))
      #expect(color.reduced(to: .eight) == .named(eight))
    }
    #expect(Color.rgb(0, 0x5F, 0xAF).reduced(to: .sixteen) == .named(4))
    #expect(Color.rgb(0, 0, 0).reduced(to: .sixteen) == .named(0))
    #expect(Color.rgb(255, 255, 255).reduced(to: .eight) == .named(7))
    #expect(Color.named(12).reduced(to: .sixteen) == .named(12))
    #expect(Color.indexed(196).reduced(to: .indexed256) == .indexed(196))
    #expect(Color.indexed(196).reduced(to: .sixteen) == .named(9))
    #expect(Color.rgb(1, 2, 3).reduced(to: .direct) == .rgb(1, 2, 3))
    #expect(Color.rgb(1, 2, 3).reduced(to: .none) == .terminal)
    #expect(Color.terminal.reduced(to: .eight) == .terminal)
  }

  @Test func componentsAreThoseOfXterm() throws {
    let cube = try #require(Color.indexed(75).components)
    #expect(cube == (95, 175, 255))
    let grey = try #require(Color.indexed(232).components)
    #expect(grey == (8, 8, 8))
    let basic = try #require(Color.indexed(9).components)
    #expect(basic == (255, 0, 0))
    #expect(Color.terminal.components == nil)
  }

  @Test func contrastIsThatOfWCAG() throws {
    let most = try #require(Color.rgb(0, 0, 0).contrast(with: .rgb(255, 255, 255)))
    #expect(abs(most - 21) < 1e-6)
    // #767676 on white is the classic grey that just passes 4.5:1.
    let grey = try #require(Color.rgb(0x76, 0x76, 0x76).contrast(with: .rgb(255, 255, 255)))
    #expect(abs(grey - 4.54) < 0.01)
    #expect(Color.terminal.contrast(with: .rgb(0, 0, 0)) == nil)
  }

  @Test func withFewColoursGreyIsTheOwnForegroundDimmed() {
    let grey = Style(.rgb(0x9E, 0x9E, 0x9E))
    #expect(grey.reduced(to: .sixteen) == Style(emphasis: .dim))
    #expect(grey.reduced(to: .indexed256).foreground == .indexed(247))
  }

  @Test func withoutColoursABackgroundIsReversed() {
    let flash = Style(.rgb(0, 0, 0), on: .rgb(255, 215, 95), emphasis: .bold)
    #expect(flash.reduced(to: .none) == Style(emphasis: [.bold, .reverse]))
    #expect(flash.reduced(to: .sixteen).background == .named(11))
  }

  @Test func aSelectedCellKeepsItsForegroundOnTheSelectionsBackground() {
    let style = Theme.standard.style(.good, [.selected, .bold])
    #expect(style == Style(.rgb(0x87, 0xD7, 0x5F), on: .rgb(0x26, 0x26, 0x26), emphasis: .bold))
  }

  @Test func aSelectedCellWithABackgroundOfItsOwnKeepsIt() {
    let own = Theme.standard.style(.restFlash)
    #expect(Theme.standard.style(.restFlash, .selected) == own)
  }

  @Test func theSelectionIsOneReversedBarWhereThereIsNoBackgroundForIt() {
    for depth in [ColorDepth.none, .eight, .sixteen] {
      #expect(Theme.standard.style(.good, .selected, depth: depth) == Style(emphasis: .reverse))
      #expect(
        Theme.standard.style(.record, .selected, depth: depth)
          == Style(emphasis: [.bold, .reverse]))
    }
  }

  @Test func aRoleThatIsNotGivenIsPlainText() {
    let theme = Theme(name: "x", styles: [.text: Style(.named(2))])
    #expect(theme[.good] == Style(.named(2)))
    #expect(Theme(name: "y", styles: [:])[.good] == Style())
    #expect(Theme.Background.light.color == .rgb(255, 255, 255))
    #expect(Theme.Background.dark.color == .rgb(0, 0, 0))
  }
}

@Suite struct CapabilitiesTests {
  @Test func theEnvironmentsLocaleComesFirst() {
    var tried: [String] = []
    let glyphs = Capabilities.glyphs {
      tried.append($0)
      return $0 == "en_US.UTF-8"
    }
    #expect(glyphs == .unicode)
    #expect(tried == ["", "C.UTF-8", "en_US.UTF-8"])
    #expect(Capabilities.glyphs { _ in false } == .ascii)
  }

  @Test(arguments: [
    ("1", ColorChoice.auto, false), ("", .auto, true), ("1", .always, true), ("", .never, false),
  ])
  func noColorCountsWhenItIsNotEmpty(value: String, choice: ColorChoice, wanted: Bool) {
    #expect(
      Capabilities.wantsColor(environment: ["NO_COLOR": value], choice: choice) == wanted)
  }

  @Test func directColourIsTriedOnlyWhereTheTerminalSaysSo() {
    func names(_ environment: [String: String], _ choice: ColorChoice = .auto) -> [String] {
      Capabilities.descriptions(environment: environment, choice: choice)
    }
    #expect(names(["TERM": "xterm-256color"]) == ["xterm-256color"])
    #expect(
      names(["TERM": "xterm-256color", "COLORTERM": "truecolor"])
        == ["xterm-direct", "xterm-256color"])
    #expect(names(["TERM": "tmux-256color", "COLORTERM": "24bit"]).first == "tmux-direct")
    #expect(
      names(["TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "1"]) == ["xterm"])
    #expect(names(["TERM": "linux", "COLORTERM": "truecolor"]) == ["linux"])
    #expect(names([:]) == [""])
  }

  @Test(arguments: [
    (0, false, ColorDepth.none), (8, false, .eight), (16, false, .sixteen), (88, false, .sixteen),
    (256, false, .indexed256), (1 << 24, true, .direct), (1 << 24, false, .indexed256),
  ])
  func theDepthFollowsTheTerminalsColours(colors: Int, isDirect: Bool, depth: ColorDepth) {
    #expect(
      Capabilities.colorDepth(environment: [:], choice: .auto, colors: colors, isDirect: isDirect)
        == depth)
    #expect(
      Capabilities.colorDepth(environment: [:], choice: .never, colors: colors, isDirect: isDirect)
        == .none)
  }

  @Test func transliterationKeepsOneColumnForOne() {
    func ascii(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.compactMap { Unicode.Scalar(Transliteration.ascii($0.value)) }))
    }
    #expect(ascii("é×−…★▸ñß") == "ex-~*>ns")
    #expect(ascii("深") == "?")
    #expect(ascii("\u{2800}\u{28FF}") == " *")
    #expect(ascii("plain") == "plain")
  }

  @Test func theEditorIsVisualThenEditorThenVi() {
    func editor(_ environment: [String: String]) -> [String] {
      EditorCommand.arguments(environment: environment, file: "/tmp/a note")
    }
    #expect(editor(["VISUAL": "code -w", "EDITOR": "ed"])[2] == "code -w \"$1\"")
    #expect(editor(["VISUAL": "", "EDITOR": "ed"])[2] == "ed \"$1\"")
    #expect(editor([:]) == ["/bin/sh", "-c", "vi \"$1\"", "vi", "/tmp/a note"])
  }

  @Test func everyRefusalNamesWhatWorksWithoutAScreen() {
    #expect(TerminalError.notATerminal.description.contains("`tonnage today`"))
    #expect(TerminalError.unusableTerminal(name: "dumb").description.contains("\"dumb\""))
    #expect(TerminalError.unusableTerminal(name: "").description.contains("TERM is not set"))
    #expect(TerminalError.noPipe.description.contains("file descriptors"))
    #expect(
      TerminalError.errorLog(path: "/x/log", code: 13).description
        == "The log /x/log could not be opened (error 13); make its folder writable and try again.")
  }
}
