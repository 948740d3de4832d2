import GRDB
import Sync
public import Training
public import Wire

/// A look through the store: its documents, all or some by chance, and whether what is derived from them is what they
/// make of it.
///
/// It is made in portions, each of which reads one state of the store; at no time are more documents in memory than one.
/// ``Store/inspect(_:at:_:)`` runs it.
public final class Inspection {
  /// What is looked at.
  public enum Scope: Sendable {
    /// All documents, all that is derived, and the file.
    case everything
    /// Documents by chance, and what is derived from each of them alone.
    case samples([Sample])
    /// All documents, and nothing else.
    case documents
  }

  /// Documents that are chosen by chance from some collections together.
  public struct Sample: Sendable {
    public var collections: [Collection]
    public var count: Int

    public init(_ count: Int, of collections: [Collection]) {
      self.collections = collections
      self.count = count
    }
  }

  private enum Stage {
    case documents, sessions, ends, file, done
  }

  /// How many documents a portion has.
  static let portion = 64

  private let scope: Scope
  private var stage = Stage.documents
  /// Those that were chosen and are still to be looked at; nil where all are.
  private var chosen: [DocumentKey]?
  private var collections = Collection.allCases[...]
  private var lastID = ""
  private var exercise = ""
  private var checks: [RunningCheck]
  private var fileChecks = FileCheck.all[...]
  private let list = IntegrityFindings()
  /// Whether something could not be read, so that no sum of all can be compared.
  private var isTorn = false
  /// The state of the store at the beginning, where sums are compared.
  private var state: String??

  /// What was found wrong: the first ones.
  public var findings: [IntegrityFinding] { list.first }
  /// How much was found wrong.
  public var findingCount: Int { list.count }
  /// Documents that were read.
  public private(set) var documents: [Collection: Int] = [:]
  /// Checks that were given up.
  public private(set) var failures: [FailedCheck] = []
  /// Damage of the file that was met first.
  private(set) var damage: (any Error)?

  init(_ scope: Scope) {
    self.scope = scope
    switch scope {
    case .documents: checks = []
    case .everything, .samples: checks = DerivedTable.all.map(RunningCheck.init)
    }
  }

  private var isWhole: Bool {
    switch scope {
    case .everything: true
    case .samples, .documents: false
    }
  }

  /// Looks at the next portion.
  ///
  /// - Parameter visit: Receives each document that can be read.
  /// - Returns: Whether there is more to look at.
  func proceed(_ reader: Reader, _ visit: (any DocumentKind) -> Void) throws -> Bool {
    try keepToState(reader.database)
    do {
      switch stage {
      case .documents: try lookAtDocuments(reader.database, visit)
      case .sessions: try lookAtSessions(reader.database)
      case .ends: try end(reader.database)
      case .file: lookAtFile(reader.database)
      case .done: break
      }
    } catch {
      note(failure: error, of: stage)
      advance()
    }
    return stage != .done
  }

  /// Sums tell nothing where somebody has written since they were begun.
  private func keepToState(_ database: Database) throws {
    guard isWhole else { return }
    let now = Lineage.state(database)
    if let state, state != now { throw InspectionInterrupted() }
    state = .some(now)
  }

  private func advance() {
    switch stage {
    case .documents: stage = !isWhole ? .done : isTorn ? .ends : .sessions
    case .sessions: stage = .ends
    case .ends: stage = .file
    case .file, .done: stage = .done
    }
  }

  private func note(failure error: any Error, of stage: Stage) {
    damage = damage ?? error
    isTorn = true
    let name =
      switch stage {
      case .documents: "documents"
      case .sessions, .ends: "derived tables"
      case .file, .done: "file"
      }
    failures.append(FailedCheck(name, reason: Self.words(error)))
  }

  static func words(_ error: any Error) -> String {
    switch error {
    case let error as StoreError: error.sentence
    case let error as DatabaseError: error.message ?? "\(error)"
    default: "\(error)"
    }
  }

  // MARK: Documents

  private func lookAtDocuments(
    _ database: Database, _ visit: (any DocumentKind) -> Void
  ) throws {
    let formula = try Derivation.formula(database)
    for key in try nextDocuments(database) {
      try look(at: key, key.collection.kind, database, formula, visit: visit)
    }
  }

