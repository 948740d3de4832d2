import Testing
import Training

@Suite struct LocalDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-01-01", 20_454),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func aDayHasItsNumber(_ text: String, _ number: Int) {
    #expect(LocalDate(text)?.dayNumber == number)
    #expect(LocalDate(dayNumber: number).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "0000-01-01", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01T", "2026-0a-01", "",
    "20é6-01-0",
  ])
  func aDayThatTheCalendarLacksIsRefused(_ text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test func everyDayOfFourHundredYearsSurvivesItsComponents() {
    for number in -10_000..<140_000 {
      let (year, month, day) = LocalDate(dayNumber: number).components
      #expect(LocalDate(year: year, month: month, day: day)?.dayNumber == number)
    }
  }

  @Test func theWeekBeginsOnMonday() throws {
    let thursday = try #require(LocalDate("2026-01-01"))
    #expect(thursday.weekday == 3)
    #expect(thursday.monday.description == "2025-12-29")
    #expect(thursday.monday.monday == thursday.monday)
    #expect(LocalDate(dayNumber: -1).weekday == 2)
    #expect(thursday.advanced(byDays: 3).weekday == 6)
    #expect(thursday.monday < thursday)
  }
}
