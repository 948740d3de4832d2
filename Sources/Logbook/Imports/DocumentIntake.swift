import Interchange
import Store
import Sync
import Training
import Wire

/// Brings documents in: what is new is added, what has its stamps is joined, what is there otherwise stays.
struct DocumentIntake {
  let options: ImportOptions
  let reader: Reader
  /// Nil on a dry run.
  let transaction: Transaction?
  var deleted: [DeletedDocument] = []
  /// Documents that were here just as the file has them.
  private(set) var unchanged: Set<DocumentKey> = []

  init(options: ImportOptions, reader: Reader, transaction: Transaction?) {
    self.options = options
    self.reader = reader
    self.transaction = transaction
  }

  /// - Parameters:
  ///   - step: Called before every document; throwing from it cancels.
  ///   - settling: What an import decides of a document that is new here.
  mutating func bring<Document: Importable>(
    _ documents: [Document], _ step: () throws -> Void,
    settling: (inout Document) -> Void = { _ in }
  ) throws -> ImportReport.Figures {
    var figures = ImportReport.Figures(collection: Document.collection, read: documents.count)
    for document in documents {
      try step()
      if document.isStamped {
        try join(document, &figures, settling)
      } else {
        try add(document, &figures, settling)
      }
    }
    return figures
  }

  private mutating func join<Document: Importable>(
    _ document: Document, _ figures: inout ImportReport.Figures,
    _ settling: (inout Document) -> Void
  ) throws {
    let joined =
      try transaction?.join(document, bringsBack: options.bringsBack)
      ?? reader.joined(document, bringsBack: options.bringsBack)
    figures.count(joined)
    switch joined {
    case .deleted(let removal):
      deleted.append(DeletedDocument(document, removal))
    case .unchanged: unchanged.insert(DocumentKey(Document.collection, document.id))
    case .added: try settle(document, settling)
    case .changed: break
    }
  }

  /// What an import decides of a document that came with its stamps is an edit of it.
  private func settle<Document: Importable>(
    _ document: Document, _ settling: (inout Document) -> Void
  ) throws {
    var settled = document
    settling(&settled)
    guard let transaction, settled != document,
      let present = try transaction.read(Document.self, document.id)
    else { return }
    settled = present.document
    settling(&settled)
    try transaction.put(settled, expecting: present.version)
  }

  private mutating func add<Document: Importable>(
    _ document: Document, _ figures: inout ImportReport.Figures,
    _ settling: (inout Document) -> Void
  ) throws {
    if let present = try reader.document(Document.self, document.id)?.document {
      let same = present.element.hasSameContent(as: document.settled(like: present).element)
      if same { figures.unchanged += 1 } else { figures.kept += 1 }
      return
    }
    if !options.bringsBack, let removal = try reader.deletion(Document.collection, document.id) {
      figures.kept += 1
      deleted.append(DeletedDocument(document, removal))
      return
    }
    figures.added += 1
    var document = document
    settling(&document)
    try transaction?.put(document, expecting: nil)
  }

  /// Takes over what the file tells of deletions.
  func remove(
    _ removals: [FileRemoval], _ step: () throws -> Void, _ report: inout ImportReport
  ) throws {
    for removal in removals {
      try step()
      let joined = try reader.joined(
        removal.removal, of: removal.id, in: removal.collection)
      try transaction?.join(removal.removal, of: removal.id, in: removal.collection)
      switch joined {
      case .removed: report.removed += 1
      case .changed: report.count(updated: removal.collection)
      // The deletion of what was never here does not concern this log.
      case .noted, .unchanged: break
      }
    }
  }
}

extension ImportReport {
  /// Counts a document that a deletion has changed: its part that was unseen stands.
  fileprivate mutating func count(updated collection: Collection) {
    guard let place = figures.firstIndex(where: { $0.collection == collection }) else { return }
    figures[place].updated += 1
  }

  /// What the journal calls the import.
  var label: String {
    let written = figures.map { figures in
      let taken = figures.collection == .workoutLogs ? changed.count { $0.wasTaken } : 0
      return (figures.collection, figures.added + figures.updated + taken)
    }
    // Workouts are named first; what else comes in is named only where no workout does.
    let order: [Collection] = [.workoutLogs, .programs, .bodyWeights, .exercises]
    let sorted = order.compactMap { collection in written.first { $0.0 == collection } }
    if removed > 0, sorted.allSatisfy({ $0.1 == 0 }) {
      return "Import of \(removed) \(removed == 1 ? "deletion" : "deletions")"
    }
    return Self.label(sorted)
  }

  /// - Parameter counts: What was written of each collection; the first of which there is anything is named.
  static func label(_ counts: [(Collection, Int)]) -> String {
    let (collection, count) = counts.first { $0.1 > 0 } ?? (.workoutLogs, 0)
    return "Import of \(count) \(collection.noun)\(count == 1 ? "" : "s")"
  }
}
