import ArgumentParser
import System
import Wire

/// The program. Without a command it opens the screens.
@main
struct Tonnage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tonnage",
    abstract: "A workout logger for the terminal.",
    discussion: """
      Without a command, Tonnage opens its screens on your log. Every screen is also a command, for scripts and \
      for terminals that cannot show one.

      Your log is $XDG_DATA_HOME/tonnage/log.tonnage. The variable TONNAGE_STORE names another, and --store FILE \
      overrides both. --store and --json may also stand before the command's name.

      With --json a command answers in JSON on one line of standard output, and where it fails with \
      {"error": {"sentence": …, "code": …, "status": …}}; nothing is written to standard error then. The code is \
      usage, unreadable, unlikely (--yes does it anyway), noScreen or failed. Lists show everything unless \
      --limit is given; on a terminal, plain text stops after a screenful and says how many more there are.

      Exit status: 0 done; 1 it could not be done, a sentence on standard error says why; 2 no screen is possible \
      here; 3 a check has found something, or “tonnage health” something degraded; 4 something is unhealthy; 64 the \
      command was not understood; 65 what was given could not be read; 128+n ended by signal n. Where \
      something was done and only the answer could not be written, the status is 1 and the sentence says that it is \
      done. If the reader of the answer has gone, as with head, it is 141 without a word.
      """,
    version: "0.1.0",
    subcommands: [
      OpenScreens.self, Demo.self, LogSets.self, ShowToday.self, ListPrograms.self,
      ListWorkouts.self, ShowProgress.self, ListExercises.self, LogBodyWeight.self,
      ImportCommand.self, ExportDocuments.self, UndoStep.self, RedoStep.self, ShowJournal.self,
      SyncCommand.self, ConflictCommands.self, ValidateCommand.self, CheckStore.self,
      RepairStore.self, MakeBackup.self, BackupCommands.self, RestoreBackup.self, ShowHealth.self,
      MigrateCommand.self,
    ],
    defaultSubcommand: OpenScreens.self)

  static func main() {
    guard StandardDescriptors.prepare() else { Processes.end(with: ExitCode.failure.rawValue) }
    Processes.end(with: Invocation(Array(CommandLine.arguments.dropFirst())).run())
  }
}

/// Which store to work on.
struct StoreOption: ParsableArguments {
  @Option(help: "The store to use instead of TONNAGE_STORE's or your own.", completion: .file())
  var store: String?

  /// The commands that are named in what is said, on this store.
  var hints: Hints { Hints(store: store) }
}

/// How to answer.
struct AnswerOptions: ParsableArguments {
  @OptionGroup var store: StoreOption

  @Flag(help: "Answer in JSON, on one line.")
  var json = false

  /// Answers with a sentence, or with members of an object and the sentence as its `message`.
  ///
  /// - Parameter done: As in ``Output/write(_:subject:done:)``.
  func tell(_ members: [(String, JSONValue)], _ sentence: String, done: String) throws {
    let sentence = store.hints.complete(sentence)
    try Output.print(
      json ? JSONValue.object(members + [("message", .text(sentence))]).json : sentence, done: done)
  }
}
