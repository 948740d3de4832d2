import FrameText
import Terminal
import Testing

@Suite struct LineEditorTests {
  private func edited(_ text: String, at cursor: Int? = nil, _ keys: [Key]) -> LineEditor {
    var editor = LineEditor(text)
    if let cursor {
      editor.handle(.home)
      for _ in 0..<cursor { editor.handle(.right) }
    }
    for key in keys { editor.handle(key) }
    return editor
  }

  @Test func typingPutsCharactersAtTheCursor() {
    let editor = edited("bnch", at: 1, [.character("e")])
    #expect(editor.text == "bench")
    #expect(editor.cursor == 2)
  }

  @Test(arguments: [
    (Key.control("a"), "incline db press", 0), (.home, "incline db press", 0),
    (.control("e"), "incline db press", 16), (.end, "incline db press", 16),
    (.control("b"), "incline db press", 8), (.control("f"), "incline db press", 10),
    (.left, "incline db press", 8), (.right, "incline db press", 10),
    (.alt("b"), "incline db press", 8), (.alt("f"), "incline db press", 10),
    (.control("w"), "incline b press", 8), (.alt("d"), "incline d press", 9),
    (.control("u"), "b press", 0), (.control("k"), "incline d", 9),
    (.backspace, "incline b press", 8), (.control("h"), "incline b press", 8),
    (.delete, "incline d press", 9), (.control("d"), "incline d press", 9),
  ])
  func readlineKeysDoWhatTheyDoElsewhere(key: Key, text: String, cursor: Int) {
    let editor = edited("incline db press", at: 9, [key])
    #expect(editor.text == text)
    #expect(editor.cursor == cursor)
  }

  @Test func wordsAreParted() {
    #expect(edited("one, two", [.alt("b")]).cursor == 5)
    #expect(edited("one, two", [.alt("b"), .alt("b")]).cursor == 0)
    #expect(edited("one, two", at: 3, [.alt("f")]).cursor == 8)
    #expect(edited("one, two  ", [.control("w")]).text == "one, ")
  }

  @Test func keysAtTheEndsChangeNothing() {
    var editor = LineEditor("x")
    #expect(editor.handle(.delete) == .moved)
    #expect(editor.handle(.right) == .moved)
    #expect(editor.handle(.up) == .ignored)
    #expect(editor.handle(.enter) == .ignored)
    #expect(editor.handle(.paste("")) == .ignored)
    #expect(editor.text == "x")
    #expect(!editor.isEmpty)
  }

  @Test func aPasteStandsOnOneLine() {
    #expect(edited("a", [.paste("b\nc\td\r\n")]).text == "ab c d")
  }

  @Test func aMarkTypedAloneJoinsItsLetter() {
    let editor = edited("e", [.character("\u{301}")])
    #expect(editor.text == "e\u{301}")
    #expect(editor.cursor == 1)
    #expect(edited("e", [.character("\u{301}"), .backspace]).isEmpty)
  }

  @Test func theVisiblePartHoldsTheCursor() {
    let editor = LineEditor("0123456789")
    #expect(editor.visible(width: 20).text == "0123456789")
    #expect(editor.visible(width: 20).cursorColumn == 10)
    #expect(editor.visible(width: 5).text == "6789")
    #expect(editor.visible(width: 5).cursorColumn == 4)
    let start = edited("0123456789", [.home])
    #expect(start.visible(width: 5).text == "01234")
    #expect(start.visible(width: 5).cursorColumn == 0)
    #expect(start.visible(width: 0).text == "")
    let wide = LineEditor("深蹲深蹲")
    #expect(wide.visible(width: 6).text == "深蹲")
    #expect(wide.visible(width: 6).cursorColumn == 4)
  }

  @Test func theFieldIsDrawnWithTheCursorInIt() {
    var frame = Frame(width: 10, height: 1)
    frame.put(LineEditor("bench"), x: 2, y: 0, width: 6)
    #expect(frame.lines == ["  bench"])
    #expect(frame.styleLines == ["2-7 input"])
    #expect(frame.cursor == Point(x: 7, y: 0))
  }

  @Test func settingTheTextPutsTheCursorAtItsEnd() {
    var editor = LineEditor("a")
    editor.set("squat")
    #expect(editor.cursor == 5)
  }
}
