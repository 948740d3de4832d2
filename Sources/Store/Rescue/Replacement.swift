import GRDB
import System
public import Training

/// The steps in which one file takes another's place. Before the move the store is what it was, from then on it is the
/// other: each name is given in one go, and what a step leaves behind harms neither.
enum ReplacementStep: Int, CaseIterable, Comparable {
  case locking, drafting, sealing, keeping, keepingLog, moving, clearing, finishing

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a replacement has left.
public struct Replaced: Hashable, Sendable {
  /// The store.
  public var path: String
  /// What the file that was there is called now; nil where there was none.
  public var aside: String?
}

extension Examination {
  /// Puts the rescued store in the damaged one's place. The damaged file keeps its content under another name.
  ///
  /// - Throws: ``StoreError``; the store is as it was then.
  public func carryOut(at now: Instant) throws -> Replaced { try carryOut(at: now) { _ in } }

  /// - Parameter before: Called before each step; what it throws is as if the step had failed.
  func carryOut(at now: Instant, before: @escaping (ReplacementStep) throws -> Void) throws
    -> Replaced
  {
    guard let queue, !isSound else { return Replaced(path: path, aside: nil) }
    do {
      try before(.locking)
      return try WriterLock(store: path).hold {
        guard StoreSession.traces(path) == traces else {
          throw StoreError.failed(
            attempt: "Rescuing \(path)", reason: "it has changed meanwhile; try again")
        }
        let draft = try Draft(beside: path)
        do {
          try before(.drafting)
          try write(queue, to: draft, before)
          return try Replacement(path: path, now: now, before: before).take {
            try FileSystem.move(draft.path, to: path)
          }
        } catch {
          draft.remove()
          throw error
        }
      }
    } catch {
      throw StoreFile.translated(
        (error as? SystemError).map { StoreFile.cannotMake(path, for: path, $0) } ?? error,
        attempt: "Rescuing \(path)", path: path)
    }
  }

  private func write(
    _ queue: DatabaseQueue, to draft: Draft, _ before: (ReplacementStep) throws -> Void
  ) throws {
    let copy = try DatabaseQueue(
      path: StoreFile.databasePath(draft.path),
      configuration: StoreFile.configuration(readOnly: false))
    try queue.inDatabase { source in
      try copy.inDatabase { target in
        try source.backup(to: target)
        try target.execute(sql: "PRAGMA journal_mode = WAL")
        // No log that lies about is of this file.
        try Lineage.beginAnew(target)
        if let words = SoundCheck(database: target).brokenPages() {
          throw StoreError.failed(
            attempt: "Writing \(draft.path)",
            reason: "it was not written as it should be (\(words))")
        }
      }
    }
    try before(.sealing)
    try draft.seal(copy)
  }
}

/// Puts a file in a store's place, and keeps what was there under another name, its log with it.
struct Replacement {
  static let damagedLabel = "before-doctor"
  static let rescuedLabel = "after-doctor"

  let path: String
  let now: Instant
  var label = damagedLabel
  let before: (ReplacementStep) throws -> Void

  /// - Parameter move: Gives the new file the store's name, in place of the one that has it.
  func take(_ move: () throws -> Void) throws -> Replaced {
    try before(.keeping)
    Self.forgetAliases(of: path)
    let aside = try keep(path, as: "\(path).\(label).\(StoreFile.moment(now))")
    do {
      try before(.keepingLog)
      if let aside { try keepLog(as: aside + "-wal") }
      try before(.moving)
      try move()
    } catch {
      if let aside {
        FileSystem.discard(aside + "-wal")
        FileSystem.discard(aside)
      }
      throw error
    }
    // The store is the new one. What is left of the other is of no use to anyone, and does no harm.
    do {
      try before(.clearing)
      if label == Self.damagedLabel { FileSystem.discard(path + "-wal") }
      FileSystem.discard(path + "-shm")
      DamageNote.remove(path)
      try before(.finishing)
      try FileSystem.syncFolder(StoreFile.folder(of: path))
    } catch {
      return Replaced(path: path, aside: aside)
    }
    return Replaced(path: path, aside: aside)
  }

  /// Gives a file a second name. Returns it; nil where there is no file.
  private func keep(_ file: String, as name: String) throws -> String? {
    guard StoreFile.isThere(file) else { return nil }
    var target = name
    var number = 2
    while StoreFile.isThere(target) || StoreFile.isThere(target + "-wal") {
      target = "\(name).\(number)"
      number += 1
    }
    try Self.copy(file, to: target)
    return target
  }

