public import Training

extension PerformanceMetrics {
  static let table = FieldTable<PerformanceMetrics>([
    FieldRule("totalSessions", \.totalSessions, .count),
    FieldRule("totalVolume", \.totalVolume, .number),
    FieldRule("maxWeight", \.maxWeight, .number),
    FieldRule("avgIntensity", \.avgIntensity, .number),
    FieldRule("lastSession", \.lastSession, .day),
    FieldRule("trend", \.trend, .choice(Trend.allCases, missing: .notEnoughData)),
  ])
}

extension RecentSession {
  static let table = FieldTable<RecentSession>([
    FieldRule("date", \.date, .day),
    FieldRule("volume", \.volume, .number),
    FieldRule("maxWeight", \.maxWeight, .number),
    FieldRule("sets", \.sets, .count),
    FieldRule("avgReps", \.avgReps, .number),
  ])
}

/// Derived, so it is read and written whole and has no ``Element``.
extension ExerciseAnalytics {
  static let table = FieldTable<ExerciseAnalytics>([
    FieldRule("userId", \.userId, .text),
    FieldRule("exerciseId", \.exerciseId, .text),
    FieldRule("exerciseMetadata", \.exerciseMetadata, .metadata),
    FieldRule("performanceMetrics", \.performanceMetrics, .metrics),
    FieldRule("recentSessions", \.recentSessions, .sessions),
    FieldRule("lastUpdated", \.lastUpdated, .instant),
  ])

  /// The document as compact JSON on one line.
  public func json() -> String {
    var object = JSONObjectText()
    object.add("id", JSONText.string(id))
    object.add(Element(id: id, fields: Self.table.fields(of: self, unknown: unknown)))
    return object.text
  }

  /// Reads what ``json()`` wrote. Throws ``WireError/unexpected(document:path:problem:)`` for a field of another type.
  public init(json: JSONSlice) throws(WireError) {
    var reading = FieldReader(isLenient: false)
    let object = try WireObject(json, Self.table, at: [], reading)
    reading.document = object.id ?? ""
    self.init(userId: "", exerciseId: "")
    unknown = try Self.table.read(object.fields, into: &self, at: [], &reading)
  }
}

extension FieldCodec {
  /// An object whose fields are all known; others are derived again and not kept.
  fileprivate static func object(_ table: FieldTable<Value>, empty: Value) -> FieldCodec
  where Value: Sendable {
    FieldCodec(
      expected: "an object",
      write: { value in
        JSONText.object(table.fields(of: value, unknown: []).map { (key: $0.name, json: $0.json) })
      },
      read: { json throws(WireError) in
        guard json.kind == .object else { return nil }
        var value = empty
        var reading = FieldReader(isLenient: false)
        let fields = try json.members().map(table.field)
        _ = try table.read(fields, into: &value, at: [], &reading)
        return value
      })
  }
}

extension FieldCodec where Value == PerformanceMetrics {
  fileprivate static let metrics = object(PerformanceMetrics.table, empty: PerformanceMetrics())
}

extension FieldCodec where Value == [RecentSession] {
  fileprivate static let sessions = FieldCodec(
    expected: "a list of sessions",
    write: { JSONText.array($0.compactMap(session.write)) },
    read: { json throws(WireError) in
      guard json.kind == .array else { return nil }
      var sessions: [RecentSession] = []
      for element in json.elements {
        guard let value = try session.read(element) else { return nil }
        sessions.append(value)
      }
      return sessions
    })

  private static let session = FieldCodec<RecentSession>.object(
    RecentSession.table,
    empty: RecentSession(
      date: LocalDate(dayNumber: 0), volume: 0, maxWeight: nil, sets: 0, avgReps: 0))
}

extension FieldCodec where Value == LocalDate? {
  fileprivate static let day = FieldCodec(
    expected: "a day written YYYY-MM-DD", write: { $0.map { "\"\($0)\"" } },
    read: { json in json.string.flatMap { LocalDate($0) }.map { .some($0) } })
}
