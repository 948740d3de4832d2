import GRDB
import Sync
import System
public import Training
import Wire

/// A backup as it lies beside a store.
public struct StoredBackup: Hashable, Sendable {
  /// What it is called in a command.
  public var id: String
  public var path: String
  public var at: Instant
  /// Why it was made; nil where nothing tells.
  public var reason: BackupManifest.Reason?
  public var bytes: Int
  /// Nil where it has none that can be read.
  public var manifest: BackupManifest?
  /// What is known to be wrong with it, without reading it; nil for a good one.
  public var fault: BackupFault?
  /// What stands for the reason in its name.
  var label: String

  public init(
    id: String, path: String, at: Instant, reason: BackupManifest.Reason?, bytes: Int,
    manifest: BackupManifest?, fault: BackupFault?, label: String
  ) {
    self.id = id
    self.path = path
    self.at = at
    self.reason = reason
    self.bytes = bytes
    self.manifest = manifest
    self.fault = fault
    self.label = label
  }

  /// Whether it was verified, and nothing is known to have befallen it since.
  public var isGood: Bool { fault == nil }
}

/// What is wrong with a backup.
public enum BackupFault: Hashable, Sendable {
  case missing
  case noManifest
  /// The file is not as long as it was.
  case cutShort(bytes: Int, of: Int)
  /// It is not what was written.
  case altered
  /// It cannot be read as a store.
  case unreadable(reason: String)
  /// It was made by a newer Tonnage.
  case newer(found: Int, known: Int)
  /// It is of another athlete's log.
  case otherLog

  /// In a table.
  public var words: String {
    switch self {
    case .missing: "gone"
    case .noManifest: "no manifest"
    case .cutShort: "cut short"
    case .altered, .unreadable: "damaged"
    case .newer: "of a newer Tonnage"
    case .otherLog: "of another log"
    }
  }

  /// Why the backup of an id is not used, and what to do.
  func sentence(_ id: String) -> String {
    let rest = " Nothing was changed; “tonnage backups” lists the others."
    return switch self {
    case .missing:
      "Looking for the backup \(id): there is none of that name, or more than one begins so. “tonnage backups” lists them."
    case .noManifest:
      "Reading the backup \(id): it has no manifest, so that nothing tells whether it is whole."
        + rest
    case .cutShort(let bytes, let whole):
      "Reading the backup \(id): it is damaged: it has \(bytes) bytes, and was made with \(whole)."
        + rest
    case .altered:
      "Reading the backup \(id): it is damaged: it is not what was written, its checksum differs."
        + rest
    case .unreadable(let reason):
      "Reading the backup \(id): it is damaged: it cannot be read as a store (\(reason))." + rest
    case .newer(let found, let known):
      "Reading the backup \(id): it was made by a newer Tonnage (format \(found), this one knows \(known)). Update Tonnage; nothing was changed."
    case .otherLog:
      "Reading the backup \(id): it is of another athlete's log." + rest
    }
  }
}

/// The backups that lie beside a store, whether the store itself can be opened or not.
public struct BackupShelf: Sendable {
  let store: String

  /// - Parameter store: The store's path.
  public init(store: String) { self.store = StoreFile.resolved(store) }

  /// Whether the store's file is gone while backups of it are there.
  public var isStoreMissing: Bool { !StoreFile.isThere(store) && !all().isEmpty }

  /// All of them, the newest first. None of them is read.
  public func all() -> [StoredBackup] {
    let (folder, name) = (StoreFile.folder(of: store), StoreFile.name(of: store))
    return StoreFile.names(in: folder)
      .compactMap { file in BackupName(file, of: name).flatMap { look("\(folder)/\(file)", $0) } }
      .sorted { ($0.at, $0.id) > ($1.at, $1.id) }
  }

  private func look(_ path: String, _ name: BackupName) -> StoredBackup? {
    guard let status = FileStatus(at: path), status.kind == .file else { return nil }
    let manifest = Self.manifest(beside: path)
    return StoredBackup(
      id: name.id, path: path, at: manifest?.at ?? name.at,
      reason: manifest?.reason ?? name.reason, bytes: status.bytes, manifest: manifest,
      fault: Self.fault(manifest, status.bytes), label: name.label)
  }

  /// What the manifest and the size alone tell.
  private static func fault(_ manifest: BackupManifest?, _ bytes: Int) -> BackupFault? {
    guard let manifest else { return .noManifest }
    if manifest.bytes != bytes { return .cutShort(bytes: bytes, of: manifest.bytes) }
    if manifest.state == .broken { return .altered }
    return manifest.schema > Schema.latest
      ? .newer(found: manifest.schema, known: Schema.latest) : nil
  }

  private static func manifest(beside path: String) -> BackupManifest? {
    // What cannot be read is as good as none, and is said to be missing.
    guard let file = try? OpenFile.regular(BackupManifest.path(ofBackup: path)),
      let bytes = try? file.read(upTo: 1 << 20),
      var manifest = BackupManifest(text: String(decoding: bytes, as: UTF8.self))
    else { return nil }
    // It may have been moved together with its manifest.
    manifest.path = path
    return manifest
  }

  /// The backup of this id, of the only one that begins so, or of a path.
  ///
  /// - Throws: ``StoreError/unusableBackup(id:fault:)`` where there is none.
  public func backup(_ id: String) throws(StoreError) -> StoredBackup {
    if id.utf8.contains(UInt8(ascii: "/")) { return try backup(atPath: id) }
    let all = all()
    if let exact = all.first(where: { $0.id == id }) { return exact }
    let likely = all.filter {
      $0.id.hasPrefix(id) || $0.id.dropFirst($0.label.utf8.count + 1).hasPrefix(id)
    }
    guard likely.count == 1, !id.isEmpty else {
      throw .unusableBackup(id: id, fault: .missing)
    }
    return likely[0]
  }

