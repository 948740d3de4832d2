import Terminal

/// A plain table: columns as wide as they must be, numbers to the right.
struct TextTable {
  enum Side { case left, right }

  private var columns: [(title: String, side: Side)]
  private var rows: [[String]] = []

  init(_ columns: [(String, Side)]) { self.columns = columns.map { (title: $0.0, side: $0.1) } }

  mutating func add(_ cells: [String]) { rows.append(cells.map(\.sanitized)) }

  var isEmpty: Bool { rows.isEmpty }

  var text: String {
    let widths = columns.indices.map { column in
      max(columns[column].title.displayWidth, rows.map { $0[column].displayWidth }.max() ?? 0)
    }
    let lines = ([columns.map(\.title)] + rows).map { cells in
      cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.displayWidth)
        return columns[column].side == .left ? cell + padding : padding + cell
      }.joined(separator: "  ").trimmingEnd()
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
