import FrameText
import Terminal
import Testing

@Suite struct FrameTests {
  @Test func textStandsWhereItIsPutAndSaysWhereItEnds() {
    var frame = Frame(width: 10, height: 2)
    #expect(frame.put("Squat", x: 2, y: 1, role: .good) == 7)
    #expect(frame.lines == ["", "  Squat"])
    #expect(frame.styleLines == ["", "2-6 good"])
  }

  @Test func textThatMeetsTheEdgeEndsInAnEllipsis() {
    var frame = Frame(width: 6, height: 1)
    frame.put("Bench Press", x: 0, y: 0)
    #expect(frame.lines == ["Bench…"])
  }

  @Test func maxWidthCutsBeforeTheEdge() {
    var frame = Frame(width: 10, height: 1, glyphs: .ascii)
    #expect(frame.put("Bench", x: 0, y: 0, maxWidth: 4) == 4)
    #expect(frame.lines == ["Ben~"])
  }

  @Test func nothingIsDrawnOutside() {
    var frame = Frame(width: 3, height: 1)
    let blank = frame
    frame.put("x", x: 3, y: 0)
    frame.put("x", x: 0, y: 1)
    frame.put("x", x: 0, y: -1)
    frame.put("x", x: 0, y: 0, maxWidth: 0)
    frame.fill(Region(x: 5, y: 5, width: 2, height: 2), with: "#")
    #expect(frame == blank)
    #expect(frame[3, 0] == nil)
  }

  @Test func textFromLeftOfTheEdgeShowsItsEnd() {
    var frame = Frame(width: 4, height: 1)
    frame.put("abcdef", x: -2, y: 0)
    #expect(frame.lines == ["cdef"])
  }

  @Test func numbersPutAtTheRightEndBeforeTheColumn() {
    var frame = Frame(width: 8, height: 1)
    #expect(frame.putRight("97.5", right: 8, y: 0) == 4)
    #expect(frame.lines == ["    97.5"])
    #expect(frame.putRight("123456789", right: 8, y: 0) == 0)
    #expect(frame.lines == ["1234567…"])
  }

  @Test func halfAWideCharacterIsNeverLeftStanding() {
    var frame = Frame(width: 6, height: 1)
    frame.put("深蹲", x: 0, y: 0)
    frame.put("x", x: 1, y: 0)
    #expect(frame.lines == [" x蹲"])
    frame.put("y", x: 2, y: 0)
    #expect(frame.lines == [" xy"])
    frame.put("深", x: 1, y: 0)
    #expect(frame.lines == [" 深"])
    #expect(frame[2, 0]?.isContinuation == true)
  }

  @Test func aWideCharacterAtTheLastColumnIsCut() {
    var frame = Frame(width: 3, height: 1)
    frame.put("ab深", x: 0, y: 0)
    #expect(frame.lines == ["ab…"])
    frame.fill(Region(x: 0, y: 0, width: 3, height: 1), with: "深")
    #expect(frame.lines == ["深"])
  }

  @Test func marksStayOnTheirLetter() {
    var frame = Frame(width: 3, height: 1)
    frame.put("e\u{301}x", x: 0, y: 0)
    #expect(frame[0, 0]?.text == "e\u{301}")
    #expect(frame[1, 0]?.text == "x")
  }

  @Test func aRegionHasItsOwnOriginAndNothingLeavesIt() {
    var frame = Frame(width: 10, height: 4)
    let drawn = frame.within(Region(x: 3, y: 1, width: 4, height: 2)) { part in
      part.put("abcdef", x: 0, y: 0)
      part.put("hidden", x: 0, y: 2)
      part.cursor = Point(x: 1, y: 1)
      return part.bounds
    }
    #expect(drawn == Region(x: 0, y: 0, width: 4, height: 2))
    #expect(frame.lines == ["", "   abc…", "", ""])
    #expect(frame.cursor == Point(x: 4, y: 2))
  }

