public import Training
package import Wire

/// What a merge took out here, by the device that had removed it.
public struct Departures: Hashable, Sendable {
  /// What one device had removed.
  public struct Count: Hashable, Sendable {
    /// Sets that were done, of workouts that went whole or in part.
    public var sets = 0
    /// Documents that went whole.
    public var documents: [Collection: Int] = [:]
  }

  public private(set) var byDevice: [String: Count] = [:]

  public var isEmpty: Bool { byDevice.isEmpty }

  /// Sets that were done, whoever removed them.
  public var sets: Int { byDevice.values.reduce(0) { $0 + $1.sets } }

  /// Documents but workouts, whose sets are counted.
  public var others: Int {
    byDevice.values.reduce(0) { sum, count in
      sum + count.documents.reduce(0) { $0 + ($1.key == .workoutLogs ? 0 : $1.value) }
    }
  }

  /// `4 sets removed by laptop, 1 program removed by gym`; nil where nothing went.
  public func words(names: [String: String]) -> String? {
    let parts = byDevice.sorted { $0.key < $1.key }.map { device, count in
      "\(count.words) removed \(device.isEmpty ? "elsewhere" : "by \(names[device] ?? device)")"
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Notes what a document loses with a merge.
  ///
  /// - Parameter after: What the document is then; nil where it goes whole, with `removal`.
  mutating func note(_ key: DocumentKey, _ before: Element, after: Element?, removal: Removal?) {
    guard let after else {
      let device = removal?.at.device ?? ""
      byDevice[device, default: Count()].documents[key.collection, default: 0] += 1
      byDevice[device, default: Count()].sets += before.doneSets.count
      return
    }
    let left = Set(after.doneSets.map(\.set))
    for (entry, set) in before.doneSets where !left.contains(set) {
      // A set whose tick alone was taken away is still there.
      guard !after.hasSet(set, of: entry) else { continue }
      let own = after.children("exercises").first { $0.id == entry }?.removed("sets")[set]
      let removal = own ?? after.removed("exercises")[entry] ?? after.removal
      byDevice[removal?.at.device ?? "", default: Count()].sets += 1
    }
  }
}

extension Departures.Count {
  /// `1 program, 4 sets`: of workouts their sets are named, unless there are none.
  fileprivate var words: String {
    var words: [String] = []
    for collection in Collection.allCases {
      let count = documents[collection] ?? 0
      if count > 0, collection != .workoutLogs || sets == 0 {
        words.append("\(count) \(collection.noun)\(count == 1 ? "" : "s")")
      }
    }
    if sets > 0 { words.append("\(sets) \(sets == 1 ? "set" : "sets")") }
    return words.joined(separator: ", ")
  }
}

extension Element {
  /// The sets of a workout that were done, each with its entry.
  package var doneSets: [(entry: String, set: String)] {
    children("exercises").flatMap { entry in
      entry.children("sets").filter { $0.field("completed") == "true" }.map { (entry.id, $0.id) }
    }
  }

  fileprivate func hasSet(_ set: String, of entry: String) -> Bool {
    children("exercises").first { $0.id == entry }?.children("sets").contains { $0.id == set }
      ?? false
  }
}
