import Testing

@testable import PtyHarness

/// The screen of the harness, against what xterm's own documentation says of each sequence.
struct VTScreenTests {
  private func screen(rows: Int = 4, columns: Int = 10, _ text: String) -> VTScreen {
    var screen = VTScreen(rows: rows, columns: columns)
    screen.read(text.utf8)
    return screen
  }

  /// Four rows, the first filled to its end so that nothing wraps.
  private let abcd = "aaaa\r\nbbbb\r\ncccc\r\ndddd"

  @Test func textStandsWhereTheCursorWas() {
    let screen = screen("ab\u{1B}[3;4Hc\u{1B}[1;1HX")
    #expect(screen.lines == ["Xb", "", "   c", ""])
    #expect((screen.row, screen.column) == (0, 1))
  }

  @Test func theCursorMovesAndStaysOnTheScreen() {
    #expect(screen("\u{1B}[2;3H\u{1B}[A\u{1B}[2C\u{1B}[B\u{1B}[Dx").lines == ["", "   x", "", ""])
    #expect(screen("\u{1B}[99;99Hx").lines[3] == "         x")
    #expect(screen("\u{1B}[3d\u{1B}[5Gx\u{8}\u{8}y").lines[2] == "   yx")
    #expect(screen("a\tb\u{1B}[Zc").lines[0] == "a       c")
    #expect(screen("\u{1B}[2;2H\u{1B}[Ea\u{1B}[Fb").lines == ["", "b", "a", ""])
  }

  @Test func textWrapsOnlyWhenMoreComes() {
    let full = screen("0123456789")
    #expect((full.row, full.column) == (0, 9))
    #expect(screen("0123456789x").lines == ["0123456789", "x", "", ""])
    #expect(screen("0123456789\rx").lines[0] == "x123456789")
    #expect(screen("\u{1B}[?7l0123456789x").lines == ["012345678x", "", "", ""])
  }

  @Test func erasingTakesTheRightPart() {
    #expect(screen("abcdef\u{1B}[1;3H\u{1B}[K").lines[0] == "ab")
    #expect(screen("abcdef\u{1B}[1;3H\u{1B}[1K").lines[0] == "   def")
    #expect(screen("abcdef\u{1B}[1;3H\u{1B}[2X").lines[0] == "ab  ef")
    #expect(screen(abcd + "\u{1B}[2;3H\u{1B}[J").lines == ["aaaa", "bb", "", ""])
    #expect(screen(abcd + "\u{1B}[2;3H\u{1B}[1J").lines == ["", "   b", "cccc", "dddd"])
    #expect(screen(abcd + "\u{1B}[2J").text == "\n\n\n")
  }

  @Test func linesAndCharactersAreInsertedAndDeleted() {
    #expect(screen("abcd\u{1B}[1;2H\u{1B}[2@").lines[0] == "a  bcd")
    #expect(screen("abcd\u{1B}[1;2H\u{1B}[2P").lines[0] == "ad")
    #expect(screen("abcd\u{1B}[1;2H\u{1B}[4hXY\u{1B}[4l").lines[0] == "aXYbcd")
    #expect(screen(abcd + "\u{1B}[2H\u{1B}[L").lines == ["aaaa", "", "bbbb", "cccc"])
    #expect(screen(abcd + "\u{1B}[2H\u{1B}[2M").lines == ["aaaa", "dddd", "", ""])
  }

  @Test func theScrollingRegionScrollsAlone() {
    #expect(screen(abcd + "\u{1B}[2;3r\u{1B}[3;1H\nx").lines == ["aaaa", "cccc", "x", "dddd"])
    #expect(screen(abcd + "\u{1B}[2;3r\u{1B}[2;1H\u{1B}Mx").lines == ["aaaa", "x", "bbbb", "dddd"])
    #expect(screen(abcd + "\u{1B}[S").lines == ["bbbb", "cccc", "dddd", ""])
    #expect(screen(abcd + "\u{1B}[2T").lines == ["", "", "aaaa", "bbbb"])
  }

  @Test func charactersAreRepeatedAndDrawnAsLines() {
    #expect(screen("-\u{1B}[4b").lines[0] == "-----")
    #expect(screen("\u{1B}(0lqk\u{1B}(Bq").lines[0] == "┌─┐q")
    #expect(screen("\u{1B})0\u{E}x\u{F}x").lines[0] == "│x")
  }

  @Test func wideCharactersTakeTwoPlacesAndMarksNone() {
    let screen = screen("深é\u{301}e\u{301}|")
    #expect(screen.lines[0] == "深é\u{301}e\u{301}|")
    #expect(screen.column == 5)
    #expect(screen.cells[0][1].isContinuation)
    #expect(self.screen("深\u{1B}[1;2Hx").lines[0] == " x")
    #expect(self.screen("深\u{1B}[1;1Hx").lines[0] == "x")
    #expect(self.screen("012345678深").lines == ["012345678", "深", "", ""])
  }

