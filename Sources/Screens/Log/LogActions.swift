/// What the athlete can do in *Log*, by what it is done to.
enum LogAction: Hashable, Sendable {
  case set(SetAction)
  case list(ListAction)
  case text(TextAction)
  case rest(RestAction)
  case workout(WorkoutAction)
  case move(MoveAction)
  case typing(TypingAction)
  /// A letter that begins a typed set; pressed again it is a command.
  case letter(SetLetter)
  case answer(isYes: Bool)
  case togglePlates
  case closeSummary
}

/// What is done to the focused set's values.
enum SetAction: Hashable, Sendable {
  case log, toggleDone
  case step(Int), stepReps(Int)
  case type, typeReps, typeRPE
  case cycleKind, toggleUnit
}

/// What is done to the list of sets and exercises.
enum ListAction: Hashable, Sendable {
  case addSet, duplicateSet, removeSet
  case moveSet(Int)
  case addExercise, duplicateExercise, removeExercise, swapExercise, toggleSuperset
  case moveExercise(Int)
}

/// Notes, typed here or in the athlete's editor; the workout's name and day.
enum TextAction: Hashable, Sendable {
  case note(NoteScope), editNote(NoteScope)
  case rename, setDate
  /// Goes on in the editor with what is being typed.
  case openEditor
}

/// What a note is on.
enum NoteScope: Hashable, Sendable {
  case set, exercise, workout
}

enum RestAction: Hashable, Sendable {
  case toggle
  /// Seconds more, or less.
  case add(Int)
}

enum WorkoutAction: Hashable, Sendable {
  case startBlank
  case finish(keepsDayOpen: Bool)
  case resume, discard
}

/// Where the focus goes.
enum MoveAction: Hashable, Sendable {
  case rows(Int), exercises(Int), first, last
}

/// What ends the typing of a line.
enum TypingAction: Hashable, Sendable {
  case accept, cancel
  /// Keeps the line, and moves up or down.
  case moveOut(Int)
}
