public import Training

/// What a screen asks to have done; the runner does it off the drawing thread and answers with an ``Outcome``.
public enum Effect: Hashable, Sendable {
  // Pages
  case loadToday
  /// The workout with this id; nil for the unfinished one, if there is one.
  case loadLog(id: String?)
  /// All programs, and this one whole; nil for the current one.
  case loadPrograms(selected: String?)
  case loadProgress
  case loadExercise(id: String, range: PlotRange, sessions: Int)
  /// A year's days, and `limit` rows from `from` on downwards (nil for the newest).
  case loadHistory(year: Int, from: HistoryAnchor?, limit: Int)
  /// One finished workout, to be looked at.
  case loadWorkout(id: String)
  /// Exercises that match; the answer carries the query, so that late answers are told apart.
  case searchExercises(query: String, limit: Int)

  // Workouts
  /// Starts a workout from a program's day, on this day (nil for today).
  case startDay(programId: String, week: Int, day: Int, date: LocalDate?)
  case startBlank(date: LocalDate?)
  /// Starts a workout with the exercises and sets of a past one.
  case repeatWorkout(id: String)
  /// One edit; the answer is the page as it then is.
  case edit(logId: String, LogEdit)
  /// Adds or swaps in an exercise by id: the runner embeds its metadata and prefills its sets.
  case addExercise(logId: String, exerciseId: String, after: String?)
  case swapExercise(logId: String, entry: String, exerciseId: String)
  /// Makes an exercise of the athlete's own, then adds it.
  case createExercise(
    logId: String, name: String, group: MuscleGroup, type: ExerciseType, after: String?)
  /// Deletes the workout, logged sets and all; undo brings it back.
  case discard(logId: String)
  /// Ends the workout; the program's day may stay to be done.
  case finish(logId: String, keepsDayOpen: Bool = false)
  /// Starts the rest timer over, changes it or ends it (nil).
  case setRest(logId: String, seconds: Double?)

  // Programs
  case setCurrentProgram(id: String)

  // Body weight
  /// A value that is asked about comes back as ``Outcome/asks(words:effect:)`` unless it is said to be right.
  case logBodyWeight(value: Double, unit: WeightUnit, date: LocalDate, isSure: Bool = false)

  // First run
  case chooseUnit(WeightUnit)
  case addSamplePrograms

  // Importing
  /// Files nearby that may be exports, the newest first.
  case findImportFiles
  /// Reads a file and says what would happen; what it has to know first comes back as ``Outcome/importAsks(_:)``.
  case planImport(path: String, ImportChoices)
  case runImport(path: String, ImportChoices)
  case cancelImport
  /// Takes back the last import, but for what was touched since.
  case undoImport
  /// What the exercises of earlier imports stand for.
  case loadImportedNames
  /// Another exercise for a name, in all workouts that were imported with it.
  case mapName(format: String, name: String, exerciseId: String)

  // Typing
  /// What the path that is being typed could be.
  case completePath(String)

  // Syncing
  case loadSync
  /// Merges with the dump; told of by ``Outcome/syncing(words:)`` while it goes on, and by
  /// ``Outcome/synced(message:)`` or ``Outcome/syncAsks(words:consent:)`` at its end.
  case sync(SyncConsent)
  case cancelSync
  case countUnsynced
  /// Names the dump to sync with from now on.
  case setUpSync(location: String)
  case answerConflict(numbers: [Int64], ConflictAnswer)
  /// Takes back what the last sync brought.
  case undoSync

  // The journal
  case undo
  case redo

  // The terminal
  /// Opens the text in the athlete's editor; the answer carries the token.
  case editText(String, token: TextToken)
  case ringBell
  /// Clears the terminal and draws everything anew, over whatever others have left there.
  case repaint
  case suspend
  case quit
}

/// What the athlete has said yes to.
public enum SyncConsent: Hashable, Sendable {
  case none
  /// Large deletions, an edited dump, a legacy dump, one that is gone.
  case yes
  /// A log that was begun apart is joined.
  case adopt
  /// A dump that cannot be read is begun again.
  case beginAgain
}

/// What a text that was edited outside belongs to.
public enum TextToken: Hashable, Sendable {
  case workoutNote(logId: String)
  case exerciseNote(logId: String, entry: String)
  case setNote(logId: String, entry: String, set: String)
}

extension TextToken {
  /// The workout that the text is in.
  var logId: String {
    switch self {
    case .workoutNote(let id), .exerciseNote(let id, _), .setNote(let id, _, _): id
    }
  }

  /// What saves the text.
  func edit(_ text: String) -> LogEdit {
    switch self {
    case .workoutNote: return .noteWorkout(text)
    case .exerciseNote(_, let entry): return .noteExercise(entry: entry, text)
    case .setNote(_, let entry, let set):
      var change = SetChange()
      change.note = text
      return .changeSet(entry: entry, set: set, change)
    }
  }
}

/// A place in the list of workouts.
public struct HistoryAnchor: Hashable, Sendable {
  public var date: LocalDate
  /// The workout at that place; nil for the newest of the day.
  public var id: String?

  public init(date: LocalDate, id: String? = nil) {
    self.date = date
    self.id = id
  }
}

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
  /// Something was done that `u` takes back; screens that show it load anew.
  case done(message: String)
  case firstRunDone(message: String)
  case importFiles([ImportFile])
  case importAsks(ImportQuestion)
  case importPlan(ImportPage)
  /// It is all on disk.
  case imported(ImportPage)
  case importedNames([ImportedName])
  case textEdited(String, token: TextToken)
  case pathCompleted(PathCompletion)
  case sync(SyncPage)
  /// What a sync is doing.
  case syncing(words: String)
  /// A sync has stopped and wants to know whether to go on.
  case syncAsks(words: String, consent: SyncConsent)
  /// Both sides are the same by now.
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
