import ArgumentParser

/// The program. Without a command it opens the screens.
@main
struct Tonnage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tonnage",
    abstract: "A workout logger for the terminal.",
    discussion: """
      Without a command, Tonnage opens its screens on your log. Every screen is also a command, for scripts and \
      for terminals that cannot show one.

      Exit status: 0 done; 1 it could not be done, a sentence says why; 2 no screen is possible here; \
      64 the command was not understood; 65 what was given could not be read; 128+n ended by signal n.
      """,
    version: "0.1.0",
    subcommands: [
      OpenScreens.self, Demo.self, LogSets.self, ShowToday.self, ListPrograms.self,
      ListWorkouts.self, ShowProgress.self, ListExercises.self, LogBodyWeight.self,
      ImportCommand.self, ExportDocuments.self, UndoStep.self, RedoStep.self, ShowJournal.self,
      SyncCommand.self, ConflictCommands.self,
    ],
    defaultSubcommand: OpenScreens.self)
}

/// Which store to work on.
struct StoreOption: ParsableArguments {
  @Option(help: "The store to use instead of your own.", completion: .file())
  var store: String?
}

/// How to answer.
struct AnswerOptions: ParsableArguments {
  @OptionGroup var store: StoreOption

  @Flag(help: "Answer in JSON, on one line.")
  var json = false
}
