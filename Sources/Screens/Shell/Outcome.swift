public import Training

/// What became of an ``Effect``.
public enum Outcome: Hashable, Sendable {
  case today(TodayPage)
  /// Nil where no workout is unfinished, or the asked one is gone.
  case log(LogPage?)
  case programs(ProgramsPage)
  case progress(ProgressPage)
  /// Nil where the exercise has no counted set any more.
  case exercise(ExercisePage?, id: String)
  case history(HistoryPage)
  case workout(LogPage?)
  case exercises([ExerciseChoice], query: String)
  /// A workout was begun: *Log* opens on it.
  case started(LogPage, message: String)
  /// An edit is on disk; `focusSet` is the set that a new or moved set's cursor goes to.
  case edited(LogPage, message: String, focus: SetFocus?)
  case finished(FinishPage)
  /// Something was done that `u` takes back; the screen is read again where it shows what was changed.
  case done(message: String, changed: Set<Collection>)
  case importFiles([ImportFile])
  case importAsks(ImportQuestion)
  case importPlan(ImportPage)
  /// It is all on disk.
  case imported(ImportPage)
  case importedNames([ImportedName])
  case textEdited(String, token: TextToken)
  case pathCompleted(PathCompletion)
  case sync(SyncPage)
  case health(HealthPage)
  /// What a sync is doing.
  case syncing(words: String)
  /// A sync has stopped and wants to know whether to go on.
  case syncAsks(words: String, consent: SyncConsent)
  /// Both sides are now the same.
  case synced(message: String)
  /// Documents that wait to be sent; nil where no remote is set up.
  case unsynced(Int?)
  /// Long work moves on.
  case progressing(words: String, fraction: Double)
  /// Nothing was done yet: the effect is to be carried out after a yes.
  case asks(words: String, effect: Effect)
  /// What was attempted, what went wrong and what to do, as one sentence. Nothing was changed.
  case failed(sentence: String, effect: Effect)
}

/// A place in *Log*.
public struct SetFocus: Hashable, Sendable {
  public var entry: String
  public var set: String?

  public init(entry: String, set: String?) {
    self.entry = entry
    self.set = set
  }
}
