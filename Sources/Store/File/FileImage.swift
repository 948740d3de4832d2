import GRDB
import GRDBSQLite

/// A database as its file and its log together give it, page by page.
///
/// Nothing is locked, written or made beside the file: it can be read where SQLite itself cannot, on a full disk or one
/// that may not be written.
struct FileImage {
  let pageSize: Int
  let pages: Int
  /// Bytes at the end of each page that SQLite leaves to others.
  let reserved: Int
  private let file: RawFile
  private let log: WriteAheadLog?
  private let places: [Int: Int]

  /// - Parameter log: The log to be read over the file; nil where there is none, or it is not of this file.
  init(_ file: RawFile, _ log: WriteAheadLog?) throws {
    let bytes = try file.bytes(FileHeader.byteCount, at: 0)
    guard bytes.count == FileHeader.byteCount else {
      throw StoreError.cannotOpen(path: file.path, reason: "it is damaged: it has no header")
    }
    let header = FileHeader(bytes, bytes: file.trace?.bytes ?? 0)
    guard header.pageSize >= 512 else {
      throw StoreError.cannotOpen(path: file.path, reason: "it is damaged: its header is invalid")
    }
    let committed = try log.flatMap { $0.pageSize == header.pageSize ? try $0.committed() : nil }
    self.file = file
    self.log = log
    places = committed?.places ?? [:]
    pageSize = header.pageSize
    reserved = Int(bytes[20])
    pages = committed?.pages ?? (header.bytes + header.pageSize - 1) / header.pageSize
  }

  /// A page; where the file ends before it, as much of it as there is, and zeros.
  ///
  /// - Parameter number: From 1 on.
  func page(_ number: Int) throws -> [UInt8] {
    var bytes =
      if let log, let place = places[number] {
        try log.file.bytes(pageSize, at: place)
      } else {
        try file.bytes(pageSize, at: (number - 1) * pageSize)
      }
    if bytes.count < pageSize { bytes += [UInt8](repeating: 0, count: pageSize - bytes.count) }
    return bytes
  }

  /// How often the file is read again where somebody writes to it meanwhile.
  private static let attempts = 5

  /// The database read into memory at one moment.
  ///
  /// - Parameter usesLog: False where the log beside the file is not of it.
  static func loaded(_ path: String, usesLog: Bool) throws -> DatabaseQueue {
    for _ in 0..<attempts {
      let file = try RawFile.opened(path)
      let before = file.trace
      let log = usesLog ? try WriteAheadLog(beside: path) : nil
      let queue = try FileImage(file, log).inMemory()
      if file.trace == before, try log?.isSame() ?? true { return queue }
    }
    throw StoreError.locked(path: path)
  }

  private func inMemory() throws -> DatabaseQueue {
    let queue = try DatabaseQueue(configuration: StoreFile.configuration(readOnly: false))
    let count = pages * pageSize
    guard let buffer = sqlite3_malloc64(UInt64(count)) else {
      throw StoreError.cannotOpen(path: file.path, reason: "there is not enough memory to read it")
    }
    var isHandedOver = false
    defer { if !isHandedOver { sqlite3_free(buffer) } }
    for number in 1...max(1, pages) {
      let bytes = try page(number)
      let start = buffer + (number - 1) * pageSize
      bytes.withUnsafeBytes { source in
        if let first = source.baseAddress { start.copyMemory(from: first, byteCount: source.count) }
      }
    }
    // In memory there is no write-ahead log: the header has to say so.
    buffer.storeBytes(of: 0x0101, toByteOffset: 18, as: UInt16.self)
    let code = queue.inDatabase { database in
      sqlite3_deserialize(
        database.sqliteConnection, "main", buffer.assumingMemoryBound(to: UInt8.self),
        Int64(count), Int64(count),
        UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE))
    }
    // SQLite frees what it was handed even where it refuses it.
    isHandedOver = true
    guard code == SQLITE_OK else {
      throw StoreError.cannotOpen(path: file.path, reason: "it cannot be read into memory")
    }
    return queue
  }
}
