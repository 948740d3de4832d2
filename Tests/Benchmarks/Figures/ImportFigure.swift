import Foundation
import Interchange
import Logbook
import Store
import Training

/// Importing an export of Strong into a new store and opening *Progress*, against pandas reading the same file.
enum ImportFigure {
  private static let sets = 5402
  private static let manyRows = 25_000
  private static let megabytes = 64.0

  static func measure(_ bench: Bench) throws -> Measured {
    let folder = bench.histories.folder
    let pandas = try Pandas(home: folder)
    let (file, kind) = try export(folder)
    // First of all: a program's memory counts from what the one that starts it had.
    let many = folder + "/strong-many.csv"
    try StrongExport(sets: manyRows).text.write(toFile: many, atomically: true, encoding: .utf8)
    let peak = try run(bench, many).imported.peak
    var (imports, pages, wholes, references) = (Samples(), Samples(), Samples(), Samples())
    for _ in 0..<bench.options.rounds {
      let ours = try run(bench, file)
      references.add(try pandas.read(file).duration)
      imports.add(ours.imported.duration)
      pages.add(ours.opened.duration)
      wholes.add(ours.imported.duration + ours.opened.duration)
    }
    var verbs = Samples()
    for _ in 0..<bench.options.rounds { verbs.add(try inProcess(bench, file)) }
    return Measured(
      figure:
        "an export of Strong (\(kind)) imported and the trends shown, two runs of the program",
      reference: "pandas: e1RM and volume of each exercise and day", value: wholes.median,
      referenceValue: references.median, reach: .atMost(1),
      details: [
        Detail(words: "the import", value: imports.median),
        Detail(words: "the trends", value: pages.median),
        Detail(words: "both in one process", value: verbs.median, reference: references.median),
        Detail(
          words: "memory of importing 25,000 rows", value: peak, unit: "MB", reference: megabytes),
      ])
  }

  /// A real export where there is one beside the project, else one made from a seed.
  private static func export(_ folder: String) throws -> (file: String, kind: String) {
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let real = project.deletingLastPathComponent()
      .appendingPathComponent("shared/data/strong-semicolon-lbs.csv").path
    if FileManager.default.fileExists(atPath: real) { return (real, "a real one of 5,402 sets") }
    let made = folder + "/strong.csv"
    try StrongExport(sets: sets).text.write(toFile: made, atomically: true, encoding: .utf8)
    return (made, "5,402 sets from a seed")
  }

  private static func run(_ bench: Bench, _ file: String) throws
    -> (imported: ChildRun, opened: ChildRun)
  {
    let store = bench.histories.folder + "/import.tonnage"
    try Histories.remove(store)
    func tonnage(_ arguments: String...) throws -> ChildRun {
      try ChildRun(
        bench.tonnage.path, arguments + ["--store", store], home: bench.histories.folder)
    }
    return (try tonnage("import", file), try tonnage("progress"))
  }

  private static func inProcess(_ bench: Bench, _ file: String) throws -> Duration {
    let path = bench.histories.folder + "/import.tonnage"
    try Histories.remove(path)
    let clock = HandClock(HandClock.evening(daysAgo: 0), series: 3)
    let start = ContinuousClock.now
    let store = try Store.open(at: path, now: clock.now)
    let logbook = Logbook(store: store, surroundings: clock.surroundings)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let history = try ForeignHistory(file: file, bytes: bytes)
    _ = try logbook.bringIn(logbook.importPlan(history, file: file))
    guard try !logbook.progress().rows.isEmpty else {
      throw Mistake("\(file) was imported, and there are no trends.")
    }
    let time = ContinuousClock.now - start
    try store.close()
    return time
  }
}