  @Test func aRegionBeyondTheFrameIsAsLargeAsWhatIsThere() {
    var frame = Frame(width: 10, height: 4)
    frame.within(Region(x: 8, y: 3, width: 5, height: 5)) { part in
      #expect(part.width == 2)
      #expect(part.height == 1)
    }
  }

  @Test func aScrolledRegionShowsItsLowerRows() {
    var frame = Frame(width: 5, height: 3)
    frame.within(Region(x: 0, y: 1, width: 5, height: 2)) { part in
      part.within(Region(x: 0, y: -1, width: 5, height: 3)) { list in
        for row in 0..<3 { list.put("row \(row)", x: 0, y: row) }
      }
    }
    #expect(frame.lines == ["", "row 1", "row 2"])
  }

  @Test func aSmallerFrameIsPlacedWithItsCursor() {
    var small = Frame(width: 3, height: 1)
    small.put("深x", x: 0, y: 0, role: .accent)
    small.cursor = Point(x: 2, y: 0)
    var frame = Frame(width: 6, height: 2)
    frame.place(small, x: 2, y: 1)
    #expect(frame.lines == ["", "  深x"])
    #expect(frame.cursor == Point(x: 4, y: 1))
    #expect(frame.styleLines[1] == "2-4 accent")
  }

  @Test func selectingARowKeepsItsRoles() {
    var frame = Frame(width: 4, height: 1)
    frame.put("ok", x: 1, y: 0, role: .good, emphasis: .bold)
    frame.select(row: 0)
    #expect(frame.styleLines == ["0-0 text+selected  1-2 good+bold+selected  3-3 text+selected"])
    frame.restyle(Region(x: 0, y: 0, width: 9, height: 9), role: .dim)
    #expect(frame[1, 0]?.role == .dim)
  }

  @Test func framesAreEqualWhenEveryCellAndTheCursorAre() {
    var first = Frame(width: 3, height: 1)
    let second = first
    #expect(first == second)
    first.cursor = Point(x: 0, y: 0)
    #expect(first != second)
  }

  @Test func regionsSplitWithoutOverlap() {
    let whole = Region(x: 0, y: 0, width: 80, height: 24)
    let (left, right) = whole.columns(first: 30, gap: 2)
    #expect(left == Region(x: 0, y: 0, width: 30, height: 24))
    #expect(right == Region(x: 32, y: 0, width: 48, height: 24))
    let (top, rest) = whole.rows(first: 1)
    #expect(top == Region(x: 0, y: 0, width: 80, height: 1))
    #expect(rest == Region(x: 0, y: 1, width: 80, height: 23))
    #expect(whole.rows(first: 40).1.height == 0)
    #expect(whole.inset(left: 1, top: 2, right: 3, bottom: 4).size == Size(width: 76, height: 18))
    #expect(left.contains(Point(x: 29, y: 23)))
    #expect(!left.contains(Point(x: 30, y: 0)))
    #expect(left.intersection(right).width == 0)
  }

  @Test func everyRoleHasAName() {
    #expect(Set(Role.allCases.map(\.name)).count == Role.allCases.count)
    #expect(Role.restFlash.name == "restFlash")
    #expect(Emphasis([.bold, .reverse]).names == ["bold", "reverse"])
  }

  @Test func everySignIsOneColumnWideInBothSets() {
    for glyphs in [Glyphs.unicode, .ascii] {
      let signs =
        [
          glyphs.check, glyphs.star, glyphs.pointer, glyphs.up, glyphs.down, glyphs.level,
          glyphs.clock, glyphs.bullet, glyphs.arrowUp, glyphs.arrowDown,
          glyphs.ellipsis, glyphs.dot, glyphs.times, glyphs.minus, glyphs.dash,
          glyphs.cornerTop, glyphs.cornerBottom, glyphs.vertical, glyphs.horizontal,
          glyphs.axisTick, glyphs.axisCorner, glyphs.axisMark,
        ] + glyphs.heat + glyphs.eighthsUp + glyphs.eighthsRight
      #expect(signs.allSatisfy { $0.displayWidth == 1 })
      #expect(glyphs == .unicode || signs.allSatisfy { $0.utf8.count == 1 })
    }
  }
}
