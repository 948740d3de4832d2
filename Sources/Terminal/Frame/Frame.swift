/// A screen as a value: a grid of cells and where the cursor stands. Drawing outside it, or outside
/// the region being drawn, has no effect.
///
/// Views compose in two ways: draw into a part with ``within(_:_:)``, where the origin is the
/// part's own, or make a smaller frame and ``place(_:x:y:)`` it.
public struct Frame: Equatable, Sendable {
  /// The size of the whole frame.
  public let size: Size
  /// The signs to draw with.
  public let glyphs: Glyphs
  package var cells: ContiguousArray<Cell>
  /// The region being drawn: its origin may lie outside the frame, as a scrolled list's does.
  private var area: Region
  /// What of it may be drawn on.
  private var clip: Region
  private var absoluteCursor: Point?
  private var marks: [Marked] = []

  public init(width: Int, height: Int, glyphs: Glyphs = .unicode) {
    self.init(size: Size(width: width, height: height), glyphs: glyphs)
  }

  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = size
    self.glyphs = glyphs
    cells = ContiguousArray(repeating: .blank, count: size.width * size.height)
    area = Region(x: 0, y: 0, width: size.width, height: size.height)
    clip = area
  }

  /// Columns of the region being drawn: of the whole frame outside ``within(_:_:)``.
  public var width: Int { area.width }
  /// Rows of the region being drawn.
  public var height: Int { area.height }
  /// The region being drawn, in its own coordinates.
  public var bounds: Region { Region(x: 0, y: 0, width: width, height: height) }

  /// Where the terminal's cursor stands, in the coordinates of the region being drawn; hidden
  /// when nil. A place outside the frame counts as hidden.
  public var cursor: Point? {
    get { absoluteCursor.map { Point(x: $0.x - area.x, y: $0.y - area.y) } }
    set { absoluteCursor = newValue.map { Point(x: $0.x + area.x, y: $0.y + area.y) } }
  }

  /// The cursor's place in the whole frame, nil when hidden or outside.
  var visibleCursor: Point? {
    guard let place = absoluteCursor, clip.contains(place) else { return nil }
    return place
  }

  /// Draws into a region of the one being drawn: its top left is (0, 0) inside, and nothing
  /// reaches outside it.
  public mutating func within<Result>(
    _ region: Region, _ draw: (inout Frame) throws -> Result
  ) rethrows -> Result {
    let outer = (area: area, clip: clip)
    let x = region.x + area.x
    let y = region.y + area.y
    area = Region(
      x: x, y: y, width: min(region.width, area.maxX - x), height: min(region.height, area.maxY - y)
    )
    clip = area.intersection(clip)
    defer { (area, clip) = outer }
    return try draw(&self)
  }

  /// The mark at a place of the whole frame; of several the last.
  public func mark(at place: Point) -> Mark? {
    marks.last { $0.region.contains(place) }?.mark
  }

  /// Notes a mark on a region of the one being drawn, as far as it can be seen.
  mutating func add(_ region: Region, _ mark: Mark) {
    let moved = Region(
      x: region.x + area.x, y: region.y + area.y, width: region.width, height: region.height)
    marks.append(Marked(region: moved.intersection(clip), mark: mark))
  }

  /// Puts another frame's cells, and its cursor if it has one, at a place of this one.
  public mutating func place(_ other: Frame, x: Int, y: Int) {
    for row in 0..<other.size.height {
      for column in 0..<other.size.width {
        let cell = other.cells[row * other.size.width + column]
        guard !cell.isContinuation else { continue }
        set(cell.glyph, x: x + column, y: y + row, role: cell.role, emphasis: cell.emphasis)
      }
    }
    if let place = other.visibleCursor { cursor = Point(x: x + place.x, y: y + place.y) }
  }

  /// The cell at a place of the region being drawn, nil outside it.
  public subscript(x: Int, y: Int) -> Cell? {
    index(x: x, y: y).map { cells[$0] }
  }

  /// The index of a place of the region being drawn, nil outside it.
  func index(x: Int, y: Int) -> Int? {
    let place = Point(x: area.x + x, y: area.y + y)
    guard clip.contains(place) else { return nil }
    return place.y * size.width + place.x
  }

  /// Draws one glyph; half a wide glyph is never left standing, on either side.
  mutating func set(_ glyph: Glyph, x: Int, y: Int, role: Role, emphasis: Emphasis) {
    guard let index = index(x: x, y: y) else { return }
    let wide = glyph.width == 2
    guard !wide || area.x + x + 1 < clip.maxX else {
      return set(.space, x: x, y: y, role: role, emphasis: emphasis)
    }
    separate(at: index)
    cells[index] = Cell(glyph: glyph, role: role, emphasis: emphasis)
    if wide {
      separate(at: index + 1)
      cells[index + 1] = Cell(glyph: .continuation, role: role, emphasis: emphasis)
    }
  }

  /// Blanks the other half of a wide glyph of which one half is about to be overwritten.
  private mutating func separate(at index: Int) {
    if cells[index].isContinuation, index > 0 { cells[index - 1].glyph = .space }
    let next = index + 1
    if next < cells.count, next % size.width != 0, cells[next].isContinuation {
      cells[next].glyph = .space
    }
  }

  /// Changes role and emphasis of a cell without touching its glyph.
  mutating func restyleCell(x: Int, y: Int, role: Role?, adding emphasis: Emphasis) {
    guard let index = index(x: x, y: y) else { return }
    if let role { cells[index].role = role }
    cells[index].emphasis.formUnion(emphasis)
  }
}
