import GRDB

/// The mark that every transaction leaves in the database: which state it is, and which one was before it.
///
/// SQLite keeps nothing that tells whether a log belongs to a file. Each transaction puts a page with a new mark into the
/// log, so that the log's first mark names the state that the file had when the log began, and the later ones those that
/// the file may have come to since by checkpoints. A file with another mark is another file.
struct Lineage: Hashable {
  /// What the page is known by.
  static let magic = Array("Tonnage lineage.".utf8)
  private static let markBytes = 16
  /// The format from which on a store has the mark.
  static let firstFormat = 4

  /// The state the transaction made.
  var token: [UInt8]
  /// The state before it; zeros where the mark began with the transaction.
  var former: [UInt8]

  var isFirst: Bool { former.allSatisfy { $0 == 0 } }

  /// The mark on a page; nil where it is another page.
  ///
  /// The table has one row, so its page is a leaf with one cell: length, row id, a header of three bytes, the blob.
  init?(page: [UInt8]) {
    guard page.count >= 512, page[0] == 0x0D, page.number(at: 3, bytes: 2) == 1 else { return nil }
    let start = page.number(at: 8, bytes: 2) + 5
    let end = start + Self.magic.count + 2 * Self.markBytes
    guard end <= page.count, page[start..<(start + Self.magic.count)].elementsEqual(Self.magic)
    else { return nil }
    token = Array(page[(start + Self.magic.count)..<(end - Self.markBytes)])
    former = Array(page[(end - Self.markBytes)..<end])
  }

  // MARK: In the database

  static let table = """
    CREATE TABLE lineage (id INTEGER PRIMARY KEY CHECK (id = 1), mark BLOB NOT NULL);
    INSERT INTO lineage VALUES (1, CAST('Tonnage lineage.' || randomblob(16) || zeroblob(16) AS BLOB));
    """

  /// Marks the state that a transaction makes. Call once in each.
  static func advance(_ database: Database) throws {
    try database.cachedStatement(
      sql: """
        UPDATE lineage SET mark =
          CAST(substr(mark, 1, 16) || randomblob(16) || substr(mark, 17, 16) AS BLOB)
        """
    ).execute()
  }

  /// Makes a copy a database of its own, which no log of the original fits.
  static func beginAnew(_ database: Database) throws {
    guard try database.tableExists("lineage") else { return }
    try database.execute(
      sql: """
        UPDATE lineage SET mark =
          CAST(substr(mark, 1, 16) || randomblob(16) || zeroblob(16) AS BLOB)
        """)
  }

  /// The state that a connection sees, as text; nil where there is none or it cannot be read.
  static func state(_ database: Database) -> String? {
    do {
      return try String.fetchOne(database, sql: "SELECT hex(mark) FROM lineage")
    } catch {
      // The question is whether the page is damaged: if it is, there is no state.
      return nil
    }
  }

  /// The page that holds the mark.
  static func page(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'lineage'")
  }

  // MARK: File and log

  /// The mark that the file itself holds on a page, whatever its log says.
  static func mark(in file: RawFile, page: Int, pageSize: Int) throws(StoreError) -> Lineage? {
    Lineage(page: try file.bytes(pageSize, at: (page - 1) * pageSize))
  }

  /// Whether a log belongs to this file: true unless something says that it does not.
  static func belongs(_ log: WriteAheadLog, to file: RawFile) throws -> Bool {
    var tokens: Set<[UInt8]>?
    var answer: Bool?
    try log.forEachFrame { frame in
      guard let mark = try mark(in: log, frame) else { return true }
      if tokens == nil {
        // Nothing is known of what was before the first mark.
        if mark.isFirst { return decide(true, &answer) }
        let found = try marks(in: file, likelyOn: frame.page, pageSize: log.pageSize)
        // Only a page that is about to be moved can be missing from a file of ours; an older format has none.
        if found.isEmpty { return decide(try isMarked(file), &answer) }
        if found.contains(mark.former) { return decide(true, &answer) }
        tokens = found
      }
      return tokens?.contains(mark.token) == true ? decide(true, &answer) : true
    }
    return answer ?? (tokens == nil)
  }

  /// Whether another program has written to the log after the store did: its transactions leave no mark.
  static func isEdited(_ log: WriteAheadLog) throws -> Bool {
    var isInOwn = false
    var isEdited = true
    try log.forEachFrame { frame in
      if try mark(in: log, frame) != nil {
        (isInOwn, isEdited) = (true, false)
      } else if !isInOwn {
        isEdited = true
      }
      if frame.pagesAfter > 0 { isInOwn = false }
      return true
    }
    return isEdited
  }

  private static func decide(_ value: Bool, _ answer: inout Bool?) -> Bool {
    answer = value
    return false
  }

  /// The mark that a frame of the log holds. Most frames are told apart by their first bytes.
  private static func mark(in log: WriteAheadLog, _ frame: WriteAheadLog.Frame) throws -> Lineage? {
    let head = try log.file.bytes(8, at: frame.offset)
    guard head.count == 8, head[0] == 0x0D, head[3] == 0, head[4] == 1 else { return nil }
    return Lineage(page: try log.file.bytes(log.pageSize, at: frame.offset))
  }

  /// The states that the file's pages are marked with: one as a rule, where the log has it too.
  private static func marks(in file: RawFile, likelyOn page: Int, pageSize: Int) throws -> Set<
    [UInt8]
  > {
    if let mark = try mark(in: file, page: page, pageSize: pageSize) { return [mark.token] }
    var found: Set<[UInt8]> = []
    for page in stride(from: 2, through: (file.trace?.bytes ?? 0) / pageSize, by: 1) {
      if let mark = try mark(in: file, page: page, pageSize: pageSize) { found.insert(mark.token) }
    }
    return found
  }

  private static func isMarked(_ file: RawFile) throws -> Bool {
    let header = try file.bytes(FileHeader.byteCount, at: 0)
    return header.count == FileHeader.byteCount
      && FileHeader(header, bytes: 0).format >= firstFormat
  }
}
