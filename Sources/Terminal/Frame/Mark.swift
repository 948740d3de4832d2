/// What a row of a list is known by when it is clicked: which of the screen's lists, and which row of it.
public struct Mark: Hashable, Sendable {
  public var list: Int
  public var row: Int

  public init(list: Int = 0, row: Int) {
    self.list = list
    self.row = row
  }
}

/// A region of the whole frame with its mark.
struct Marked: Equatable, Sendable {
  var region: Region
  var mark: Mark
}

extension Frame {
  /// Marks a row of the region being drawn, so that a click on it is known: the layout stands in the view alone.
  public mutating func mark(row y: Int, _ mark: Mark) {
    add(Region(x: 0, y: y, width: width, height: 1), mark)
  }
}
