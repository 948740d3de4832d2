import PtyHarness
import Store

/// Start to first frame in a pty, 3,000 workouts, against `tig` starting in a small repository.
enum StartFigure {
  private static let startsARound = 8

  static func measure(_ bench: Bench) throws -> Measured {
    let tig = try Tig(in: bench.histories.folder)
    let store = try bench.histories.copy(bench.histories.logged(), "start")
    let linked = try bench.histories.copy(bench.histories.logged(), "start-linked")
    _ = try ChildRun(
      bench.tonnage.path,
      ["sync", "setup", "https://cloud.example/tonnage.json", "--store", linked],
      home: bench.histories.folder)
    var ours = Start()
    var withRemote = Start()
    var theirs = Start()
    for _ in 0..<startsARound * bench.options.rounds {
      try ours.add(
        bench.tonnage.open(store, home: bench.histories.folder), showing: Tonnage.todayMark)
      try withRemote.add(
        bench.tonnage.open(linked, home: bench.histories.folder), showing: Tonnage.todayMark)
      try theirs.add(tig.open(), showing: Tig.newest)
    }
    return Measured(
      figure: "start to the first frame with today on it, 3,000 workouts",
      reference: "tig, start to the first screen of a small repository",
      value: ours.frame.median, referenceValue: theirs.frame.median, reach: .atMost(1.5),
      details: [
        Detail(
          words: "to the first byte", value: ours.byte.median, reference: theirs.byte.median),
        Detail(
          words: "99th percentile of the first frame", value: ours.frame.p99,
          reference: theirs.frame.p99),
        Detail(
          words: "with a server to sync with, against without", value: withRemote.frame.median,
          reference: ours.frame.median),
      ])
  }

  private struct Start {
    var byte = Samples()
    var frame = Samples()

    mutating func add(_ process: PtyProcess, showing text: String) throws {
      let shown = try process.wait(for: text)
      frame.add(shown - process.started)
      if let first = process.firstByte { byte.add(first - process.started) }
      try process.settle(quiet: Terminal.quiet)
      try process.type("q")
      _ = try process.waitForExit()
    }
  }
}
