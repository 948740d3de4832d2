import GRDB
import Training
import Wire

/// The narrow table of one row per exercise and session.
struct SessionTable {
  let database: Database
  let exercise: String

  static let key = "exercise = ? AND date = ? AND began = ? AND log = ?"

  func figures(at key: SessionKey) throws -> SessionTotals? {
    let statement = try database.cachedStatement(
      sql: "SELECT volume, intensity, weighted FROM session WHERE \(Self.key)")
    return try Row.fetchOne(statement, arguments: [exercise, key.date, key.began, key.log]).map {
      SessionTotals(volume: try $0.at(0), intensity: try $0.intensity(1))
    }
  }

  func delete(_ key: SessionKey) throws {
    try database.cachedStatement(sql: "DELETE FROM session WHERE \(Self.key)")
      .execute(arguments: [exercise, key.date, key.began, key.log])
  }

  /// Writes the session's own figures; what depends on the sessions before it is folded in afterwards.
  func put(_ session: Session) throws {
    let key = session.key
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO session (exercise, date, began, log,
          \(Self.ownColumns.joined(separator: ", ")), intensity, weighted, records)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
        """)
    try statement.execute(
      arguments: StatementArguments(
        [exercise, key.date, key.began, key.log] + Self.ownValues(session.figures)))
  }

  /// The columns that come from the session alone.
  static let ownColumns = [
    "sets", "reps", "volume", "e1rm", "weight", "weight_sum", "weighted_sets", "top", "list",
    "bests",
  ]

  /// In the order of ``ownColumns``.
  static func ownValues(_ figures: SessionFigures) -> [(any DatabaseValueConvertible)?] {
    [
      figures.sets, figures.reps, figures.volume.thousandths, figures.bestE1RM, figures.maxWeight,
      figures.weightSum, figures.weightedSets,
      figures.performed.firstIndex { $0 == figures.topSet },
      SetList.text(figures.performed), BestsText.text(figures.bests, figures.performed),
    ]
  }
}

/// The sets of a session as one column: a JSON array a set, without what is missing at its end.
enum SetList {
  static func text(_ sets: [PastSet]) -> String {
    "[" + sets.map(text).joined(separator: ",") + "]"
  }

  static func text(_ set: PastSet) -> String {
    var fields: [String] = [
      JSONText.string(set.id), JSONText.string(set.kind.rawValue),
      set.weight.map(JSONText.number) ?? "null", JSONText.string(set.unit.rawValue),
      set.reps.map { "\($0)" } ?? "null", set.rpe.map(JSONText.number) ?? "null",
      set.seconds.map(JSONText.number) ?? "null", set.distance.map(JSONText.number) ?? "null",
      set.distance == nil ? "null" : JSONText.string(set.distanceUnit.rawValue),
    ]
    while fields.last == "null" { fields.removeLast() }
    return "[" + fields.joined(separator: ",") + "]"
  }

  static func sets(_ text: String) throws -> [PastSet] {
    do {
      return try JSONSlice(text).elements.map(set)
    } catch {
      throw StoreError.failed(attempt: "Reading a session", reason: error.description)
    }
  }

  static func set(_ text: String) throws -> PastSet {
    do {
      return set(try JSONSlice(text))
    } catch {
      throw StoreError.failed(attempt: "Reading a session", reason: error.description)
    }
  }

  /// Numbers separated by commas.
  static func numbers(_ text: String) throws -> [Double] {
    do {
      return try JSONSlice("[\(text)]").elements.compactMap(\.double)
    } catch {
      throw StoreError.failed(attempt: "Reading an exercise", reason: error.description)
    }
  }

  static func set(_ json: JSONSlice) -> PastSet {
    let fields = Array(json.elements)
    func field(_ index: Int) -> JSONSlice? {
      index < fields.count && !fields[index].isNull ? fields[index] : nil
    }
    return PastSet(
      id: field(0)?.string ?? "", weight: field(2)?.double,
      unit: field(3)?.string.flatMap(WeightUnit.init(rawValue:)) ?? .kilograms,
      reps: field(4)?.int, rpe: field(5)?.double,
      kind: field(1)?.string.flatMap(SetKind.init(rawValue:)) ?? .working,
      seconds: field(6)?.double, distance: field(7)?.double,
      distanceUnit: field(8)?.string.flatMap(DistanceUnit.init(rawValue:)) ?? .meters)
  }
}

/// A session's own bests as one column: `KIND VALUE INDEX` a record kind, the index being that of its set.
enum BestsText {
  static func text(_ bests: SessionBests, _ sets: [PastSet]) -> String {
    RecordKind.allCases.compactMap { kind in
      bests[kind].map { best in
        let index = sets.firstIndex { $0.id == best.setId }.map { " \($0)" } ?? ""
        return "\(kind.columnText) \(best.value)\(index)"
      }
    }.joined(separator: ",")
  }

  static func bests(_ text: String, _ sets: [PastSet]) throws -> SessionBests {
    var bests = SessionBests()
    for part in text.split(separator: ",") {
      let fields = part.split(separator: " ")
      guard fields.count >= 2, let kind = RecordKind(columnText: fields[0]),
        let value = Double(fields[1])
      else {
        throw StoreError.failed(attempt: "Reading a session", reason: "“\(part)” is not a record")
      }
      let index = fields.count > 2 ? Int(fields[2]) : nil
      bests[kind] = SessionBests.Best(
        value: value, setId: index.flatMap { sets.indices.contains($0) ? sets[$0].id : nil })
    }
    return bests
  }
}
