import Foundation
import PtyHarness
import Store
import Testing
import Training

/// An athlete's home for one test: a folder with a store, settings and logs of its own, gone afterwards.
final class Home {
  let folder: String
  /// The store that ``open(_:environment:rows:columns:through:)`` opens.
  var store: String { "\(folder)/log.tonnage" }

  /// The program, beside the bundle of the tests.
  static let program = Bundle(for: Home.self).bundleURL.appendingPathComponent("tonnage").path

  init(withSample: Bool = true) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-home-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder.path
    if withSample { try SampleStore.ofToday.get().write(to: store) }
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      Issue.record("\(folder) could not be removed: \(error)")
    }
  }

  /// Removes the backups that lie beside the store.
  func removeBackups() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.contains(".backup") {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// What the program finds in its environment; nothing of the tests' own.
  var environment: [String: String] {
    [
      "HOME": folder, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
      "TMPDIR": folder,
    ]
  }

  /// Opens the screens on ``store`` in a terminal of their own.
  /// - Parameters:
  ///   - environment: what differs from ``environment``; an empty value takes the variable away.
  ///   - launcher: what starts the program, such as a shell with a limit.
  func open(
    _ arguments: [String] = [], environment changes: [String: String] = [:], rows: Int = 24,
    columns: Int = 80, through launcher: [String] = []
  ) throws -> PtyProcess {
    try run(
      launcher + [Self.program] + arguments + ["--store", store], environment: changes, rows: rows,
      columns: columns)
  }

  /// Runs any command in a terminal of its own.
  func run(
    _ command: [String], environment changes: [String: String] = [:], rows: Int = 24,
    columns: Int = 80
  ) throws -> PtyProcess {
    try PtyProcess(
      command, environment: environment.merging(changes) { $1 }.filter { !$1.isEmpty }, rows: rows,
      columns: columns, directory: folder)
  }

  /// The names of what is in the folder, or in one of its folders.
  func files(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)").sorted()
  }

  /// A file's permissions, such as 0o600.
  func permissions(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  /// Writes a script that programs may be told to run.
  func script(_ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  /// The completed sets of the workout under way, in its order, as `100x5`.
  func setsUnderWay() throws -> [String] {
    let store = try openStore()
    let log = try store.read { reader in
      try reader.unfinishedWorkout().flatMap { try reader.document(WorkoutLog.self, $0.id) }
    }
    try store.close()
    return log?.document.exercises.flatMap(\.sets).filter(\.completed).map {
      "\(Int($0.weight ?? 0))x\($0.reps ?? 0)"
    } ?? []
  }

  /// Opens the store itself, to look at what the program has left there.
  func openStore() throws -> Store { try Store.open(at: store, now: Athlete.evening) }
}

extension PtyProcess {
  /// Opens *Log* on today's workout of the sample.
  func startWorkout() throws {
    try wait(for: "Push B")
    try press(.enter)
    try wait(for: "Push B started.")
  }

  /// Waits for a sentence that may take several lines.
  func wait(forSentence sentence: String) throws {
    try wait("“\(sentence)”") { screen in
      screen.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(sentence)
    }
  }

  /// Waits for a text that the terminal may have broken anywhere.
  func wait(forText text: String) throws {
    // A space at the end of a line is not to be seen.
    let wanted = text.filter { !$0.isWhitespace }
    try wait("“\(text)”") { $0.text.filter { !$0.isWhitespace }.contains(wanted) }
  }

  /// How many sets *Log* says are done, and of how many.
  var setCount: (done: Int, all: Int)? {
    guard let line = screen.line(with: " sets") else { return nil }
    let words = line.split(separator: " ")
    guard let of = words.lastIndex(of: "of"), of > 0, of + 1 < words.count,
      let done = Int(words[of - 1]), let all = Int(words[of + 1])
    else { return nil }
    return (done, all)
  }

  /// Leaves with `q`, and expects the terminal as it was found.
  func leave() throws {
    try type("q")
    try expectEnd(.exited(0))
  }

  /// Expects the program to end so, and the terminal to be as it was found.
  func expectEnd(
    _ status: ProgramEnd, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try waitForExit() == status, sourceLocation: sourceLocation)
    #expect(screen.leftovers == [], sourceLocation: sourceLocation)
    #expect(try modes() == modesBefore, sourceLocation: sourceLocation)
  }
}
