import FrameText
import Testing

@testable import Terminal

@Suite struct PlotTests {
  @Test func aSparklineRunsFromItsLowestToItsHighest() {
    #expect(Plot.sparkline([1, 2, 3, 4, 5, 6, 7, 8], width: 8) == "▁▂▃▄▅▆▇█")
    #expect(Plot.sparkline([10, nil, 20], width: 8) == "▁ █")
    #expect(Plot.sparkline([0, 1], width: 2, style: .ascii) == "_#")
  }

  @Test func equalValuesAreALevelLine() {
    #expect(Plot.sparkline([5, 5, 5], width: 3) == "▄▄▄")
  }

  @Test func moreValuesThanColumnsAreAveraged() {
    #expect(Plot.sparkline([0, 2, 7, 9], width: 2) == "▁█")
    #expect(Plot.sparkline([nil, nil, 1, 2], width: 2) == " ▄")
    #expect(Plot.sparkline([1, 2], width: 0) == "")
    #expect(Plot.sparkline([nil, .nan], width: 4) == "  ")
  }

  @Test func aBarIsAsLongAsItsShare() {
    #expect(Plot.bar(5, of: 10, width: 4) == "██")
    #expect(Plot.bar(10, of: 10, width: 4) == "████")
    #expect(Plot.bar(20, of: 10, width: 4) == "████")
    #expect(Plot.bar(1, of: 32, width: 4) == "▏")
    #expect(Plot.bar(0.001, of: 32, width: 4) == "▏")
    #expect(Plot.bar(0, of: 10, width: 4) == "")
    #expect(Plot.bar(5, of: 0, width: 4) == "")
    #expect(Plot.bar(5, of: 10, width: 4, style: .ascii) == "##")
  }

  @Test func heatStepsAreQuartersAndNothing() {
    #expect(
      [0, 1, 25, 26, 50, 75, 76, 100, 150].map { Plot.heatStep($0, of: 100) } == [
        0, 1, 1, 2, 2, 3, 4, 4, 4,
      ])
    #expect(Plot.heatStep(5, of: 0) == 0)
  }

  @Test func heatIsDrawnInGlyphsAndRoles() {
    var frame = Frame(width: 7, height: 1)
    for step in 0...4 { frame.putHeat(step, x: step, y: 0) }
    frame.putHeat(9, x: 5, y: 0, columns: 2)
    #expect(frame.lines == ["·░▒▓███"])
    #expect(frame[3, 0]?.role == .heat3)
  }

  @Test(arguments: [
    (80.0, 120.0, 5, [80.0, 90, 100, 110, 120]), (0, 1, 3, [0, 0.5, 1]),
    (97.5, 116.7, 4, [100, 105, 110, 115]), (-5, 5, 3, [-5, 0, 5]), (1, 1, 3, [1]),
    (1.1, 1.2, 1, [1.1]), (0, 100_000, 2, [0, 100_000]), (0.31, 0.39, 2, [0.31]),
  ])
  func ticksAreRound(low: Double, high: Double, most: Int, ticks: [Double]) {
    let found = NiceTicks.values(from: low, to: high, most: most)
    #expect(found.count <= max(1, most))
    if low != 0.31 {
      #expect(found.count == ticks.count)
      #expect(zip(found, ticks).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  private let rising = (0...10).map { LinePlot.Sample(x: Double($0), y: 100 + Double($0)) }

  @Test func aLineRisesFromTheLeftCornerToTheRight() {
    var frame = Frame(width: 20, height: 7)
    let labels = [LinePlot.Label(x: 0, text: "Jan"), .init(x: 5, text: "Feb")]
    LinePlot(samples: rising, labels: labels).draw(on: &frame, in: frame.bounds)
    let lines = frame.lines
    #expect(lines[0].hasPrefix("110 ┤"))
    #expect(lines[4].hasPrefix("100 ┤⡠"))
    #expect(lines[0].last == "⠉" || lines[0].last == "⠊" || lines[0].last == "⠁")
    #expect(lines[5].hasPrefix("    ┼┬"))
    #expect(lines[6].hasPrefix("     Jan    Feb"))
    #expect(frame[5, 4]?.role == .plotLine)
  }

  @Test func inBlocksAndInASCIIItIsTheSameLine() {
    for (style, sign) in [(PlotStyle.block, "▀"), (.ascii, "*")] {
      var frame = Frame(width: 20, height: 7)
      LinePlot(samples: rising, style: style).draw(on: &frame, in: frame.bounds)
      #expect(frame.lines[0].hasSuffix(sign))
    }
    var frame = Frame(width: 20, height: 7, glyphs: .ascii)
    LinePlot(samples: rising).draw(on: &frame, in: frame.bounds)
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test func aGapIsNotDrawnOver() {
    let samples = [
      LinePlot.Sample(x: 0, y: 1), .init(x: 5, y: nil), .init(x: 10, y: 1),
    ]
    var frame = Frame(width: 20, height: 4)
    LinePlot(samples: samples, style: .ascii).draw(on: &frame, in: frame.bounds)
    let row = frame.lines.first { $0.contains("*") }
    #expect(row?.filter { $0 == "*" }.count == 2)
  }

  @Test func aMarkedPointIsDrawnAsARecord() {
    var samples = rising
    samples[10].isMarked = true
    samples[3] = LinePlot.Sample(x: 3, y: nil, isMarked: true)
    var frame = Frame(width: 20, height: 7)
    LinePlot(samples: samples).draw(on: &frame, in: frame.bounds)
    #expect(frame[19, 0]?.role == .record)
  }

  @Test func belowFourRowsItIsASparkline() {
    var frame = Frame(width: 11, height: 3)
    LinePlot(samples: rising).draw(on: &frame, in: frame.bounds)
    #expect(frame.lines[2].hasPrefix("▁"))
    #expect(frame.lines[0] == "")
  }

  @Test func betweenFourAndSixRowsTheTimeAxisIsLeftOut() {
    var frame = Frame(width: 20, height: 5)
    LinePlot(samples: rising).draw(on: &frame, in: frame.bounds)
    #expect(!frame.lines.contains { $0.contains("┼") })
  }

  @Test func onePointAndNoneDoNoHarm() {
    var frame = Frame(width: 20, height: 7)
    LinePlot(samples: [.init(x: 3, y: 100)]).draw(on: &frame, in: frame.bounds)
    #expect(frame.styleLines.contains { $0.contains("plotLine") })
    var empty = Frame(width: 20, height: 7)
    LinePlot(samples: []).draw(on: &empty, in: empty.bounds)
    #expect(empty == Frame(width: 20, height: 7))
  }

  @Test func labelsThatWouldOverlapAreLeftOut() {
    var frame = Frame(width: 20, height: 7)
    let labels = (0...10).map { LinePlot.Label(x: Double($0), text: "Month") }
    LinePlot(samples: rising, labels: labels).draw(on: &frame, in: frame.bounds)
    #expect(frame.lines[6] == "     Month Month")
  }

  @Test func steepLinesHaveADotInEveryRow() {
    var grid = DotGrid(cellsWide: 1, cellsHigh: 4, style: .ascii)
    grid.line(from: Point(x: 0, y: 3), to: Point(x: 0, y: -1))
    #expect((0..<4).allSatisfy { grid[0, $0] })
    #expect(!grid[0, 4])
    #expect(grid.text(cellX: 0, cellY: 0) == "*")
  }
}
