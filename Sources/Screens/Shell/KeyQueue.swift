import Terminal

/// What was typed and not taken yet, in its order.
struct KeyQueue: Sendable {
  enum Item: Equatable, Sendable {
    case key(Key)
    /// C-c, a signal, a terminal that went away: the wish to leave, with the exit status it comes to.
    case leave(status: Int32)
  }

  private struct Place: Sendable {
    var item: Item
    /// Whether it was typed in sight of the long work that goes on, and is meant for that.
    var isForLongWork: Bool
  }

  private var places: [Place] = []
  /// The first that is still there. Taken ones are removed in batches: one by one would take quadratic time.
  private var first = 0

  var count: Int { places.count - first }
  var isEmpty: Bool { count == 0 }

  mutating func add(_ item: Item, isForLongWork: Bool = false) {
    places.append(Place(item: item, isForLongWork: isForLongWork))
  }

  /// The next one's item, which stays.
  var head: Item? { isEmpty ? nil : places[first].item }

  /// Takes the next one; while long work goes on, only what is meant for it.
  mutating func next(duringLongWork: Bool) -> Item? {
    guard !isEmpty, !duringLongWork || places[first].isForLongWork else { return nil }
    first += 1
    defer {
      if isEmpty {
        places = []
        first = 0
      }
    }
    return places[first - 1].item
  }

  /// Takes out all keys that stand before a wish to leave.
  mutating func setAside() -> [Key] {
    var keys: [Key] = []
    while case .key(let key) = head {
      keys.append(key)
      first += 1
    }
    return keys
  }
}
