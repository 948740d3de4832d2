import ArgumentParser
import Interchange
import Logbook
import Settings
import Store
import Sync
import Terminal
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the program runs: its environment, its folders, its settings.
struct Workplace {
  let environment: [String: String]
  let directories: Directories
  let settings: Settings
  /// What is wrong with the settings file; the program runs on defaults where it is.
  let mistakes: [Mistake]

  init() throws {
    var environment: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    self.environment = environment
    directories = try Directories(environment: environment)
    let contents = SettingsFile(path: directories.configFile).load()
    settings = contents.settings
    mistakes = contents.mistakes
  }

  /// The unit the athlete trains in.
  var unit: WeightUnit { settings.unit }

  /// The store's file: the one that was named, else the athlete's own.
  func storePath(_ named: String?) -> String { named ?? directories.data + "/log.tonnage" }

  func preferences(formula: OneRepMaxFormula? = nil) -> Preferences {
    Preferences(
      unit: settings.unit, restSeconds: Double(settings.restSeconds),
      kilogramStep: settings.kilograms.step, poundStep: settings.pounds.step,
      formula: formula ?? settings.formula, firstWeekday: settings.firstWeekday.index)
  }

  /// Opens the store and makes its figures follow the formula that the settings name, where they may be written now.
  func logbook(at path: String) throws -> Logbook {
    let store = try Store.open(at: path, now: Surroundings.system.now())
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

/// Runs a command's work on the store, and makes a sentence and an exit status of what goes wrong.
func withLogbook(_ option: StoreOption, _ body: (Logbook, Workplace) throws -> Void) throws {
  try reportingErrors {
    let place = try Workplace()
    for mistake in place.mistakes { Output.complain(mistake.description) }
    let logbook = try place.logbook(at: place.storePath(option.store))
    do {
      try body(logbook, place)
    } catch {
      try logbook.store.close()
      throw error
    }
    try logbook.store.close()
  }
}

/// Turns an error into its sentence on standard error and the exit status that belongs to it.
func reportingErrors(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let exit as ExitCode {
    throw exit
  } catch let error as ValidationError {
    throw error
  } catch {
    Output.complain(sentence(of: error))
    throw status(of: error)
  }
}

private func status(of error: any Error) -> ExitCode {
  switch error {
  case is InterchangeError, is SetEntryError: ExitStatus.unreadable
  case is TerminalError: ExitStatus.noScreen
  case SyncError.unreadable: ExitStatus.unreadable
  default: .failure
  }
}

/// The exit statuses beside 0 and 1.
enum ExitStatus {
  /// No screen is possible here.
  static let noScreen = ExitCode(2)
  /// What was given could not be read: sysexits' `EX_DATAERR`.
  static let unreadable = ExitCode(65)
}

/// Standard output and standard error, without the C library's streams.
enum Output {
  static func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Self.write(1, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        // Whoever reads has gone: what is left is for nobody.
        throw errno == EPIPE ? ExitCode(141) : ExitCode.failure
      }
      bytes = bytes.dropFirst(count)
    }
  }

  static func print(_ lines: String...) throws {
    try write(lines.map { $0 + "\n" }.joined())
  }

  static func complain(_ sentence: String) {
    let bytes = Array("tonnage: \(sentence.sanitized)\n".utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }
}
