import GRDB
import Training

/// One session of an exercise with what comes of it, as the sessions before it and it make it.
struct FoldStep {
  let exercise: String
  let key: SessionKey
  /// What the session's row says of itself.
  let volume: Int64
  let e1rm: Double?
  let weight: Double?
  let intensity: Intensity
  let broken: [BrokenRecord]
  /// The book as the session has left it; nil where it has not changed it.
  let book: RecordBook?
  /// What is there of the session, beginning with ``columns``; valid while the step is looked at.
  let row: Row
  static let columns = ["intensity", "weighted", "records"]
  /// The text of the book that is there.
  let bookText: String?
}

/// What all sessions of an exercise come to.
struct FoldedExercise {
  let exercise: String
  var last: SessionKey
  var sums = SummarySums()
}

/// Walks through the sessions of one exercise, oldest first, and works out again what each makes of the ones before it.
///
/// The sessions' own columns are taken as they are: those are compared with the documents on their own.
struct FoldWalk {
  let database: Database
  let exercise: String

  static let sql = """
    SELECT intensity, weighted, records, s.date, s.began, s.log, list, bests, weight_sum,
      weighted_sets, volume, e1rm, weight, text
    FROM session s LEFT JOIN book b
      ON b.exercise = s.exercise AND b.date = s.date AND b.began = s.began AND b.log = s.log
    WHERE s.exercise = ? ORDER BY s.date, s.began, s.log
    """

  func run(_ body: (FoldStep) -> Void) throws -> FoldedExercise? {
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: Self.sql), arguments: [exercise])
    var book = RecordBook()
    var folded: FoldedExercise?
    while let row = try rows.next() {
      let step = try step(row, &book)
      var sums = folded?.sums ?? SummarySums()
      sums.sessions += 1
      sums.volume &+= step.volume
      sums.intensity = sums.intensity + step.intensity
      folded = FoldedExercise(exercise: exercise, last: step.key, sums: sums)
      body(step)
    }
    return folded
  }

  private func step(_ row: Row, _ book: inout RecordBook) throws -> FoldStep {
    let key = try row.sessionKey(3)
    let date = LocalDate(dayNumber: key.date)
    let before = book
    // Which set it was is read only where something is broken: most sessions break nothing.
    var broken = book.absorb(try BestsText.bests(row.at(7), []), date: date, logId: key.log)
    if book != before {
      book = before
      broken = book.absorb(
        try BestsText.bests(row.at(7), SetList.sets(row.at(6))), date: date, logId: key.log)
    }
    let intensity = Intensity(
      weightSum: try row.at(8), weightedSets: try row.at(9),
      bestE1RMToDate: book[.bestE1RM]?.value
    ).bounded
    return FoldStep(
      exercise: exercise, key: key, volume: try row.at(10), e1rm: try row.at(11),
      weight: try row.at(12), intensity: intensity, broken: broken,
      book: book == before ? nil : book, row: row, bookText: try row.at(13))
  }
}
