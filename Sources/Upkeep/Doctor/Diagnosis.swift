public import Store
import Sync
import Training
public import Wire

/// What doctor says of a store: what is wrong, what would come back and from where, and what would not.
public struct Diagnosis: Sendable {
  public let examination: Examination

  public init(_ examination: Examination) { self.examination = examination }

  public var isSound: Bool { examination.isSound }

  /// How many documents of a list are named; JSON names all.
  private static let mostNamed = 20

  /// What is wrong and what a rescue would come to, line by line.
  public var lines: [String] {
    if isSound { return ["\(examination.path) is sound. There is nothing to do."] }
    return ["\(examination.path) \(words)."] + backups + returning + losses + rest
  }

  // MARK: What is wrong

  private var words: String {
    switch examination.ailments.first {
    case .missing: "is not there, or empty"
    case nil: "is sound"
    default: "is damaged: \(examination.ailments.map(\.words).joined(separator: "; "))"
    }
  }

  // MARK: What comes back

  private var backups: [String] {
    let used =
      examination.backup.map { "The newest good backup is \($0)." }
      ?? "There is no good backup beside it."
    return [used] + examination.unusable.map { "\($0.path) is not used: \($0.reason)." }
  }

  private var returning: [String] {
    var lines: [String] = []
    let file = Self.counted(examination.fromFile)
    lines.append(file.isEmpty ? "Nothing can be read in the file itself." : "In the file: \(file).")
    for origin in Origin.all {
      let documents = examination.recovered.filter { origin.matches($0) }
      lines += Self.list(origin.words, documents.map { ($0.key, $0.heading) })
    }
    return lines
  }

  private var losses: [String] {
    Self.list(
      "Lost, as neither the file nor its journal nor a backup has",
      examination.lost.map { ($0.key, $0.heading) })
  }

  private var rest: [String] {
    var lines: [String] = []
    if examination.lost.isEmpty { lines.append("No document is lost.") }
    if examination.withoutHistory > 0 {
      let count = examination.withoutHistory
      lines.append(
        "Earlier changes of \(count) \(count == 1 ? "document" : "documents") can't be undone any more."
      )
    }
    switch examination.link {
    case .none: break
    case .kept, .fromBackup:
      lines.append("The next “tonnage sync” reads the whole dump, and brings what it has besides.")
    case .lost:
      lines.append(
        "Where the log is synced to cannot be read: name it again with “tonnage sync setup”.")
    }
    return lines
  }

  // MARK: Words

  /// Where documents come from that the file does not give.
  private struct Origin {
    let source: RecoveredDocument.Source
    /// Nil for both.
    var isLatest: Bool?
    let words: String

    func matches(_ document: RecoveredDocument) -> Bool {
      document.source == source && isLatest.map { $0 == document.isLatest } ?? true
    }

    static let all = [
      Origin(source: .journal, words: "From the journal, as they were last"),
      Origin(
        source: .journalOverBackup,
        words: "From the backup, with what the journal has of them since"),
      Origin(source: .backup, isLatest: true, words: "From the backup, unchanged since"),
      Origin(
        source: .backup, isLatest: false,
        words: "From the backup, without what may have been changed since"),
      Origin(source: .joined, words: "From the file and the backup, joined"),
      Origin(source: .dump, words: "As the last sync left them"),
    ]
  }

  /// A heading and the documents below it, each by its day and title; nothing where there are none.
  private static func list(_ words: String, _ documents: [(DocumentKey, DocumentHeading)])
    -> [String]
  {
    guard !documents.isEmpty else { return [] }
    var counts: [Collection: Int] = [:]
    for (key, _) in documents { counts[key.collection, default: 0] += 1 }
    var lines = ["\(words): \(counted(counts)):"]
    for (key, heading) in documents.prefix(mostNamed) {
      lines.append("  \(key.collection.noun) \(name(key, heading))")
    }
    if documents.count > mostNamed { lines.append("  and \(documents.count - mostNamed) more") }
    return lines
  }

  private static func name(_ key: DocumentKey, _ heading: DocumentHeading) -> String {
    let title = heading.title.isEmpty && heading.date == nil ? key.id : heading.title
    return [heading.date?.description, title.isEmpty ? nil : title].compactMap(\.self)
      .joined(separator: " ")
  }

  /// `20 workouts, 1 program`.
  private static func counted(_ counts: [Collection: Int]) -> String {
    Collection.allCases.compactMap { collection in
      guard let count = counts[collection], count > 0 else { return nil }
      return "\(count) \(collection.noun)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }
}

// MARK: - JSON

extension Diagnosis {
  /// The same for scripts, every document named.
  public var members: [(String, JSONValue)] {
    let counts = examination.fromFile.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }
    return [
      ("store", .text(examination.path)), ("sound", .flag(isSound)),
      (
        "ailments",
        .list(
          examination.ailments.map {
            .object([("kind", .text($0.name)), ("words", .text($0.words))])
          })
      ),
      ("backup", examination.backup.map { .text($0) } ?? .null),
      (
        "unusableBackups",
        .list(
          examination.unusable.map {
            .object([("path", .text($0.path)), ("reason", .text($0.reason))])
          })
      ),
      ("fromFile", .object(counts.map { ($0.0, .integer($0.1)) })),
      ("recovered", .list(examination.recovered.map(Self.json))),
      (
        "lost", .list(examination.lost.map { .object(Self.members($0.key, $0.heading)) })
      ),
      ("withoutHistory", .integer(examination.withoutHistory)),
      ("link", .text(examination.link.name)),
    ]
  }

  private static func json(_ document: RecoveredDocument) -> JSONValue {
    .object(
      members(document.key, document.heading) + [
        ("source", .text(document.source.name)), ("latest", .flag(document.isLatest)),
      ])
  }

  private static func members(_ key: DocumentKey, _ heading: DocumentHeading) -> [(
    String, JSONValue
  )] {
    [
      ("collection", .text(key.collection.rawValue)), ("id", .text(key.id)),
      ("title", .text(heading.title)),
      ("date", heading.date.map { .text($0.description) } ?? .null),
    ]
  }
}

extension Ailment {
  var words: String {
    switch self {
    case .missing: "it is not there, or empty"
    case .unopened(let reason): reason
    case .pages(let reason): "its pages do not fit together (\(reason))"
    case .documents(let keys):
      "\(keys.count) \(keys.count == 1 ? "document is" : "documents are") not what was written"
    case .history(let keys):
      "the journal does not give \(keys.count) of its documents"
    case .deletions(let keys):
      "\(keys.count) \(keys.count == 1 ? "deletion" : "deletions") cannot be read"
    case .figures: "trends and records are not those of its workouts"
    case .noted(let reason): "another program met damage there (\(reason))"
    }
  }

  var name: String {
    switch self {
    case .missing: "missing"
    case .unopened: "unopened"
    case .pages: "pages"
    case .documents: "documents"
    case .history: "history"
    case .deletions: "deletions"
    case .figures: "figures"
    case .noted: "noted"
    }
  }
}

extension RecoveredDocument.Source {
  var name: String {
    switch self {
    case .journal: "journal"
    case .journalOverBackup: "journal over backup"
    case .backup: "backup"
    case .joined: "joined"
    case .dump: "dump"
    }
  }
}

extension RescuedLink {
  var name: String {
    switch self {
    case .none: "none"
    case .kept: "kept"
    case .fromBackup: "backup"
    case .lost: "lost"
    }
  }
}
