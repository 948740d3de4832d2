import Training

/// Reads exports of Hevy: one row a set, the newest workout first.
struct HevyReader: RowReader {
  static let layout = ForeignLayout.hevy

  init(_ heading: Heading) throws(InterchangeError) {}

  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault) {
    let start = try moment(row, "start_time")
    let exercise = row.text("exercise_title")
    guard !exercise.isEmpty else { throw row.fault("exercise_title", "is empty") }
    var foreign = ForeignRow(
      date: start.date, secondOfDay: start.second, workout: row.text("title"),
      exercise: exercise, content: .set(try set(row, &builder)), line: row.line)
    if !row.text("end_time").isEmpty {
      let end = try moment(row, "end_time")
      guard end.seconds >= start.seconds else {
        throw row.fault("end_time", "is before the start of the workout")
      }
      foreign.durationSeconds = Double(end.seconds - start.seconds)
    }
    foreign.workoutNote = lines(row.text("description"))
    foreign.exerciseNote = lines(row.text("exercise_notes"))
    let superset = row.text("superset_id")
    foreign.superset = superset.isEmpty ? nil : superset
    builder.add(foreign)
  }

  private func moment(_ row: RowFields, _ column: String) throws(RowFault) -> LocalMoment {
    let text = row.text(column)
    guard let moment = LocalMoment(spelled: text) ?? LocalMoment(iso: text) else {
      throw row.fault(column, "is “\(text.prefix(40))”, not a date and time")
    }
    return moment
  }

  private func set(_ row: RowFields, _ builder: inout HistoryBuilder) throws(RowFault)
    -> ForeignSet
  {
    var set = ForeignSet(line: row.line)
    switch row.text("set_type").lowercased() {
    case "normal", "": set.kind = .working
    case "warmup", "warm_up": set.kind = .warmUp
    case "dropset", "drop_set": set.kind = .drop
    case "failure": set.kind = .failure
    case let type:
      builder.warn(
        row.line, "“\(type.prefix(40))” is not a known kind of set; it counts as work")
    }
    set.reps = try row.count("reps")
    set.rpe = try row.amount("rpe")
    set.seconds = try row.amount("duration_seconds")
    for (column, unit) in [("weight_kg", WeightUnit.kilograms), ("weight_lbs", .pounds)] {
      guard let weight = try row.number(column), weight != 0 else { continue }
      (set.weight, set.unit) = (weight, unit)
    }
    for (column, unit) in [
      ("distance_km", DistanceUnit.kilometers), ("distance_miles", .miles),
      ("distance_meters", .meters),
    ] {
      guard let distance = try row.amount(column) else { continue }
      (set.distance, set.distanceUnit) = (distance, unit)
    }
    if set.unit == nil { set.unit = row.has("weight_lbs") ? .pounds : .kilograms }
    return set
  }

  /// Hevy writes a line break as a backslash and an `n`.
  private func lines(_ text: String) -> String { text.replacing("\\n", with: "\n") }
}
