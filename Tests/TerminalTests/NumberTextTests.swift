import Terminal
import Testing

@Suite struct NumberTextTests {
  @Test func oneOfSomethingIsNotSeveral() {
    #expect([0, 1, 2].map { NumberText.counted($0, "set") } == ["0 sets", "1 set", "2 sets"])
  }

  @Test(arguments: [
    (100, "100"), (97.5, "97.5"), (52.16, "52.16"), (52.164, "52.16"), (0.005, "0.01"),
    (2.675, "2.68"), (-2.9, "−2.9"), (-0.001, "0"), (0, "0"), (116.66666666666667, "116.67"),
    (0.1 + 0.2, "0.3"), (1e300, "1e+300"), (.nan, "–"), (.infinity, "–"), (1.05, "1.05"),
  ])
  func aNumberHasTheDecimalsItNeeds(value: Double, text: String) {
    #expect(NumberText.decimal(value) == text)
  }

  @Test func fewerPlacesRoundHalfAwayFromZero() {
    #expect(NumberText.decimal(116.66, places: 1) == "116.7")
    #expect(NumberText.decimal(-0.5, places: 0) == "−1")
    #expect(NumberText.decimal(99.96, places: 1) == "100")
    #expect(NumberText.decimal(-1.5, glyphs: .ascii) == "-1.5")
  }

  @Test(arguments: [
    (4130, "4,130"), (999, "999"), (1_000_000, "1,000,000"), (-12_345, "−12,345"), (0, "0"),
    (1e18, "1e+18"),
  ])
  func thousandsArePartedByCommas(value: Double, text: String) {
    #expect(NumberText.grouped(value) == text)
  }

  @Test func groupedNumbersMayHaveDecimals() {
    #expect(NumberText.grouped(1234.5, places: 1) == "1,234.5")
  }

  @Test func signsAreWrittenButNotForZero() {
    #expect(NumberText.signed(5) == "+5")
    #expect(NumberText.signed(-2.9) == "−2.9")
    #expect(NumberText.signed(0.001) == "0")
    #expect(NumberText.signed(.nan) == "–")
  }

  @Test func aColumnLinesUpOnTheDecimalPoint() {
    #expect(
      NumberText.column([100, 97.5, nil, 52.16]) == ["100   ", " 97.5 ", "      ", " 52.16"])
    #expect(NumberText.column([5, 10]) == [" 5", "10"])
    #expect(NumberText.column([]).isEmpty)
  }
}
