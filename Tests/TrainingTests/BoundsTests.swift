import Testing
import Training

@Suite struct BoundsTests {
  private let today = LocalDate(year: 2026, month: 11, day: 27)

  private func weighing(_ value: Double, _ unit: WeightUnit = .kilograms) throws -> BodyWeight {
    BodyWeight(
      id: "w", userId: "u", date: try #require(LocalDate("2026-11-20")), value: value, unit: unit)
  }

  @Test(
    arguments: [
      (82.4, 60.0, "Really 60 kg? The 82.4 kg of 2026-11-20 is more than 1.2 times that."),
      (82.4, 69, nil), (82.4, 98.8, nil),
      (82.4, 99, "Really 99 kg? That is more than 1.2 times the 82.4 kg of 2026-11-20."),
      (0, 82, nil),
    ] as [(Double, Double, String?)])
  func aBodyWeightIsComparedWithTheLast(last: Double, value: Double, question: String?) throws {
    #expect(Bounds.bodyWeight(value, .kilograms, last: try weighing(last)) == question)
  }

  @Test func bodyWeightsAreComparedAcrossUnits() throws {
    #expect(Bounds.bodyWeight(181, .pounds, last: try weighing(82)) == nil)
    #expect(
      Bounds.bodyWeight(82, .pounds, last: try weighing(82))
        == "Really 82 lb? The 82 kg of 2026-11-20 is more than 1.2 times that.")
  }

  @Test(
    arguments: [
      (29.0, WeightUnit.kilograms, "Really 29 kg? That is outside 30 to 250 kg."),
      (30, .kilograms, nil), (250, .kilograms, nil),
      (600, .pounds, "Really 600 lb? That is outside 66.1 to 551.2 lb."),
    ] as [(Double, WeightUnit, String?)])
  func aFirstBodyWeightIsComparedWithTheUsual(
    value: Double, unit: WeightUnit, question: String?
  ) {
    #expect(Bounds.bodyWeight(value, unit, last: nil) == question)
  }

  @Test(arguments: [0, -1, 500, .nan, .infinity, -.infinity] as [Double])
  func whatNobodyWeighsIsRefused(value: Double) {
    #expect(!Bounds.isBodyWeight(value, .kilograms))
  }

  @Test(
    arguments: [
      ("2026-11-28", nil), ("2026-11-29", "Really 2026-11-29? That is after tomorrow."),
      ("2076-11-27", "Really 2076-11-27? That is after tomorrow."), ("1976-11-28", nil),
      ("1970-01-01", "Really 1970-01-01? That is more than 50 years ago."),
    ] as [(String, String?)])
  func aDayIsAskedAboutWhereItIsFarOff(text: String, question: String?) throws {
    let today = try #require(today)
    #expect(Bounds.date(try LocalDate.typed(text, today: today), today: today) == question)
  }

  @Test(arguments: [
    ("today", 0), (" Yesterday ", -1), ("-3", -3), ("0", 0), ("+1", 1), ("2026-11-20", -7),
  ])
  func aDayIsTypedInSeveralWays(text: String, days: Int) throws {
    let today = try #require(today)
    #expect(try LocalDate.typed(text, today: today) == today.advanced(byDays: days))
  }

  @Test(arguments: [
    ("soon", "“soon” is not a date: type one such as 2026-11-27, yesterday or -3."),
    ("", "“” is not a date: type one such as 2026-11-27, yesterday or -3."),
    ("2026-02-30", "“2026-02-30” is not a date: type one such as 2026-11-27, yesterday or -3."),
    ("-99999", "“-99999” is not a date: type one such as 2026-11-27, yesterday or -3."),
    (
      "-9223372036854775808",
      "“-9223372036854775808” is not a date: type one such as 2026-11-27, yesterday or -3."
    ),
    ("1899-12-31", "“1899-12-31” is before 1900: type a later day, such as 2026-11-27."),
    ("0026-11-27", "“0026-11-27” is before 1900: type a later day, such as 2026-11-27."),
  ])
  func whatIsNoDayIsRefusedInASentence(text: String, sentence: String) throws {
    let today = try #require(today)
    let error = #expect(throws: DateEntryError.self) {
      try LocalDate.typed(text, today: today)
    }
    #expect(error?.sentence == sentence)
  }

  @Test func oneWeightIsAskedAboutOnce() throws {
    var book = RecordBook()
    let past = LoggedExercise(
      id: "e", exerciseId: "squat",
      exerciseMetadata: ExerciseMetadata(name: "Squat", exerciseType: .barbell),
      sets: [LoggedSet(id: "s", weight: 100, reps: 1, completed: true)])
    let figures = try #require(SessionFigures.of([past], formula: .epley))
    book.absorb(figures, date: try #require(today), logId: "past")
    let bounds = LiftBounds(past, book: book)
    func questions(_ text: String) throws -> [String] {
      bounds.questions(try SetEntry.parse(text), unit: .kilograms)
    }
    #expect(try questions("150x1").isEmpty)
    #expect(
      try questions("151x1") == [
        "Really 151 kg? That is above 1.5 times your best e1RM, 100 kg."
      ])
    #expect(
      try questions("340lb x1") == [
        "Really 340 lb? That is above 1.5 times your best e1RM, 220.5 lb."
      ])
    #expect(try questions("601x1") == ["Really 601 kg? That is above 600 kg."])
    #expect(try questions("-200x1").isEmpty)
    #expect(try questions("60s").isEmpty)
  }

  /// A number without a unit means what the exercise measures, and is asked about as that.
  @Test(
    arguments: [
      ("20x20000", [.weight, .seconds], nil, "Really 5.6 hours? That is above 4."),
      ("20x600", [.weight, .seconds], nil, nil),
      ("20x250", [.weight, .distance], .kilometers, "Really 250 km? That is above 200 km."),
      ("20x250", [.weight, .distance], .meters, nil),
      ("20000", [.seconds], nil, "Really 5.6 hours? That is above 4."),
      ("250", [.distance], .kilometers, "Really 250 km? That is above 200 km."),
      ("20x250", [.weight, .reps], nil, "Really 250 reps? That is above 100."),
    ] as [(String, Measures, DistanceUnit?, String?)])
  func aMeasureIsAskedAboutAsWhatItIs(
    text: String, measures: Measures, unit: DistanceUnit?, question: String?
  ) throws {
    let entries = try SetEntry.parse(
      text, measuring: measures, unit: .kilograms, distanceUnit: unit)
    #expect(entries.flatMap(\.questions) == [question].compactMap(\.self))
  }
}
