/// Columns and rows.
public struct Size: Equatable, Hashable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A place, counted from 0 at the top left.
public struct Point: Equatable, Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of a frame.
public struct Region: Equatable, Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public var size: Size { Size(width: width, height: height) }
  public var maxX: Int { x + width }
  public var maxY: Int { y + height }

  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// What two regions share; empty where they do not meet.
  public func intersection(_ other: Region) -> Region {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Region(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The region without so many columns and rows at its edges.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Region {
    Region(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// Two columns: the first `width` wide (or all there is), then the rest after `gap`.
  public func columns(first width: Int, gap: Int = 0) -> (Region, Region) {
    let taken = min(width, self.width)
    let left = Region(x: x, y: y, width: taken, height: height)
    return (left, inset(left: min(taken + gap, self.width)))
  }

  /// Two rows of regions: the first `height` high (or all there is), then the rest after `gap`.
  public func rows(first height: Int, gap: Int = 0) -> (Region, Region) {
    let taken = min(height, self.height)
    let top = Region(x: x, y: y, width: width, height: taken)
    return (top, inset(top: min(taken + gap, self.height)))
  }
}
