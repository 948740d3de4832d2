import Store
public import Training
import Wire

/// Why documents could not be migrated: the plan's categories, and what they are for a file on a disk.
public enum FailureCategory: String, Hashable, Sendable, CaseIterable {
  /// Another program has held the store for too long.
  case timeout
  /// The file, or the document, could not be had just then.
  case serviceUnavailable = "service_unavailable"
  /// The disk is full.
  case rateLimit = "rate_limit"
  /// The file may not be written.
  case permission
  /// No list has the exercise.
  case notFound = "not_found"
  case unknown

  public init(of error: any Error) {
    self =
      switch error {
      case StoreError.locked: .timeout
      case StoreError.stale, StoreError.cannotOpen: .serviceUnavailable
      case StoreError.diskFull: .rateLimit
      case StoreError.readOnly: .permission
      case StoreError.missing: .notFound
      default: .unknown
      }
  }

  /// Whether trying again may help.
  public var isRetryable: Bool {
    switch self {
    case .timeout, .serviceUnavailable, .rateLimit: true
    case .permission, .notFound, .unknown: false
    }
  }

  public var words: String {
    switch self {
    case .timeout: "timeout"
    case .serviceUnavailable: "not available"
    case .rateLimit: "no room"
    case .permission: "no permission"
    case .notFound: "not found"
    case .unknown: "unknown"
    }
  }
}

/// Something that went wrong in a migration, as it is kept.
public struct MigrationFailure: Hashable, Sendable {
  public var migration: String
  public var at: Instant
  public var category: FailureCategory
  /// The document, by collection and id; nil where it is about a whole batch.
  public var document: String?
  /// The exercise that no list has.
  public var exercise: String?
  /// How many documents it concerns.
  public var documents: Int
  /// How often it had been tried again before.
  public var retries = 0
  public var sentence: String

  static let kind = NoteKind("migration error", most: 500)

  var text: String {
    JSONValue.object([
      ("migration", .text(migration)), ("at", .integer(Int(at.milliseconds))),
      ("category", .text(category.rawValue)), ("retryable", .flag(category.isRetryable)),
      ("document", document.map { .text($0) } ?? .null),
      ("exercise", exercise.map { .text($0) } ?? .null), ("documents", .integer(documents)),
      ("retries", .integer(retries)), ("sentence", .text(sentence)),
    ]).json
  }

  init(
    migration: String, at: Instant, category: FailureCategory, document: String? = nil,
    exercise: String? = nil, documents: Int = 1, retries: Int = 0, sentence: String
  ) {
    (self.migration, self.at, self.category) = (migration, at, category)
    (self.document, self.exercise, self.documents) = (document, exercise, documents)
    (self.retries, self.sentence) = (retries, sentence)
  }

  /// Nil where the note is none of these.
  init?(_ note: Note) {
    // What cannot be read is a note of another version, and is passed over.
    guard let object = try? JSONSlice(note.text),
      let migration = object.first("migration")?.string,
      let category = object.first("category")?.string.flatMap(FailureCategory.init(rawValue:)),
      let sentence = object.first("sentence")?.string
    else { return nil }
    self.init(
      migration: migration, at: note.at, category: category,
      document: object.first("document")?.string, exercise: object.first("exercise")?.string,
      documents: max(0, object.first("documents")?.int ?? 1),
      retries: max(0, object.first("retries")?.int ?? 0), sentence: sentence)
  }
}
