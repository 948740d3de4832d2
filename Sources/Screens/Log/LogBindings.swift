import Terminal
import Training

/// The keys of *Log*, declared once. Digits, and a sign with a digit after it, belong to the row.
extension LogScreen {
  static let bindings = BindingTable<LogState, LogAction>(
    setBindings + entryBindings + letterBindings + listBindings + exerciseBindings + noteBindings
      + restBindings
      + workoutBindings + moveBindings)

  private typealias Row = Binding<LogState, LogAction>

  private static let setBindings: [Row] = [
    Row(
      .set(.log), keys: ["Enter"], words: "log", group: "The set", footer: 1,
      help: "Log the set, start the rest timer and move on", needs: .set),
    Row(
      .set(.step(1)), keys: ["+", "="], words: "weight", group: "The set", footer: 2,
      help: "One plate step more; 5 s where time is what is measured", needs: .set),
    Row(
      .set(.step(-1)), keys: ["-"], words: "weight", group: "The set", footer: 2,
      help: "One plate step less; before a digit, a minus sign", needs: .set),
    Row(
      .set(.stepReps(-1)), keys: ["<"], words: "reps", group: "The set", footer: 3,
      help: "One rep less", needs: .set),
    Row(
      .set(.stepReps(1)), keys: [">"], words: "reps", group: "The set", footer: 3,
      help: "One rep more", needs: .set),
    Row(
      .set(.type),
      keys: ["i", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "b", "B", "W", "F"],
      words: "type", group: "The set", footer: 5,
      help:
        "Type the set: 102.5x5@8, 100x5x3 for three sets, w60x8, d40x10, f60x5, bw x 10, 60s, 5km 25:00",
      needs: .set),
    Row(
      .set(.typeReps), keys: ["x"], words: "type reps", group: "The set", footer: nil,
      help: "Type the reps", needs: .set),
    Row(
      .set(.typeRPE), keys: ["r", "@"], words: "RPE", group: "The set", footer: 6,
      help: "Type the RPE", needs: .set),
    Row(
      .set(.cycleKind), keys: ["t"], words: "kind", group: "The set", footer: 10,
      help: "Kind of set: working, warm-up, drop, failure", needs: .set),
    Row(
      .set(.toggleUnit), keys: ["U"], words: "unit", group: "The set", footer: nil,
      help: "The set was in the other unit: kg or lb; the number stays", needs: .set),
    Row(
      .set(.toggleDone), keys: ["Space"], words: "tick", group: "The set", footer: nil,
      help: "Untick the set, or log it and stay", needs: .set),
  ]

  private static let listBindings: [Row] = [
    Row(
      .list(.addSet), keys: ["a"], words: "set", group: "Sets and exercises", footer: 7,
      help: "Add a set after this one, with its values", needs: .entry),
    Row(
      .list(.addExercise), keys: ["A"], words: "exercise", group: "Sets and exercises", footer: 8,
      help: "Add an exercise", needs: .workout),
    Row(
      .letter(.drop), keys: ["d"], words: "delete", group: "Sets and exercises", footer: nil,
      help: "Delete the set when d is pressed again; d40x10 is a drop set", needs: .set),
    Row(
      .list(.removeSet), keys: ["Del"], words: "delete", group: "Sets and exercises", footer: nil,
      help: "Delete the set", needs: .set),
    Row(
      .letter(.capitalDrop), keys: ["D"], words: "delete exercise", group: "Sets and exercises",
      footer: nil, help: "Delete the exercise with its sets when D is pressed again",
      needs: .entry),
    Row(
      .list(.duplicateSet), keys: ["y"], words: "duplicate", group: "Sets and exercises",
      footer: nil,
      help: "Duplicate the set", needs: .set),
    Row(
      .list(.duplicateExercise), keys: ["Y"], words: "duplicate exercise",
      group: "Sets and exercises",
      footer: nil, help: "Duplicate the exercise", needs: .entry),
    Row(
      .list(.moveSet(1)), keys: ["J"], words: "move", group: "Sets and exercises", footer: nil,
      help: "Move the set down", needs: .set),
    Row(
      .list(.moveSet(-1)), keys: ["K"], words: "move", group: "Sets and exercises", footer: nil,
      help: "Move the set up", needs: .set),
    Row(
      .list(.moveExercise(1)), keys: ["}"], words: "move exercise", group: "Sets and exercises",
      footer: nil, help: "Move the exercise down", needs: .entry),
    Row(
      .list(.moveExercise(-1)), keys: ["{"], words: "move exercise", group: "Sets and exercises",
      footer: nil, help: "Move the exercise up", needs: .entry),
  ]

