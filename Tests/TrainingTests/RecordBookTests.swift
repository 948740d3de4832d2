import Chance
import Testing

@testable import Training

@Suite struct RecordBookTests {
  private func book(_ sessions: [[LoggedSet]]) throws -> RecordBook {
    var book = RecordBook()
    for (index, sets) in sessions.enumerated() {
      book.absorb(try #require(session(sets)), date: day(index), logId: "log\(index)")
    }
    return book
  }

  @Test func aFirstSessionFillsTheBookAndBreaksNothing() throws {
    var book = RecordBook()
    #expect(book.isEmpty)
    let broken = book.absorb(
      try #require(session([done(100, 5, id: "a")])), date: day(0), logId: "log0")
    #expect(broken.isEmpty)
    #expect(
      book.records.map(\.kind) == [.heaviestWeight, .bestE1RM, .bestVolume, .range(.fourToFive)])
    #expect(
      book[.heaviestWeight]
        == Record(kind: .heaviestWeight, value: 100, date: day(0), logId: "log0", setId: "a"))
    #expect(book[.range(.one)] == nil)
  }

  @Test func aRecordExceedsWhatStood() throws {
    var book = try book([[done(100, 5, id: "a")]])
    let broken = book.absorb(
      try #require(session([done(102.5, 5, id: "b")])), date: day(7), logId: "log7")
    #expect(broken.map(\.kind) == [.heaviestWeight, .bestE1RM, .bestVolume, .range(.fourToFive)])
    #expect(
      broken[0] == BrokenRecord(kind: .heaviestWeight, value: 102.5, previous: 100, setId: "b"))
    #expect(broken[2] == BrokenRecord(kind: .bestVolume, value: 512.5, previous: 500))
    #expect(book[.bestE1RM]?.date == day(7))
  }

