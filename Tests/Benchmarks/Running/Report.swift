import Foundation

/// A figure and what it is compared with.
struct Measured {
  /// What is measured and what it is compared with, in words.
  var figure: String
  var reference: String
  var unit = "ms"
  var value: Double
  /// Nil where the figure stands for itself.
  var referenceValue: Double?
  var reach: Reach
  /// Further figures of the same run, a line each.
  var details: [Detail] = []

  var ratio: Double? { referenceValue.map { value / $0 } }

  /// The figure that is held against ``reach``.
  var reached: Double {
    switch reach {
    case .atLeast: ratio.map { 1 / $0 } ?? value
    case .atMost: ratio ?? value
    }
  }

  var isReached: Bool {
    switch reach {
    case .atMost(let limit): reached <= limit
    case .atLeast(let limit): reached >= limit
    }
  }
}

/// How small a figure has to be against its reference, or how many times faster than it.
enum Reach {
  case atMost(Double)
  case atLeast(Double)

  var text: String {
    switch self {
    case .atMost(let limit): "≤ \(Report.plain(limit))"
    case .atLeast(let limit): "≥ \(Report.plain(limit))"
    }
  }
}

/// One of the figures that a measured one is made of.
struct Detail {
  var words: String
  var value: Double
  var unit = "ms"
  var reference: Double?
}

/// All figures of a run, as a table or as JSON.
struct Report {
  let program: String
  let folder: String
  private var rows: [(name: String, result: Row)] = []

  private enum Row {
    case measured(Measured)
    case skipped(reason: String)
  }

  init(program: String, folder: String) {
    self.program = program
    self.folder = folder
  }

  mutating func add(_ name: String, _ measured: Measured) {
    rows.append((name, .measured(measured)))
  }

  mutating func skip(_ name: String, _ reason: String) {
    rows.append((name, .skipped(reason: reason)))
  }

  // MARK: As a table

  private var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  var table: String {
    var lines = [
      "\(cores) cores, \(ProcessInfo.processInfo.operatingSystemVersionString)",
      "program: \(program)", "histories: \(folder)", "",
    ]
    for (name, row) in rows {
      switch row {
      case .measured(let measured): lines += Self.lines(name, measured)
      case .skipped(let reason): lines += ["\(name): left out. \(reason)", ""]
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(_ name: String, _ measured: Measured) -> [String] {
    let verdict = measured.isReached ? "reached" : "MISSED"
    let figure = Self.value(measured.value, measured.unit)
    let against = measured.referenceValue.map { " against \(value($0, measured.unit))" } ?? ""
    let reached = measured.ratio == nil ? figure : "\(number(measured.reached)) ×"
    var lines = [
      "\(name): \(reached), to reach \(measured.reach.text) – \(verdict)",
      "  \(measured.figure): \(figure)",
      "  \(measured.reference)\(against)",
    ]
    lines += measured.details.map(line)
    return lines + [""]
  }

  private static func line(_ detail: Detail) -> String {
    var words = "    " + detail.words
    words +=
      String(repeating: " ", count: max(1, 46 - words.count)) + value(detail.value, detail.unit)
    guard let reference = detail.reference else { return words }
    words += "  against " + value(reference, detail.unit)
    return words + "  \(number(detail.value / reference)) ×"
  }

  private static func value(_ value: Double, _ unit: String) -> String {
    unit == "ms" ? String(format: "%.3f ms", value) : "\(number(value)) \(unit)"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? plain(value) : String(format: "%.2f", value)
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : "\(value)"
  }

  // MARK: As JSON

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let entries = rows.map { Entry($0.name, $0.result) }
    let contents = Contents(cores: cores, figures: entries, folder: folder, program: program)
    return String(decoding: try encoder.encode(contents), as: UTF8.self)
  }

  private struct Contents: Encodable {
    var cores: Int
    var figures: [Entry]
    var folder: String
    var program: String
  }

  private struct Entry: Encodable {
    struct Part: Encodable {
      var words: String
      var unit: String
      var value: Double
      var reference: Double?
    }

    var name: String
    var skipped: String?
    var figure: String?
    var reference: String?
    var unit: String?
    var value: Double?
    var referenceValue: Double?
    var ratio: Double?
    var reach: String?
    var isReached: Bool?
    var details: [Part]?

    init(_ name: String, _ row: Row) {
      self.name = name
      switch row {
      case .skipped(let reason): skipped = reason
      case .measured(let measured):
        (figure, reference, unit) = (measured.figure, measured.reference, measured.unit)
        (value, referenceValue, ratio) = (measured.value, measured.referenceValue, measured.ratio)
        (reach, isReached) = (measured.reach.text, measured.isReached)
        details = measured.details.map {
          Part(words: $0.words, unit: $0.unit, value: $0.value, reference: $0.reference)
        }
      }
    }
  }
}
