import Terminal
import Testing

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("", 0), ("Bench", 5), ("é", 1), ("e\u{301}", 1), ("深", 2), ("💪", 2), ("深蹲 100", 8),
    ("\u{1F468}\u{200D}\u{1F469}", 4), ("💪🏽", 2), ("🇩🇪", 2), ("\u{2764}\u{FE0F}", 1),
    ("a\u{301}\u{302}\u{303}", 1), ("\u{301}", 1), ("ｱ", 1), ("Ａ", 2), ("★", 1), ("가", 2),
  ])
  func widthIsTheColumnsThatATerminalTakes(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test(arguments: [
    ("Bench\u{1B}[31mPress", "BenchPress"), ("\u{1B}]0;title\u{7}Squat", "Squat"),
    ("\u{1B}]0;title\u{1B}\\Squat", "Squat"), ("\u{1B}(BSquat", "Squat"), ("\u{1B}cRow", "Row"),
    ("\u{9B}31mRow", "Row"), ("\u{9D}0;x\u{9C}Row", "Row"), ("a\u{7}\u{8}b\u{0}", "ab"),
    ("two\nlines\tand", "two lines and"), ("a\u{202E}b\u{2066}c", "abc"), ("a\u{200B}b", "ab"),
    ("a\u{AD}b", "ab"), ("\u{FEFF}a", "a"), ("a\u{2028}b", "a b"), ("\u{1B}[31\u{1B}[mx", "x"),
    ("\u{1B}", ""), ("\u{1B}\u{7}x", "x"), ("\u{1B}[3\u{7}1m", "1m"), ("x\u{E0067}y", "xy"),
    ("\u{1B}]0;never ended", ""), ("\u{1B}]a\u{1B}[31mred", "red"),
  ])
  func whatATerminalWouldObeyIsNotDrawn(text: String, drawn: String) {
    #expect(text.sanitized == drawn)
  }

  @Test func atMostTwoMarksStandOnALetter() {
    #expect("a\u{301}\u{302}\u{303}".sanitized == "a\u{301}\u{302}")
  }

  @Test(arguments: [
    ("Bench Press", 11, "Bench Press"), ("Bench Press", 6, "Bench…"), ("Bench", 1, "…"),
    ("Bench", 0, ""), ("深蹲深蹲", 5, "深蹲…"), ("深蹲深蹲", 4, "深…"), ("", 3, ""),
  ])
  func textThatIsTooWideEndsInAnEllipsis(text: String, width: Int, cut: String) {
    #expect(text.truncated(to: width) == cut)
  }

  @Test func inASCIITheEllipsisIsATilde() {
    #expect("Bench Press".truncated(to: 6, glyphs: .ascii) == "Bench~")
  }

  @Test func paddingFillsToExactlyTheWidth() {
    #expect("深".padded(to: 5) == "深   ")
    #expect("深".padded(to: 5, .right) == "   深")
    #expect("ab".padded(to: 5, .centre) == " ab  ")
    #expect("abcdef".padded(to: 4) == "abc…")
  }

  @Test func wrappedLinesBreakAtSpacesAndNeverExceedTheWidth() {
    #expect("the bar stays close".wrapped(to: 9) == ["the bar", "stays", "close"])
    #expect("abcdefghij k".wrapped(to: 4) == ["abcd", "efgh", "ij k"])
    #expect("深蹲深".wrapped(to: 3) == ["深", "蹲", "深"])
    #expect("深".wrapped(to: 1) == ["深"])
    #expect("".wrapped(to: 5).isEmpty)
    #expect("a".wrapped(to: 0).isEmpty)
  }
}
