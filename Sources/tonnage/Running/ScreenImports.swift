import Interchange
import Logbook
import Screens
import Store
import Synchronization
import Terminal
import Training

/// Imports for the screens: plans, asks what has to be known, and stops when it is told to.
final class ScreenImports: Sendable {
  /// The athlete has stopped it.
  private struct Cancelled: Error, CustomStringConvertible {
    var description: String { "The import was cancelled. Nothing was changed." }
  }

  private let logbook: Logbook
  private let home: String
  private let report: @Sendable (Outcome) -> Void
  private let isCancelled = Atomic(false)

  /// Rows that a question names.
  private static let namedRows = 8

  init(logbook: Logbook, home: String, report: @escaping @Sendable (Outcome) -> Void) {
    self.logbook = logbook
    self.home = home
    self.report = report
  }

  /// To be called before an import is handed to another thread: it can be cancelled from then on.
  func prepare() { isCancelled.store(false, ordering: .relaxed) }

  /// May be called while an import runs on another thread.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Files nearby that may be exports, the newest first.
  func files() -> [ImportFile] {
    NearbyFiles.find(home: home, utcOffset: logbook.surroundings.utcOffset)
  }

  func outcomes(_ request: ImportRequest) throws -> [Outcome] {
    switch request {
    case .plan(let path, let choices):
      return [try asking { try self.plan(path, choices, isDry: true) }]
    case .run(let path, let choices):
      return [try asking { try self.plan(path, choices, isDry: false) }]
    case .takeBack:
      return [try logbook.done { try PartlyUndoneText(logbook.undoImport(), logbook).line }]
    case .mapName(let format, let name, let id):
      let done = try logbook.done {
        let count = try logbook.mapNames([name: id], of: format.isEmpty ? nil : format)
        let workouts = NumberText.counted(count, "workout")
        return "“\(name)” now stands for another exercise in \(workouts)."
      }
      return [done, .importedNames(try logbook.importedNames())]
    case .cancel:
      cancel()
      return []
    }
  }

  /// Turns what a file leaves open into a question.
  private func asking(_ body: () throws -> Outcome) throws -> Outcome {
    do {
      return try body()
    } catch InterchangeError.noUnit {
      return .importAsks(.unit)
    } catch InterchangeError.badRows(_, let notes) {
      return .importAsks(
        .badRows(notes.prefix(Self.namedRows).map(\.words), count: notes.count))
    }
  }

  private func plan(_ path: String, _ choices: ImportChoices, isDry: Bool) throws -> Outcome {
    // No shell has seen the path that is typed here.
    let bytes = try FileBytes.read(Folder.expanded(path), waits: false)
    let source = try ImportSource(
      file: path, bytes: bytes,
      options: ForeignOptions(unit: choices.unit, skipsBadRows: choices.skipsBadRows),
      progress: progress("Reading"))
    let plan: ImportPlan
    switch source {
    case .documents(let dump):
      if choices.user == nil, dump.users.count > 1 {
        return .importAsks(
          .user(
            dump.users.map { ImportUser(id: $0.id, name: $0.name, workouts: $0.workouts) }))
      }
      plan = try logbook.importPlan(dump, user: choices.user)
    case .export(let history):
      plan = try logbook.importPlan(history, file: path, choices: choices.names)
    }
    let options = ImportOptions(
      addsTwins: choices.addsTwins, takesChanges: choices.takesChanges,
      bringsBack: choices.bringsBack)
    let result = try logbook.bringIn(
      plan, options: options, dryRun: isDry,
      progress: progress(isDry ? "Comparing" : "Bringing in"))
    return isDry ? .importPlan(result.page(plan)) : .imported(result.page(plan))
  }

  /// Tells how far it is, whenever that is another percent.
  private func progress(_ words: String) -> (Double) throws -> Void {
    var told = 0
    return { [self] fraction in
      if isCancelled.load(ordering: .relaxed) { throw Cancelled() }
      let percent = Int(fraction * 100)
      guard percent > told else { return }
      told = percent
      report(.progressing(words: words, fraction: fraction))
    }
  }
}
