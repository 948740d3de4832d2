import Sync
import System

/// What lies beside a dump in its folder: what a folder service left of a write that another one overtook.
///
/// Every service has a name of its own for it, in the language of its user. So what counts is what a file says: a copy
/// is what begins as a dump of the same lineage does.
struct Neighbours {
  let dump: String
  let folder: String

  init(of dump: String, in folder: String) {
    self.dump = dump
    self.folder = folder
  }

  static func tooLarge(_ size: Int64) -> String {
    "it is \(size / 1_048_576) MiB, and 512 MiB is the limit"
  }

  /// - Parameter goOn: Asked before each portion that is read; throws to stop.
  func copies(goOn: () throws -> Void) throws -> [ConflictCopy] {
    var lineage: String??
    var copies: [ConflictCopy] = []
    for name in try FileSystem.names(in: folder).sorted() where mayBeCopy(name) {
      if lineage == nil { lineage = .some(try self.lineage(of: dump)) }
      if let copy = try copy(name, of: lineage ?? nil, goOn: goOn) { copies.append(copy) }
    }
    return copies
  }

  /// Whether it is worth a look: a few calls each, and most folders hold nothing else.
  private func mayBeCopy(_ name: String) -> Bool {
    guard name != dump, !name.hasPrefix("."), !name.hasSuffix(FileRemote.mergedEnd) else {
      return false
    }
    // Most put their words before the ending, some behind it: `tonnage.json (conflict 2026-11-23)`.
    return name.lowercased().hasSuffix(".json") || name.hasPrefix(dump + " ")
  }

  /// Whether its name alone says what it is, so that it is told of even where it cannot be read.
  private func isNamedAsCopy(_ name: String) -> Bool {
    let stem = dump.lastIndex(of: ".").map { dump[..<$0] } ?? dump[...]
    let words = name.lowercased()
    return name.hasPrefix(stem)
      && ["conflicted copy", ".sync-conflict-", "sfconflict"].contains { words.contains($0) }
  }

  private func copy(_ name: String, of lineage: String?, goOn: () throws -> Void) throws
    -> ConflictCopy?
  {
    let path = "\(folder)/\(name)"
    let isNamed = isNamedAsCopy(name)
    do {
      // A folder service may have taken it away just now.
      guard let identity = try PosixFile.identity(path) else { return nil }
      if !isNamed {
        guard let lineage, try self.lineage(of: name) == lineage else { return nil }
      }
      guard identity.size <= FileRemote.byteLimit else {
        return ConflictCopy(name: name, flaw: Self.tooLarge(identity.size))
      }
      return ConflictCopy(name: name, bytes: try PosixFile.read(path, goOn: goOn))
    } catch let failure as SystemError {
      // Other files do not concern a sync, and must not stop one.
      return isNamed && !failure.isMissing
        ? ConflictCopy(name: name, flaw: failure.problem.lowercased()) : nil
    }
  }

  private func lineage(of name: String) throws -> String? {
    do {
      return DumpPeek(try PosixFile.read("\(folder)/\(name)", upTo: DumpPeek.byteCount))?.lineage
    } catch let failure as SystemError where failure.isMissing {
      return nil
    }
  }
}

extension Remote {
  /// What the name of a dump that cannot be read gets behind it: the same for the same content, and no `.json`, so
  /// that nobody takes it for a dump.
  static func asideEnd(_ bytes: [UInt8]) -> String { ".unreadable-\(ContentHash(bytes).text)" }
}