  private static let exerciseBindings: [Row] = [
    Row(
      .letter(.warmUp), keys: ["w"], words: "swap", group: "Sets and exercises", footer: nil,
      help: "Swap the exercise for another when w is pressed again; w60x8 is a warm-up",
      needs: .entry),
    Row(
      .list(.toggleSuperset), keys: ["s"], words: "superset", group: "Sets and exercises",
      footer: nil,
      help: "Join the exercise below in a superset, or leave it", needs: .entry),
    Row(
      .togglePlates, keys: ["p"], words: "plates", group: "Sets and exercises", footer: 11,
      help: "Plates per side under the focused set", needs: .looking),
  ]

  private static let noteBindings: [Row] = [
    Row(
      .text(.note(.set)), keys: ["n"], words: "note", group: "Notes", footer: 9,
      help: "Note on the set", needs: .set),
    Row(
      .text(.note(.exercise)), keys: ["N"], words: "note", group: "Notes", footer: nil,
      help: "Note on the exercise", needs: .entry),
    Row(
      .text(.note(.workout)), keys: ["M-n"], words: "note", group: "Notes", footer: nil,
      help: "Note on the workout", needs: .workout),
    Row(
      .text(.editNote(.set)), keys: ["e"], words: "editor", group: "Notes", footer: nil,
      help: "The set's note in $VISUAL or $EDITOR", needs: .set),
    Row(
      .text(.editNote(.exercise)), keys: ["E"], words: "editor", group: "Notes", footer: nil,
      help: "The exercise's note in $VISUAL or $EDITOR", needs: .entry),
    Row(
      .text(.editNote(.workout)), keys: ["M-e"], words: "editor", group: "Notes", footer: nil,
      help: "The workout's note in $VISUAL or $EDITOR", needs: .workout),
  ]

  private static let restBindings: [Row] = [
    Row(
      .rest(.toggle), keys: ["R"], words: "rest", group: "Rest", footer: nil,
      help: "Stop the rest timer, or start it", needs: .rest),
    Row(
      .rest(.add(15)), keys: [")"], words: "rest", group: "Rest", footer: nil,
      help: "15 s more rest", needs: .rest),
    Row(
      .rest(.add(-15)), keys: ["("], words: "rest", group: "Rest", footer: nil,
      help: "15 s less rest", needs: .rest),
  ]

  private static let workoutBindings: [Row] = [
    Row(
      .workout(.startBlank), keys: ["b"], words: "blank workout", group: "The workout", footer: 1,
      help: "Start a workout without a plan", needs: .noWorkout),
    Row(
      .letter(.failure), keys: ["f"], words: "finish", group: "The workout", footer: 4,
      help: "Finish the workout, after a question; f60x5 is a set to failure", needs: .openWorkout),
    Row(
      .letter(.failure), keys: ["f"], words: "resume", group: "The workout", footer: 4,
      help: "Resume a finished workout, after a question", needs: .finishedWorkout),
    Row(
      .text(.rename), keys: ["T"], words: "name", group: "The workout", footer: nil,
      help: "Name the workout", needs: .workout),
    Row(
      .text(.setDate), keys: ["C"], words: "date", group: "The workout", footer: nil,
      help: "The day of the workout: 2026-11-19, yesterday or -3", needs: .workout),
    Row(
      .workout(.discard), keys: ["X"], words: "discard", group: "The workout", footer: nil,
      help: "Discard the workout with all its sets", needs: .workout),
  ]

