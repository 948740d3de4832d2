import Terminal
import Training

/// The rows of the list, their figures in columns from the right; units stand in the heading.
struct HistoryRows {
  let shared: Shared
  let width: Int

  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  private enum Column: CaseIterable {
    case records, minutes, volume, sets, exercises

    var width: Int {
      switch self {
      case .records: 5
      case .minutes: 6
      case .volume: 11
      case .sets: 6
      case .exercises: 11
      }
    }
  }

  /// The columns there is room for, from the right, each with its last place.
  private var columns: [(Column, Int)] {
    var right = width - 1
    return Column.allCases.filter { $0 != .exercises || width >= 76 }.map { column in
      defer { right -= column.width }
      return (column, right)
    }
  }

  private var nameX: Int { 19 }
  private var nameWidth: Int {
    max(4, (columns.last.map { $0.1 - $0.0.width } ?? width) - nameX)
  }

  func drawHeading(in frame: inout Frame) {
    frame.put("workout", x: nameX, y: 0, role: .dim)
    for (column, right) in columns {
      let title =
        switch column {
        case .records: ""
        case .minutes: "min"
        case .volume: shared.unit.rawValue
        case .sets: "sets"
        case .exercises: "exercises"
        }
      frame.putRight(title, right: right, y: 0, role: .dim)
    }
  }

  func draw(_ row: WorkoutRow, y: Int, in frame: inout Frame) {
    let (year, _, _) = row.date.components
    let isThisYear = year == shared.today.components.year
    frame.put(values.fullDay(row.date) + (isThisYear ? "" : " \(year)"), x: 3, y: y)
    let name = row.name.isEmpty ? "Workout" : row.name
    if row.isFinished {
      frame.put(name, x: nameX, y: y, role: .strong, maxWidth: nameWidth)
    } else {
      let end = frame.put(name, x: nameX, y: y, role: .strong, maxWidth: nameWidth - 7)
      frame.put("(open)", x: end + 1, y: y, role: .warning)
    }
    for (column, right) in columns {
      switch column {
      case .records:
        guard row.records > 0 else { continue }
        frame.putRight("\(frame.glyphs.star) \(row.records)", right: right, y: y, role: .record)
      case .minutes:
        let minutes = row.minutes.map { "\(Int($0.rounded()))" } ?? ""
        frame.putRight(minutes, right: right, y: y, role: .dim)
      case .volume:
        let volume = NumberText.grouped(values.converted(row.volume, shared.unit))
        frame.putRight(volume, right: right, y: y)
      case .sets: frame.putRight("\(row.sets)", right: right, y: y, role: .dim)
      case .exercises: frame.putRight("\(row.exercises)", right: right, y: y, role: .dim)
      }
    }
  }
}
