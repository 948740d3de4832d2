public import Wire

/// Why a dump cannot be taken as one. Nothing was changed, here or there.
public enum DumpError: Error, Equatable, Sendable {
  case empty
  case notJSON(WireError)
  /// It is JSON, but no object of collections.
  case notDump(found: String)
  case newerVersion(found: Int)
  case unknownStrategy(String)
  /// A member of the dump itself that is missing or of the wrong type.
  case badHead(member: String, expected: String)
  case duplicate(collection: String, id: String)
  case noId(collection: String, place: Int)
  case unreadable(collection: String, id: String, WireError)
  /// A legacy dump that holds several athletes.
  case severalAthletes([String])

  /// What went wrong and what the athlete can do, to stand after where it was read.
  public var sentence: String {
    switch self {
    case .empty:
      "there is nothing in it. It may have been cut short; restore it from the folder service's history, or from a backup"
    case .notJSON(let error): error.description
    case .notDump(let found): "it is \(found) and no dump of documents. Name another file"
    case .newerVersion(let found):
      "it was written by a newer Tonnage (format \(found), this one knows \(DumpHead.formatVersion)). Update Tonnage"
    case .unknownStrategy(let name):
      "its strategy is “\(name)”, and there are \(Strategy.names)"
    case .badHead(let member, let expected): "its “\(member)” is not \(expected)"
    case .duplicate(let collection, let id):
      "in \(collection) the id “\(id)” appears twice. Take one of the two out by hand"
    case .noId(let collection, let place):
      "in \(collection) document number \(place) has no id that is a text"
    case .unreadable(let collection, let id, let error):
      "in \(collection), document “\(id)”: \(error.description)"
    case .severalAthletes(let ids):
      "it holds several athletes (\(ids.joined(separator: ", "))). Import one of them with tonnage import instead"
    }
  }
}
