import Interchange
import Testing
import Training

/// What is the same for every export: the text, the table, and what is refused.
@Suite struct TableTests {
  private let head = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time"
  private let row = "2024-03-01,Squat,Quads,100,5,,,"

  @Test(arguments: ["\n", "\r\n"])
  func lineEndsAndTheByteOrderMarkMakeNoDifference(end: String) throws {
    for mark in ["", "\u{FEFF}"] {
      for last in ["", end, end + end] {
        let read = try history(mark + head + end + row + last)
        #expect(read.rows.sets == 1 && read.rows.total == 1)
      }
    }
  }

  @Test func fieldsMayBeQuotedAndHoldLineBreaks() throws {
    let text =
      "\"Date\",\"Exercise\",\"Category\",\"Weight (kgs)\",\"Reps\",\"Distance\",\"Distance Unit\",\"Time\"\n\n\"2024-03-01\",\"Squat,\n\"\"low\"\" bar\",Quads,\"100\",5,,,\n\(row)\n"
    let read = try history(text)
    #expect(read.workouts[0].exercises[0].name == "Squat,\n\"low\" bar")
    #expect(read.workouts[0].exercises[1].line == 5)
  }

  @Test(arguments: [
    ("", "it is empty"), (" \r\n\n ", "it is empty"),
    ("Dear coach, today I squatted.\n", "it begins with “Dear coach, today I squatted.”"),
    ("a\u{0}b", "line 1, column 2: there is a zero byte"),
    ("\"Date,Exercise", "line 1, column 1: a quotation mark is opened and never closed"),
  ])
  func whatIsNoExportIsRefusedWithItsPlace(text: String, problem: String) throws {
    #expect(try refusal(text)?.contains(problem) == true)
  }

  @Test func aHeadingAloneIsRefused() throws {
    #expect(try refusal(head + "\n")?.contains("it has a heading and no row below it") == true)
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x44, 0x00], "line 1, column 1: it is written in UTF-16"),
      ([0xFE, 0xFF, 0x00, 0x44], "line 1, column 1: it is written in UTF-16"),
      ([0x44, 0x0A, 0x41, 0xC3, 0x28], "line 2, column 2: the bytes there are not UTF-8"),
      ([0xED, 0xA0, 0x80], "line 1, column 1: the bytes there are not UTF-8"),
      ([0xF4, 0x90, 0x80, 0x80], "not UTF-8"), ([0xE0, 0x80, 0x80], "not UTF-8"),
      ([0xF0, 0x80, 0x80, 0x80], "not UTF-8"), ([0x41, 0xF1, 0x80, 0x80], "not UTF-8"),
      ([0xC0, 0x80], "not UTF-8"),
    ] as [([UInt8], String)])
  func whatIsNoTextIsRefusedWithItsPlace(bytes: [UInt8], problem: String) throws {
    do {
      _ = try ForeignHistory(file: "export.csv", bytes: bytes)
      Issue.record("it was read")
    } catch let error as InterchangeError {
      #expect(error.sentence.contains(problem), "\(error.sentence)")
    }
  }

  @Test func textOfAllLengthsOfUTF8IsRead() throws {
    let names = ["Rückenstrecken", "深蹲", "👩‍🚀", "\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{10FFFF}"]
    let text = head + "\n" + names.map { "2024-03-01,\($0),,1,1,,,\n" }.joined()
    #expect(try history(text).workouts[0].exercises.map(\.name) == names)
  }

  @Test func escapeSequencesInNamesAreTextLikeAnyOther() throws {
    let read = try history(head + "\n2024-03-01,\u{1B}[31mSquat,,1,1,,,\n")
    #expect(read.workouts[0].exercises[0].name == "\u{1B}[31mSquat")
  }

  @Test func anUnclosedQuotationMarkNamesWhereItOpens() throws {
    let text = head + "\n" + row + "\n2024-03-01,\"Squat,Quads,100,5,,,\n" + row + "\n"
    #expect(
      try refusal(text)?.contains(
        "line 3, column 12: a quotation mark is opened and never closed") == true)
    let skipped = try history(text, skipping: true)
    #expect(skipped.rows.sets == 2 && skipped.rows.refused == 1)
    let middle = head + "\n2024-03-01,\"Squat\"s,Quads,100,5,,,\n" + row + "\n"
    #expect(try refusal(middle)?.contains("closed in the middle of a field") == true)
    #expect(try history(middle, skipping: true).rows.sets == 1)
  }

  @Test func twoFilesInOneAreRefusedAtTheSecondHeading() throws {
    let strong =
      "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    let text = head + "\n" + row + "\n" + strong + "\n2024-03-01 18:00:00,P,,Squat,1,1,1,0,0,,,\n"
    #expect(
      try refusal(text)?.withoutColumns.contains(
        "line 3: another heading begins here: are these two files in one?")
        == true)
    let same = head + "\n" + row + "\n" + head + "\n" + row + "\n"
    #expect(try refusal(same)?.withoutColumns.contains("line 3: another heading") == true)
    #expect(try history(same, skipping: true).rows.sets == 2)
  }

  @Test func theFormatCanBeSaidAndIsHeldAgainstTheFile() throws {
    let text = head + "\n" + row + "\n"
    #expect(try refusal(text, format: .fitNotes) == nil)
    #expect(
      try refusal(text, format: .hevy)?.contains("it is not an export of Hevy, but of FitNotes")
        == true)
  }

  @Test func aLongReadingTellsHowFarItIsAndCanBeStopped() throws {
    struct Stopped: Error {}
    let text = head + "\n" + String(repeating: row + "\n", count: 2000)
    var told: [Double] = []
    _ = try ForeignHistory(file: "f", bytes: Array(text.utf8)) { told.append($0) }
    #expect(told.count == 4 && told == told.sorted() && told.allSatisfy { (0...1).contains($0) })
    #expect(throws: Stopped.self) {
      try ForeignHistory(file: "f", bytes: Array(text.utf8)) { _ in throw Stopped() }
    }
  }

  @Test func aMistakeIsNamedWithLineAndColumn() throws {
    let head = "\u{FEFF}Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\r\n"
    #expect(
      try refusal(head + "2024-03-01,Kniebeuge für Ärzte,Quads,100,-5,,,\r\n")?
        .contains("line 2, column 42: Reps is -5") == true)
    #expect(
      try refusal(head + "2024-03-01,\"two\nlines\",Quads,\"x\",5,,,\n")?
        .contains("line 3, column 14: Weight (kgs) is “x”") == true)
    #expect(
      try refusal(head + "2024-03-41,Squat,Quads,100,5,,,\n")?
        .contains("line 2, column 1: Date is “2024-03-41”") == true)
    #expect(
      try refusal(head + "2024-03-01,Squat,Quads\n")?
        .contains("line 2, column 23: the row has 3 fields") == true)
    #expect(
      try refusal(head + "2024-03-01,Squat,Quads,1,5,,,,9\n")?
        .contains("line 2, column 31: the row has 9 fields") == true)
  }
}