  private static let letterBindings: [Row] = [
    Row(
      .list(.removeSet), keys: ["d"], words: "delete the set", group: "After d, D, w or f",
      footer: 1,
      help: "After d: delete the set", needs: .set, in: .letter(.drop)),
    Row(
      .list(.removeExercise), keys: ["D"], words: "delete the exercise",
      group: "After d, D, w or f",
      footer: 1, help: "After D: delete the exercise with its sets", needs: .entry,
      in: .letter(.capitalDrop)),
    Row(
      .list(.swapExercise), keys: ["w"], words: "swap", group: "After d, D, w or f", footer: 1,
      help: "After w: swap the exercise for another; logged sets stay with the old one",
      needs: .entry, in: .letter(.warmUp)),
    Row(
      .workout(.finish(keepsDayOpen: false)), keys: ["f"], words: "finish",
      group: "After d, D, w or f", footer: 1,
      help: "After f: finish the workout; sets not done are left out", needs: .openWorkout,
      in: .letter(.failure)),
    Row(
      .workout(.finish(keepsDayOpen: true)), keys: ["o"], words: "keep the day open",
      group: "After d, D, w or f",
      footer: 2, help: "After f: finish, and keep the program's day open", needs: .openDay,
      in: .letter(.failure)),
    Row(
      .workout(.resume), keys: ["f"], words: "resume", group: "After d, D, w or f", footer: 1,
      help: "After f: resume a finished workout", needs: .finishedWorkout,
      in: .letter(.failure)),
    Row(
      .typing(.cancel), keys: ["Esc", "Backspace"], words: "go on", group: "After d, D, w or f",
      footer: 1,
      help: "Do neither", needs: .workout, in: .letters),
  ]

  private static let moveBindings: [Row] = [
    Row(.move(.rows(1)), keys: ["j", "Down"], help: "Down a set"),
    Row(.move(.rows(-1)), keys: ["k", "Up"], help: "Up a set"),
    Row(.move(.rows(pageStep)), keys: ["C-d", "PgDn"], help: "Down ten sets"),
    Row(.move(.rows(-pageStep)), keys: ["C-u", "PgUp"], help: "Up ten sets"),
    Row(.move(.exercises(1)), keys: ["]"], help: "The next exercise"),
    Row(.move(.exercises(-1)), keys: ["["], help: "The previous exercise"),
    Row(.move(.first), keys: ["gg", "Home"], help: "The first set"),
    Row(.move(.last), keys: ["G", "End"], help: "The last set"),
  ]

  private static let pageStep = 10

  private static let entryBindings: [Row] = [
    Row(
      .typing(.accept), keys: ["Enter"], words: "log", group: "While typing", footer: 1,
      help: "Log the set as typed, or save the text", needs: .workout, in: .entry),
    Row(
      .typing(.accept), keys: ["Enter"], words: "save", group: "While typing", footer: 1,
      help: "Save the text", needs: .workout, in: .text),
    Row(
      .typing(.moveOut(1)), keys: ["Down", "Tab"], words: "keep, go on", group: "While typing",
      footer: 3, help: "Keep what was typed without logging, and go down", needs: .workout,
      in: .entry),
    Row(
      .typing(.moveOut(-1)), keys: ["Up", "S-Tab"], words: "keep, go up", group: "While typing",
      footer: nil, help: "Keep what was typed without logging, and go up", needs: .workout,
      in: .entry),
    Row(
      .text(.openEditor), keys: ["C-o"], words: "editor", group: "While typing", footer: 3,
      help: "Continue in $VISUAL or $EDITOR", needs: .note, in: .text),
    Row(
      .typing(.cancel), keys: ["Esc"], words: "cancel", group: "While typing", footer: 2,
      help: "Leave it as it was", needs: .workout, in: .typing),
    Row(
      .answer(isYes: true), keys: ["y"], words: "yes", group: "While typing", footer: 1,
      help: "Yes",
      needs: .workout, in: .question),
    Row(
      .answer(isYes: false), keys: ["n", "Esc"], words: "no", group: "While typing", footer: 1,
      help: "No",
      needs: .workout, in: .question),
    Row(
      .closeSummary, keys: ["Enter", "Esc"], words: "today", group: "While typing", footer: 1,
      help: "Close the summary and go to Today", needs: .looking, in: .summary),
    Row(
      .closeSummary, keys: ["Enter", "Esc"], words: "back", group: "While typing", footer: 1,
      help: "Close the summary of an old workout", needs: .looking, in: .oldSummary),
  ]
}

