public import Training

/// A kind of documents: how one is written, what is derived from it, what it is called. A new kind is a file with a
/// type that conforms, and a line in ``Training/Collection/kinds``; what it has of its own is told by the hooks here,
/// and all else goes by the list.
public protocol DocumentKind: WireDocument {
  static var collection: Collection { get }

  /// Reads a document of another program, leniently.
  ///
  /// - Parameters:
  ///   - key: Its id where the document has none of its own.
  ///   - shards: Documents that parts of it lie in.
  static func read(
    legacy json: JSONSlice, key: String, shards: [JSONSlice], _ reading: inout LegacyReader
  ) throws(WireError) -> Self

  /// What the athlete calls it, and the day it belongs to.
  var heading: DocumentHeading { get }

  /// Tells what is derived from documents that `old` has become `new`; nil for one that is not there.
  static func tell<Rows: DerivedRows>(_ rows: inout Rows, old: Self?, new: Self?)
    throws(Rows.Failure)

  /// The document with its derived fields made again; what a writer kept in them unknown to us comes from `source`.
  func derived(from source: Self, at now: Instant) -> Self

  /// Whether the summary in the document is the one that would be made of it.
  var hasItsSummary: Bool { get }

  /// Everything that the document refers to, place by place.
  var references: [Reference] { get }

  /// The document with the copies of exercises' metadata that it embeds made others.
  ///
  /// - Parameter copy: Receives the id of an exercise and the copy that is there, and gives the one that is to be.
  func embedding(
    _ copy: (_ exercise: String, _ present: ExerciseMetadata?) -> ExerciseMetadata?
  ) -> Self

  /// Whether the document may hold removals.
  var mayHoldRemovals: Bool { get }

  /// The latest stamp anywhere in the document.
  var latestStamp: Stamp? { get }

  /// The texts of the rows that it is kept in: its JSON, or a head and portions.
  ///
  /// - Parameter whole: Its JSON.
  func rows(_ whole: String, _ limit: RowLimit) -> [String]

  /// The document of its first row, with what the others hold.
  func joined(with rows: ArraySlice<[UInt8]>) throws(WireError) -> Self
}

/// What a document is called in a list.
public struct DocumentHeading: Hashable, Sendable {
  public var title: String
  public var date: LocalDate?

  public init(_ title: String, date: LocalDate? = nil) {
    self.title = title
    self.date = date
  }
}

/// What is derived from documents and kept beside them.
public protocol DerivedRows {
  associatedtype Failure: Error

  mutating func replace(log old: WorkoutLog?, with new: WorkoutLog?) throws(Failure)
  mutating func replace(weighing old: BodyWeight?, with new: BodyWeight?) throws(Failure)
}

/// From when on a document is kept in several rows.
public struct RowLimit: Sendable {
  /// Exercises a row.
  public var exercises: Int
  /// Bytes of JSON a row.
  public var bytes: Int

  public init(exercises: Int, bytes: Int) {
    self.exercises = exercises
    self.bytes = bytes
  }
}

extension DocumentKind {
  public static func tell<Rows: DerivedRows>(_ rows: inout Rows, old: Self?, new: Self?)
    throws(Rows.Failure)
  {}

  public func derived(from source: Self, at now: Instant) -> Self { self }
  public var hasItsSummary: Bool { true }
  public var references: [Reference] { [] }
  public func embedding(
    _ copy: (_ exercise: String, _ present: ExerciseMetadata?) -> ExerciseMetadata?
  ) -> Self { self }
  // Such documents are few: to look is quick.
  public var mayHoldRemovals: Bool { true }
  public var latestStamp: Stamp? { element.latestStamp }
  public func rows(_ whole: String, _ limit: RowLimit) -> [String] { [whole] }
  public func joined(with rows: ArraySlice<[UInt8]>) throws(WireError) -> Self { self }
}

extension Collection {
  /// All kinds of documents, in the order in which they stand in a dump.
  public static let kinds: [any DocumentKind.Type] = [
    WorkoutLog.self, Program.self, Exercise.self, BodyWeight.self,
  ]

  public static let allCases = kinds.map { $0.collection }

  private static let byName = Dictionary(
    uniqueKeysWithValues: kinds.map { ($0.collection.rawValue, $0) })

  /// The collection of this name; nil where there is none.
  public init?(rawValue: String) {
    guard let kind = Self.byName[rawValue] else { return nil }
    self = kind.collection
  }

  /// What its documents are.
  public var kind: any DocumentKind.Type {
    // Only our own code makes collections, one per kind, and a test checks that each kind is in the list.
    Self.byName[rawValue]!
  }
}
