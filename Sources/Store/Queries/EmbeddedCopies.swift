import GRDB

/// How many exercises of the pages that open next have their metadata with them.
public struct EmbeddedCopies: Hashable, Sendable {
  /// Exercises that those pages draw.
  public var needed: Int
  /// Those of them that are drawn from a copy.
  public var met: Int

  /// The share that is met, in percent; nil where nothing is drawn.
  public var percent: Double? { needed > 0 ? Double(met) / Double(needed) * 100 : nil }

  static let workoutsSQL = """
    SELECT count(*), count(json_extract(entry.value, '$.exerciseMetadata'))
    FROM (SELECT id FROM workout ORDER BY date DESC, began DESC, id DESC LIMIT ?) AS latest
    CROSS JOIN document ON document.collection = 'workoutLogs' AND document.id = latest.id
    CROSS JOIN json_each(document.json, '$.exercises') AS entry
    """

  /// What has no metadata is called Unknown.
  static let trendsSQL = """
    SELECT count(*), count(*) FILTER (WHERE json_extract(metadata, '$.name') <> 'Unknown')
    FROM summary
    """
}

extension Reader {
  /// Of *Progress*, one need an exercise, and of the latest workouts, one need an entry. No document is decoded.
  public func embeddedCopies(ofLatest workouts: Int) throws -> EmbeddedCopies {
    var copies = EmbeddedCopies(needed: 0, met: 0)
    for (sql, arguments) in [
      (EmbeddedCopies.workoutsSQL, [workouts] as StatementArguments),
      (EmbeddedCopies.trendsSQL, StatementArguments()),
    ] {
      let row = try Row.fetchOne(derived(sql), arguments: arguments)
      copies.needed += try row?.at(0) ?? 0
      copies.met += try row?.at(1) ?? 0
    }
    return copies
  }
}
