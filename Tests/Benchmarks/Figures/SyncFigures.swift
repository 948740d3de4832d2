import Foundation

/// Syncing when nothing has changed on either side, with a server.
enum UnchangedSyncFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let stores = try SyncedStores(bench)
    let server = try CountingServer()
    try stores.tonnage("sync", "setup", server.url, store: stores.full)
    try stores.tonnage("sync", store: stores.full)
    let watch = try WriteWatch(store: stores.full)
    var (times, bytes) = (Samples(), 0)
    for _ in 0..<bench.options.rounds {
      _ = server.take()
      times.add(try stores.tonnage("sync", store: stores.full).duration)
      let counts = server.take()
      bytes = max(bytes, counts.bytes)
      guard counts.requests == 1, counts.writes == 0, try !watch.sawWrite() else {
        throw Mistake(
          "Nothing had changed, and yet a sync made \(counts.requests) requests and \(counts.writes) writes there, or wrote into the store."
        )
      }
    }
    return Measured(
      figure: "nothing new on either side: bytes over the line, with all headers",
      reference: "none; one request, no write here or there", unit: "bytes",
      value: Double(bytes), referenceValue: nil, reach: .atMost(1024),
      details: [Detail(words: "the whole command", value: times.median)])
  }
}

/// The first push and the first pull of 10,000 workouts, through a file.
enum FirstSyncFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let stores = try SyncedStores(bench)
    var (pushes, pulls, references) = (Samples(), Samples(), Samples())
    var peak = (push: 0.0, pull: 0.0, jq: 0.0)
    for _ in 0..<bench.options.rounds {
      try stores.beginAgain()
      let push = try stores.push()
      let reference = try stores.jq()
      let pull = try stores.pull()
      pushes.add(push.duration)
      pulls.add(pull.duration)
      references.add(reference.duration)
      peak = (max(peak.push, push.peak), max(peak.pull, pull.peak), max(peak.jq, reference.peak))
    }
    return Measured(
      figure: "the first push or pull of 10,000 workouts, the slower of the two",
      reference: "jq . dump.json >/dev/null", value: max(pushes.median, pulls.median),
      referenceValue: references.median, reach: .atMost(1),
      details: [
        Detail(words: "the dump", value: try stores.dumpMegabytes, unit: "MB"),
        Detail(words: "first push", value: pushes.median, reference: references.median),
        Detail(words: "first pull", value: pulls.median, reference: references.median),
        Detail(words: "memory of the push", value: peak.push, unit: "MB", reference: 150),
        Detail(words: "memory of the pull", value: peak.pull, unit: "MB", reference: 150),
        Detail(words: "memory of jq", value: peak.jq, unit: "MB"),
      ])
  }
}

/// One changed workout among 10,000, through a file.
enum OneChangeSyncFigure {
  static func measure(_ bench: Bench) throws -> Measured {
    let stores = try SyncedStores(bench)
    _ = try stores.push()
    _ = try stores.pull()
    var (pushes, pulls, references) = (Samples(), Samples(), Samples())
    var peak = (push: 0.0, pull: 0.0)
    for _ in 0..<bench.options.rounds {
      try stores.train()
      let push = try stores.tonnage("sync", store: stores.full)
      let pull = try stores.tonnage("sync", store: stores.empty)
      references.add(try stores.jq().duration)
      pushes.add(push.duration)
      pulls.add(pull.duration)
      peak = (max(peak.push, push.peak), max(peak.pull, pull.peak))
    }
    return Measured(
      figure: "one workout new among 10,000, pushed or pulled, the slower of the two",
      reference: "jq . dump.json >/dev/null", value: max(pushes.median, pulls.median),
      referenceValue: references.median, reach: .atMost(0.5),
      details: [
        Detail(words: "pushed", value: pushes.median, reference: references.median),
        Detail(words: "pulled", value: pulls.median, reference: references.median),
        Detail(words: "memory of the push", value: peak.push, unit: "MB", reference: 150),
        Detail(words: "memory of the pull", value: peak.pull, unit: "MB", reference: 150),
      ])
  }
}
