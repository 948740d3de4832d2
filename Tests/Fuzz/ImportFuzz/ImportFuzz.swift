import Fuzzing
import Interchange
import Training
import Wire

/// Reads whatever comes as an export: it is refused with a sentence, or all its rows are accounted for, and what is
/// planned of it comes back from our own table as it was.
@main enum ImportFuzz {
  static func main() {
    fuzz { start, count in
      ImportFuzz.read(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }

  static func read(_ bytes: [UInt8]) {
    let strict = history(bytes, ForeignOptions(unit: .kilograms))
    guard let lenient = history(bytes, ForeignOptions(unit: .kilograms, skipsBadRows: true)) else {
      if strict != nil { finding("refused where bad rows may be passed over, and not where not") }
      return
    }
    if let strict {
      if !strict.refusals.isEmpty { finding("read, with rows that cannot be") }
      if strict.workouts != lenient.workouts { finding("passing over nothing changed the sets") }
    }
    if lenient.rows.refused > 0, lenient.refusals.isEmpty { finding("no refused row is listed") }
    check(lenient)
  }

  private static func history(_ bytes: [UInt8], _ options: ForeignOptions) -> ForeignHistory? {
    do {
      return try ForeignHistory(file: "fuzz.csv", bytes: bytes, options: options)
    } catch let error as InterchangeError {
      if error.sentence.isEmpty { finding("a refusal without a sentence") }
      return nil
    } catch { finding("an error without a place: \(error)") }
  }

  private static func check(_ history: ForeignHistory) {
    let plan = plan(history)
    if history.documents == OwnDocuments() {
      let sets = plan.logs.reduce(0) { $0 + $1.exercises.reduce(0) { $0 + $1.sets.count } }
      let read = history.rows.sets + history.rows.warmUps + history.rows.empty
      if sets != read { finding("\(read) rows are sets, and \(sets) are planned") }
    }
    let ids = Set(plan.logs.map(\.id))
    if ids.count != plan.logs.count { finding("two workouts with one id") }
    comesBack(plan.logs)
  }

  private static func plan(_ history: ForeignHistory) -> ImportPlan {
    let matcher = NameMatcher(catalogue: nil)
    return history.plan(
      file: "fuzz.csv",
      naming: { matcher.match($0, category: $1, measures: $2) }, unit: .kilograms,
      now: Instant(milliseconds: 1_800_000_000_000), utcOffset: { _, _ in 60 })
  }

  /// Exported as our own table and read again, the workouts are the same.
  private static func comesBack(_ logs: [WorkoutLog]) {
    guard !logs.isEmpty else { return }
    let table = CSVTable.heading + logs.map(CSVTable.rows(of:)).joined()
    do {
      let again = try ForeignHistory(file: "again.csv", bytes: Array(table.utf8))
      if again.documents.logs.map({ $0.element }) != logs.map({ $0.element }) {
        finding("workouts came back changed from our own table")
      }
    } catch { finding("our own table is refused: \(error)") }
  }
}
