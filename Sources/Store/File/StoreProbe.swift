import GRDB
import System
public import Training

/// How a store answers just now, and how its file stands.
public struct StoreProbe: Hashable, Sendable {
  /// Milliseconds that a question took, and a write that was taken back.
  public var readTime: Double
  public var writeTime: Double
  /// What the file and its log take; 0 in memory.
  public var bytes: Int
  public var logBytes: Int
  /// What the disk still takes; nil in memory, and where the system does not say.
  public var freeBytes: Int?
}

extension Store {
  /// More than a page: the trial needs room that the file may not have yet.
  private static let trialBytes = 16 * 1024
  private static let trial = NoteKind("trial", most: 1)

  /// Asks the store something, and writes to it: what is written is read back and taken back, and is never on disk.
  ///
  /// - Parameter patience: How long to wait for another writer, in milliseconds.
  /// - Throws: ``StoreError`` where it does not answer or may not be written to.
  public func probe(at now: Instant, within patience: Int) throws -> StoreProbe {
    let began = SystemClock.elapsedSeconds
    try read { _ = try $0.hasWorkouts() }
    let asked = SystemClock.elapsedSeconds
    let text = String(repeating: "x", count: Self.trialBytes)
    try rehearse("Trying to write", within: patience) { database in
      let table = NoteTable(database: database)
      let number = try table.add(Self.trial, text, at: now)
      guard try table.newest(Self.trial, limit: 1).first?.text == text else {
        throw StoreError.corrupt(
          path: path, attempt: "Reading back what was written",
          reason: "note \(number) reads differently")
      }
    }
    let written = SystemClock.elapsedSeconds
    return StoreProbe(
      readTime: (asked - began) * 1000, writeTime: (written - asked) * 1000,
      bytes: isFile ? FileStatus(at: path)?.bytes ?? 0 : 0,
      logBytes: isFile ? FileStatus(at: path + "-wal")?.bytes ?? 0 : 0,
      freeBytes: isFile ? FileSystem.freeBytes(at: folder) : nil)
  }

  /// Looks through the whole file: each page, each table. Takes as long as reading it.
  ///
  /// - Returns: What is wrong, in SQLite's words; nothing as a rule.
  public func quickCheck(limit: Int = 10) throws -> [String] {
    do {
      let lines = try open { database in
        try String.fetchAll(database, sql: "PRAGMA quick_check(\(max(1, limit)))")
      }
      return lines == ["ok"] ? [] : lines
    } catch {
      throw translated(error, attempt: "Checking the file")
    }
  }
}
