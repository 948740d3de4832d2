import GRDB
import Sync
import System
public import Training
import Wire

/// What was found of a store that may be damaged, and what would stand after a rescue. Nothing is written for it.
public struct Examination: Sendable {
  /// The store's file.
  public let path: String
  /// What is wrong; empty in a sound store.
  public var ailments: [Ailment] = []
  /// The backup that what cannot be read comes from; nil where there is no good one, or none is needed.
  public var backup: String?
  /// Backups that are no good, and why.
  public var unusable: [UnusableBackup] = []
  /// How many documents come from the file itself, by collection.
  public var fromFile: [Collection: Int] = [:]
  public var recovered: [RecoveredDocument] = []
  public var lost: [LostDocument] = []
  /// Documents that stay, but can't be undone any further back.
  public var withoutHistory = 0
  public var link = RescuedLink.none
  /// Whether anything at all can be put in the file's place.
  public var isHopeless = false
  /// The new store, in memory.
  var queue: DatabaseQueue?
  /// How file and log stood when they were read.
  var traces: [FileTrace?] = []

  public struct UnusableBackup: Hashable, Sendable {
    public var path: String
    public var reason: String
  }

  public var isSound: Bool { ailments.isEmpty }
  /// How many documents stand after the rescue.
  public var documents: Int { fromFile.values.reduce(0, +) + recovered.count }
}

extension Store {
  /// Looks through a store's file, and works out what can be had of it where it is damaged.
  ///
  /// - Parameter backups: Backups to go by, the newest first; nil for those beside the store.
  /// - Throws: ``StoreError`` where the file is not ours, of a newer format, or cannot be read at all.
  public static func examine(_ path: String, backups: [String]? = nil, now: Instant) throws
    -> Examination
  {
    let path = StoreFile.resolved(path)
    for _ in 0..<FileImage.attempts {
      let traces = StoreSession.traces(path)
      var found = try Examiner(path: path, backups: backups, now: now).examine()
      // Somebody may have written meanwhile: what was read is then of no moment at all.
      guard StoreSession.traces(path) == traces else { continue }
      found.traces = traces
      return found
    }
    throw StoreError.locked(path: path)
  }
}

private struct Examiner {
  let path: String
  let backups: [String]?
  let now: Instant

  func examine() throws -> Examination {
    var found = Examination(path: path)
    let kind = try StoreFile.kind(of: path)
    switch kind {
    case .absent, .empty:
      guard StoreFile.isThere(path + WriterLock.ending) || !Ruin.backups(path).isEmpty else {
        throw StoreError.cannotOpen(path: path, reason: SystemError.noSuchFile.words)
      }
      found.ailments = [.missing]
      try rescue(nil, &found)
    case .cutShort:
      found.ailments = [.unopened("it ends within its header")]
      try rescue(nil, &found)
    case .other:
      found.ailments = [.unopened("it does not begin as a store does")]
      try rescue(RawFile.opened(path), &found)
    case .database(let header):
      found.ailments = try ailments(header)
      if !found.isSound { try rescue(RawFile.opened(path), &found) }
    }
    return found
  }

  // MARK: Whether it is sound

  private func ailments(_ header: FileHeader) throws -> [Ailment] {
    guard header.application == Schema.applicationID else {
      return [.unopened("it is not marked as a store")]
    }
    guard (1...Schema.latest).contains(header.format) else {
      return [.unopened("its format is said to be \(header.format)")]
    }
    if header.isCutShort, try !StoreFile.hasLog(path) { return [.unopened("it was cut short")] }
    do {
      let queue = try FileImage.loaded(path, usesLog: ownsLog())
      var ailments = try queue.inDatabase { database in
        let check = SoundCheck(database: database)
        if let words = check.brokenPages() { return [Ailment.pages(words)] }
        try database.inTransaction {
          try Migrator(database: database).migrate()
          return .commit
        }
        return check.ailments()
      }
      if ailments.isEmpty, let note = try note(queue) { ailments = [.noted(note.reason)] }
      return ailments
    } catch let error as DatabaseError {
      return [.pages(error.message ?? "\(error.resultCode)")]
    } catch is RowDecodingError {
      return [.pages("a value has the wrong type")]
    }
  }

  /// What another program noted of this very state.
  private func note(_ queue: DatabaseQueue) throws -> DamageNote? {
    guard let note = try DamageNote.read(path) else { return nil }
    return queue.inDatabase { Lineage.state($0) ?? "" } == note.state ? note : nil
  }

  private func ownsLog() throws -> Bool {
    guard let log = try WriteAheadLog(beside: path) else { return true }
    return try Lineage.belongs(log, to: RawFile.opened(path))
  }

