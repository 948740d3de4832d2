import Foundation
import ReplayCheck
import Store
import Testing
import Training

/// Machines that sync through one folder: a store each, and the real program, a command at a time.
final class Machines {
  let folder: String
  var dump: String { "\(folder)/dump.json" }

  /// What a command ended with, and what it printed.
  struct Answer {
    var status: Int32
    var output: String
    var complaint: String
  }

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("tonnage-machines-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
  }

  func store(_ machine: String) -> String { "\(folder)/\(machine).db" }

  /// A command that has been started, with what it prints.
  func start(_ arguments: [String], on machine: String) throws -> (Process, Pipe, Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Home.program)
    process.arguments = arguments + ["--store", store(machine)]
    let (output, complaint) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = complaint
    process.environment = ["XDG_CONFIG_HOME": folder, "HOME": folder, "LANG": "C.UTF-8"]
    try process.run()
    return (process, output, complaint)
  }

  @discardableResult
  func run(_ arguments: String..., on machine: String) throws -> Answer {
    let (process, output, complaint) = try start(arguments, on: machine)
    let texts = [output, complaint].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    process.waitUntilExit()
    return Answer(status: process.terminationStatus, output: texts[0], complaint: texts[1])
  }

  /// Logs a set that no other command logs, and expects it to be on disk.
  func log(_ weight: Int, on machine: String) throws {
    #expect(try run("log", "Squat", "\(weight)x1", on: machine).status == 0)
  }

  /// Names the dump and syncs for the first time.
  func begin(_ machine: String, _ options: String...) throws {
    #expect(try run("sync", "setup", dump, on: machine).status == 0)
    let (process, _, _) = try start(["sync"] + options, on: machine)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// The weights of all sets on a machine.
  func weights(on machine: String) throws -> Set<Int> {
    let store = try Store.open(at: store(machine), now: Instant(milliseconds: 0))
    #expect(try store.replayMismatches().isEmpty)
    let weights = try store.read { reader in
      try reader.all(WorkoutLog.self).flatMap(\.exercises).flatMap(\.sets).compactMap(\.weight)
    }
    try store.close()
    return Set(weights.map { Int($0) })
  }

  /// The id that a machine stamps with, as it stands beside its store.
  func device(of machine: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: store(machine) + ".here"))
    let members = try JSONSerialization.jsonObject(with: data) as? [String: String]
    return try #require(members?["device"])
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
  }
}