  @Test func brokenTextIsSeenAsBroken() {
    var screen = VTScreen(rows: 1, columns: 10)
    screen.read([0x61, 0xE6, 0xB7, 0x62, 0xFF, 0x63])
    #expect(screen.lines[0] == "a\u{FFFD}b\u{FFFD}c")
  }

  @Test func coloursAndAttributesAreThoseAskedFor() {
    let text = "\u{1B}[1;38;5;208mA\u{1B}[48:2::1:2:3mB\u{1B}[22;7;39mC\u{1B}[0;91mD\u{1B}[mE"
    let cells = screen(text).cells[0]
    #expect(cells[0].style.foreground == .indexed(208))
    #expect(cells[0].style.attributes == .bold)
    #expect(cells[1].style.background == .direct(red: 1, green: 2, blue: 3))
    #expect(cells[2].style.attributes == .inverse)
    #expect(cells[2].style.foreground == .standard)
    #expect(cells[3].style.foreground == .indexed(9))
    #expect(cells[4].style == VTStyle())
    #expect(screen(text).hasUsedColor)
    #expect(!screen("\u{1B}[1;7mx").hasUsedColor)
    #expect(
      screen("\u{1B}[38;2;9;8;7mx").cells[0][0].style.foreground
        == .direct(red: 9, green: 8, blue: 7))
    #expect(screen("\u{1B}[44m\u{1B}[K").cells[0][5].style.background == .indexed(4))
  }

  @Test func theAlternateScreenGoesAndTheOtherComesBack() {
    let during = screen("ab\u{1B}[?1049h\u{1B}[2J\u{1B}[Hxyz")
    #expect(during.isAlternate)
    #expect(during.lines[0] == "xyz")
    var after = during
    after.read("\u{1B}[?1049l".utf8)
    #expect(after.lines[0] == "ab")
    #expect((after.row, after.column) == (0, 2))
    #expect(after.leftovers.isEmpty)
  }

  @Test func whatIsNotPutBackIsNamed() {
    let text =
      "\u{1B}[?25l\u{1B}[?2004h\u{1B}[?1000;1006h\u{1B}=\u{1B}[1m\u{1B}[2;3r\u{1B}(0\u{1B}[4h"
    let screen = screen(text)
    #expect(screen.leftovers.count == 9)
    #expect(screen.modesUsed == [2004, 1000, 1006])
    #expect(!screen.isCursorVisible)
    var after = screen
    after.read("\u{1B}[?25h\u{1B}[?2004;1000;1006l\u{1B}>\u{1B}[m\u{1B}[r\u{1B}(B\u{1B}[4l".utf8)
    #expect(after.leftovers.isEmpty)
    after = screen
    after.read("\u{1B}[!p\u{1B}[?2004;1000;1006l".utf8)
    #expect(after.leftovers.isEmpty)
    after.read("\u{1B}[?7l".utf8)
    #expect(after.leftovers == ["mode 7 is off"])
    after.read("\u{1B}c".utf8)
    #expect(after.leftovers.isEmpty)
  }

  @Test func titlesAndStringsAreNoText() {
    let screen = screen("\u{1B}]0;tonnage\u{7}a\u{1B}P+q544e\u{1B}\\b\u{1B}]2;log\u{1B}\\c\u{7}")
    #expect(screen.lines[0] == "abc")
    #expect(screen.title == "log")
    #expect(screen.bells == 1)
  }

  @Test func questionsAreAnswered() {
    var screen = screen("\u{1B}[2;3H\u{1B}[6n\u{1B}[5n\u{1B}[c")
    #expect(
      String(decoding: screen.takeReplies(), as: UTF8.self) == "\u{1B}[2;3R\u{1B}[0n\u{1B}[?6c")
    #expect(screen.takeReplies().isEmpty)
  }

  @Test func savedPlacesAreComeBackTo() {
    #expect(screen("ab\u{1B}7\u{1B}[3;3H\u{1B}8c").lines[0] == "abc")
    #expect(screen("ab\u{1B}[s\u{1B}[3;3H\u{1B}[uc").lines[0] == "abc")
    #expect(screen("\u{1B}[3gx\ty").lines[0] == "x        y")
    #expect(screen("\u{1B}[3g\u{1B}[1;4H\u{1B}H\r\ty").lines[0] == "   y")
  }

  @Test func anotherSizeCutsOffOrAddsAtTheEnd() {
    var screen = screen(abcd)
    screen.resize(rows: 2, columns: 3)
    #expect(screen.lines == ["aaa", "bbb"])
    #expect((screen.row, screen.column) == (1, 2))
    screen.resize(rows: 3, columns: 5)
    #expect(screen.lines == ["aaa", "bbb", ""])
    screen.read("\u{1B}[5;5Hx".utf8)
    #expect(screen.lines[2] == "    x")
  }
}