  @Test func aTieLeavesTheOlderRecordStanding() throws {
    var book = try book([[done(100, 5, id: "a")]])
    let before = book
    let broken = book.absorb(
      try #require(session([done(100, 5, id: "b")])), date: day(7), logId: "log7")
    #expect(broken.isEmpty)
    #expect(book == before)
  }

  @Test func theSameWeightInPoundsIsATie() throws {
    var book = try book([[done(45.359_237, 5)]])
    let broken = book.absorb(
      try #require(session([done(100, 5, unit: .pounds)])), date: day(7), logId: "log7")
    #expect(broken.isEmpty)
  }

  @Test func aRangeNeverDoneBeforeHasNothingToBreak() throws {
    var book = try book([[done(100, 5)]])
    let broken = book.absorb(
      try #require(session([done(115, 1, id: "b")])), date: day(7), logId: "log7")
    #expect(broken.map(\.kind) == [.heaviestWeight])
    #expect(book[.range(.one)]?.value == 115)
  }

  @Test func aWorseSessionChangesNothing() throws {
    var book = try book([[done(100, 5)]])
    let before = book
    #expect(
      book.absorb(try #require(session([done(90, 4)])), date: day(7), logId: "log7").isEmpty)
    #expect(book == before)
  }

  @Test func aSetBreaksItsRecordsAsItIsLogged() throws {
    let book = try book([[done(100, 5), done(100, 5)]])
    let sets = [
      done(60, 8, id: "w", kind: .warmUp), done(102.5, 5, id: "a"), done(102.5, 5, id: "b"),
      done(105, 3, id: "c"), LoggedSet(id: "open", weight: 200, reps: 5),
    ]
    let broken = book.broken(by: [entry(.barbell, sets)], formula: .epley)
    // Volume stood at 1,000: 512.5 + 512.5 = 1,025 crosses it with the second set, once.
    #expect(broken["a"]?.map(\.kind) == [.heaviestWeight, .bestE1RM, .range(.fourToFive)])
    #expect(broken["b"]?.map(\.kind) == [.bestVolume])
    #expect(
      broken["b"]?.first
        == BrokenRecord(kind: .bestVolume, value: 1025, previous: 1000, setId: "b"))
    // 105 × 3 is 115.5, below the 119.6 of 102.5 × 5; and 2–3 reps were never done before.
    #expect(
      broken["c"] == [
        BrokenRecord(kind: .heaviestWeight, value: 105, previous: 102.5, setId: "c")
      ])
    #expect(broken.keys.sorted() == ["a", "b", "c"])
  }

  @Test func aRunningFirstSessionBreaksNothing() {
    let sets = [done(100, 5, id: "a"), done(110, 5, id: "b")]
    #expect(RecordBook().broken(by: [entry(.barbell, sets)], formula: .epley).isEmpty)
  }

  @Test(arguments: Seed.some(8))
  func theSetsOfASessionBreakWhatTheSessionBreaks(seed: UInt64) throws {
    var random = Seeded(seed)
    var book = RecordBook()
    for session in 0..<60 {
      let sets = (0..<Int.random(in: 1...6, using: &random)).map { index in
        done(
          Double.random(in: 40...160, using: &random), Int.random(in: 0...22, using: &random),
          id: "\(session)-\(index)")
      }
      let entries = [
        entry(.barbell, Array(sets.prefix(2))), entry(.barbell, Array(sets.dropFirst(2))),
      ]
      let live = book.broken(by: entries, formula: .epley).values.flatMap { $0 }
      let figures = try #require(SessionFigures.of(entries, formula: .epley))
      let whole = book.absorb(figures, date: day(session), logId: "\(session)")
      #expect(Set(live.map(\.kind)) == Set(whole.map(\.kind)))
      for record in whole where record.kind != .bestVolume {
        let values = live.filter { $0.kind == record.kind }.map(\.value)
        #expect(values.max() == record.value)
        #expect(live.filter { $0.kind == record.kind }.map(\.previous).min() == record.previous)
      }
    }
  }

  @Test func negativeWeightsAreComparedToo() throws {
    var book = RecordBook()
    func absorb(_ weight: Double, _ offset: Int) throws -> [BrokenRecord] {
      let figures = try #require(session([done(weight, 5)], .bodyweightLoadable, bodyweight: 80))
      return book.absorb(figures, date: day(offset), logId: "l")
    }
    #expect(try absorb(-20, 0).isEmpty)
    #expect(try absorb(-15, 1).map(\.kind).contains(.heaviestWeight))
    #expect(book[.heaviestWeight]?.value == -15)
  }
}

@Suite struct RecordBookTextTests {
  @Test func aBookSurvivesItsText() throws {
    var book = RecordBook()
    for (index, kind) in Record.Kind.allCases.enumerated() {
      book.enter(
        Record(
          kind: kind, value: 100.0 / 3 * Double(index) - 20, date: day(index - 30_000),
          logId: "log|,%\n深é \(index)", setId: index.isMultiple(of: 2) ? nil : ""))
    }
    #expect(book.text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    #expect(RecordBook(text: book.text) == book)
    #expect(RecordBook(text: RecordBook().text) == RecordBook())
  }

  @Test func theTextIsTheDocumentedOne() throws {
    var book = RecordBook()
    book.absorb(try #require(session([done(100, 1, id: "s 1")])), date: day(0), logId: "L-1")
    #expect(
      book.text
        == "1|w,100.0,20454,L-1,s%201|e,100.0,20454,L-1,s%201|v,100.0,20454,L-1"
        + "|r0,100.0,20454,L-1,s%201")
  }

  @Test(arguments: [
    "", "2", "1|", "1|w", "1|w,1,2", "1|x,1,2,l", "1|w,a,2,l", "1|w,inf,2,l", "1|w,nan,2,l",
    "1|w,1,b,l", "1|w,1,2,l,s,t", "1|w,1,2,%", "1|w,1,2,%4", "1|w,1,2,%zz", "1|w,1,2,%ff",
    "1|w,1,2,l,%f", "1|w,1,2,l|w,1,2,l", "1;w,1,2,l",
  ])
  func aDamagedTextIsRefused(_ text: String) {
    #expect(RecordBook(text: text) == nil)
  }
}
