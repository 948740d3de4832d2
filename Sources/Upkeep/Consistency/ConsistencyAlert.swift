public import Store
import Wire

/// That more copies differ from their exercises than should.
public struct ConsistencyAlert: Hashable, Sendable {
  public static let kind = NoteKind("alert", most: 100)

  /// The share of copies that differ, in per cent.
  public var rate: Double

  public var recommendation: String {
    "“tonnage check --deep” tells which, and “tonnage repair” shows what each should be."
  }

  public var text: String {
    JSONValue.object([
      ("metric", .text("copies that differ from their exercise")), ("value", .number(rate)),
      ("threshold", .number(Thresholds.inconsistencyAlarm.value)), ("severity", .text("high")),
      ("recommendation", .text(recommendation)),
    ]).json
  }
}
