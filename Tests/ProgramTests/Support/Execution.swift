import Foundation

/// How a command ended that ran without a terminal, and what it said.
struct Execution {
  var status: Int32
  var wasSignalled: Bool
  var output: String
  var complaint: String
}

extension Home {
  /// Runs the program without a terminal and waits for its end.
  func execute(_ arguments: [String]) throws -> Execution {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments
    // A crash is met here as a signal; the account of it would take seconds.
    process.environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    let (output, complaint) = (try sink("output"), try sink("complaint"))
    process.standardOutput = output.handle
    process.standardError = complaint.handle
    try process.run()
    process.waitUntilExit()
    return Execution(
      status: process.terminationStatus, wasSignalled: process.terminationReason != .exit,
      output: try String(contentsOfFile: output.path, encoding: .utf8),
      complaint: try String(contentsOfFile: complaint.path, encoding: .utf8))
  }

  /// Writes the settings that the program finds.
  func configure(_ text: some Collection<UInt8>, as name: String = "config.toml") throws {
    let path = URL(fileURLWithPath: "\(folder)/.config/tonnage/\(name)")
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text).write(to: path)
  }

  private func sink(_ name: String) throws -> (path: String, handle: FileHandle) {
    let path = "\(folder)/.\(name)"
    try Data().write(to: URL(fileURLWithPath: path))
    return (path, try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
  }
}
