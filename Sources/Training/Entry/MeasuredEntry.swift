extension SetEntry {
  /// Reads typed sets of an exercise, by the rules of ``parse(_:unit:)``; bare numbers mean what it measures.
  ///
  /// Where no weight is measured, `12` is `x12`, `60` is `60s` and `5` is `5km`; in `20x60` of a hold with a weight, 60
  /// are seconds.
  /// - Parameters:
  ///   - unit: The unit in which weights without one are judged odd.
  ///   - distanceUnit: The unit of a distance without one; nil where it has to name one.
  /// - Throws: ``SetEntryError`` at the first thing that cannot be read.
  public static func parse(
    _ text: String, measuring measures: Measures, unit: WeightUnit, distanceUnit: DistanceUnit?
  ) throws(SetEntryError) -> [SetEntry] {
    let entries = try parse(completed(text, measures, distanceUnit), unit: unit)
    return entries.map { $0.asMeasured(measures, distanceUnit) }
  }

  private static func completed(_ text: String, _ measures: Measures, _ unit: DistanceUnit?)
    -> String
  {
    let number = text.prefix { $0.isNumber || $0 == "." || $0 == "," || $0 == ":" }
    let rest = text.dropFirst(number.count)
    let isBare = rest.first.map { "@xX×* ".contains($0) } ?? true
    guard !measures.contains(.weight), !number.isEmpty, isBare else { return text }
    if measures.contains(.reps) {
      return rest.first.map { "@ ".contains($0) } ?? true ? "x" + text : text
    }
    if measures.contains(.distance), !number.contains(":") {
      return unit.map { number + $0.rawValue + rest } ?? text
    }
    return number.contains(":") ? text : number + "s" + rest
  }

  private func asMeasured(_ measures: Measures, _ unit: DistanceUnit?) -> SetEntry {
    guard let number = reps, !measures.contains(.reps) else { return self }
    var result = self
    let question: String?
    if measures.contains(.seconds), seconds == nil {
      result.seconds = Double(number)
      question = Bounds.seconds(Double(number))
    } else if measures.contains(.distance), distance == nil {
      result.distance = Double(number)
      question = Bounds.distance(Double(number), distanceUnit ?? unit ?? .meters)
    } else {
      return self
    }
    result.reps = nil
    result.questions.removeAll { $0 == Bounds.reps(number) }
    if let question { result.questions.append(question) }
    return result
  }
}
