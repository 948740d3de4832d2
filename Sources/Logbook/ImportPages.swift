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
    page.writes = added + updated + removed + changed.count { $0.wasTaken }
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
            ? "kept as it was edited here" : "kept as it is here; it can be taken over"
        return "\(change.date) \(change.name) changed in the app since it was imported: \(what)"
      }
      + twins.map { twin in
        let from = twin.from.flatMap(ForeignFormat.init(rawValue:))?.title
        let place = from.map { "an export of \($0)" } ?? "this log"
        return
          "\(twin.date) \(twin.name) is in \(place) already: \(twin.wasAdded ? "added a second time" : "left out")"
      }
      + deleted.map {
        "\($0.name) was deleted on \($0.at.iso8601.prefix(10)) by \($0.device): left out, unless it is brought back"
      }
      + warnings.map(\.words)
      + interpretations.map { "\($0.document) \($0.path): \($0.sentence)" }
      + unknownExercises.sorted { $0.key < $1.key }.map {
        "exercise \($0.key), used \($0.value) times, is unknown: kept as Unknown"
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
      add(figures.unchanged, "there already")
      let taken = figures.collection == .workoutLogs ? changed.count { $0.wasTaken } : 0
      add(taken, "taken over")
      let twins = figures.collection == .workoutLogs ? twins.count { !$0.wasAdded } : 0
      add(twins, "left out as twins")
      let deleted = deleted.count { $0.collection == figures.collection }
      add(deleted, "left out as deleted since")
      add(figures.kept - taken - twins - deleted, "kept as they are here")
    }
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
  /// What the rows are, in the order in which they are added up.
  public var parts: [ImportPage.Count] {
    [
      ImportPage.Count("sets", sets), ImportPage.Count("warm-ups", warmUps),
      ImportPage.Count("rest rows", rests), ImportPage.Count("notes", notes),
      ImportPage.Count("documents", documents), ImportPage.Count("empty", empty),
      ImportPage.Count("body weights", bodyWeights),
      ImportPage.Count("other measurements", measurements), ImportPage.Count("refused", refused),
    ]
  }
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
