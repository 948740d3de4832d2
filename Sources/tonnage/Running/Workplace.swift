import ArgumentParser
import Logbook
import Remotes
import Settings
import Store
import System
import Training

/// Where the program runs: its environment, its folders, its settings.
struct Workplace {
  let environment: [String: String]
  let directories: Directories
  let settings: Settings
  /// What is wrong with the settings file; the program runs on defaults where it is.
  let mistakes: [Mistake]

  init() throws {
    environment = EnvironmentVariables.all
    directories = try Directories(environment: environment)
    let contents = SettingsFile(path: directories.configFile).load()
    settings = contents.settings
    mistakes = contents.mistakes
  }

  /// Tells of each mistake of the settings, and of the theme that they name, in a line.
  func tellMistakes() {
    let theme = ThemeLibrary(folder: directories.themes).load(settings.theme)
    for mistake in mistakes + theme.mistakes { Output.complain(mistake.description) }
  }

  /// The unit the athlete trains in.
  var unit: WeightUnit { settings.unit }

  /// The store's file: the one that was named, else the one that `TONNAGE_STORE` names, else the athlete's own.
  func storePath(_ named: String?) -> String {
    if let named { return named }
    let variable = environment["TONNAGE_STORE"] ?? ""
    return variable.isEmpty ? directories.data + "/log.tonnage" : variable
  }

  func preferences(formula: OneRepMaxFormula? = nil) -> Preferences {
    Preferences(
      unit: settings.unit, restSeconds: Double(settings.restSeconds),
      kilogramStep: settings.kilograms.step, poundStep: settings.pounds.step,
      formula: formula ?? settings.formula, firstWeekday: settings.firstWeekday.index)
  }

  /// Opens the store and makes its figures follow the formula that the settings name, where they may be written now.
  func logbook(at path: String) throws -> Logbook {
    let store = try Store.open(at: path, now: Surroundings.system.now(), machine: Machine.id)
    if let notice = store.notice { Output.complain(notice) }
    guard store.readOnlyReason == nil else { return logbook(store) }
    do {
      try store.setFormula(settings.formula, within: Self.patience)
    } catch let error as StoreError where error.allowsReading {
      // Reading goes on, with the figures as they are.
      Output.complain(error.sentence)
    }
    return logbook(store)
  }

  /// How long a command that may only want to read waits for another to write, in milliseconds.
  private static let patience = 300

  private func logbook(_ store: Store) -> Logbook {
    Logbook(store: store, preferences: preferences())
  }
}

/// Runs a command's work on the store.
func withLogbook(_ option: StoreOption, _ body: (Logbook, Workplace) throws -> Void) throws {
  let place = try Workplace()
  place.tellMistakes()
  let logbook = try place.logbook(at: place.storePath(option.store))
  do {
    try body(logbook, place)
  } catch {
    do {
      try logbook.store.close()
    } catch let closing {
      Output.complain(sentence(of: closing))
    }
    throw error
  }
  logbook.tidyAfterwards()
  try logbook.store.close()
}

extension Logbook {
  /// What is due in the store, after a command that has written to it. The command is done: what goes wrong with this
  /// is reported, but does not make the command fail.
  fileprivate func tidyAfterwards() {
    guard store.hasWritten else { return }
    do { try tidy() } catch { Output.complain(sentence(of: error)) }
    for work in DueWork.list(for: self, aside: false) where work.followsCommands {
      do {
        if try work.isDue(), let words = try work.run() { Output.complain(words) }
      } catch {
        Output.complain(sentence(of: error))
      }
    }
  }
}

/// The exit statuses beside 0 and 1.
enum ExitStatus {
  /// No screen is possible here.
  static let noScreen = ExitCode(2)
  /// It was done, and something was found, or is degraded.
  static let findings = ExitCode(3)
  /// Something is unhealthy.
  static let unhealthy = ExitCode(4)
  /// What was given could not be read: sysexits' `EX_DATAERR`.
  static let unreadable = ExitCode(65)
  /// Whoever read the answer has gone, as a shell calls an end by SIGPIPE.
  static let brokenPipe = ExitCode(141)
}
