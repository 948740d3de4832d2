/// What stands in a list by its position.
protocol Placed {
  var id: String { get }
  var position: String { get set }
}

extension LoggedSet: Placed {}
extension LoggedExercise: Placed {}

extension Array where Element: Placed {
  /// Gives the element at `index` a position between its neighbours.
  ///
  /// Where they leave no room, all are renumbered: positions that are missing or equal would not keep the order.
  mutating func seat(at index: Int) {
    let lower = index > 0 ? self[index - 1].position : nil
    let upper = index + 1 < count ? self[index + 1].position : nil
    let hasRoom =
      lower != "" && upper != "" && (lower.flatMap { low in upper.map { low < $0 } } ?? true)
    guard hasRoom else { return renumber() }
    self[index].position = Position.between(lower, upper)
  }

  mutating func insert(seated element: Element, at index: Int) {
    insert(element, at: index)
    seat(at: index)
  }

  /// Moves an element; the others keep their positions.
  mutating func move(from source: Int, to target: Int) {
    guard source != target else { return }
    let element = remove(at: source)
    insert(seated: element, at: target)
  }

  mutating func renumber() {
    for (index, position) in Position.sequence(count).enumerated() {
      self[index].position = position
    }
  }
}
