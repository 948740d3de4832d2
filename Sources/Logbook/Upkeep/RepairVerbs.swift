import Catalog
import Store
import Sync
import Training
public import Upkeep
import Wire

/// Which side of a difference is to stand.
public enum RepairSide: String, CaseIterable, Sendable {
  /// What the exercise says: the copies take it over.
  case master
  /// What the copies say: the exercise takes it over, as one of the athlete's own.
  case embedded
}

/// What a repair did.
public struct RepairReport: Sendable {
  /// What was found before.
  public var check: CheckReport
  /// The repair's id; nil where nothing was written.
  public var operation: String?
  /// Copies that were made anew, and the documents they are in.
  public var copies = 0
  public var documents = 0
  /// Exercises that became the athlete's own.
  public var exercises = 0
  /// Whether what is derived was worked out again.
  public var renewedDerived = false
  /// The backup that was made before.
  public var backup: String?
  /// Why nothing was repaired without a choice; nil where that was allowed.
  public var refusal: String?
  /// What is left to choose.
  public var left: [MetadataFinding] = []

  public var isNothing: Bool { copies + exercises == 0 && !renewedDerived }
}

extension Logbook {
  /// Looks at everything, and repairs what needs no choice: copies that are missing, that differ in spelling or equipment,
  /// and what is derived from the documents. The rest is given back, to be chosen.
  ///
  /// A backup is made before. All copies are one step, which undo takes back.
  ///
  /// - Parameter progress: Told how far it is, from 0 to 1; throwing from it cancels, with no copy changed.
  public func repair(progress: (Double) throws -> Void = { _ in }) throws -> RepairReport {
    let check = try look(.deep, wanting: RepairRules.isPlain)
    let refusal = RepairRules.refusal(check)
    var report = RepairReport(check: check)
    if refusal == nil, !check.survey.wanted.isEmpty {
      report = try repairPlain(check, origin: .local, progress)
    }
    report.refusal = refusal
    report.left = check.survey.findings.filter { refusal != nil || !RepairRules.isPlain($0) }
    if check.hasDerivedFaults {
      report.backup = try report.backup ?? backedUp()
      try store.renewDerived(
        summariesOf: check.integrity.compactMap { $0.fault == .summary ? $0.document : nil },
        at: surroundings.now(), within: Thresholds.repairLock.count)
      report.renewedDerived = true
    }
    if report.copies == 0, store.readOnlyReason == nil { try keep(check) }
    return report
  }

  /// Repairs differences as they were chosen, in one step that undo takes back. A backup is made before.
  ///
  /// - Parameters:
  ///   - ids: Of findings, as ``MetadataFinding/id`` names them; an exercise's id alone names all of its differences.
  ///   - progress: Told how far it is, from 0 to 1; throwing from it cancels, with nothing changed.
  /// - Throws: ``RepairError``, a ``StoreError``, or what `progress` throws; nothing is changed then.
  public func repair(
    _ ids: [String], take side: RepairSide, progress: (Double) throws -> Void = { _ in }
  ) throws -> RepairReport {
    let named = Set(ids)
    let check = try look(.deep) { named.contains($0.exerciseId) || named.contains($0.id) }
    let chosen = try ids.flatMap { try self.chosen($0, side, check) }
    let keys = Set(chosen.map(\.id))
    var report = RepairReport(check: check, operation: operation())
    report.left = check.survey.findings.filter { !keys.contains($0.id) }
    report.backup = try backedUp()
    return switch side {
    case .master: try refresh(report, origin: .local, progress) { keys.contains($0.id) }
    case .embedded: try takeOver(chosen, report, progress)
    }
  }

  // MARK: What is chosen

  private func chosen(_ id: String, _ side: RepairSide, _ check: CheckReport) throws
    -> [MetadataFinding]
  {
    let findings = check.survey.findings.filter { $0.id == id || $0.exerciseId == id }
    guard !findings.isEmpty else { throw RepairError.noFinding(id: id) }
    switch side {
    case .master:
      let known = findings.filter { $0.master != nil }
      guard !known.isEmpty else { throw RepairError.noExercise(id: id) }
      return known
    case .embedded:
      let said = findings.filter { $0.embedded != nil }
      guard let only = said.first else { throw RepairError.noCopy(id: id) }
      guard said.count == 1 else {
        throw RepairError.severalFindings(id: id, ids: said.map(\.id))
      }
      return [only]
    }
  }

  // MARK: What is done

