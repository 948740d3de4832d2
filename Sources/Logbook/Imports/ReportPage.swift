public import Interchange
public import Training
import Wire

extension ImportReport {
  /// The report as *Import* shows it.
  ///
  /// - Parameter plan: What it reports on.
  public func page(_ plan: ImportPlan) -> ImportPage {
    var page = ImportPage(file: file, format: format?.title ?? "documents")
    let days = plan.logs.map(\.date)
    if let first = days.min(), let last = days.max() { page.days = first...last }
    page.contents = plan.contents
    page.fates = fates
    page.rows = rows.parts
    page.rowCount = rows.total
    page.names = names.map { ImportedName($0, format: format) }.sorted(by: ImportedName.precede)
    page.notes = notes
    page.writes = writes
    page.deleted = deleted.count
    page.twins = twins.count
    page.changed = changed.count { !$0.isEdited }
    return page
  }

  /// What is to be looked at, each with its place: refused rows, what changed, what is odd.
  public var notes: [String] {
    refusals.map { "passed over, \($0.words)" }
      + changed.map { change in
        let what =
          change.wasTaken
          ? "taken over"
          : change.isEdited
            ? "kept, as it was edited here" : "kept as it is here; it can be taken over"
        let place = format == .tonnage ? "table" : "app"
        return
          "\(change.date) \(change.name) changed in the \(place) since it was imported: \(what)"
      }
      + twins.map { twin in
        let from = twin.from.flatMap(ForeignFormat.init(rawValue:))?.title
        let place = from.map { "an export of \($0)" } ?? "this log"
        return
          "\(twin.date) \(twin.name) is already in \(place): \(twin.wasAdded ? "added a second time" : "left out")"
      }
      + edits.map { "\($0.collection.noun) \($0.name) was edited in the table: taken over" }
      + deleted.map {
        "\($0.name) was deleted \($0.whenAndWhere): left out, unless it is brought back"
      }
      + warnings.map(\.words)
      + interpretations.map { "\($0.document) \($0.path): \($0.sentence)" }
      + unknownExercises.sorted { $0.key < $1.key }.map {
        "exercise \($0.key), used \($0.value == 1 ? "once" : "\($0.value) times"), is unknown: kept as Unknown"
      }
  }

  /// What becomes of the documents.
  private var fates: [ImportPage.Count] {
    var counts: [ImportPage.Count] = []
    for figures in figures {
      let noun = figures.collection.noun
      func add(_ count: Int, _ words: String) {
        counts.append(ImportPage.Count("\(noun)\(count == 1 ? "" : "s") \(words)", count))
      }
      add(figures.added, "new")
      add(figures.updated, "brought up to date")
      add(figures.unchanged, "already there")
      let taken = figures.collection == .workoutLogs ? changed.count { $0.wasTaken } : 0
      add(taken, "taken over")
      let twins = figures.collection == .workoutLogs ? twins.count { !$0.wasAdded } : 0
      add(twins, "left out as twins")
      let deleted = deleted.count { $0.collection == figures.collection }
      add(deleted, "left out as deleted since")
      let kept = figures.kept - taken - twins - deleted
      add(kept, kept == 1 ? "kept as it is here" : "kept as they are here")
    }
    counts.append(
      ImportPage.Count("document\(removed == 1 ? "" : "s") removed as the file says", removed))
    return counts
  }
}

extension ImportPlan {
  fileprivate var contents: [ImportPage.Count] {
    let sets = logs.reduce(0) { $0 + $1.exercises.reduce(0) { $0 + $1.sets.count } }
    return [
      ImportPage.Count(logs.count == 1 ? "workout" : "workouts", logs.count),
      ImportPage.Count(sets == 1 ? "set" : "sets", sets),
      ImportPage.Count(programs.count == 1 ? "program" : "programs", programs.count),
      ImportPage.Count(
        bodyWeights.count == 1 ? "body weight" : "body weights", bodyWeights.count),
    ]
  }
}

extension RowAccount {
  /// What the rows are, in the order in which they are added up: the name of one, of several, and how many.
  private var kinds: [(one: String, many: String, count: Int)] {
    [
      ("set", "sets", sets), ("warm-up", "warm-ups", warmUps), ("rest row", "rest rows", rests),
      ("note", "notes", notes), ("document", "documents", documents), ("empty", "empty", empty),
      ("body weight", "body weights", bodyWeights),
      ("other measurement", "other measurements", measurements), ("refused", "refused", refused),
    ]
  }

  /// As a sentence counts them.
  public var parts: [ImportPage.Count] {
    kinds.map { ImportPage.Count($0.count == 1 ? $0.one : $0.many, $0.count) }
  }

  /// By names that do not depend on how many there are.
  public var counts: [(name: String, count: Int)] { kinds.map { ($0.many, $0.count) } }
}

extension ImportedName {
  fileprivate init(_ planned: PlannedName, format: ForeignFormat?) {
    let certainty: Certainty =
      switch planned.match.certainty {
      case .decided, .exact, .alias, .equipment: .certain
      case .spelling: .likely
      case .custom: .own
      }
    let isOwn = Logbook.isCustom(planned.match.exerciseId)
    self.init(
      format: format?.rawValue ?? "", name: planned.name, exerciseId: planned.match.exerciseId,
      exercise: planned.match.metadata, certainty: isOwn ? .own : certainty, sets: planned.sets,
      workouts: planned.workouts)
  }
}
