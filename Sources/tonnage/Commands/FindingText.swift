import Store
import Sync
import Terminal
import Training
import Upkeep
import Wire

/// What was found of copies of exercises, in words and in JSON.
struct FindingText {
  let finding: MetadataFinding

  /// How many documents a line names.
  private static let namedPlaces = 3

  var line: String {
    let place = "\(places)\(named)"
    switch finding.kind {
    case .orphan:
      let said = finding.embedded.map { " They call it “\($0.name)”." } ?? ""
      return
        "Nothing knows the \(finding.collection.noun) “\(finding.exerciseId)”: \(place).\(said)"
    case .missing: return "\(finding.name) has no copy of its exercise: \(place)."
    case .inconsistent:
      return "\(finding.name), \(differences), \(finding.severity?.rawValue ?? ""): \(place)."
    }
  }

  /// `type is Machine and should be Barbell`.
  private var differences: String {
    guard let embedded = finding.embedded, let master = finding.master else { return "" }
    return finding.fields.map {
      "\($0.words) is \($0.value(of: embedded)) and should be \($0.value(of: master))"
    }.joined(separator: ", ")
  }

  private var places: String {
    let documents = counted(finding.documentCount, "document")
    return finding.count == finding.documentCount
      ? documents : "\(counted(finding.count, "place")) in \(documents)"
  }

  private var named: String {
    let headings = finding.places.prefix(Self.namedPlaces).map(\.words)
    let more = finding.documentCount > headings.count ? ", …" : ""
    return " (\(headings.joined(separator: ", "))\(more))"
  }

  var json: JSONValue {
    func values(_ metadata: ExerciseMetadata?) -> JSONValue {
      guard let metadata else { return .null }
      return .object(
        MetadataField.allCases.map { ($0.rawValue, .text($0.value(of: metadata))) })
    }
    return .object([
      ("kind", .text(finding.kind.rawValue)), ("id", .text(finding.id)),
      ("refersTo", .text("\(finding.collection.rawValue)/\(finding.exerciseId)")),
      ("severity", .optional(finding.severity?.rawValue)), ("places", .integer(finding.count)),
      ("documents", .integer(finding.documentCount)),
      ("fields", .list(finding.fields.map { .text($0.rawValue) })),
      ("embedded", values(finding.embedded)), ("master", values(finding.master)),
      (
        "first",
        .list(
          finding.places.map {
            .text("\($0.document.collection.rawValue)/\($0.document.id)")
          })
      ),
    ])
  }
}

extension MetadataFinding.Place {
  /// `2026-11-20 “Push A”`, or what the document is.
  var words: String {
    let title = heading.title.isEmpty ? document.id : heading.title
    return (heading.date.map { "\($0) " } ?? "\(document.collection.noun) ") + "“\(title)”"
  }
}

/// Lists of findings, of which the first are told in detail.
struct FindingList {
  let findings: [MetadataFinding]
  let isVerbose: Bool

  var lines: [String] {
    let most = isVerbose ? findings.count : Thresholds.detailedFindings.count
    let shown = findings.prefix(most).map { FindingText(finding: $0).line.sanitized }
    return shown + FindingList.more(findings.count - shown.count)
  }

  static func more(_ count: Int) -> [String] {
    count > 0 ? ["… and \(count) more; --verbose lists all."] : []
  }
}

extension MetadataSurvey {
  /// The sums by collection.
  func table(_ wording: Wording) -> TextTable {
    var table = TextTable([
      ("", .left), ("documents", .right), ("exercises", .right), ("unknown", .right),
      ("without copy", .right), ("differing", .right), ("sets", .right), ("counted", .right),
      ("volume (\(wording.unit.rawValue))", .right),
    ])
    for collection in Collection.allCases {
      guard let counts = collections[collection] else { continue }
      table.add([
        "\(collection.noun)s", "\(counts.documents)", "\(counts.references)", "\(counts.orphans)",
        "\(counts.missing)", "\(counts.inconsistent)", "\(counts.sets)", "\(counts.countedSets)",
        wording.volume(counts.volume),
      ])
    }
    return table
  }

  var json: [(String, JSONValue)] {
    [
      ("documents", .integer(documents)), ("references", .integer(references)),
      ("orphanedReferences", .integer(orphans)), ("missingMetadata", .integer(missing)),
      (
        "inconsistencies",
        .object(Severity.allCases.map { ($0.rawValue, .integer(inconsistent($0))) })
      ),
      ("consistency", .number(consistency)), ("completeness", .number(completeness)),
    ]
  }

  /// By collection.
  var countsJSON: JSONValue {
    .object(
      Collection.allCases.compactMap { collection in
        collections[collection].map { counts in
          (
            collection.rawValue,
            .object([
              ("documents", .integer(counts.documents)),
              ("references", .integer(counts.references)),
              ("places", .integer(counts.places)), ("copies", .integer(counts.copies)),
              ("orphanedReferences", .integer(counts.orphans)),
              ("missingMetadata", .integer(counts.missing)),
              ("inconsistentMetadata", .integer(counts.inconsistent)),
              ("affectedDocuments", .integer(counts.affected)), ("sets", .integer(counts.sets)),
              ("countedSets", .integer(counts.countedSets)), ("volume", .number(counts.volume)),
            ])
          )
        }
      })
  }
}

extension JSONValue {
  static func failures(_ failures: [FailedCheck]) -> JSONValue {
    .list(
      failures.map {
        .object([("check", .text($0.check)), ("error", .text($0.reason))])
      })
  }
}
