import Training
import Wire

/// A dump of another program may hold several athletes; a store is one athlete's.
extension Dump {
  /// The athletes named in the documents, in order.
  func athletes() throws(DumpError) -> [String] {
    var ids: Set<String> = []
    for (key, document) in documents {
      if let id = try Self.owner(document, key) { ids.insert(id) }
    }
    return ids.sorted()
  }

  /// Sets the documents of all other athletes aside, to be written back as they are.
  mutating func keep(only athlete: String) throws(DumpError) {
    otherAthletes = Set(try athletes()).subtracting([athlete])
    for (key, document) in documents.sorted(by: { $0.key < $1.key }) {
      guard let owner = try Self.owner(document, key), otherAthletes.contains(owner) else {
        continue
      }
      others[key.collection, default: []].append(document.utf8)
      documents[key] = nil
    }
  }

  /// Nil where the document names none.
  private static func owner(_ document: JSONSlice, _ key: DocumentKey) throws(DumpError) -> String?
  {
    do throws(WireError) {
      let id = try document["userId"]?.string
      return id == "" ? nil : id
    } catch {
      throw .unreadable(collection: key.collection.rawValue, id: key.id, error)
    }
  }
}
