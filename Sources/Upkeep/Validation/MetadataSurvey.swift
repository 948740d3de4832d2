public import Sync
public import Training
public import Wire

/// What the copies of exercises are like, gathered document by document.
///
/// Places that say the same of an exercise are one finding, so that what is held does not grow with the history.
public struct MetadataSurvey: Sendable {
  /// What one collection comes to.
  public struct Counts: Hashable, Sendable {
    public var documents = 0
    /// Places that refer to something.
    public var references = 0
    /// Places where a copy belongs, and those that have it.
    public var places = 0
    public var copies = 0
    public var orphans = 0
    /// Copies that are missing though the exercise is known.
    public var missing = 0
    public var inconsistencies: [Severity: Int] = [:]
    /// Documents with any finding.
    public var affected = 0
    /// Logged or planned sets, and those that count.
    public var sets = 0
    public var countedSets = 0
    /// Kilograms × repetitions.
    public var volume = 0.0

    public var inconsistent: Int { inconsistencies.values.reduce(0, +) }
  }

  private struct Key: Hashable {
    var kind: MetadataFinding.Kind
    var collection: Collection
    var id: String
    var embedded: ExerciseMetadata?
  }

  /// How many findings are told apart; more are only counted.
  static let mostFindings = 1000

  private let masters: ExerciseMasters
  /// Whether anything of a collection other than that of exercises is known.
  private let knows: @Sendable (DocumentKey) -> Bool
  private let isWanted: (@Sendable (MetadataFinding) -> Bool)?
  public private(set) var collections: [Collection: Counts] = [:]
  private var found: [Key: MetadataFinding] = [:]
  /// Documents with places of a finding that is wanted, in the order they came.
  public private(set) var wanted: [DocumentKey] = []

  /// - Parameters:
  ///   - knows: Whether a document stands that another refers to; exercises are looked for in the masters.
  ///   - wanting: Of which findings all documents are to be listed; nil for none.
  public init(
    _ masters: ExerciseMasters, knows: @escaping @Sendable (DocumentKey) -> Bool = { _ in true },
    wanting: (@Sendable (MetadataFinding) -> Bool)? = nil
  ) {
    self.masters = masters
    self.knows = knows
    isWanted = wanting
  }

  public mutating func take(_ document: any DocumentKind) {
    let key = DocumentKey(type(of: document).collection, document.id)
    var counts = collections[key.collection] ?? Counts()
    counts.documents += 1
    counts.add(setsOf: document)
    let before = (counts.orphans, counts.missing, counts.inconsistent)
    for reference in document.references where reference.isBinding {
      counts.references += 1
      take(reference, of: document, key, &counts)
    }
    if before != (counts.orphans, counts.missing, counts.inconsistent) { counts.affected += 1 }
    collections[key.collection] = counts
  }

  private mutating func take(
    _ reference: Reference, of document: any DocumentKind, _ key: DocumentKey,
    _ counts: inout Counts
  ) {
    var embedded: ExerciseMetadata?
    switch reference.copy {
    case .none: break
    case .missing: counts.places += 1
    case .embedded(let copy):
      counts.places += 1
      counts.copies += 1
      embedded = copy
    }
    guard reference.collection == .exercises else {
      if knows(DocumentKey(reference.collection, reference.id)) { return }
      counts.orphans += 1
      return note(.orphan, reference, nil, master: nil, document: document, key: key)
    }
    guard let master = masters[reference.id] else {
      guard masters.hasList else { return }
      counts.orphans += 1
      return note(.orphan, reference, embedded, master: nil, document: document, key: key)
    }
    switch reference.copy {
    case .none: return
    case .missing:
      counts.missing += 1
      note(.missing, reference, nil, master: master, document: document, key: key)
    case .embedded(let copy):
      guard let differences = master.differences(of: copy) else { return }
      counts.inconsistencies[differences.severity, default: 0] += 1
      note(
        .inconsistent, reference, copy, master: master, document: document, key: key,
        differences: differences)
    }
  }

  private mutating func note(
    _ kind: MetadataFinding.Kind, _ reference: Reference, _ embedded: ExerciseMetadata?,
    master: Exercise?, document: any DocumentKind, key: DocumentKey,
    differences: (fields: [MetadataField], severity: Severity)? = nil
  ) {
    let place = Key(
      kind: kind, collection: reference.collection, id: reference.id, embedded: embedded?.undated)
    guard found[place] != nil || found.count < Self.mostFindings || isWanted != nil else { return }
    var finding =
      found[place]
      ?? MetadataFinding(
        kind, in: reference.collection, reference.id, embedded: embedded,
        master: master?.metadata, differences)
    finding.count += 1
    // The places of one document come in a row.
    if finding.last != key {
      finding.documentCount += 1
      if finding.places.count < MetadataFinding.mostPlaces {
        finding.places.append(MetadataFinding.Place(document: key, heading: document.heading))
      }
    }
    finding.last = key
    found[place] = finding
    if let isWanted, wanted.last != key, isWanted(finding) { wanted.append(key) }
  }
}

// MARK: What it comes to

extension MetadataSurvey {
  /// All findings: the gravest first, then those of the most places.
  public var findings: [MetadataFinding] {
    found.values.sorted {
      ($0.rank, -$0.count, $0.exerciseId, $0.id) < ($1.rank, -$1.count, $1.exerciseId, $1.id)
    }
  }

  private func sum(_ value: (Counts) -> Int) -> Int {
    collections.values.reduce(0) { $0 + value($1) }
  }

  public var documents: Int { sum(\.documents) }
  public var references: Int { sum(\.references) }
  public var places: Int { sum(\.places) }
  public var copies: Int { sum(\.copies) }
  public var orphans: Int { sum(\.orphans) }
  public var missing: Int { sum(\.missing) }
  public var inconsistent: Int { sum(\.inconsistent) }
  public func inconsistent(_ severity: Severity) -> Int {
    sum { $0.inconsistencies[severity] ?? 0 }
  }

  /// The share of copies that say what their exercises say, in per cent; 100 without copies.
  public var consistency: Double {
    copies == 0 ? 100 : Double(copies - inconsistent) / Double(copies) * 100
  }

  /// The share of places that have the copy that belongs there, in per cent; 100 without places.
  public var completeness: Double { places == 0 ? 100 : Double(copies) / Double(places) * 100 }

  public var isClean: Bool { orphans + missing + inconsistent == 0 }
}

extension MetadataFinding {
  fileprivate var rank: Int {
    switch (kind, severity) {
    case (.orphan, _): 0
    case (.missing, _): 1
    case (.inconsistent, .high), (.inconsistent, nil): 2
    case (.inconsistent, .medium): 3
    case (.inconsistent, .low): 4
    }
  }
}

extension MetadataSurvey.Counts {
  fileprivate mutating func add(setsOf document: any DocumentKind) {
    if let log = document as? WorkoutLog {
      sets += log.exercises.reduce(0) { $0 + $1.sets.count }
      countedSets += log.countedSetCount
      volume += log.volume
    } else if let program = document as? Program {
      sets += program.days.flatMap(\.exercises).reduce(0) { $0 + $1.plannedSetCount }
    }
  }
}
