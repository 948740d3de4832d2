import Training

extension FieldCodec where Value == [RepTarget] {
  /// A number or a text for all sets, or a list of one a set.
  static let repTargets = FieldCodec(
    expected: "a count, a text, or a list of them",
    write: { targets in
      switch targets.count {
      case 0: nil
      case 1: json(targets[0])
      default: JSONText.array(targets.map(json))
      }
    },
    read: { json in
      guard json.kind == .array else { return target(json).map { [$0] } }
      let targets = json.elements.map(target)
      return targets.contains(nil) ? nil : targets.compactMap { $0 }
    })

  private static func json(_ target: RepTarget) -> String {
    if case .count(let count) = target { return JSONText.integer(count) }
    return JSONText.string(target.text)
  }

  private static func target(_ json: JSONSlice) -> RepTarget? {
    if let count = json.int { return .count(count) }
    if json.kind == .number { return .other(json.raw) }
    return json.string.map { RepTarget(text: $0) }
  }
}

extension FieldCodec where Value == [LoadTarget] {
  /// A list of weights (numbers) and percentages (texts such as `75%`).
  static let loadTargets = FieldCodec(
    expected: "a list of weights and percentages",
    write: { $0.isEmpty ? nil : JSONText.array($0.map(json)) },
    read: { json in
      guard json.kind == .array else { return nil }
      let targets = json.elements.map(target)
      return targets.contains(nil) ? nil : targets.compactMap { $0 }
    })

  static func json(_ target: LoadTarget) -> String {
    switch target {
    case .weight(let weight): JSONText.number(weight)
    case .percentage(let percentage): "\"\(JSONText.number(percentage))%\""
    }
  }

  static func target(_ json: JSONSlice) -> LoadTarget? {
    if let weight = json.double { return .weight(weight) }
    guard let text = json.string, text.hasSuffix("%") else { return nil }
    return Double(text.dropLast()).flatMap { $0.isFinite ? .percentage($0) : nil }
  }
}

extension FieldCodec where Value == [String: Double] {
  /// Weights by the id of an exercise, in the order of the ids.
  static let weightsById = FieldCodec(
    expected: "an object of weights by exercise",
    write: { weights in
      guard !weights.isEmpty else { return nil }
      return JSONText.object(
        weights.sorted { $0.key < $1.key }.map {
          (key: JSONText.key($0.key), json: JSONText.number($0.value))
        })
    },
    read: { json throws(WireError) in
      guard json.kind == .object else { return nil }
      var weights: [String: Double] = [:]
      for member in try json.members() {
        guard let weight = member.value.double else { return nil }
        weights[member.name] = weight
      }
      return weights
    })
}