  private func keepLog(as name: String) throws {
    guard try StoreFile.hasLog(path) else { return }
    try Self.copy(path + "-wal", to: name)
  }

  /// A second name for a file, or a copy of it where the file system has no such names.
  static func copy(_ file: String, to target: String, mayLink: Bool = true) throws {
    if mayLink {
      do throws(SystemError) { return try FileSystem.addName(target, to: file) } catch {
        if error.isTaken { throw error }
      }
    }
    do throws(SystemError) {
      try copyBytes(file, target)
    } catch {
      FileSystem.discard(target)
      throw error
    }
  }

  private static let portion = 1 << 20

  private static func copyBytes(_ file: String, _ target: String) throws(SystemError) {
    let source = try OpenFile.regular(file)
    let copy = try OpenFile(target, for: .writing, [.made, .emptied, .noLink])
    var place = 0
    while true {
      let bytes = try source.bytes(portion, at: place)
      if bytes.isEmpty { break }
      try copy.write(bytes[...])
      place += bytes.count
    }
    try copy.sync()
    try copy.close()
  }

  /// Takes second names away that a replacement which was cut off has left: the file itself has its name still.
  private static func forgetAliases(of path: String) {
    guard let own = FileTrace(path: path)?.identity else { return }
    for label in [damagedLabel, rescuedLabel] {
      for alias in files(beside: path, label) where FileTrace(path: alias)?.identity == own {
        FileSystem.discard(alias)
        FileSystem.discard(alias + "-wal")
      }
    }
  }

  /// Files that were kept, the newest first.
  static func files(beside path: String, _ label: String) -> [String] {
    let beginning = "\(StoreFile.name(of: path)).\(label)."
    let folder = StoreFile.folder(of: path)
    return StoreFile.names(in: folder).filter { name in
      name.hasPrefix(beginning) && !["-wal", "-shm", ".lock"].contains { name.hasSuffix($0) }
    }.sorted(by: >).map { "\(folder)/\($0)" }
  }
}

extension Store {
  /// Puts the file back that the last rescue has put aside. The rescued store keeps its content under another name, with
  /// what was logged in it since.
  ///
  /// - Throws: ``StoreError``; the store is as it was then.
  public static func undoRescue(of path: String, at now: Instant) throws -> Replaced {
    try undoRescue(of: path, at: now) { _ in }
  }

  static func undoRescue(
    of path: String, at now: Instant, before: @escaping (ReplacementStep) throws -> Void
  ) throws -> Replaced {
    let path = StoreFile.resolved(path)
    let own = FileTrace(path: path)?.identity
    let kept = Replacement.files(beside: path, Replacement.damagedLabel)
    guard let damaged = kept.first(where: { FileTrace(path: $0)?.identity != own }) else {
      throw StoreError.cannotOpen(
        path: path, reason: "doctor has put nothing aside here that could be put back")
    }
    do {
      try before(.locking)
      return try WriterLock(store: path).hold {
        try before(.sealing)
        try foldLog(of: path)
        let replacement = Replacement(
          path: path, now: now, label: Replacement.rescuedLabel, before: before)
        return try replacement.take {
          let log = damaged + "-wal"
          // Until the file is there its log is another file's, and nobody reads it.
          if StoreFile.isThere(log) {
            try Replacement.copy(log, to: path + "-wal.new", mayLink: false)
            try FileSystem.move(path + "-wal.new", to: path + "-wal")
          } else {
            FileSystem.discard(path + "-wal")
          }
          try FileSystem.move(damaged, to: path)
          FileSystem.discard(log)
        }
      }
    } catch {
      throw StoreFile.translated(
        (error as? SystemError).map { StoreFile.cannotMake(path, for: path, $0) } ?? error,
        attempt: "Putting \(damaged) back", path: path)
    }
  }

  /// Folds the log into the store, so that the file alone is all of it.
  private static func foldLog(of path: String) throws {
    guard try StoreFile.hasLog(path) else { return }
    let queue = try DatabaseQueue(
      path: StoreFile.databasePath(path), configuration: StoreFile.configuration(readOnly: false))
    let isFolded = try queue.inDatabase { database in
      let answer = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return try answer.map { try $0.at(0) as Int64 == 0 } ?? false
    }
    try queue.close()
    guard try isFolded && !StoreFile.hasLog(path) else {
      throw StoreError.failed(
        attempt: "Putting the damaged file back",
        reason: "another program has the store open; close the screens and try again")
    }
  }
}
