/// What the athlete can do in *Log*.
enum LogAction: Hashable, Sendable {
  // The set
  case log, toggleDone
  case step(Int), stepReps(Int)
  case beginEntry, beginReps, beginRPE
  case cycleKind, toggleUnit
  case addSet, duplicateSet, removeSet
  case moveSet(Int)
  // The exercise
  case addExercise, duplicateExercise, removeExercise, swapExercise, toggleSuperset
  case moveExercise(Int)
  case togglePlates
  // Notes: typed here, or in the athlete's editor
  case note(NoteScope), editNote(NoteScope)
  // Rest
  case toggleRest
  case addRest(Int)
  // The workout
  case startBlank, finish, finishKeepingDay, resume, discard, rename, setDate
  // Moving
  case move(Int), moveToExercise(Int), first, last
  // Typing and answering
  /// A letter that begins a typed set; pressed again it is a command.
  case letter(SetLetter)
  case accept, cancel, moveOutOfEntry(Int), openEditor
  case yes, no, closeSummary
}

/// What a note is on.
enum NoteScope: Hashable, Sendable {
  case set, exercise, workout
}
