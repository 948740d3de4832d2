public import Training
public import Wire

extension LegacyDump {
  /// A document that cannot be read.
  public struct Unreadable: Hashable, Sendable {
    public var collection: String
    public var id: String
    public var reason: String
  }

  /// The exercises that the file's documents refer to, whoever's they are; what cannot be read is left out.
  public func rawExercises() -> [Exercise] {
    var read = RawReader()
    var found: [Exercise] = []
    // The list of all exercises in one document comes behind the exercises themselves.
    read.documents(exerciseList + exercises, exercise) { found.append($0) }
    return found
  }

  /// Reads the documents of all athletes one by one, each as it came: nothing is filled in.
  ///
  /// - Parameter visit: Receives each document that can be read.
  /// - Returns: What cannot be read.
  public func readRaw(_ visit: (any DocumentKind) -> Void) -> [Unreadable] {
    var read = RawReader()
    read.unreadable = passedOver.map {
      Unreadable(collection: $0.path, id: $0.document, reason: $0.sentence)
    }
    read.documents(exercises, exercise) { visit($0) }
    read.documents(programs) { (item, legacy) throws(WireError) in
      try legacy.program(item.json, key: item.key)
    } _: {
      visit($0)
    }
    read.documents(logs, readLog) { visit($0) }
    read.documents(bodyWeights) { (item, legacy) throws(WireError) in
      try legacy.bodyWeight(item.json, key: item.key)
    } _: {
      visit($0)
    }
    return read.unreadable
  }

  private func exercise(_ item: Item, _ legacy: inout LegacyReader) throws(WireError) -> Exercise {
    try legacy.exercise(item.json, key: item.key)
  }
}

private struct RawReader {
  var legacy = LegacyReader()
  var unreadable: [LegacyDump.Unreadable] = []

  mutating func documents<Document: DocumentKind>(
    _ items: [LegacyDump.Item],
    _ read: (LegacyDump.Item, inout LegacyReader) throws(WireError) -> Document,
    _ take: (Document) -> Void
  ) {
    for item in items {
      do throws(WireError) {
        take(try read(item, &legacy))
      } catch {
        unreadable.append(
          LegacyDump.Unreadable(
            collection: Document.collection.rawValue,
            id: item.json.first("id")?.string ?? item.key ?? "", reason: error.description))
      }
    }
  }
}