  /// Repairs what needs no choice, in the documents that the check has found.
  func repairPlain(
    _ check: CheckReport, origin: Step.Origin, _ progress: (Double) throws -> Void = { _ in }
  ) throws -> RepairReport {
    let report = RepairReport(check: check, operation: operation(), backup: try backedUp())
    return try refresh(report, origin: origin, progress, RepairRules.isPlain)
  }

  /// Makes copies anew from their exercises, in one step.
  ///
  /// Which documents have them was found out before anything is locked; each is looked at again as it then stands.
  private func refresh(
    _ report: RepairReport, origin: Step.Origin, _ progress: (Double) throws -> Void,
    _ isChosen: (MetadataFinding) -> Bool
  ) throws -> RepairReport {
    var failures: [FailedCheck] = []
    let masters = try masters(&failures)
    let documents = report.check.survey.wanted
    let now = surroundings.now()
    let step = Step("Copies of exercises brought up to date", origin: origin)
    return try store.write(step, at: now, within: Thresholds.repairLock.count) { transaction in
      var done = report
      for (place, key) in documents.enumerated() {
        try progress(Double(place) / Double(documents.count))
        let copies = try self.refresh(
          key.collection.kind, key.id, masters, now: now, transaction: transaction,
          isChosen: isChosen)
        done.copies += copies
        done.documents += copies > 0 ? 1 : 0
      }
      try transaction.rename(done.label)
      try self.note(done, transaction)
      return done
    }
  }

  private func refresh<Document: DocumentKind>(
    _ type: Document.Type, _ id: String, _ masters: ExerciseMasters, now: Instant,
    transaction: Transaction, isChosen: (MetadataFinding) -> Bool
  ) throws -> Int {
    guard let present = try transaction.read(type, id) else { return 0 }
    var copies = 0
    let document = present.document.embedding { exercise, copy in
      guard let master = masters[exercise], let finding = MetadataFinding(of: copy, master),
        isChosen(finding)
      else { return copy }
      copies += 1
      return (copy ?? ExerciseMetadata()).taking(over: master, at: now)
    }
    if copies > 0 { try transaction.put(document, expecting: present.version) }
    return copies
  }

  /// Makes exercises what copies of them say, in one step.
  private func takeOver(
    _ findings: [MetadataFinding], _ report: RepairReport, _ progress: (Double) throws -> Void
  ) throws -> RepairReport {
    var report = report
    report.exercises = findings.count
    let name = findings.count == 1 ? findings[0].name : "\(findings.count) exercises"
    let step = Step("\(name) taken over from workouts and programs")
    try store.write(
      step, at: surroundings.now(), within: Thresholds.repairLock.count
    ) { transaction in
      for (place, finding) in findings.enumerated() {
        try progress(Double(place) / Double(findings.count))
        try self.takeOver(finding, transaction)
      }
      try self.note(report, transaction)
    }
    return report
  }

  /// Makes an exercise of the athlete's own, under the id that copies name, of what they say.
  private func takeOver(_ finding: MetadataFinding, _ transaction: Transaction) throws {
    guard let copy = finding.embedded else { return }
    let present = try transaction.read(Exercise.self, finding.exerciseId)
    let listed = try masterList()?.entry(id: finding.exerciseId)
    var exercise =
      try present?.document
      ?? Exercise(
        id: finding.exerciseId, userId: athlete(transaction), metadata: copy,
        aliases: listed?.aliases ?? [])
    // What the copies leave open is as the exercise had it.
    let said = Exercise(id: finding.exerciseId, metadata: copy)
    exercise.metadata = (finding.master ?? copy).taking(over: said, at: surroundings.now())
    exercise.metadata.revision = max(copy.revision, finding.master?.revision ?? 0)
    try transaction.put(exercise, expecting: present?.version)
  }

  private func note(_ report: RepairReport, _ transaction: Transaction) throws {
    var note = report.check.note
    note.repaired = report.copies + report.exercises
    note.operation = report.operation
    try transaction.note(CheckNote.kind, note.text, at: report.check.at)
  }

  /// The backup that there is before anything is repaired: its file; nil where the store is in memory.
  private func backedUp() throws -> String? { try backUpBefore(.repair)?.path }

  private func operation() -> String { "repair_\(surroundings.now().milliseconds)" }
}

extension RepairReport {
  /// What the journal calls it.
  fileprivate var label: String {
    "\(copies) \(copies == 1 ? "copy" : "copies") of exercises brought up to date"
  }
}
