import ArgumentParser
import Logbook
import Store
import System
import Terminal
import Training

/// `tonnage demo`
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the screens on a throwaway copy of the sample data.",
    discussion: """
      Where no screen is possible, the main job is done in plain text instead: start the day, log every set, finish, \
      look at the records and the trend, undo, redo.
      """)

  @Flag(help: "Do the main job in plain text, even where a screen is possible.")
  var plain = false

  @OptionGroup var screens: ScreenOptions

  func run() throws {
    let place = try Workplace()
    let folder = try ThrowawayFolder(place.environment["TMPDIR"] ?? "/tmp")
    defer { folder.remove() }
    let store = try Store.open(at: folder.path + "/demo.tonnage", now: Surroundings.system.now())
    let logbook = Logbook(store: store, preferences: place.preferences(formula: .epley))
    try logbook.addSampleAthlete()
    let hasTerminal = StandardDescriptors.isInputTerminal && OutputFile.standardOutput.isTerminal
    if plain || !hasTerminal {
      place.tellMistakes()
      try MainJob(logbook: logbook, wording: Wording(unit: place.unit)).run()
      return try store.close()
    }
    var options = screens
    options.keepsSettings = false
    try OpenScreens.open(logbook, place, options)
  }
}

/// The main job from beginning to end, told in plain text.
struct MainJob {
  let logbook: Logbook
  let wording: Wording

  func run() throws {
    try Output.write(
      TodayText(page: try logbook.today(), wording: wording, hints: Hints(store: nil)).text)
    guard let next = try logbook.today().next else { return }
    let started = try logbook.startDay(
      programId: next.programId, week: next.weekIndex, day: next.dayIndex)
    try Output.print("", "\(started.log.name.sanitized) started.")
    for entry in started.log.exercises {
      for set in entry.sets {
        _ = try logbook.edit(started.log.id, .logSet(entry: entry.id, set: set.id, SetChange()))
      }
      let done = wording.sets(entry.sets.map { PastSet($0) })
      try Output.print("  \(entry.metadata.name.sanitized)  \(done)")
    }
    try finish(started.log)
  }

  private func finish(_ log: WorkoutLog) throws {
    let finished = try logbook.finish(log.id)
    try Output.print(
      "Finished: \(counted(finished.sets, "set")), \(wording.volume(finished.volume)) \(wording.unit.rawValue)."
    )
    for record in finished.records {
      try Output.print("★ \(record.exerciseName.sanitized)  \(wording.record(record.record))")
    }
    guard let first = log.exercises.first,
      let page = try logbook.exercisePage(id: first.exerciseId, range: .year, sessions: 5)
    else { return }
    try Output.print("")
    try Output.write(ExerciseText(page: page, wording: wording).text)
    try Output.print(
      "", try logbook.undo().sentence(),
      try logbook.redo().sentence(isRedo: true))
  }
}

/// A folder that is gone again when the program ends.
struct ThrowawayFolder {
  let path: String

  init(_ parent: String) throws {
    do throws(SystemError) {
      path = try FileSystem.makeScratchFolder("\(parent)/tonnage-demo-")
    } catch {
      throw ScratchFile.Failure("a folder could not be made in \(parent)", error)
    }
  }

  func remove() {
    for name in ["demo.tonnage", "demo.tonnage-wal", "demo.tonnage-shm", "demo.tonnage.lock"] {
      FileSystem.discard("\(path)/\(name)")
    }
    FileSystem.discardFolder(path)
  }
}
