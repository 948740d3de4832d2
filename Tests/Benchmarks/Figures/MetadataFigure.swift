import Catalog
import Logbook
import Store
import Training

/// Opening *Log* and *Progress* from embedded metadata against the same pages with a catalogue read per exercise.
enum MetadataFigure {
  private static let openings = 60

  static func measure(_ bench: Bench) throws -> Measured {
    let reads = CatalogueReads()
    let list = try Catalogue.builtIn(reads: reads)
    let store = try Store.open(at: bench.histories.logged(), now: HandClock.evening(daysAgo: 0))
    let logbook = Logbook(store: store, catalogue: { list })
    let loader = try CatalogueLoader(
      logbook: logbook, file: bench.histories.folder + "/catalogue.tonnage", list.all)
    let last = try store.read { try $0.workouts(limit: 1) }.first?.id
    let before = (list: reads.count, store: store.reads.of(.exercises))
    var embedded = (log: Samples(), progress: Samples())
    for _ in 0..<openings * bench.options.rounds {
      _ = try embedded.log.time { try logbook.logPage(id: last) }
      _ = try embedded.progress.time { try logbook.progress() }
    }
    let read = reads.count - before.list + store.reads.of(.exercises) - before.store
    guard read == 0 else { throw Mistake("Opening the pages read the catalogue \(read) times.") }
    var looked = (log: Samples(), progress: Samples())
    for _ in 0..<openings * bench.options.rounds {
      try looked.log.time { try loader.openLog(last) }
      try looked.progress.time { try loader.openProgress() }
    }
    let lookedUp = try loader.close()
    try store.close()
    return Measured(
      figure: "opening Log and Progress from embedded metadata, with 0 catalogue reads",
      reference: "the same pages with a catalogue read per exercise",
      value: embedded.log.median + embedded.progress.median,
      referenceValue: looked.log.median + looked.progress.median, reach: .atLeast(5),
      details: [
        Detail(words: "Log", value: embedded.log.median, reference: looked.log.median),
        Detail(
          words: "Progress", value: embedded.progress.median, reference: looked.progress.median),
        Detail(
          words: "catalogue reads of the baseline, both pages",
          value: Double(lookedUp / looked.log.count), unit: "reads"),
      ])
  }
}

/// The loader that the pages would have without embedded metadata: ids only, and the master list, kept as
/// documents, asked once for each exercise that is shown.
private struct CatalogueLoader {
  private let logbook: Logbook
  /// A store of its own, so that the list's documents push none of the page's out of what is kept decoded.
  private let catalogue: Store

  private struct Unlisted: Error { var id: String }

  /// Puts the master list into a store, a document an exercise.
  init(logbook: Logbook, file: String, _ exercises: [Exercise]) throws {
    self.logbook = logbook
    let now = HandClock.evening(daysAgo: 0)
    try Histories.remove(file)
    catalogue = try Store.open(at: file, now: now)
    try catalogue.write(Step("Master list"), at: now) { transaction in
      for exercise in exercises { try transaction.put(exercise, expecting: nil) }
    }
  }

  /// Returns how often the catalogue was read.
  func close() throws -> Int {
    let reads = catalogue.reads.of(.exercises)
    try catalogue.close()
    return reads
  }

  /// One catalogue read: one question, as a loader asks that looks up what it needs when it needs it.
  private func metadata(_ id: String) throws -> ExerciseMetadata {
    let found = try catalogue.read { try $0.document(Exercise.self, id) }
    guard let found else { throw Unlisted(id: id) }
    return found.document.metadata
  }

  func openLog(_ id: String?) throws {
    guard var page = try logbook.logPage(id: id) else { return }
    for index in page.log.exercises.indices {
      page.log.exercises[index].exerciseMetadata = try metadata(
        page.log.exercises[index].exerciseId)
    }
  }

  func openProgress() throws {
    var page = try logbook.progress()
    for index in page.rows.indices {
      page.rows[index].metadata = try metadata(page.rows[index].exerciseId)
    }
  }
}
