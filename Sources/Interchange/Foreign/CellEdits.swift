import Training

/// The cells of a row of our own table that say something else than its document was exported with.
///
/// A cell is compared with what was exported, and not with the document: what is not exported to the last digit, and
/// what a spreadsheet writes its own way (`102,5`, `18:00`, `3/1/2024`), is not an edit. Every edited cell is taken by
/// whoever knows what it changes; one that nobody takes is refused, so that none is passed over in silence.
struct CellEdits {
  let row: RowFields
  private let exported: [String: String]
  /// Edited columns that nobody has taken yet, in the order of the table.
  private var open: [String]

  /// - Parameter exported: What the row's document is exported with, by column; see ``CSVTable``.
  init(_ row: RowFields, exported: [String: String]) {
    self.row = row
    self.exported = exported
    open = CSVTable.columns.filter { column in
      column != "tonnage" && column != "json" && row.has(column)
        && !Self.isSame(column, row, exported[column] ?? "")
    }
  }

  /// Takes a column: whether its cell was edited.
  mutating func takes(_ column: String) -> Bool {
    guard let place = open.firstIndex(of: column) else { return false }
    open.remove(at: place)
    return true
  }

  /// - Throws: For an edited cell that nobody has taken.
  func end() throws(RowFault) {
    guard let column = open.first else { return }
    throw row.fault(
      column,
      "is “\(row.text(column).prefix(40))”, but the row's document says “\((exported[column] ?? "").prefix(40))”; this cell cannot be edited here, so put it back"
    )
  }

  private static let numbers: Set<String> = [
    "minutes", "weight", "reps", "rpe", "seconds", "distance", "rest",
  ]
  private static let texts: Set<String> = ["workout", "set_note", "exercise_note", "workout_note"]

  private static func isSame(_ column: String, _ row: RowFields, _ exported: String) -> Bool {
    let cell = row.text(column)
    switch column {
    case _ where texts.contains(column):
      return row.raw(column).withPlainLineEnds == exported.withPlainLineEnds
    case _ where cell == RowFields.trimmed(exported): return true
    case _ where numbers.contains(column):
      // What is not a number was not exported; the reader of the column says so.
      do throws(RowFault) { return try row.number(column) == Double(exported) } catch {
        return false
      }
    case "date":
      return [DayOrder.dayFirst, .monthFirst].contains { $0.date(cell)?.description == exported }
    case "start": return isSameTime(cell, exported)
    case "unit":
      return WeightUnit(spelling: cell).map { $0 == WeightUnit(spelling: exported) } ?? false
    default: return false
    }
  }

  /// Whether two times of day are the same; one that is written without seconds leaves them as they are.
  private static func isSameTime(_ cell: String, _ exported: String) -> Bool {
    guard let typed = LocalMoment.second(ofDay: cell),
      let second = LocalMoment.second(ofDay: exported)
    else { return false }
    let saysSeconds = cell.count { $0 == ":" } > 1
    return saysSeconds ? typed == second : typed / 60 == second / 60
  }
}

extension String {
  fileprivate var withPlainLineEnds: String { replacing("\r\n", with: "\n") }
}

/// Cells of our own table, whether they stand alone or beside a document.
extension RowFields {
  func day() throws(RowFault) -> LocalDate {
    guard let date = LocalDate(text("date")) else {
      throw fault("date", "is “\(text("date").prefix(40))”, not a date")
    }
    return date
  }

  /// Seconds after midnight; nil where the cell is empty.
  func secondOfDay() throws(RowFault) -> Int? {
    let start = text("start")
    if start.isEmpty { return nil }
    guard let second = LocalMoment.second(ofDay: start) else {
      throw fault("start", "is “\(start.prefix(40))”, not a time of day")
    }
    return second
  }

  func setKind() throws(RowFault) -> SetKind {
    let kind = text("kind")
    guard let known = SetKind(rawValue: kind.isEmpty ? "working" : kind) else {
      throw fault("kind", "is “\(kind.prefix(40))”, not a kind of set")
    }
    return known
  }

  /// Repetitions: a set of none was tried and failed.
  func reps() throws(RowFault) -> Int? {
    guard let value = try measure("reps") else { return nil }
    guard value == value.rounded() else {
      throw fault("reps", "is \(text("reps")), not a number of repetitions")
    }
    return Int(value)
  }

  func distanceUnit() throws(RowFault) -> DistanceUnit {
    guard let unit = DistanceUnit(spelling: text("distance_unit")) else {
      throw fault("distance_unit", "is not a unit of distance")
    }
    return unit
  }

  /// A number that is not negative, zero being one; nil where the cell is empty.
  func measure(_ column: String) throws(RowFault) -> Double? {
    guard let value = try number(column) else { return nil }
    guard value >= 0 else { throw fault(column, "is \(text(column)), which is below zero") }
    return value
  }
}

/// Cells that were edited: what is typed into one is held to ``Training/Bounds`` as what is typed anywhere.
extension RowFields {
  /// - Parameter read: Reads the cell.
  func typed(_ column: String, _ read: () throws(RowFault) -> Double?) throws(RowFault) -> Double? {
    let value = try read()
    if let value, abs(value) > Bounds.largestNumber {
      throw fault(column, "is \(text(column)), which is above \(Int(Bounds.largestNumber))")
    }
    return value
  }

  func typedMeasure(_ column: String) throws(RowFault) -> Double? {
    try typed(column) { () throws(RowFault) in try measure(column) }
  }

  func typedRPE() throws(RowFault) -> Double? {
    guard let value = try number("rpe") else { return nil }
    guard Bounds.rpe.contains(value) else {
      throw fault("rpe", "is \(text("rpe")), and RPE goes from 1 to 10")
    }
    return value
  }

  func typedDay() throws(RowFault) -> LocalDate {
    let date = try day()
    guard date >= Bounds.earliestDay else {
      throw fault("date", "is \(date), which is before \(Bounds.earliestDay)")
    }
    return date
  }

  func typedDone() throws(RowFault) -> Bool {
    switch text("done") {
    case "yes": return true
    case "no": return false
    default: throw fault("done", "is “\(text("done").prefix(40))”, which is neither yes nor no")
    }
  }

  func typedUnit() throws(RowFault) -> WeightUnit {
    guard let unit = WeightUnit(spelling: text("unit")) else {
      throw fault("unit", "is neither kg nor lb")
    }
    return unit
  }
}
