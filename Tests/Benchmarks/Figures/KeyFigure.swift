import PtyHarness
import Store

/// Key to settled screen, p99, on each screen, against `tig` in the same harness.
enum KeyFigure {
  /// A screen, the keys that go to it, and what then shows that it is there.
  private static let screens: [(name: String, keys: String, mark: String)] = [
    ("Today", "gt", "Four weeks"), ("Log", "gl", "of 25 sets"), ("Programs", "gp", "Four weeks"),
    ("Progress", "gr", "e1RM"), ("History", "gh", "sets"),
  ]
  private static let pressesARound = 60

  static func measure(_ bench: Bench) throws -> Measured {
    let tig = try Self.tig(bench)
    let store = try bench.histories.copy(bench.histories.logged(), "keys")
    let process = try bench.tonnage.open(store, home: bench.histories.folder)
    try process.wait(for: "Four weeks")
    try process.settle(quiet: Terminal.quiet)
    // A workout under way, for Log.
    try process.press(.enter)
    try process.wait(for: "of 25 sets")
    try process.settle(quiet: Terminal.quiet)
    var details: [Detail] = []
    var medians = Samples()
    for screen in screens {
      let times = try Self.times(process, screen, bench.options.rounds * pressesARound)
      medians.add(times.median)
      details.append(
        Detail(words: screen.name, value: times.p99, reference: tig.p99))
    }
    try process.type("q")
    _ = try process.waitForExit()
    let worst = details.max { $0.value < $1.value }
    details.append(
      Detail(
        words: "median of the slowest screen", value: medians.values.max() ?? .nan,
        reference: tig.median))
    return Measured(
      figure:
        "\(worst?.words ?? ""), the slowest screen: j and k to the settled screen, 99th percentile",
      reference: "tig, j and k in its list of commits, 99th percentile",
      value: worst?.value ?? .nan, referenceValue: tig.p99, reach: .atMost(2), details: details)
  }

  private static func times(
    _ process: PtyProcess, _ screen: (name: String, keys: String, mark: String), _ presses: Int
  ) throws -> Samples {
    try process.type(screen.keys)
    try process.wait(for: screen.mark)
    try process.settle(quiet: Terminal.quiet)
    return try moves(process, presses)
  }

  private static func tig(_ bench: Bench) throws -> Samples {
    let process = try Tig(in: bench.histories.folder).open()
    try process.wait(for: Tig.newest)
    try process.settle(quiet: Terminal.quiet)
    let times = try moves(process, bench.options.rounds * pressesARound)
    try process.type("q")
    _ = try process.waitForExit()
    return times
  }

  /// Down and up again: each press changes what is shown.
  private static func moves(_ process: PtyProcess, _ presses: Int) throws -> Samples {
    var times = Samples()
    for number in 0..<presses {
      Terminal.awaitSteadyClock()
      let key = number.isMultiple(of: 2) ? "j" : "k"
      times.add(try process.respond(to: key, quiet: Terminal.quiet).duration)
    }
    return times
  }
}
