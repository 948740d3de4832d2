import ArgumentParser
import Logbook
import Remotes
import Settings
import Store
import Sync
import Terminal
import Training
import Wire

/// What was taken back of a sync or an import, in words.
struct PartlyUndoneText {
  let undone: PartlyUndone
  /// What is left, as it is called; what is not here any more is told by its id.
  private let titles: [DocumentKey: String]

  init(_ undone: PartlyUndone, _ logbook: Logbook) throws {
    self.undone = undone
    titles = try logbook.titles(of: undone.kept.map { Self.key($0.document) })
  }

  private static func key(_ document: DocumentReference) -> DocumentKey {
    DocumentKey(document.collection, document.id)
  }

  var text: String {
    let count = undone.documents.count
    var lines = ["Undone: \(undone.label.sanitized)."]
    if count == 0 { lines = ["Nothing of this was taken back: \(undone.label.sanitized)."] }
    lines += undone.kept.map {
      let title = titles[Self.key($0.document)] ?? $0.document.id
      return
        "\($0.document.collection.noun) \(title.sanitized) was left: \($0.reason.sanitized)."
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All of it in one line, for the screens.
  var line: String { text.split(separator: "\n").joined(separator: " ") }

  var json: String {
    JSONValue.object([
      ("label", .text(undone.label)), ("undone", .integer(undone.documents.count)),
      (
        "left",
        .list(
          undone.kept.map {
            .object([
              ("collection", .text($0.document.collection.rawValue)),
              ("id", .text($0.document.id)), ("reason", .text($0.reason)),
            ])
          })
      ),
    ]).json
  }
}

/// What a sync did, in words.
struct SyncText {
  let report: SyncReport
  /// What documents are called; those that are not here are told by their ids.
  var titles: [DocumentKey: String] = [:]

  var text: String { lines(more: "“tonnage conflicts” shows both").map { $0 + "\n" }.joined() }

  /// All of it in one line, for the screens.
  var line: String { lines(more: "gs shows both").joined(separator: " ") }

  private func lines(more: String) -> [String] {
    var lines: [String] = []
    if report.isUnchanged {
      lines.append("Nothing to sync: both sides are the same.")
    } else {
      let (received, sent) =
        report.isDryRun ? ("Would receive", "Would send") : ("Received", "Sent")
      if let line = arrivals(received) { lines.append(line) }
      if !report.sent.isEmpty { lines.append("\(sent) \(Self.count(report.sent)).") }
    }
    if report.isDryRun {
      for (arrow, items) in [("<", report.received), (">", report.sent)] {
        lines += items.map {
          "\(arrow) \($0.what.rawValue) \($0.key.collection.noun) \((titles[$0.key] ?? $0.key.id).sanitized)"
        }
      }
      lines.append("Nothing was written.")
    }
    if !report.losses.isEmpty {
      let count = report.losses.count
      let values = counted(count, "value")
      let kept = report.isDryRun ? "what loses would be kept" : "what lost is kept: \(more)"
      lines.append("\(values) changed on both sides; \(kept).")
    }
    if let backup = report.backup { lines.append("A backup was made: \(backup.sanitized)") }
    lines += report.notices.map(\.sanitized)
    return lines
  }

  /// `Received 1 workout; 4 sets removed by laptop.`; nil where nothing came.
  private func arrivals(_ received: String) -> String? {
    let came = report.received.filter { $0.what != .deleted }
    let gone = report.departures.words(names: report.deviceNames)
    let parts = [came.isEmpty ? nil : "\(received) \(Self.count(came))", gone]
      .compactMap(\.self)
    guard let first = parts.first else { return nil }
    return ([first.prefix(1).uppercased() + first.dropFirst()] + parts.dropFirst())
      .joined(separator: "; ") + "."
  }

  /// `3 workouts, 1 program`.
  static func count(_ keys: [DocumentKey]) -> String {
    let words = Collection.allCases.compactMap { collection -> String? in
      let count = keys.count { $0.collection == collection }
      if count == 0 { return nil }
      return count == 1 ? "1 \(collection.noun)" : "\(count) \(collection.noun)s"
    }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }

  static func count(_ items: [SyncReport.Item]) -> String { count(items.map(\.key)) }

  var json: String {
    func list(_ items: [SyncReport.Item]) -> JSONValue {
      .list(
        items.map {
          .object(
            [
              ("collection", .text($0.key.collection.rawValue)), ("id", .text($0.key.id)),
              ("what", .text($0.what.rawValue)),
            ] + (titles[$0.key].map { [("name", .text($0))] } ?? []))
        })
    }
    return JSONValue.object([
      ("remote", .text(report.location)), ("dryRun", .flag(report.isDryRun)),
      ("generation", .integer(report.generation)), ("strategy", .text(report.strategy.rawValue)),
      ("received", list(report.received)),
      ("removed", .optional(report.departures.words(names: report.deviceNames))),
      ("sent", list(report.sent)),
      ("conflicts", .integer(report.losses.count)), ("backup", .optional(report.backup)),
      ("notices", .list(report.notices.map { .text($0) })),
    ]).json
  }
}