  // MARK: What can be had of it

  private func rescue(_ file: RawFile?, _ found: inout Examination) throws {
    let backup = bestBackup(&found)
    let stage = try file.flatMap { try self.stage($0, backup) }
    if let stage, backup == nil, try stage.isForeign() { throw StoreError.notAStore(path: path) }
    guard stage != nil || backup != nil else {
      found.isHopeless = true
      return
    }
    let filled = try stage ?? RescueStage()
    let outcome = try RescueAssembly(
      stage: filled, backup: backup, here: HereFile(beside: path), now: now
    ).run()
    found.backup = backup?.path
    found.fromFile = outcome.fromFile
    found.recovered = outcome.recovered
    found.lost = outcome.lost
    found.withoutHistory = outcome.withoutHistory
    found.link = outcome.link
    found.queue = filled.queue
    found.isHopeless = found.documents == 0 && backup == nil && !found.lost.isEmpty
  }

  private func bestBackup(_ found: inout Examination) -> RescueBackup? {
    for candidate in backups ?? Ruin.backups(path) {
      do { return try RescueBackup(candidate) } catch {
        let reason = (error as? RescueBackup.Unusable)?.reason ?? "it cannot be read"
        found.unusable.append(Examination.UnusableBackup(path: candidate, reason: reason))
      }
    }
    return nil
  }

  /// The rows of the file; nil where it has no pages.
  private func stage(_ file: RawFile, _ backup: RescueBackup?) throws -> RescueStage? {
    let header = FileHeader(padded: try file.bytes(FileHeader.byteCount, at: 0))
    let log = try WriteAheadLog(beside: path).flatMap {
      try Lineage.belongs($0, to: file) ? $0 : nil
    }
    let image = try likeliestImage(file, log, header)
    guard image.pages > 0 else { return nil }
    var templates = [backup?.roots].compactMap(\.self)
    let own = try RescueStage.empty(Schema.latest).inDatabase { try RescueBackup.roots($0) }
    templates.append(own)
    let wreck = Wreck(image, templates: templates)
    return try RescueStage(wreck, format: try format(wreck, header))
  }

  /// The pages in the size in which most of them are some of a tree: the header may say anything.
  private func likeliestImage(_ file: RawFile, _ log: WriteAheadLog?, _ header: FileHeader) throws
    -> FileImage
  {
    var sizes = [4096]
    if let log { sizes.append(log.pageSize) }
    if (512...65_536).contains(header.pageSize), header.pageSize.nonzeroBitCount == 1 {
      sizes.append(header.pageSize)
    }
    var best: (image: FileImage, trees: Int)?
    for size in sizes where best?.image.pageSize != size {
      let image = try FileImage(file, log, pageSize: size, reserved: 0)
      let trees = BTree(image: image)
      // In bytes, so that small pages do not count for more.
      let count = size * (1...max(1, image.pages)).count { trees.outline(of: $0) != nil }
      if count > best?.trees ?? -1 { best = (image, count) }
    }
    return try best?.image ?? FileImage(file, log, pageSize: 4096, reserved: 0)
  }

  /// The format whose tables these are; where that cannot be read, what the header says.
  private func format(_ wreck: Wreck, _ header: FileHeader) throws -> Int {
    for format in (1...Schema.latest).reversed() {
      let statements = try RescueStage.empty(format).inDatabase { database in
        Set(try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql <> ''"))
      }
      if statements == wreck.statements { return format }
    }
    guard wreck.hasSchema, !wreck.statements.isEmpty else {
      return (1...Schema.latest).contains(header.format) ? header.format : Schema.latest
    }
    if header.application == Schema.applicationID, header.format > Schema.latest {
      throw StoreError.newerSchema(path: path, found: header.format, known: Schema.latest)
    }
    guard wreck.statements.contains(where: { $0.contains("CREATE TABLE document (") }) else {
      throw StoreError.foreignDatabase(path: path)
    }
    return (1...Schema.latest).contains(header.format) ? header.format : Schema.latest
  }
}

extension RescueStage {
  /// Whether nothing in it shows that the file was a store.
  fileprivate func isForeign() throws -> Bool {
    try queue.inDatabase { database in
      for table in ["document", "journal", "meta", "tombstone"]
      where try Int.fetchOne(database, sql: "SELECT 1 FROM \(table) LIMIT 1") != nil {
        return false
      }
      return gaps.documents.isEmpty
    }
  }
}

extension FileHeader {
  /// A header of which a part may be missing.
  fileprivate init(padded bytes: [UInt8]) {
    self.init(
      bytes + [UInt8](repeating: 0, count: max(0, Self.byteCount - bytes.count)), bytes: 0)
  }
}
