import Foundation
import Store
import Testing
import Training

/// What a command of the program printed, and how it ended.
struct CommandResult {
  var status: Int32
  var output: String
  var errors: String
}

extension Home {
  /// Runs a command of the program on ``store``, without a terminal.
  ///
  /// - Parameters:
  ///   - launcher: What starts the program, such as `setpriv`.
  ///   - path: Another store.
  func command(_ arguments: String..., through launcher: [String] = [], store path: String? = nil)
    throws -> CommandResult
  {
    try start(launcher + [Self.program] + arguments + ["--store", path ?? store])
  }

  /// Runs a script of the shell with the program as `$0`, in a namespace of its own in which disks can be mounted.
  func script(inNamespace text: String) throws -> CommandResult {
    try start(["unshare", "-rm", "/bin/sh", "-c", text, Self.program])
  }

  private func start(_ command: [String]) throws -> CommandResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = environment
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Into files: a pipe that is read late would hold the command up.
    let files = ["out", "err"].map { "\(folder)/\($0)-\(UUID().uuidString)" }
    for file in files { try Data().write(to: URL(fileURLWithPath: file)) }
    process.standardOutput = FileHandle(forWritingAtPath: files[0])
    process.standardError = FileHandle(forWritingAtPath: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { file in
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try FileManager.default.removeItem(atPath: file)
      return text
    }
    let status = process.terminationStatus
    return CommandResult(status: status, output: texts[0], errors: texts[1])
  }

  /// Whether disks can be mounted here: Linux lets that be done in a namespace of one's own.
  static let canMount: Bool = {
    let trial = Process()
    trial.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    trial.arguments = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    trial.standardError = FileHandle.nullDevice
    do { try trial.run() } catch { return false }
    trial.waitUntilExit()
    return trial.terminationStatus == 0
  }()

  /// What gives up root's right to read and write everything; empty where the tests do not run as root.
  static let asOthers: [String] =
    geteuid() == 0
    ? [
      "setpriv", "--bounding-set=-dac_override,-dac_read_search",
      "--inh-caps=-dac_override,-dac_read_search",
    ] : []

  /// So that it stands in every list, and the day's plan is as it was.
  private static var yesterday: LocalDate {
    LocalDate(dayNumber: Int(Date().timeIntervalSince1970 / 86_400) - 1)
  }

  /// Leaves the store as a crash would just after a set: the workout `Late` stands in the log only.
  func leaveLog() throws {
    let store = try openStore()
    try store.write(Step("Logged"), at: Athlete.evening) { transaction in
      try transaction.put(
        WorkoutLog(
          id: "late", userId: "u", name: "Late", date: Self.yesterday,
          isWorkoutFinished: true),
        expecting: nil)
    }
    let copies = try ["", "-wal"].map { ending in
      (ending, try Data(contentsOf: URL(fileURLWithPath: self.store + ending)))
    }
    try store.close()
    for (ending, bytes) in copies {
      try bytes.write(to: URL(fileURLWithPath: self.store + ending))
    }
  }
}
