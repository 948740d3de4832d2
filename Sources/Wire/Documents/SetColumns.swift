import Training

/// The parallel arrays of a logged exercise, made to agree in length.
struct SetColumns {
  /// How many sets there are.
  private(set) var count = 0
  private var columns: [(field: String, name: String, values: [JSONSlice])] = []
  private var details: [JSONSlice]?
  private let named: Int?

  init(_ object: WireObject, at path: [String], _ reading: inout FieldReader) throws(WireError) {
    let named = object.parts["sets"].flatMap { $0.isNull ? nil : $0 }
    self.named = named?.int
    if let named, named.int == nil {
      try reading.interpret(
        path + ["sets"], "\(named.raw) is not a number of sets; the lists were counted")
    }
    for column in LogText.columns {
      let values = try Self.list(object.parts[column.array], at: path + [column.array], &reading)
      columns.append((column.field, column.array, values ?? []))
    }
    details = try Self.list(object.parts["setDetails"], at: path + ["setDetails"], &reading)
    let longest = max(columns.map(\.values.count).max() ?? 0, details?.count ?? 0)
    count = max(longest, min(self.named ?? 0, Self.mostSets))
  }

  /// More sets than this of one exercise are a mistake of whoever wrote the number.
  private static let mostSets = 1000

  /// A list of values; one value that is not a list stands for a list of one.
  private static func list(_ json: JSONSlice?, at path: [String], _ reading: inout FieldReader)
    throws(WireError) -> [JSONSlice]?
  {
    guard let json, !json.isNull else { return nil }
    if json.kind == .array { return Array(json.elements) }
    try reading.interpret(path, "\(json.raw) is not a list; read as a list of one")
    return [json]
  }

  /// Notes what does not agree, and decides on what was completed where nothing says so.
  mutating func settle(isFinished: Bool, at path: [String], _ reading: inout FieldReader)
    throws(WireError)
  {
    for column in columns where column.values.count != count && column.field != "completed" {
      try reading.interpret(
        path + [column.name],
        "\(column.values.count) of \(count) are there; the others were left empty")
    }
    let marks = columns[2].values.count
    if marks < count {
      try reading.interpret(
        path + ["completed"],
        isFinished
          ? "\(marks) of \(count) are there; the other sets with repetitions count as completed"
          : "\(marks) of \(count) are there; the other sets count as open")
      marksMissing = isFinished
    }
    if let named, named != count {
      try reading.interpret(path + ["sets"], "it says \(named), but there are \(count)")
    }
    if let details, details.count != count {
      try reading.interpret(
        path + ["setDetails"], "\(details.count) of \(count) are there; the others have no details")
    }
  }

  /// Whether sets without a mark count as completed where they have repetitions.
  private var marksMissing = false

  func detail(_ index: Int) -> JSONSlice? {
    guard let details, index < details.count, !details[index].isNull else { return nil }
    return details[index]
  }

  /// The values of one set by field, `null` left out.
  func values(_ index: Int) -> [(field: String, json: String)] {
    var values: [(field: String, json: String)] = []
    for column in columns where index < column.values.count && !column.values[index].isNull {
      values.append((column.field, column.values[index].raw))
    }
    let isMarked = index < columns[2].values.count
    if marksMissing, !isMarked, values.contains(where: { $0.field == "reps" && $0.json != "\"\"" })
    {
      values.append(("completed", "true"))
    }
    return values
  }
}

extension FieldReader {
  /// Refuses or renames children of one id, and gives positions to those that have none beside ones that have.
  mutating func settle(_ children: inout [Element], at path: [String]) throws(WireError) {
    var ids: Set<String> = []
    for index in children.indices where !ids.insert(children[index].id).inserted {
      let id = children[index].id
      try interpret(path + [id], "the id appears twice; the second was renamed")
      var copy = 2
      while !ids.insert("\(id).\(copy)").inserted { copy += 1 }
      children[index].id = "\(id).\(copy)"
    }
    if isLenient { try addPositions(&children) }
  }

  /// Gives every child a position that keeps the order in which they stand.
  private func addPositions(_ children: inout [Element]) throws(WireError) {
    var positions: [String?] = []
    for child in children {
      let json = try child.field("position").map { text throws(WireError) in try JSONSlice(text) }
      positions.append(json?.string.flatMap { $0.isEmpty ? nil : $0 })
    }
    var last: String?
    for index in children.indices {
      if let position = positions[index] {
        last = position
        continue
      }
      let position = Position.between(last, positions[index...].lazy.compactMap { $0 }.first)
      children[index].set("position", to: JSONText.string(position))
      last = position
    }
  }
}