  private func nextDocuments(_ database: Database) throws -> [DocumentKey] {
    if case .samples(let samples) = scope {
      let left = try chosen ?? samples.flatMap { try $0.choose(database) }
      chosen = Array(left.dropFirst(Self.portion))
      if left.count <= Self.portion { advance() }
      return Array(left.prefix(Self.portion))
    }
    guard let collection = collections.first else {
      advance()
      return []
    }
    let ids = try String.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT id FROM document WHERE collection = ? AND id > ? AND part = 0 ORDER BY id LIMIT ?
          """), arguments: [collection.rawValue, lastID, Self.portion])
    lastID = ids.last ?? ""
    if ids.count < Self.portion {
      collections = collections.dropFirst()
      lastID = ""
    }
    return ids.map { DocumentKey(collection, $0) }
  }

  private func look<Document: DocumentKind>(
    at key: DocumentKey, _ type: Document.Type, _ database: Database, _ formula: OneRepMaxFormula,
    visit: (any DocumentKind) -> Void
  ) throws {
    documents[key.collection, default: 0] += 1
    let document: Document
    do {
      guard
        let found = try DocumentTable(database: database, name: .document).read(type, key.id)
      else { return }
      document = found
    } catch let error as StoreError {
      if case .altered = error { damage = damage ?? error }
      isTorn = true
      return list.add(.unreadable, key, error.sentence)
    }
    visit(document)
    guard !checks.isEmpty else { return }
    if !document.hasItsSummary {
      let heading = document.heading
      let day = heading.date.map { " of \($0)" } ?? ""
      list.add(
        .summary, key,
        "The summary of the \(key.collection.noun) “\(heading.title)”\(day) is not what it comes to."
      )
    }
    var rows = InspectedRows(
      checks: checks, database: database, formula: formula, isWhole: isWhole, findings: list)
    Document.tell(&rows, old: nil, new: document)
  }

  // MARK: What is derived

  private func ground(_ database: Database, _ table: DerivedTable) throws -> InspectionGround {
    InspectionGround(
      database: database, formula: try Derivation.formula(database), isWhole: isWhole,
      table: table, findings: list)
  }

  /// Looks at the sessions of the next exercise.
  private func lookAtSessions(_ database: Database) throws {
    let next = try String.fetchOne(
      database.cachedStatement(
        sql: "SELECT exercise FROM session WHERE exercise > ? ORDER BY exercise LIMIT 1"),
      arguments: [exercise])
    guard let next else { return advance() }
    exercise = next
    let running = try checks.map { ($0, try ground(database, $0.table)) }
    let folded = try FoldWalk(database: database, exercise: next).run { step in
      for (check, ground) in running { check.run { try $0.look(at: step, ground) } }
    }
    guard let folded else { return }
    for (check, ground) in running { check.run { try $0.look(at: folded, ground) } }
  }

  private func end(_ database: Database) throws {
    for check in checks where !isTorn {
      let ground = try ground(database, check.table)
      check.run { try $0.finish(ground) }
    }
    failures += checks.compactMap { check in
      check.error.map { FailedCheck(check.table.noun, reason: Self.words($0)) }
    }
    damage = damage ?? checks.lazy.compactMap(\.error).first
    advance()
  }

  private func lookAtFile(_ database: Database) {
    guard let check = fileChecks.popFirst() else { return advance() }
    do {
      for sentence in try check.run(database) { list.add(.file(check.name), nil, sentence) }
    } catch {
      damage = damage ?? error
      failures.append(FailedCheck(check.name, reason: Self.words(error)))
    }
  }
}

/// Somebody has written while the store was looked through.
public struct InspectionInterrupted: Error {}

/// A check of a derived table under way; one that throws is given up.
private final class RunningCheck {
  let table: DerivedTable
  private let check: any DerivedCheck
  private(set) var error: (any Error)?

  init(_ table: DerivedTable) {
    self.table = table
    check = table.check()
  }

  func run(_ body: (any DerivedCheck) throws -> Void) {
    guard error == nil else { return }
    do { try body(check) } catch { self.error = error }
  }
}

/// Hands what documents tell to the checks, as ``Derivation`` takes it in.
private struct InspectedRows: DerivedRows {
  let checks: [RunningCheck]
  let database: Database
  let formula: OneRepMaxFormula
  let isWhole: Bool
  let findings: IntegrityFindings

  private func each(_ body: (any DerivedCheck, InspectionGround) throws -> Void) {
    for check in checks {
      let ground = InspectionGround(
        database: database, formula: formula, isWhole: isWhole, table: check.table,
        findings: findings)
      check.run { try body($0, ground) }
    }
  }

  func replace(log old: WorkoutLog?, with new: WorkoutLog?) {
    guard let new else { return }
    let sessions = Derivation.sessions(of: new, formula)
    each { try $0.look(at: new, sessions, $1) }
  }

  func replace(weighing old: BodyWeight?, with new: BodyWeight?) {
    guard let new else { return }
    each { try $0.look(at: new, $1) }
  }
}

extension Inspection.Sample {
  /// Chooses by chance, each document as likely as any other, and holds no more ids than are chosen.
  fileprivate func choose(_ database: Database) throws -> [DocumentKey] {
    var chosen: [DocumentKey] = []
    var seen = 0
    for collection in collections {
      let ids = try String.fetchCursor(
        database, sql: "SELECT id FROM document WHERE collection = ? AND part = 0 ORDER BY id",
        arguments: [collection.rawValue])
      while let id = try ids.next() {
        seen += 1
        if chosen.count < count {
          chosen.append(DocumentKey(collection, id))
        } else {
          let place = Int.random(in: 0..<seen)
          if place < count { chosen[place] = DocumentKey(collection, id) }
        }
      }
    }
    return chosen
  }
}

extension Store {
  /// Looks through the store.
  ///
  /// Damage that is met makes the store read-only, as everywhere.
  ///
  /// - Parameters:
  ///   - scope: What is looked at.
  ///   - inPortions: Whether others are let in between; what is written meanwhile ends a look at everything.
  ///   - visit: Receives each document that can be read.
  /// - Throws: ``InspectionInterrupted``; a ``StoreError``.
  public func inspect(
    _ scope: Inspection.Scope, inPortions: Bool = false, _ visit: (any DocumentKind) -> Void
  ) throws -> Inspection {
    let inspection = Inspection(scope)
    if inPortions {
      while try read({ try inspection.proceed($0, visit) }) {}
    } else {
      try read { reader in while try inspection.proceed(reader, visit) {} }
    }
    if let damage = inspection.damage {
      _ = translated(damage, attempt: "Looking through the store")
    }
    return inspection
  }
}
