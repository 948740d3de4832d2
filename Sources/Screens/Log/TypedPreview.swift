import Terminal
import Training

/// What Enter makes of a row that is being typed: the typed values, and those of the row that it keeps.
struct TypedPreview {
  /// The set as Enter would log it; unchanged while what is typed is not a set yet.
  private let result: LoggedSet
  private let count: Int
  private let isSigned: Bool
  /// Whether what is typed reads as a set.
  let isRead: Bool

  init(_ text: String, over set: LoggedSet, of entry: LoggedExercise, in state: LogState) {
    isSigned = entry.metadata.exerciseType == .bodyweightLoadable
    var shown = state.shown(set)
    guard let changes = Self.changes(text, entry, shown), let first = changes.first else {
      (result, count, isRead) = (shown, 1, false)
      return
    }
    shown.apply(state.inShownUnit(first, of: set))
    (result, count, isRead) = (shown, changes.count, true)
  }

  private static func changes(_ text: String, _ entry: LoggedExercise, _ set: LoggedSet)
    -> [SetChange]?
  {
    do {
      return try TypedSets.parse(text, entry: entry, set: set).changes
    } catch {
      // Half a set is not a set yet; Enter says what is missing.
      return nil
    }
  }

  /// `⏎ 100 × 7 @8`; `now 100 × 5` while what is typed is not a set yet.
  func words(_ values: SetValues, shared: Shared) -> String {
    let text = values.long(PastSet(result), signed: isSigned)
    let unit = result.weight == nil || result.unit == shared.unit ? "" : " " + result.unit.rawValue
    guard isRead else { return text.isEmpty ? "" : "now \(text)\(unit)" }
    let enter = Key.enter.label(values.glyphs)
    let sets = count > 1 ? "\(count) sets " : ""
    return "\(enter) \(sets)\(kind)\(text)\(unit)"
  }

  private var kind: String { result.kind == .working ? "" : result.kind.rawValue + " " }
}
