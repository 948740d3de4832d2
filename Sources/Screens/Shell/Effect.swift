public import Training

/// What a screen asks to have done, by family; the runner does it off the drawing thread and answers with an
/// ``Outcome``. Each family is handled in one place, by one `switch` over all of its cases.
public enum Effect: Hashable, Sendable {
  /// Something to be shown.
  case load(PageRequest)
  case workout(WorkoutRequest)
  case program(ProgramRequest)
  case athlete(AthleteRequest)
  case journal(JournalRequest)
  case importing(ImportRequest)
  case sync(SyncRequest)
  case terminal(TerminalRequest)
}

/// What is read for the screens; nothing is written.
public enum PageRequest: Hashable, Sendable {
  case today
  /// The workout with this id; nil for the unfinished one, if there is one.
  case log(id: String?)
  /// All programs, and this one whole; nil for the current one.
  case programs(selected: String?)
  case progress
  case exercise(id: String, range: PlotRange, sessions: Int)
  /// A year's days, and `limit` rows from `from` on downwards (nil for the newest).
  case history(year: Int, from: HistoryAnchor?, limit: Int)
  /// One finished workout, to be looked at.
  case workout(id: String)
  /// Exercises that match; the answer carries the query, so that late answers are told apart.
  case exercises(query: String, limit: Int)
  /// Files nearby that may be exports, the newest first.
  case importFiles
  /// What the exercises of earlier imports stand for.
  case importedNames
  case sync
  /// How the store is; deep, where the whole file is looked through too.
  case health(deep: Bool)
  /// How many documents wait to be sent.
  case unsynced
  /// What the path that is being typed could be.
  case path(String)
}

/// What is done to a workout.
public enum WorkoutRequest: Hashable, Sendable {
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
}

/// What is done to the programs.
public enum ProgramRequest: Hashable, Sendable {
  case setCurrent(id: String)
  case addSamples
}

/// What is noted of the athlete.
public enum AthleteRequest: Hashable, Sendable {
  /// A value that is asked about comes back as ``Outcome/asks(words:effect:)`` unless it is said to be right.
  case bodyWeight(value: Double, unit: WeightUnit, date: LocalDate, isSure: Bool = false)
  /// The unit chosen on the first run.
  case unit(WeightUnit)
}

/// Back and forth over what was done.
public enum JournalRequest: Hashable, Sendable {
  case undo
  case redo
}

/// What *Import* does.
public enum ImportRequest: Hashable, Sendable {
  /// Reads a file and says what would happen; what it has to know first comes back as ``Outcome/importAsks(_:)``.
  case plan(path: String, ImportChoices)
  case run(path: String, ImportChoices)
  case cancel
  /// Takes back the last import, but for what was touched since.
  case takeBack
  /// Another exercise for a name, in all workouts that were imported with it.
  case mapName(format: String, name: String, exerciseId: String)
}

/// What is done with the dump elsewhere.
public enum SyncRequest: Hashable, Sendable {
  /// Merges with the dump; told of by ``Outcome/syncing(words:)`` while it goes on, and by
  /// ``Outcome/synced(message:)`` or ``Outcome/syncAsks(words:consent:)`` at its end.
  case merge(SyncConsent)
  case cancel
  /// Names the dump to sync with from now on.
  case setUp(location: String)
  case answer(numbers: [Int64], ConflictAnswer)
  /// Takes back what the last sync brought.
  case takeBack
}

/// What the terminal does.
public enum TerminalRequest: Hashable, Sendable {
  /// Opens the text in the athlete's editor; the answer carries the token.
  case editText(String, token: TextToken)
  case ringBell
  /// Clears the terminal and draws everything again, over whatever others have left there.
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