  private func backup(atPath path: String) throws(StoreError) -> StoredBackup {
    guard let status = FileStatus(at: path), status.kind == .file else {
      throw .unusableBackup(id: path, fault: .missing)
    }
    let manifest = Self.manifest(beside: path)
    return StoredBackup(
      id: manifest?.id ?? StoreFile.name(of: path), path: path,
      at: manifest?.at ?? Instant(milliseconds: Int64(status.modifiedSeconds) * 1000),
      reason: manifest?.reason, bytes: status.bytes, manifest: manifest,
      fault: Self.fault(manifest, status.bytes), label: "")
  }

  // MARK: Before it is used

  /// Reads all of a backup again.
  ///
  /// - Returns: What is in it. Of one without a manifest that is all that can be told: its documents fit their own
  ///   checksums.
  /// - Throws: ``StoreError/unusableBackup(id:fault:)``; its manifest says so from then on.
  public func verified(_ backup: StoredBackup) throws -> BackupManifest {
    func unusable(_ fault: BackupFault) -> StoreError {
      .unusableBackup(id: backup.id, fault: fault)
    }
    switch backup.fault {
    case nil, .noManifest, .altered: break
    case .some(let fault): throw unusable(fault)
    }
    var found: BackupManifest
    do {
      found = try Self.manifest(
        ofFile: backup.path, at: backup.at, for: backup.reason ?? .manual)
      found.id = backup.id
      found.path = backup.path
    } catch {
      let fault = Self.fault(of: error)
      noteBroken(backup, fault)
      throw unusable(fault)
    }
    guard let manifest = backup.manifest else { return found }
    guard manifest.checksum == found.checksum, manifest.collections == found.collections else {
      noteBroken(backup, .altered)
      throw unusable(.altered)
    }
    return manifest
  }

  private static func fault(of error: any Error) -> BackupFault {
    switch error {
    case StoreError.newerSchema(_, let found, let known): .newer(found: found, known: known)
    case StoreError.altered: .altered
    case StoreError.foreignDatabase: .unreadable(reason: "it is a database of another program")
    case let error as StoreError: .unreadable(reason: error.sentence)
    case let error as DatabaseError: .unreadable(reason: error.message ?? "\(error.resultCode)")
    case let error as SystemError: .unreadable(reason: error.words)
    default: .unreadable(reason: "\(error)")
    }
  }

  /// Lets the manifest say that the backup is not what it was. Where that cannot be written it is found again.
  private func noteBroken(_ backup: StoredBackup, _ fault: BackupFault) {
    guard var manifest = backup.manifest, manifest.state != .broken else { return }
    switch fault {
    case .altered, .unreadable, .cutShort:
      manifest.state = .broken
      try? manifest.write()
    case .missing, .noManifest, .newer, .otherLog: return
    }
  }

  /// Reads a copy of a store, all of its documents, and says what is in it.
  ///
  /// - Parameter latest: The newest format that is known.
  static func manifest(
    ofFile path: String, at now: Instant, for reason: BackupManifest.Reason,
    latest: Int = Schema.latest
  ) throws -> BackupManifest {
    let queue = try DatabaseQueue(
      path: StoreFile.immutableURI(path), configuration: StoreFile.configuration(readOnly: true))
    defer { try? queue.close() }
    let manifest = try queue.inDatabase { database in
      let application = try Int64.fetchOne(database, sql: "PRAGMA application_id")
      let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard application == Schema.applicationID, format > 0 else {
        throw StoreError.foreignDatabase(path: path)
      }
      guard format <= latest else {
        throw StoreError.newerSchema(path: path, found: format, known: latest)
      }
      let meta = Meta(database)
      return BackupManifest(
        id: "", path: path, at: now, schema: format, bytes: 0, reason: reason,
        store: try meta.text(.store), athlete: try meta.text(.athlete),
        end: try Journal(database: database).end(),
        collections: try BackupProof.figures(database), checksum: ContentHash([]), state: .verified)
    }
    let (checksum, bytes) = try BackupProof.checksum(path)
    var whole = manifest
    whole.checksum = checksum
    whole.bytes = bytes
    return whole
  }

  // MARK: Removing

  /// Takes a backup and its manifest away.
  ///
  /// - Throws: ``StoreError/failed(attempt:reason:)`` where the system does not allow it; both are there then.
  public func remove(_ backup: StoredBackup) throws(StoreError) {
    do throws(SystemError) {
      try FileSystem.remove(backup.path)
    } catch {
      throw .failed(attempt: "Removing the backup \(backup.id)", reason: error.words)
    }
    BackupManifest.remove(ofBackup: backup.path)
  }

  /// Takes away what a killed program left of removing a backup, or of making one: manifests whose backup is not there.
  public func tidy() {
    let (folder, name) = (StoreFile.folder(of: store), StoreFile.name(of: store))
    let ending = BackupName.ending + BackupName.manifestEnding
    for file in StoreFile.names(in: folder) where file.hasPrefix(name + ".") {
      let isDraft = file.hasSuffix(ending + ".new")
      guard isDraft || file.hasSuffix(ending) else { continue }
      let backup = String(file.dropLast((isDraft ? ".json.new" : ".json").utf8.count))
      guard BackupName(backup, of: name) != nil,
        !StoreFile.isThere("\(folder)/\(backup)")
      else { continue }
      FileSystem.discard("\(folder)/\(file)")
    }
  }
}
