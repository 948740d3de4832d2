import Training
import Wire

/// Writes a dump: the head, the documents in the order of their ids, a document a line.
public struct DumpText {
  public private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - documents: Each document's JSON.
  ///   - former: The dump that is replaced: what in it is not ours stays in it, byte for byte.
  init(
    _ head: DumpHead, documents: [DocumentKey: ArraySlice<UInt8>],
    tombstones: [DocumentKey: Removal], former: Dump?
  ) {
    bytes.reserveCapacity(documents.values.reduce(1024) { $0 + $1.count + 2 })
    add(
      "{\"format\":\(JSONText.string(DumpHead.formatName)),\"version\":\(DumpHead.formatVersion),\"checksum\":\""
    )
    let checksumPlace = bytes.count
    add(String(repeating: "0", count: 16) + "\"")
    let coveredFrom = bytes.count
    for member in head.members { add(",\"\(member.key)\":\(member.json)") }
    let athletes = (former?.otherAthletes ?? []).sorted()
    if !athletes.isEmpty {
      add(",\"otherAthletes\":\(JSONText.array(athletes.map { JSONText.string($0) }))")
    }
    for collection in Collection.allCases {
      add(collection, documents, others: former?.others[collection] ?? [])
    }
    add("tombstones", tombstones.mapValues { RemovalText.json($0) })
    for field in former?.unknown ?? [] { add(",\n\"\(field.name)\":\(field.json)") }
    add("}\n")
    let checksum = ContentHash(bytes[coveredFrom...]).text
    bytes.replaceSubrange(checksumPlace..<checksumPlace + 16, with: Array(checksum.utf8))
  }

  private mutating func add(_ text: String) { bytes += Array(text.utf8) }

  private mutating func add(
    _ collection: Collection, _ documents: [DocumentKey: ArraySlice<UInt8>],
    others: [ArraySlice<UInt8>]
  ) {
    let keys = documents.keys.filter { $0.collection == collection }.sorted()
    add(",\n\"\(collection.rawValue)\":[")
    for (place, document) in (keys.map { documents[$0] ?? [] } + others).enumerated() {
      add(place == 0 ? "\n" : ",\n")
      bytes += document
    }
    add(keys.isEmpty && others.isEmpty ? "]" : "\n]")
  }

  private mutating func add(_ member: String, _ entries: [DocumentKey: String]) {
    let collections = Collection.allCases.compactMap { collection -> (key: String, json: String)? in
      let keys = entries.keys.filter { $0.collection == collection }.sorted()
      guard !keys.isEmpty else { return nil }
      let members = keys.map { (key: JSONText.key($0.id), json: entries[$0] ?? "null") }
      return (key: JSONText.key(collection.rawValue), json: JSONText.object(members))
    }
    add(",\n\(JSONText.string(member)):\(JSONText.object(collections))")
  }
}
