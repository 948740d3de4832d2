import Foundation

/// One run: what is measured, on which histories, with which program.
struct Bench {
  let options: Options
  let histories: Histories
  let tonnage: Tonnage

  /// The figures by name, in the order of the report.
  private static let figures: [(name: String, measure: @Sendable (Bench) throws -> Measured)] = [
    ("start", StartFigure.measure), ("keys", KeyFigure.measure),
    ("opening", OpeningFigure.measure), ("logging", LoggingFigure.measure),
    ("metadata", MetadataFigure.measure), ("memory", MemoryFigure.measure),
    ("size", SizeFigure.measure), ("sync-unchanged", UnchangedSyncFigure.measure),
    ("sync-first", FirstSyncFigure.measure), ("sync-one", OneChangeSyncFigure.measure),
    ("import", ImportFigure.measure), ("check", CheckFigure.measure),
    ("backup", BackupFigure.measure), ("health", HealthFigure.measure),
    ("migration", MigrationFigure.measure),
  ]

  static let names = figures.map(\.name)

  init(_ options: Options) throws {
    self.options = options
    histories = try Histories(folder: options.folder, fresh: options.fresh)
    tonnage = try Tonnage(path: options.tonnage)
  }

  func run() throws -> Report {
    var report = Report(program: tonnage.path, folder: options.folder)
    for figure in Self.figures where options.only ?? figure.name == figure.name {
      Progress.say("measuring \(figure.name)")
      do {
        report.add(figure.name, try figure.measure(self))
      } catch let missing as Skipped {
        report.skip(figure.name, missing.reason)
      }
    }
    return report
  }
}

/// A figure that cannot be had here, and why: a sentence.
struct Skipped: Error {
  let reason: String
}

/// What is going on, on standard error: the report alone stands on standard output.
enum Progress {
  static func say(_ words: String) {
    FileHandle.standardError.write(Data("benchmarks: \(words)\n".utf8))
  }
}
