/// What a terminal of the xterm family shows after the bytes it was sent: enough of it for what ncurses
/// sends under `xterm-256color`, `tmux-256color` and their kin.
public struct VTScreen: Sendable {
  public private(set) var rows: Int
  public private(set) var columns: Int
  /// Each row's cells.
  public internal(set) var cells: [[VTCell]]
  /// The cursor's row, from 0.
  public internal(set) var row = 0
  /// The cursor's column, from 0.
  public internal(set) var column = 0
  /// The private modes (`CSI ? n h`) that are on, by number.
  public internal(set) var modes = VTScreen.modesAtStart
  /// Every private mode that was ever turned on by the program.
  public internal(set) var modesUsed: Set<Int> = []
  /// Whether the program ever asked for a colour.
  public internal(set) var hasUsedColor = false
  public internal(set) var bells = 0
  public internal(set) var title = ""
  public internal(set) var hasKeypadOfApplication = false
  /// The style of what comes next.
  public internal(set) var style = VTStyle()

  var main: [[VTCell]] = []
  var wrapsNext = false
  var top = 0
  var bottom: Int
  var tabs: Set<Int>
  var saved = Position()
  var savedOnMain = Position()
  var inserts = false
  var graphics = [false, false]
  var charset = 0
  var lastPrinted: Unicode.Scalar?
  /// What the terminal has to answer to questions such as `CSI 6 n`.
  var replies: [UInt8] = []
  private var parser = VTParser()

  /// Automatic wrapping and a visible cursor.
  static let modesAtStart: Set<Int> = [7, 25]

  /// What `ESC 7` saves.
  struct Position {
    var row = 0
    var column = 0
    var style = VTStyle()
  }

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    bottom = rows - 1
    cells = Self.empty(rows, columns)
    tabs = Set(stride(from: 8, to: 1000, by: 8))
  }

  static func empty(_ rows: Int, _ columns: Int) -> [[VTCell]] {
    Array(repeating: Array(repeating: VTCell(), count: columns), count: rows)
  }

  /// Takes what the program wrote.
  public mutating func read(_ bytes: some Sequence<UInt8>) {
    var actions: [VTAction] = []
    for byte in bytes {
      parser.read(byte) { actions.append($0) }
      for action in actions { perform(action) }
      actions.removeAll(keepingCapacity: true)
    }
  }

  /// What the terminal has to answer, once.
  mutating func takeReplies() -> [UInt8] {
    defer { replies = [] }
    return replies
  }

  private mutating func perform(_ action: VTAction) {
    switch action {
    case .print(let scalar): print(scalar)
    case .control(let byte): control(byte)
    case .escape(let intermediates, let final): escape(intermediates, final)
    case .sequence(let sequence): control(sequence)
    case .command(let text): command(text)
    }
  }

  /// Takes another size, as xterm does: rows and columns are cut off or added below and to the right.
  public mutating func resize(rows: Int, columns: Int) {
    func fit(_ cells: [[VTCell]]) -> [[VTCell]] {
      (0..<rows).map { row in
        let old = cells.indices.contains(row) ? cells[row] : []
        return Array((old + Array(repeating: VTCell(), count: columns)).prefix(columns))
      }
    }
    cells = fit(cells)
    if isAlternate { main = fit(main) }
    self.rows = rows
    self.columns = columns
    (top, bottom) = (0, rows - 1)
    move(row: row, column: column)
  }
}

// MARK: Reading it

extension VTScreen {
  /// Each row's text, without the blanks at its end.
  public var lines: [String] {
    cells.map { row in
      let text = row.lazy.filter { !$0.isContinuation }.map(\.character)
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The rows' text, one below the other.
  public var text: String { lines.joined(separator: "\n") }

  public func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  /// The first row that holds a text.
  public func line(with text: String) -> String? { lines.first { $0.contains(text) } }

  /// Whether the program draws on the alternate screen.
  public var isAlternate: Bool { modes.contains(1049) || modes.contains(1047) }

  public var isCursorVisible: Bool { modes.contains(25) }

  /// Whether any cell has a colour of its own.
  public var isColored: Bool { cells.contains { $0.contains { $0.style.isColored } } }

  /// What a program that has ended has not put back, in words: nothing, if it behaved.
  public var leftovers: [String] {
    var found: [String] = []
    for mode in modes.subtracting(Self.modesAtStart).sorted() { found.append("mode \(mode) is on") }
    for mode in Self.modesAtStart.subtracting(modes).sorted() {
      found.append("mode \(mode) is off")
    }
    if hasKeypadOfApplication { found.append("the keypad is the application's") }
    if style != VTStyle() { found.append("text would be drawn as \(style)") }
    if graphics[charset] { found.append("text would be line drawing") }
    if inserts { found.append("text would be inserted") }
    if (top, bottom) != (0, rows - 1) { found.append("rows \(top)–\(bottom) scroll alone") }
    return found
  }
}

extension VTScreen: CustomStringConvertible {
  public var description: String { text }
}
