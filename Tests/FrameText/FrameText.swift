package import Terminal

extension Frame {
  /// The rows as text, without the spaces at their ends.
  package var lines: [String] {
    (0..<size.height).map { y in
      let text = row(y).map(\.text).joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The roles and emphasis of each row as runs, `0-4 heading+bold  9-12 good`; cells of plain
  /// text are left out. With ``lines``, all that a golden frame needs.
  package var styleLines: [String] {
    (0..<size.height).map { y in
      runs(y).map { run in
        let names = [run.cell.role.name] + run.cell.emphasis.names
        return "\(run.first)-\(run.last) " + names.joined(separator: "+")
      }.joined(separator: "  ")
    }
  }

  private func row(_ y: Int) -> some Sequence<Cell> {
    cells[(y * size.width)..<((y + 1) * size.width)]
  }

  private func runs(_ y: Int) -> [(first: Int, last: Int, cell: Cell)] {
    var runs: [(first: Int, last: Int, cell: Cell)] = []
    for (x, cell) in row(y).enumerated() {
      if let previous = runs.last, previous.last == x - 1, previous.cell.role == cell.role,
        previous.cell.emphasis == cell.emphasis
      {
        runs[runs.count - 1].last = x
      } else if cell.role != .text || cell.emphasis != [] {
        runs.append((x, x, cell))
      }
    }
    return runs
  }
}