/// What must be there for a key to make sense.
private enum Need {
  case noWorkout, looking, workout, openWorkout, openDay, finishedWorkout, entry, set, rest, note
}

/// The mode a key belongs to.
private enum Place: Equatable {
  case rows, entry, text, typing, letters, question, summary, oldSummary
  case letter(SetLetter)
}

extension Binding where State == LogState, Action == LogAction {
  fileprivate init(
    _ action: LogAction, keys: [KeySequence], words: String, group: String, footer: Int?,
    help: String, needs need: Need, in place: Place = .rows
  ) {
    self.init(
      action, keys: keys, words: words, help: help, group: group, footer: footer,
      when: { $0.isIn(place) && $0.has(need) }, disabled: { $0.reason(against: need, action) })
  }

  fileprivate init(_ action: LogAction, keys: [KeySequence], help: String) {
    self.init(
      action, keys: keys, words: "move", help: help, group: "Moving", when: { $0.isIn(.rows) })
  }
}

extension LogState {
  fileprivate func isIn(_ place: Place) -> Bool {
    switch mode {
    case .rows: place == .rows
    case .entry: place == .entry || place == .typing
    case .text: place == .text || place == .typing
    case .letter(let letter): place == .letter(letter) || place == .letters
    case .question: place == .question
    case .summary: place == (isEditing ? .oldSummary : .summary)
    }
  }

  /// Whether the key is there at all; where it is only out of place just now it is there and says why.
  fileprivate func has(_ need: Need) -> Bool {
    switch need {
    case .noWorkout: isLoaded && page == nil
    case .openWorkout: log.map { !$0.isWorkoutFinished } ?? false
    case .openDay: canKeepDayOpen
    case .finishedWorkout: log?.isWorkoutFinished ?? false
    case .note:
      if case .text(let field) = mode, case .note = field.purpose { true } else { false }
    case .looking, .workout, .entry, .set, .rest: page != nil
    }
  }

  fileprivate func reason(against need: Need, _ action: LogAction) -> String? {
    if need == .looking { return nil }
    if let readOnlyReason { return readOnlyReason }
    switch need {
    case .entry where focusedEntry == nil: return "There is no exercise yet: A adds one."
    case .set where focusedEntry == nil: return "There is no exercise yet: A adds one."
    case .set where focusedSet == nil: return "The exercise has no set: a adds one."
    case .rest where isEditing: return "The rest timer belongs to the workout under way."
    case .rest where page?.rest == nil && action != .rest(.toggle):
      return "No rest timer is running: R starts one."
    default: break
    }
    switch action {
    case .workout(.finish): return cannotFinish
    case .workout(.resume): return cannotResume
    // Where no set can be typed on, the letter is its command, and says at once why it can't be taken.
    case .letter(.failure) where focusedSet == nil:
      return log?.isWorkoutFinished ?? false ? cannotResume : cannotFinish
    default: return nil
    }
  }
}
