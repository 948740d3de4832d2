import GRDB
import Sync
import Training
import Wire

/// A store in memory, filled with the rows that could be read of a damaged one.
struct RescueStage {
  let queue: DatabaseQueue
  private(set) var gaps = RescueGaps()
  /// What derived rows say of workouts that cannot be read: their names and days.
  private(set) var names: [DocumentKey: DocumentHeading] = [:]

  /// An empty one, as one that is filled with nothing.
  init() throws {
    queue = try Self.empty(Schema.latest)
    gaps.areAllTables = true
  }

  /// - Parameter format: The format that the damaged store has.
  init(_ wreck: Wreck, format: Int) throws {
    queue = try Self.empty(format)
    var (gaps, names) = (gaps, names)
    try queue.write { database in
      for shape in try TableShape.all(database) {
        if shape.table == "workout" || shape.table == "weighing" {
          try Self.note(wreck.remains(of: shape), of: shape, &names)
        }
        guard !DerivedTable.names.contains(shape.table), shape.table != "lineage" else { continue }
        let remains = wreck.remains(of: shape)
        gaps.note(remains, of: shape)
        try Self.fill(shape, remains, &gaps, database: database)
      }
      try Migrator(database: database).migrate()
    }
    self.gaps = gaps
    self.names = names
  }

  /// A store in memory of a format.
  static func empty(_ format: Int) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(configuration: StoreFile.configuration(readOnly: false))
    try queue.write {
      try Migrator(database: $0).migrate(Schema.migrations.filter { $0.version <= format })
    }
    return queue
  }

  private static func fill(
    _ shape: TableShape, _ remains: Wreck.Remains, _ gaps: inout RescueGaps, database: Database
  ) throws {
    let rows = shape.table == "document" ? newestFirst(remains.rows) : remains.rows
    for (number, values) in rows {
      if let key = shape.key(of: values), !shape.isIntact(values) {
        gaps.noteAltered(key, shape.table)
        continue
      }
      let names = shape.columns.prefix(values.count).map(\.name).joined(separator: ", ")
      let marks = values.map { _ in "?" }.joined(separator: ", ")
      let arguments = zip(shape.columns, values).map { column, value in
        column.isNumber ? number.databaseValue : value.databaseValue
      }
      do {
        try database.cachedStatement(
          sql: "INSERT OR IGNORE INTO \(shape.table) (\(names)) VALUES (\(marks))"
        ).execute(arguments: StatementArguments(arguments))
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        gaps.isTorn.insert(shape.table)
      }
    }
  }

  /// Of two rows of one key the later holds.
  private static func newestFirst(_ rows: [(number: Int64, values: [BTree.Value])]) -> [(
    number: Int64, values: [BTree.Value]
  )] {
    rows.sorted { ($0.values[3].integer ?? 0) > ($1.values[3].integer ?? 0) }
  }

  private static func note(
    _ remains: Wreck.Remains, of shape: TableShape, _ names: inout [DocumentKey: DocumentHeading]
  ) throws {
    guard let id = shape.place(of: "id"), let date = shape.place(of: "date") else { return }
    for (_, values) in remains.rows {
      guard let id = values[id].text, let day = values[date].integer,
        LocalDate.calendar.contains(Int(day))
      else { continue }
      let title = shape.place(of: "name").flatMap { values[$0].text } ?? ""
      names[DocumentKey(shape.table == "workout" ? .workoutLogs : .bodyWeights, id)] =
        DocumentHeading(title, date: LocalDate(dayNumber: Int(day)))
    }
  }
}

/// What is known not to have been read.
struct RescueGaps {
  /// Documents of which a row is missing.
  private(set) var documents: Set<DocumentKey> = []
  private(set) var snapshots: Set<DocumentKey> = []
  /// Rows of the journal that are missing, with their document and step, where an index knows them.
  private(set) var journal: [(row: Int64, key: DocumentKey?, step: Int64?)] = []
  /// Tables of which something is missing.
  var isTorn: Set<String> = []
  /// Tables of which more may be missing than is known.
  private var isUncertain: Set<String> = []
  /// Whether there was nothing to read at all.
  var areAllTables = false

  mutating func note(_ remains: Wreck.Remains, of shape: TableShape) {
    if remains.isTorn || !remains.missing.isEmpty { isTorn.insert(shape.table) }
    if remains.isUncertain { isUncertain.insert(shape.table) }
    for (number, values) in remains.missing {
      let key = shape.key(of: values)
      switch shape.table {
      case "document": if let key { documents.insert(key) }
      case "snapshot": if let key { snapshots.insert(key) }
      case "journal":
        let step = shape.place(of: "step").flatMap { values[$0]?.integer }
        journal.append((number, key, step))
      default: break
      }
    }
  }

  mutating func noteAltered(_ key: DocumentKey, _ table: String) {
    isTorn.insert(table)
    if table == "document" { documents.insert(key) } else { snapshots.insert(key) }
  }

  mutating func noteJournal(_ row: Int64, _ key: DocumentKey?, _ step: Int64?) {
    isTorn.insert("journal")
    journal.append((row, key, step))
  }

  mutating func noteDocument(_ key: DocumentKey) { documents.insert(key) }

  /// Whether everything that a table had is known, even where it could not be read.
  func knowsAll(of table: String) -> Bool { !areAllTables && !isUncertain.contains(table) }

  /// Whether nothing of a table is missing.
  func isWhole(_ table: String) -> Bool { knowsAll(of: table) && !isTorn.contains(table) }
}

extension TableShape {
  /// The document that a row is of; nil where it is of none.
  func key(of values: [BTree.Value]) -> DocumentKey? {
    key(
      of: Dictionary(
        uniqueKeysWithValues: values.prefix(columns.count).enumerated().map { ($0, $1) }))
  }

  /// As for whole rows, of what an index knows of one.
  func key(of values: [Int: BTree.Value]) -> DocumentKey? {
    guard let collection = place(of: "collection").flatMap({ values[$0]?.text }),
      let id = place(of: "id").flatMap({ values[$0]?.text })
    else { return nil }
    return Collection(rawValue: collection).map { DocumentKey($0, id) }
  }

  /// Whether a row is what was written, where it has a checksum.
  func isIntact(_ values: [BTree.Value]) -> Bool {
    guard let place = place(of: "checksum"), values.count > place,
      let key = key(of: values), let part = self.place(of: "part").flatMap({ values[$0].integer }),
      let json = self.place(of: "json"), case .text(let json) = values[json]
    else { return place(of: "checksum") == nil }
    return values[place].integer
      == Checksum.of(json, key.collection.rawValue, key.id, part: Int(truncatingIfNeeded: part))
  }
}
