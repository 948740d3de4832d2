import Catalog
import Interchange
import Store
import Sync
import Training
public import Upkeep
import Wire

extension Logbook {
  /// Looks through the store's documents: references to what nothing knows, copies that are missing or differ from their
  /// exercise, documents that cannot be read. Nothing is changed.
  public func validate() throws -> ValidationReport {
    var failures: [FailedCheck] = []
    let masters = try masters(&failures)
    var survey = MetadataSurvey(masters)
    let inspection = try store.inspect(.documents) { survey.take($0) }
    return ValidationReport(
      survey: survey,
      faults: inspection.findings.map { ValidationReport.Fault($0.document, $0.sentence) },
      faultCount: inspection.findingCount, failures: failures + inspection.failures)
  }

  /// Looks through a file in the same way, as it is before it is brought in: a sync's dump, an export, or documents of
  /// another program. Nothing is brought in.
  ///
  /// - Parameters:
  ///   - file: What the file is called in sentences.
  ///   - bytes: Its content.
  /// - Throws: ``InterchangeError`` where it is none of these.
  public func validate(file: String, bytes: [UInt8]) throws -> ValidationReport {
    if bytes.starts(with: "SQLite format 3".utf8) { throw InterchangeError.isStore(file: file) }
    if DumpPeek(bytes) != nil { return try validate(dump: file, bytes) }
    // Of a table it is enough to know that it is one.
    let lenient = ForeignOptions(unit: preferences.unit, skipsBadRows: true)
    switch try ImportSource(file: file, bytes: bytes, options: lenient) {
    case .documents(let dump): return try validate(documents: dump)
    case .export: throw InterchangeError.notDocuments(file: file)
    }
  }

  private func validate(dump file: String, _ bytes: [UInt8]) throws -> ValidationReport {
    let dump: Dump
    do { dump = try Dump(bytes) } catch {
      throw InterchangeError.notJSON(file: file, reason: error.sentence + ".")
    }
    var faults: [ValidationReport.Fault] = []
    if !dump.isIntact {
      faults.append(ValidationReport.Fault(nil, Self.wrongChecksum))
    }
    func document(_ key: DocumentKey) -> (any DocumentKind)? {
      do {
        return try dump.element(key).map { try Self.document(key.collection.kind, $0) }
      } catch {
        let reason = (error as? DumpError)?.sentence ?? "\(error)"
        faults.append(
          ValidationReport.Fault(key, reason.prefix(1).uppercased() + reason.dropFirst()))
        return nil
      }
    }
    let keys = dump.documents.keys.sorted()
    // Exercises come first: the others refer to them.
    let own = keys.filter { $0.collection == .exercises }.compactMap(document)
    var failures: [FailedCheck] = []
    let masters = try masters(&failures, before: own.compactMap { $0 as? Exercise })
    let known = Set(keys)
    var survey = MetadataSurvey(masters) { known.contains($0) }
    for document in own { survey.take(document) }
    for key in keys where key.collection != .exercises {
      if let document = document(key) { survey.take(document) }
    }
    return ValidationReport(survey: survey, faults: faults, failures: failures)
  }

  private static let wrongChecksum =
    "The checksum of the dump is not that of its content: something other than a sync has written to it."

  private static func document(_ kind: any DocumentKind.Type, _ element: Element) throws(WireError)
    -> any DocumentKind
  {
    try kind.init(element: element)
  }

  private func validate(documents dump: LegacyDump) throws -> ValidationReport {
    var failures: [FailedCheck] = []
    var survey = MetadataSurvey(try masters(&failures, before: dump.rawExercises()))
    let unreadable = dump.readRaw { survey.take($0) }
    return ValidationReport(
      survey: survey,
      faults: unreadable.map {
        ValidationReport.Fault(nil, "\($0.collection) \($0.id): \($0.reason)")
      }, failures: failures, athletes: dump.users.count > 1 ? dump.users.map(\.name) : [])
  }

  /// The exercises that copies are compared with.
  ///
  /// - Parameters:
  ///   - failures: Receives why the exercise list could not be read; nothing is compared with it then.
  ///   - others: Exercises of a file, which stand before those that are here.
  func masters(_ failures: inout [FailedCheck], before others: [Exercise] = []) throws
    -> ExerciseMasters
  {
    var list: [Exercise]?
    do { list = try masterList()?.all } catch {
      failures.append(FailedCheck("exercise list", reason: sentence(of: error)))
    }
    let own = try store.read { reader in
      try reader.ids(of: .exercises).compactMap { id in
        // One that cannot be read is found where the documents are looked through.
        do { return try reader.document(Exercise.self, id)?.document } catch is StoreError {
          return nil
        }
      }
    }
    return ExerciseMasters(list: list, own: own + others)
  }
}
