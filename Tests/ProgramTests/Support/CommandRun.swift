import Foundation
import PtyHarness

/// One run of a command of the program, without a terminal, and what it wrote.
struct CommandRun {
  let output: String
  let errors: String
  /// The exit status; below zero where a signal ended it.
  let status: Int32

  /// The answer as JSON; nil where it is none.
  var json: Any? {
    do {
      return try JSONSerialization.jsonObject(
        with: Data(output.utf8), options: .fragmentsAllowed)
    } catch {
      return nil
    }
  }

  /// What the answer says of an error.
  var error: [String: Any]? { (json as? [String: Any])?["error"] as? [String: Any] }
}

extension Home {
  /// Runs a command on ``store``.
  func command(_ words: String..., environment: [String: String] = [:]) throws -> CommandRun {
    try command([Self.program] + words + ["--store", store], environment)
  }

  /// Runs the program with these words and no others.
  func program(_ words: String..., environment: [String: String] = [:]) throws -> CommandRun {
    try command([Self.program] + words, environment)
  }

  /// Runs a line of a shell, in which `$0` is the program and `$1` is ``store``.
  func shell(_ line: String, environment: [String: String] = [:]) throws -> CommandRun {
    try command(["/bin/sh", "-c", line, Self.program, store], environment)
  }

  private func command(_ words: [String], _ changes: [String: String]) throws -> CommandRun {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: words[0])
    child.arguments = Array(words.dropFirst())
    child.environment = environment.merging(changes) { $1 }
    child.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Files, as a pipe of which nobody reads would stop a long answer.
    let names = ["out", "err"].map { "\(folder)/\($0)-\(UUID().uuidString)" }
    for name in names { try Data().write(to: URL(fileURLWithPath: name)) }
    child.standardInput = FileHandle.nullDevice
    child.standardOutput = FileHandle(forWritingAtPath: names[0])
    child.standardError = FileHandle(forWritingAtPath: names[1])
    try child.run()
    child.waitUntilExit()
    let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
    for name in names { try FileManager.default.removeItem(atPath: name) }
    let isEnded = child.terminationReason == .exit
    return CommandRun(
      output: texts[0], errors: texts[1],
      status: isEnded ? child.terminationStatus : -child.terminationStatus)
  }
}
