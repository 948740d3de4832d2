import Training

/// What has to be made of a program's exercise that another program wrote.
enum LegacyProgram {
  /// Percentages up to this are fractions of one: 0.75 is 75 %.
  private static let mostFraction = 1.5

  static func normalise(
    _ exercise: inout WireObject, at path: [String], _ reading: inout FieldReader
  )
    throws(WireError)
  {
    if try exercise.field("rest") == nil, let minutes = try exercise.field("restMinutes") {
      if let value = minutes.double ?? LegacyNumber.read(minutes)?.value {
        exercise.set("rest", to: JSONText.number(value * 60))
        exercise.remove("restMinutes")
      }
    }
    try normaliseSets(&exercise, at: path, &reading)
    if let loads = try exercise.field("loads") {
      try readLoads(loads, as: "loads", of: &exercise, at: path, &reading) { _ in nil }
      return
    }
    for name in ["weight", "weights"] {
      guard let json = try exercise.field(name) else { continue }
      try readLoads(json, as: name, of: &exercise, at: path, &reading) { number in
        number > 0 ? .weight(number) : nil
      }
      return
    }
    for name in ["percentage", "percentages"] {
      guard let json = try exercise.field(name) else { continue }
      try readLoads(json, as: name, of: &exercise, at: path, &reading) { number in
        number > 0 ? .percentage(number <= mostFraction ? number * 100 : number) : nil
      }
      return
    }
  }

  /// How many sets, where it is not said: one a target.
  private static func normaliseSets(
    _ exercise: inout WireObject, at path: [String], _ reading: inout FieldReader
  ) throws(WireError) {
    guard try exercise.field("sets") == nil else { return }
    let targets = try exercise.field("reps").map { Array<JSONSlice>($0.elements).count } ?? 0
    let sets = targets > 0 ? targets : ProgramExercise(id: "", exerciseId: "").sets
    exercise.set("sets", to: "\(sets)")
    try reading.interpret(path + ["sets"], "no number of sets is named, so \(sets) was assumed")
  }

  /// Reads one load or a list of them into `loads`; what is not a load stays an unknown field.
  private static func readLoads(
    _ json: JSONSlice, as name: String, of exercise: inout WireObject, at path: [String],
    _ reading: inout FieldReader, number: (Double) -> LoadTarget?
  ) throws(WireError) {
    let values = json.kind == .array ? Array(json.elements) : [json]
    let targets = values.map { value -> LoadTarget? in
      if let double = value.double ?? LegacyNumber.read(value)?.value {
        return number(double) ?? (name == "loads" ? .weight(double) : nil)
      }
      return FieldCodec<[LoadTarget]>.target(value)
    }
    let loads = targets.compactMap { $0 }
    guard !loads.isEmpty, loads.count == targets.count else { return }
    let text = JSONText.array(loads.map(FieldCodec<[LoadTarget]>.json))
    let isScaled =
      name.hasPrefix("percentage")
      && zip(values, loads).contains { value, load in
        value.double.map { .percentage($0) != load } ?? false
      }
    if isScaled {
      try reading.interpret(path + [name], "\(json.raw) was read as \(text)")
    }
    exercise.remove(name)
    exercise.set("loads", to: text)
  }
}
