import Training

/// Reads exports of Strong, in all layouts: one row a set, a rest or a note.
struct StrongReader: RowReader {
  /// What the heading or the athlete says the weights are in; nil where each row says it.
  private let unit: WeightUnit?
  private let distanceUnit: DistanceUnit?
  private var hasNamedAssistance = false

  static let layout = ForeignLayout.strong

  init(_ heading: Heading) throws(InterchangeError) {
    let columns = heading.columns
    if columns["Weight (kg)"] != nil {
      unit = .kilograms
    } else if columns["Weight (lbs)"] != nil || columns["Weight (lb)"] != nil {
      unit = .pounds
    } else if columns["Weight Unit"] != nil {
      unit = nil
    } else {
      guard let given = heading.unit else { throw .noUnit(file: heading.file) }
      unit = given
    }
    if columns["Distance (meters)"] != nil || columns["Distance (m)"] != nil {
      distanceUnit = .meters
    } else if columns["Distance Unit"] != nil {
      distanceUnit = nil
    } else {
      distanceUnit = unit == .pounds ? .miles : .kilometers
    }
  }

  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault) {
    guard let moment = LocalMoment(iso: row.text("Date")) else {
      throw row.fault("Date", "is “\(row.text("Date").prefix(40))”, not a date and time")
    }
    let exercise = row.text("Exercise Name")
    guard !exercise.isEmpty else { throw row.fault("Exercise Name", "is empty") }
    var foreign = ForeignRow(
      date: moment.date, secondOfDay: moment.second, workout: row.text("Workout Name"),
      exercise: exercise, content: .note(""), line: row.line)
    foreign.durationSeconds = try duration(row)
    foreign.workoutNote = row.text("Workout Notes")
    switch row.text("Set Order").lowercased() {
    case "rest timer": foreign.content = .rest(try row.amount("Seconds") ?? 0)
    case "note": foreign.content = .note(row.text("Notes"))
    case let order:
      foreign.exerciseNote = row.text("Notes")
      foreign.content = .set(try set(row, order, exercise, builder: &builder))
    }
    builder.add(foreign)
  }

  private mutating func set(
    _ row: RowFields, _ order: String, _ exercise: String, builder: inout HistoryBuilder
  ) throws(RowFault) -> ForeignSet {
    var set = ForeignSet(line: row.line)
    switch order {
    case "w": set.kind = .warmUp
    case "d": set.kind = .drop
    case "f": set.kind = .failure
    default:
      guard let number = Int(order), number > 0 else {
        throw row.fault("Set Order", "is “\(order.prefix(40))”, not a kind of set")
      }
    }
    set.reps = try row.count("Reps")
    set.rpe = try row.amount("RPE")
    set.seconds = try row.amount("Seconds")
    set.unit = try unit(row)
    set.weight = try weight(row)
    if let weight = set.weight, weight > 0, exercise.lowercased().contains("assisted") {
      set.weight = -weight
      if !hasNamedAssistance {
        hasNamedAssistance = true
        builder.warn(row.line, "weights of assisted exercises are taken as assistance: below zero")
      }
    }
    for column in ["Distance", "Distance (meters)", "Distance (m)"] where row.has(column) {
      set.distance = try row.amount(column)
    }
    if set.distance != nil { set.distanceUnit = try distanceUnit(row) }
    return set
  }

  private func weight(_ row: RowFields) throws(RowFault) -> Double? {
    for column in ["Weight", "Weight (kg)", "Weight (lbs)", "Weight (lb)"] where row.has(column) {
      return try row.amount(column)
    }
    return nil
  }

  private func unit(_ row: RowFields) throws(RowFault) -> WeightUnit? {
    if let unit { return unit }
    let text = row.text("Weight Unit")
    if text.isEmpty {
      guard try weight(row) == nil else {
        throw row.fault("Weight Unit", "is empty beside a weight")
      }
      return nil
    }
    guard let unit = WeightUnit(spelling: text) else {
      throw row.fault("Weight Unit", "is “\(text.prefix(40))”, neither kg nor lbs")
    }
    return unit
  }

  private func distanceUnit(_ row: RowFields) throws(RowFault) -> DistanceUnit {
    if let distanceUnit { return distanceUnit }
    let text = row.text("Distance Unit")
    guard let unit = DistanceUnit(spelling: text) else {
      throw row.fault("Distance Unit", "is “\(text.prefix(40))”, which is not a unit of distance")
    }
    return unit
  }

  /// `1h 44m`, `52m`, `55s`, or seconds.
  private func duration(_ row: RowFields) throws(RowFault) -> Double? {
    if row.has("Duration (sec)") { return try row.amount("Duration (sec)") }
    for column in ["Duration", "Workout Duration"] where row.has(column) {
      let text = row.text(column)
      if text.isEmpty { return nil }
      guard let seconds = SpelledDuration.seconds(text) else {
        throw row.fault(column, "is “\(text.prefix(40))”, not a length of time")
      }
      return seconds == 0 ? nil : seconds
    }
    return nil
  }
}

/// Lengths of time as apps spell them.
enum SpelledDuration {
  /// `1h 44m`, `52m`, `55s`, `1:05:00`, `90`.
  static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return inRange(number) }
    if text.contains(":") { return clock(text) }
    var total = 0.0
    for word in text.split(separator: " ") {
      guard let unit = word.last, let value = Double(word.dropLast()), value >= 0 else {
        return nil
      }
      switch unit {
      case "h": total += value * 3600
      case "m": total += value * 60
      case "s": total += value
      default: return nil
      }
    }
    return text.isEmpty ? nil : inRange(total)
  }

  private static func inRange(_ seconds: Double) -> Double? {
    (0..<RowFields.limit).contains(seconds) ? seconds : nil
  }

  /// `H:MM:SS` or `MM:SS`.
  static func clock(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard (2...3).contains(parts.count) else { return nil }
    var total = 0.0
    for part in parts {
      guard let part, part >= 0 else { return nil }
      total = total * 60 + part
    }
    return inRange(total)
  }
}

extension DistanceUnit {
  /// Reads `km`, `m`, `mi`, `miles`, `ft`, `yd` and the words; nil for anything else.
  init?(spelling: String) {
    switch spelling.lowercased() {
    case "m", "meter", "meters", "metre", "metres": self = .meters
    case "km", "kilometer", "kilometers", "kilometre", "kilometres": self = .kilometers
    case "mi", "mile", "miles": self = .miles
    case "ft", "foot", "feet": self = .feet
    case "yd", "yds", "yard", "yards": self = .yards
    default: return nil
    }
  }
}
