/// A workout after one edit.
public struct EditResult: Hashable, Sendable {
  /// Where the cursor belongs after an edit.
  public struct Focus: Hashable, Sendable {
    public var entry: String
    public var set: String?

    public init(entry: String, set: String? = nil) {
      self.entry = entry
      self.set = set
    }
  }

  public var log: WorkoutLog
  /// What was done, as a sentence: `Set 2 logged.` Also the journal's label.
  public var message: String
  /// The set or exercise that was made, or the one next to what was taken out; nil where the cursor stays where it is.
  public var focus: Focus?

  public init(log: WorkoutLog, message: String, focus: Focus? = nil) {
    self.log = log
    self.message = message
    self.focus = focus
  }
}

extension WorkoutLog {
  /// The workout after one edit; a pure function of the workout, the edit, the moment and the ids that are made.
  ///
  /// What is taken out just leaves its list: tombstones, stamps and derived values are the store's. New elements get
  /// ids from `makeID` and positions between their neighbours; where the neighbours leave no room (missing or equal
  /// positions from other writers), the list is renumbered. Supersets stay runs of neighbours: what would stand
  /// inside one without belonging to it goes past it, and one of a single exercise is none.
  ///
  /// An edit that finds nothing to do (a move at the end of the list) gives the same workout and says so.
  ///
  /// - Throws: ``EditError`` where what it names is gone, or where it makes no sense; see ``EditError/Problem``.
  public func applying(_ edit: LogEdit, at now: Instant, makeID: @escaping () -> String)
    throws(EditError) -> EditResult
  {
    var editing = LogEditor(log: self, edit: edit, now: now, makeID: makeID)
    return try editing.result()
  }
}
