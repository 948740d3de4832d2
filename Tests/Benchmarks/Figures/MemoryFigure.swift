import Foundation
import PtyHarness

/// Resident memory while drawing, 1,000,000 sets.
enum MemoryFigure {
  private static let keys = [
    "gt", "gl", "gp", "gr", "jjjj", "\r", "]", "]", "\u{1B}", "gh", "jjjj", "c", "]", "c", "\r",
    "\u{1B}", "gt",
  ]

  static func measure(_ bench: Bench) throws -> Measured {
    #if os(Linux)
      let store = try bench.histories.imported(sets: Histories.largeSets)
      let process = try bench.tonnage.open(store, home: bench.histories.folder)
      try process.wait(for: Tonnage.todayMark)
      try process.settle(quiet: Terminal.quiet)
      var highest = try Self.status(process.pid, "VmRSS")
      let first = highest
      for key in keys {
        try process.type(key)
        try process.settle(quiet: .milliseconds(200))
        highest = max(highest, try Self.status(process.pid, "VmRSS"))
      }
      let peak = try Self.status(process.pid, "VmHWM")
      let own = try Self.status(process.pid, "RssAnon")
      try process.type("q")
      _ = try process.waitForExit()
      return Measured(
        figure: "resident memory while drawing every screen, 1,000,000 sets",
        reference: "none", unit: "MB", value: highest, referenceValue: nil, reach: .atMost(40),
        details: [
          Detail(words: "after the first frame", value: first, unit: "MB"),
          Detail(words: "of it not pages of files", value: own, unit: "MB"),
          Detail(words: "highest ever", value: peak, unit: "MB"),
        ])
    #else
      throw Skipped(reason: "memory is read from /proc, which only Linux has.")
    #endif
  }

  /// A figure of `/proc/PID/status`, in megabytes of 1,048,576 bytes.
  static func status(_ pid: Int32, _ name: String) throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    guard
      let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
        Double($0)
      })
    else { throw Mistake("/proc/\(pid)/status has no \(name).") }
    return kilobytes / 1024
  }
}
