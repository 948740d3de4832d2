import PtyHarness
import Store

/// Key to settled screen, p99, on each screen, against `tig` in the same harness.
enum KeyFigure {
  private struct Screen {
    var name: String
    /// The keys that go to it, and those that go to the screen from which it is opened.
    var keys: String
    var elsewhere: String
    /// What shows that it is there.
    var mark: String
    /// Keys that each change what is shown, pressed in turn; empty where there is nothing to move in.
    var moves: [String] = ["j", "k"]
  }

  private static let screens = [
    Screen(name: "Today", keys: "gt", elsewhere: "gp", mark: Tonnage.todayMark, moves: []),
    Screen(name: "Log", keys: "gl", elsewhere: "gt", mark: "of 25 sets"),
    Screen(
      name: "Programs", keys: "gp", elsewhere: "gt", mark: "Four weeks", moves: ["l", "h"]),
    Screen(name: "Progress", keys: "gr", elsewhere: "gt", mark: "e1RM"),
    Screen(name: "History", keys: "gh", elsewhere: "gt", mark: "Mon"),
  ]
  private static let pressesARound = 60
  private static let openingsARound = 15

  static func measure(_ bench: Bench) throws -> Measured {
    let tig = try Self.tig(bench)
    let store = try bench.histories.copy(bench.histories.logged(), "keys")
    let process = try bench.tonnage.open(store, home: bench.histories.folder)
    try process.wait(for: Tonnage.todayMark)
    try process.settle(quiet: Terminal.quiet)
    // A workout under way, for Log.
    try process.press(.enter)
    try process.wait(for: "of 25 sets")
    try process.settle(quiet: Terminal.quiet)
    var details: [Detail] = []
    var medians: [Detail] = []
    for screen in screens {
      for (words, times) in try Self.times(process, screen, bench.options.rounds) {
        details.append(Detail(words: words, value: times.p99, reference: tig.p99))
        medians.append(
          Detail(words: words + ", median", value: times.median, reference: tig.median))
      }
    }
    try process.type("q")
    _ = try process.waitForExit()
    guard let worst = details.max(by: { $0.value < $1.value }) else {
      throw Mistake("There is no screen to press keys on.")
    }
    return Measured(
      figure: "\(worst.words), the slowest: key to settled screen, 99th percentile",
      reference: "tig, j and k in its list of commits, 99th percentile",
      value: worst.value, referenceValue: tig.p99, reach: .atMost(2),
      details: details + medians)
  }

  /// Opening the screen, and moving in it.
  private static func times(_ process: PtyProcess, _ screen: Screen, _ rounds: Int) throws -> [(
    words: String, times: Samples
  )] {
    try process.type(screen.elsewhere)
    try process.settle(quiet: Terminal.quiet)
    var opening = Samples()
    for _ in 0..<rounds * openingsARound {
      opening.add(try response(process, screen.keys))
      _ = try response(process, screen.elsewhere)
    }
    try process.type(screen.keys)
    try process.wait(for: screen.mark)
    try process.settle(quiet: Terminal.quiet)
    let opened = (words: "\(screen.name), opening it", times: opening)
    if screen.moves.isEmpty { return [opened] }
    let moves = try moves(process, screen.moves, rounds * pressesARound)
    return [opened, (words: "\(screen.name), moving in it", times: moves)]
  }

  private static func tig(_ bench: Bench) throws -> Samples {
    let process = try Tig(in: bench.histories.folder).open()
    try process.wait(for: Tig.newest)
    try process.settle(quiet: Terminal.quiet)
    let times = try moves(process, ["j", "k"], bench.options.rounds * pressesARound)
    try process.type("q")
    _ = try process.waitForExit()
    return times
  }

  private static func moves(_ process: PtyProcess, _ keys: [String], _ presses: Int) throws
    -> Samples
  {
    var times = Samples()
    for number in 0..<presses { times.add(try response(process, keys[number % keys.count])) }
    return times
  }

  private static func response(_ process: PtyProcess, _ keys: String) throws -> Duration {
    Terminal.awaitSteadyClock()
    return try process.respond(to: keys, quiet: Terminal.quiet).duration
  }
}
