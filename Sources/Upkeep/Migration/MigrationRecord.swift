public import Store
public import Training
public import Wire

/// A migration, as it is kept: one note whenever its state changes, the newest counts.
public struct MigrationRecord: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    /// Under way, or ended by a kill or a full disk: the next run goes on with it.
    case running
    /// Stopped by itself before anything could be lost; the next run goes on with it.
    case paused
    case done
    /// What it had added is taken back, or being taken back.
    case rolledBack
  }

  /// Also the moment that its copies are dated with, in milliseconds: they are known by it.
  public var began: Instant
  public var state = State.running
  /// Documents to be migrated.
  public var planned: Int
  public var plannedWorkouts = 0
  public var plannedPrograms = 0
  /// Documents and entries that were given metadata so far.
  public var documents = 0
  public var entries = 0
  public var batches = 0
  /// Documents that could not be migrated.
  public var failed = 0
  /// The backup that was made before; nil where none could be, as in memory.
  public var backup: String?
  /// What the migrated documents held before and after.
  public var before = ContentCensus()
  public var after = ContentCensus()
  /// Documents whose new copies agree with the exercise list, in percent.
  public var consistency = 100.0
  /// Seconds of work, without measuring.
  public var seconds = 0.0
  /// Seconds it paused for an open screen.
  public var yielded = 0.0
  /// Mean page times of an open screen in milliseconds, before and the highest during it; nil where none was open.
  public var pagesBefore: Double?
  public var pagesDuring: Double?
  /// How often fewer batches were prepared at a time.
  public var throttled = 0
  /// Whether taking the last batch back was tried on a copy, and gave what was there before.
  public var triedRollback: Bool?
  /// Why it is paused or rolled back.
  public var reason: String?

  public init(began: Instant, planned: Int) {
    (self.began, self.planned) = (began, planned)
  }

  public var id: String { "migration_\(began.milliseconds)" }

  static let kind = NoteKind("migration", most: 100)

  /// The latest migration of a store; nil where there was none.
  public static func latest(_ reader: Reader) throws -> MigrationRecord? {
    try reader.notes(kind, limit: 10).lazy.compactMap { MigrationRecord($0) }.first
  }

  public var value: JSONValue {
    func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
    func census(_ census: ContentCensus) -> JSONValue {
      .object([
        ("documents", .integer(census.documents)), ("sets", .integer(census.sets)),
        ("unknownFields", .integer(census.unknownFields)), ("hash", .text(census.hashText)),
      ])
    }
    return .object([
      ("id", .text(id)), ("began", .integer(Int(began.milliseconds))),
      ("state", .text(state.rawValue)), ("planned", .integer(planned)),
      ("workouts", .integer(plannedWorkouts)), ("programs", .integer(plannedPrograms)),
      ("documents", .integer(documents)), ("entries", .integer(entries)),
      ("batches", .integer(batches)), ("failed", .integer(failed)),
      ("backup", backup.map { .text($0) } ?? .null), ("before", census(before)),
      ("after", census(after)), ("consistency", .number(consistency)),
      ("seconds", .number(seconds)), ("yielded", .number(yielded)),
      ("pagesBefore", optional(pagesBefore)), ("pagesDuring", optional(pagesDuring)),
      ("throttled", .integer(throttled)),
      ("triedRollback", triedRollback.map { .flag($0) } ?? .null),
      ("reason", reason.map { .text($0) } ?? .null),
    ])
  }

  var text: String { value.json }

  /// Nil where the note is none of these.
  init?(_ note: Note) {
    // What cannot be read is a note of another version, and is passed over.
    guard let object = try? JSONSlice(note.text), let began = object.first("began")?.int,
      let state = object.first("state")?.string.flatMap(State.init(rawValue:))
    else { return nil }
    func count(_ name: String) -> Int { max(0, object.first(name)?.int ?? 0) }
    self.init(began: Instant(milliseconds: Int64(began)), planned: count("planned"))
    self.state = state
    (plannedWorkouts, plannedPrograms) = (count("workouts"), count("programs"))
    (documents, entries) = (count("documents"), count("entries"))
    (batches, failed, throttled) = (count("batches"), count("failed"), count("throttled"))
    backup = object.first("backup")?.string
    before = ContentCensus(object.first("before"))
    after = ContentCensus(object.first("after"))
    consistency = object.first("consistency")?.double ?? 100
    seconds = object.first("seconds")?.double ?? 0
    yielded = object.first("yielded")?.double ?? 0
    pagesBefore = object.first("pagesBefore")?.double
    pagesDuring = object.first("pagesDuring")?.double
    triedRollback = object.first("triedRollback")?.bool
    reason = object.first("reason")?.string
  }
}

extension ContentCensus {
  fileprivate init(_ json: JSONSlice?) {
    self.init()
    documents = max(0, json?.first("documents")?.int ?? 0)
    sets = max(0, json?.first("sets")?.int ?? 0)
    unknownFields = max(0, json?.first("unknownFields")?.int ?? 0)
    hash = json?.first("hash")?.string.flatMap { UInt64($0, radix: 16) } ?? 0
  }
}
