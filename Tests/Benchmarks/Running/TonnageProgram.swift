import Foundation
import PtyHarness

/// The program that is measured, in a terminal of its own.
struct Tonnage {
  let path: String

  /// What stands on *Today* once it is drawn: how long the planned day takes.
  static let todayMark = "about 75 min"

  /// - Parameter path: Nil for the program that was built beside this one.
  init(path: String?) throws {
    let here = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let path = path ?? here.deletingLastPathComponent().appendingPathComponent("tonnage").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Mistake("\(path) is no program. .ci/release builds one; --tonnage names it.")
    }
    self.path = URL(fileURLWithPath: path).path
  }

  /// Opens the screens on a store.
  func open(_ store: String, home: String) throws -> PtyProcess {
    try PtyProcess(
      [path, "--store", store], environment: Terminal.environment(home: home),
      rows: Terminal.rows, columns: Terminal.columns)
  }
}

/// The terminal that programs are measured in.
enum Terminal {
  static let rows = 40
  static let columns = 120

  /// How long nothing has to be written for a screen to count as settled.
  static let quiet = Duration.milliseconds(20)

  static func environment(home: String) -> [String: String] {
    [
      "HOME": home, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "TMPDIR": home, "TZ": "UTC",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
  }

  /// Waits until the clock's seconds are well away from changing: a screen that shows them then stays as it is.
  static func awaitSteadyClock() {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let millisecond = time.tv_nsec / 1_000_000
    if millisecond < 30 || millisecond > 900 {
      usleep(UInt32((1030 - millisecond) % 1000) * 1000)
    }
  }
}

/// A program of the system, looked up as a shell does.
enum SystemProgram {
  static func path(of name: String, without reason: String) throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw Skipped(reason: "\(name) is not installed: \(reason)")
    }
    return path
  }

  /// Runs a program to its end, with something on its standard input.
  static func run(_ path: String, _ arguments: [String], input: String, home: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = Terminal.environment(home: home)
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    pipe.fileHandleForWriting.write(Data(input.utf8))
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Mistake("\(path) ended with status \(process.terminationStatus).")
    }
  }
}
