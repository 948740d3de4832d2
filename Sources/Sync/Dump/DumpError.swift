public import Wire

/// Why a dump cannot be taken as one. Nothing was changed, here or there.
public enum DumpError: Error, Equatable, Sendable {
  case empty
  case notJSON(WireError)
  /// It is JSON, but not an object of collections.
  case notDump(found: String)
  case newerVersion(found: Int)
  case unknownStrategy(String)
  /// A member of the dump itself that is missing or of the wrong type.
  case badHead(member: String, expected: String)
  case duplicate(collection: String, id: String)
  case noId(collection: String, place: Int)
  /// What stands under a collection's name is not a list of documents.
  case notCollection(String, found: String)
  /// A stamp beyond the calendar, which no clock could ever pass.
  case beyondCalendar(collection: String, id: String)
  case tooLarge(collection: String, id: String, bytes: Int)
  case unreadable(collection: String, id: String, WireError)
  /// A legacy dump that holds several athletes, for a store that has none yet.
  case severalAthletes([String])
  /// A legacy dump without a document of the store's athlete.
  case otherAthletes([String])

  /// What went wrong and what the athlete can do, to stand after where it was read.
  public var sentence: String {
    switch self {
    case .empty:
      "there is nothing in it. It may have been cut short; restore it from the folder service's history, or from a backup"
    case .notJSON(let error): error.description
    case .notDump(let found): "it is \(found) and not a dump of documents. Name another file"
    case .newerVersion(let found):
      "it was written by a newer Tonnage (format \(found), this one knows \(DumpHead.formatVersion)). Update Tonnage"
    case .unknownStrategy(let name):
      "its strategy is “\(name)”, which is not \(Strategy.names)"
    case .badHead(let member, let expected): "its “\(member)” is not \(expected)"
    case .duplicate(let collection, let id):
      "in \(collection) the id “\(id)” appears twice. Take one of the two out by hand"
    case .noId(let collection, let place):
      "in \(collection) document number \(place) has no id that is a text"
    case .notCollection(let collection, let found):
      "its “\(collection)” is \(found) and not a list of documents"
    case .beyondCalendar(let collection, let id):
      "in \(collection), document “\(id)” has a stamp beyond the year 9999, which no clock could pass. Take the document out by hand, or restore the dump from a backup"
    case .tooLarge(let collection, let id, let bytes):
      "in \(collection), document “\(id)” has \(bytes) bytes, and \(Dump.documentLimit) is the limit"
    case .unreadable(let collection, let id, let error):
      "in \(collection), document “\(id)”: \(error.description)"
    case .severalAthletes(let ids):
      "it holds several athletes (\(Self.list(ids))). Import one of them with tonnage import first; then its documents are synced and the others' kept as they are"
    case .otherAthletes(let ids):
      "none of its documents is this athlete's; they belong to \(Self.list(ids)). Name another file"
    }
  }

  private static func list(_ ids: [String]) -> String {
    let shown = 5
    return ids.prefix(shown).joined(separator: ", ")
      + (ids.count > shown ? " and \(ids.count - shown) more" : "")
  }
}
