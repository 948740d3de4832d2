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
      let times = try Self.times(process, screen, bench.options.rounds)
      for (words, own, its) in [
        ("opening it", times.opening, tig.opening), ("moving in it", times.moving, tig.moving),
      ] where own.count > 0 {
        details.append(
          Detail(words: "\(screen.name), \(words)", value: own.p99, reference: its.p99))
        medians.append(
          Detail(
            words: "\(screen.name), \(words), median", value: own.median, reference: its.median))
      }
    }
    try process.type("q")
    _ = try process.waitForExit()
    guard
      let worst = details.max(by: {
        $0.value / ($0.reference ?? 1) < $1.value / ($1.reference ?? 1)
      })
    else {
      throw Mistake("There is no screen to press keys on.")
    }
    return Measured(
      figure: "\(worst.words), the slowest: key to settled screen, 99th percentile",
      reference: "tig, opening and closing its help, or j and k in its commits, 99th percentile",
      value: worst.value, referenceValue: worst.reference, reach: .atMost(2),
      details: details + medians)
  }

  /// Opening a screen, and moving in it.
  private struct Times {
    var opening: Samples
    var moving: Samples
  }

  private static func times(_ process: PtyProcess, _ screen: Screen, _ rounds: Int) throws -> Times
  {
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
    let presses = screen.moves.isEmpty ? 0 : rounds * pressesARound
    return Times(opening: opening, moving: try moves(process, screen.moves, presses))
  }

  /// Its help is the one view that tig opens without asking git.
  private static func tig(_ bench: Bench) throws -> Times {
    let process = try Tig(in: bench.histories.folder).open()
    try process.wait(for: Tig.newest)
    try process.settle(quiet: Terminal.quiet)
    let moving = try moves(process, ["j", "k"], bench.options.rounds * pressesARound)
    let opening = try moves(process, ["h", "q"], bench.options.rounds * openingsARound)
    try process.type("qq")
    _ = try process.waitForExit()
    return Times(opening: opening, moving: moving)
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
