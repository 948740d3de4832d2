import Catalog
import Store
import System
import Training
import Upkeep

/// Measures what pages and work cost, on a copy of the store: nothing of the athlete's is written.
struct LoadMeasure {
  private let logbook: Logbook
  private let store: Store

  /// How many workouts and exercises are opened, and how often each.
  private static let pages = 10
  private static let rounds = 9

  init(_ copy: Store, of logbook: Logbook) throws {
    let list = try logbook.masterList()
    store = copy
    self.logbook = Logbook(
      store: copy, preferences: logbook.preferences, surroundings: logbook.surroundings,
      catalogue: { list })
  }

  /// Fills in what was measured.
  func fill(_ baseline: inout LoadBaseline) throws {
    let logs = try store.read { try $0.workouts(limit: Self.pages) }.map(\.id)
    let exercises = try logbook.progress().rows.prefix(Self.pages).map(\.exerciseId)
    try stock(logs)
    var looks = Looks()
    let (log, progress, analytics) = (
      try times(logs) { try openLog($0, &looks) },
      try times([()]) { try openProgress(&looks) },
      try times(Array(exercises)) { try openExercise($0, &looks) }
    )
    // The looks of one round are those of all.
    baseline.needs = looks.needs / (Self.rounds + 1)
    baseline.hits = looks.hits / (Self.rounds + 1)
    (baseline.logLoad, baseline.progressLoad, baseline.analyticsLoad) = (
      Self.median(log), Self.median(progress), Self.median(analytics)
    )
    baseline.openLog = Self.median(
      Array(log.enumerated().filter { $0.offset % logs.count == 0 }.map(\.element)))
    baseline.openProgress = Self.median(progress)
    baseline.memoryBytes = ProcessUsage.now.residentBytes
    baseline.logSet = Self.median(try logSets())
    baseline.rebuildAnalytics = try time {
      try store.setFormula(store.read { try $0.formula() } == .epley ? .brzycki : .epley)
    }
  }

  // MARK: Pages, with what they lack looked up

  /// Places that need metadata, and those that had it.
  private struct Looks {
    var needs = 0
    var hits = 0
  }

  /// Puts the exercises of the master list that the pages need into the copy, where they are looked up as documents.
  private func stock(_ logs: [String]) throws {
    let list = try logbook.masterList()
    try store.write(Step("Exercises to look up", origin: .upkeep), at: logbook.surroundings.now()) {
      transaction in
      let used = try logs.flatMap {
        try transaction.read(WorkoutLog.self, $0)?.document.exercises.map(\.exerciseId) ?? []
      }
      let trained = try transaction.reader.trainedExercises().map(\.exerciseId)
      for id in Set(used + trained).sorted() {
        guard try !transaction.holds(.exercises, id), let exercise = list?.entry(id: id) else {
          continue
        }
        try transaction.put(exercise, expecting: nil)
      }
    }
  }

  private func need(_ id: String, _ hasCopy: Bool, _ looks: inout Looks) throws {
    looks.needs += 1
    if hasCopy {
      looks.hits += 1
    } else {
      _ = try store.read { try $0.document(Exercise.self, id) }
    }
  }

  private func openLog(_ id: String, _ looks: inout Looks) throws {
    for entry in try logbook.logPage(id: id)?.log.exercises ?? [] {
      try need(entry.exerciseId, entry.exerciseMetadata != nil, &looks)
    }
  }

  private func openProgress(_ looks: inout Looks) throws {
    for row in try logbook.progress().rows {
      try need(row.exerciseId, !row.metadata.isUnknown, &looks)
    }
  }

  private func openExercise(_ id: String, _ looks: inout Looks) throws {
    guard let page = try logbook.exercisePage(id: id, range: .threeMonths, sessions: Self.pages)
    else { return }
    try need(id, !page.metadata.isUnknown, &looks)
  }

  /// Sets of an exercise that is trained with a barbell, each logged by itself.
  private func logSets() throws -> [Double] {
    let exercise = try logbook.masterList()?.all.first {
      $0.metadata.exerciseType == .barbell && $0.metadata.measures == .standard
    }
    guard let exercise else { return [] }
    return try (0..<Self.rounds).map { _ in
      try time { _ = try logbook.log(exercise.id, typed: "60x5", unit: .kilograms, isSure: true) }
    }
  }

  // MARK: Time

  /// Milliseconds of each, the first round left out: it finds nothing at hand.
  private func times<Value>(_ values: [Value], _ body: (Value) throws -> Void) throws -> [Double] {
    for value in values { try body(value) }
    return try (0..<Self.rounds).flatMap { _ in
      try values.map { value in try time { try body(value) } }
    }
  }

  private func time(_ body: () throws -> Void) rethrows -> Double {
    let start = SystemClock.elapsedSeconds
    try body()
    return (SystemClock.elapsedSeconds - start) * 1000
  }

  private static func median(_ times: [Double]) -> Double {
    times.isEmpty ? 0 : times.sorted()[times.count / 2]
  }
}
