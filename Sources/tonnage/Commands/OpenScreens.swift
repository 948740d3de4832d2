public import ArgumentParser
import Logbook
import Screens
import Settings
import Store
import System
public import Terminal
import Training

/// How the screens are shown; each option overrides the settings.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Colours: auto, always or never.")
  var color: ColorChoice?

  @Flag(help: "Nothing on the screen moves by itself except the timer's digits.")
  var noMotion = false

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Leave the mouse to the terminal.")
  var noMouse = false

  /// Whether what is chosen on the screens may be written to the settings file.
  var keepsSettings = true

  private enum CodingKeys: CodingKey { case color, noMotion, ascii, noMouse }

  func driver(_ place: Workplace) throws -> NcursesDriver.Options {
    var options = NcursesDriver.Options()
    options.color = color ?? place.settings.color
    options.asciiOnly = ascii || place.settings.asciiOnly
    options.mouse = place.settings.mouse && !noMouse
    options.errorLog = try Self.errorLog(place.directories)
    return options
  }

  /// Where standard error goes while the screens are up: nowhere, if nothing can be written. Reading still works then.
  private static func errorLog(_ directories: Directories) throws -> String {
    do {
      try makeFolder(directories.state)
      try makeErrorLog(directories.errorLog)
      return directories.errorLog
    } catch let failure as ScratchFile.Failure where failure.isRefusal {
      return "/dev/null"
    }
  }

  private static func makeErrorLog(_ path: String) throws(ScratchFile.Failure) {
    do throws(SystemError) {
      try OpenFile(path, for: .writing, [.made, .appending]).close()
    } catch {
      throw ScratchFile.Failure("the log of errors could not be opened", error)
    }
  }

  func shared(_ place: Workplace, _ logbook: Logbook, glyphs: Glyphs, size: Size) throws -> Shared {
    let settings = place.settings
    let now = Surroundings.system.now()
    return Shared(
      now: now, utcOffset: Surroundings.system.utcOffset(now), unit: settings.unit,
      formula: settings.formula, kilogramStep: settings.kilograms.step,
      poundStep: settings.pounds.step, restSeconds: Double(settings.restSeconds),
      bell: settings.bell, motion: settings.motion && !noMotion,
      kilogramPlates: settings.kilograms.rack, poundPlates: settings.pounds.rack,
      plotStyle: settings.plot, glyphs: glyphs, readOnlyReason: logbook.store.readOnlyReason,
      unsynced: try logbook.store.syncLink() == nil ? nil : logbook.store.unsynced().count,
      firstWeekday: settings.firstWeekday.index, size: size)
  }
}

extension ColorChoice: ExpressibleByArgument {}

/// `tonnage`
struct OpenScreens: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the screens (this is what happens without a command).")

  @OptionGroup var store: StoreOption
  @OptionGroup var screens: ScreenOptions

  func run() throws {
    let place = try Workplace()
    let logbook = try place.logbook(at: place.storePath(store.store))
    try Self.open(logbook, place, screens)
  }

  /// Shows the screens until the athlete leaves, then closes the store and ends with the right status.
  static func open(_ logbook: Logbook, _ place: Workplace, _ options: ScreenOptions) throws {
    let status = try MainActor.assumeIsolated {
      try ScreenProgram(place, logbook, options: options).run()
    }
    do {
      try logbook.store.close()
    } catch {
      // The status that tells why the program ended is kept.
      guard status != 0 else { throw error }
      Output.complain(sentence(of: error))
    }
    if status != 0 { throw ExitCode(status) }
  }
}

/// Makes a folder and those above it, readable by the athlete alone, where there is none.
func makeFolder(_ path: String) throws {
  if path.isEmpty || FileStatus(at: path) != nil { return }
  if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
  do throws(SystemError) {
    try FileSystem.makeFolder(path)
  } catch {
    throw ScratchFile.Failure("the folder \(path) could not be made", error)
  }
}
