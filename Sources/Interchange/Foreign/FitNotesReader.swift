import Training

/// Reads exports of FitNotes: one row a set; a day is a workout.
struct FitNotesReader: RowReader {
  /// What the heading says the weights are in; nil where each row says it.
  private let unit: WeightUnit?
  private let weightColumn: String
  private let order: DayOrder

  static let layout = ForeignLayout.fitNotes

  init(_ heading: Heading) throws(InterchangeError) {
    let columns = heading.columns
    if columns["Weight (lbs)"] != nil {
      (unit, weightColumn) = (.pounds, "Weight (lbs)")
    } else if columns["Weight (kgs)"] != nil {
      (unit, weightColumn) = (.kilograms, "Weight (kgs)")
    } else if columns["Weight (kg)"] != nil {
      (unit, weightColumn) = (.kilograms, "Weight (kg)")
    } else if columns["Weight Unit"] != nil {
      (unit, weightColumn) = (nil, "Weight")
    } else {
      guard let given = heading.unit else { throw .noUnit(file: heading.file) }
      (unit, weightColumn) = (given, "Weight")
    }
    order = try heading.dayOrder()
  }

  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault) {
    guard let date = order.date(row.text("Date")) else {
      throw row.fault("Date", "is “\(row.text("Date").prefix(40))”, not a date")
    }
    let exercise = row.text("Exercise")
    guard !exercise.isEmpty else { throw row.fault("Exercise", "is empty") }
    var foreign = ForeignRow(
      date: date, workout: "", exercise: exercise, content: .set(try set(row, &builder)),
      line: row.line)
    let category = row.text("Category")
    foreign.category = category.isEmpty ? nil : category
    builder.add(foreign)
  }

  private func set(_ row: RowFields, _ builder: inout HistoryBuilder) throws(RowFault)
    -> ForeignSet
  {
    var set = ForeignSet(line: row.line)
    set.reps = try row.count("Reps")
    if let weight = try row.number(weightColumn), weight != 0 { set.weight = weight }
    if let unit { set.unit = unit } else { set.unit = try weightUnit(row, besides: set.weight) }
    let time = row.text("Time")
    if !time.isEmpty {
      guard let seconds = SpelledDuration.clock(time) else {
        throw row.fault("Time", "is “\(time.prefix(40))”, not a length of time")
      }
      set.seconds = seconds == 0 ? nil : seconds
    }
    set.note = row.text("Comment")
    if let distance = try row.amount("Distance") { take(distance, row, &set, builder: &builder) }
    return set
  }

  private func weightUnit(_ row: RowFields, besides weight: Double?) throws(RowFault) -> WeightUnit?
  {
    let text = row.text("Weight Unit")
    if text.isEmpty, weight == nil { return nil }
    guard let unit = WeightUnit(spelling: text) else {
      throw row.fault("Weight Unit", "is “\(text.prefix(40))”, neither kgs nor lbs")
    }
    return unit
  }

  /// The app lets a distance have a unit of weight: such a value is kept as a note.
  private func take(
    _ distance: Double, _ row: RowFields, _ set: inout ForeignSet, builder: inout HistoryBuilder
  ) {
    let unit = row.text("Distance Unit")
    if let known = DistanceUnit(spelling: unit.isEmpty ? "m" : unit) {
      (set.distance, set.distanceUnit) = (distance, known)
      return
    }
    let words = "distance \(distance.shortText) \(unit)"
    set.note = [set.note, words].filter { !$0.isEmpty }.joined(separator: "; ")
    builder.warn(
      row.line,
      "“\(unit.prefix(40))” is not a unit of distance; “\(words.prefix(60))” was kept as a note")
  }
}

/// Reads the body tracker of FitNotes: what the athlete weighed.
struct BodyTrackerReader: RowReader {
  private let order: DayOrder

  static let layout = ForeignLayout.fitNotesBody

  init(_ heading: Heading) throws(InterchangeError) { order = try heading.dayOrder() }

  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault) {
    guard let date = order.date(row.text("Date")) else {
      throw row.fault("Date", "is “\(row.text("Date").prefix(40))”, not a date")
    }
    let name = row.text("Measurement")
    guard ["bodyweight", "body weight", "weight"].contains(name.lowercased()) else {
      return builder.passMeasurement(row.line, "“\(name.prefix(40))”")
    }
    guard let value = try row.amount("Value") else { throw row.fault("Value", "is empty") }
    let text = row.text("Unit")
    guard let unit = WeightUnit(spelling: text) else {
      throw row.fault("Unit", "is “\(text.prefix(40))”, neither kgs nor lbs")
    }
    var weight = ForeignBodyWeight(date: date, value: value, unit: unit, line: row.line)
    weight.note = row.text("Comment")
    builder.add(weight)
  }
}
