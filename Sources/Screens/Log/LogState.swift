import Terminal
import Training

/// Where the cursor of *Log* stands.
struct LogPlace: Hashable, Sendable {
  var entry: String
  /// Nil on an exercise without sets.
  var set: String?
}

/// Values that the athlete changed in a row and that are not on disk yet.
struct SetDraft: Hashable, Sendable {
  enum Stage: Hashable, Sendable {
    /// Not sent yet; changed last at this moment.
    case pending(since: Instant)
    /// Sent as a change of values.
    case saving
    /// Sent as a set to log.
    case logging
    /// Could not be written; kept, to be sent again with the next change or Enter.
    case failed
  }

  var entry: String
  var change: SetChange
  var stage: Stage
  /// Whether the set was to be logged when it could not be written.
  var wasToBeLogged = false
  /// The line that logs this set and those after it, as it was typed: not all of them need have a row yet.
  var line: String?

  var isSent: Bool { stage == .saving || stage == .logging }

  /// What was sent could not be written; what was changed since keeps waiting.
  mutating func fail() {
    guard isSent else { return }
    wasToBeLogged = stage == .logging
    stage = .failed
  }
}

/// A row being typed into.
struct RowEditor: Equatable, Sendable {
  var place: LogPlace
  var line: LineEditor
}

/// A line of text being typed at the bottom.
struct TextField: Equatable, Sendable {
  enum Purpose: Hashable, Sendable {
    case note(TextToken)
    case name
    case date
  }

  var purpose: Purpose
  var line: LineEditor
}

/// Something to be answered with yes or no.
struct LogQuestion: Equatable, Sendable {
  enum Subject: Equatable, Sendable {
    /// Odd values: the row as it was typed, and whether it is to be logged or only kept.
    case entry(RowEditor, logs: Bool)
    case discard
    case oddDate(LocalDate, TextField)
  }

  var words: String
  var subject: Subject

  /// What was typed and is asked about.
  var typed: String? {
    switch subject {
    case .entry(let editor, _): editor.line.text
    case .oddDate(_, let field): field.line.text
    case .discard: nil
    }
  }
}

enum LogMode: Equatable, Sendable {
  case rows
  case entry(RowEditor)
  case text(TextField)
  /// A letter that begins a typed set, or is a command where it is pressed again.
  case letter(SetLetter)
  case question(LogQuestion)
  case summary(FinishPage)
}

/// A `+` or `-` that was pressed just now: with a digit after it, it was a sign.
struct SignStep: Equatable, Sendable {
  var sign: Character
  var set: String
  /// What stood before the step.
  var draft: SetDraft?
}

/// What *Log* keeps between two key presses; in *History*, what the editor of an old workout knows.
struct LogState: Equatable, Sendable {
  /// The workout that was asked for; nil for the unfinished one.
  var logId: String?
  /// Whether it is edited in *History* while it is not the workout under way.
  var isEditing = false
  /// The name of the workout under way, where another one is edited.
  var underWay: String?
  var isLoaded = false
  var page: LogPage?
  var focus: LogPlace?
  /// Where the focus was among the rows, for when its row is taken out elsewhere.
  var focusRow = 0
  /// By set id.
  var drafts: [String: SetDraft] = [:]
  var mode = LogMode.rows
  var signStep: SignStep?
  var showsPlates = false
  /// Whether something was taken back or done again: the cursor goes to what comes back with the next page.
  var seeksRestored = false
  var readOnlyReason: String?

  var log: WorkoutLog? { page?.log }

  /// The effect that reads the workout again.
  var reading: Effect {
    if isEditing, let logId { .load(.workout(id: logId)) } else { .load(.log(id: logId)) }
  }

  /// The text of a line or row that is being typed.
  var typed: String? {
    switch mode {
    case .entry(let editor): editor.line.text
    case .text(let field): field.line.text
    case .question(let question): question.typed
    case .rows, .letter, .summary: nil
    }
  }

  /// What stands in the focused row instead of its values.
  var typedLine: LineEditor? {
    switch mode {
    case .entry(let editor): editor.line
    case .letter(let letter): LineEditor(String(letter.rawValue))
    case .rows, .text, .question, .summary: nil
    }
  }

  /// Whether nothing is typed or waits to be written.
  var isAtRest: Bool {
    switch mode {
    case .rows, .letter: drafts.isEmpty
    case .entry, .text, .question, .summary: false
    }
  }

  /// Takes over what every screen may look at and the keys depend on.
  mutating func look(at shared: Shared) {
    readOnlyReason = shared.readOnlyReason
    underWay = isEditing ? shared.underWay : nil
  }

  /// All places of the cursor, top to bottom.
  var rows: [LogPlace] {
    (log?.exercises ?? []).flatMap { entry in
      entry.sets.isEmpty
        ? [LogPlace(entry: entry.id, set: nil)]
        : entry.sets.map { LogPlace(entry: entry.id, set: $0.id) }
    }
  }

  var focusedEntry: LoggedExercise? { focusedEntryIndex.flatMap { log?.exercises[$0] } }

  var focusedEntryIndex: Int? {
    guard let focus else { return nil }
    return log?.exercises.firstIndex { $0.id == focus.entry }
  }

  /// The focused set as it is on disk.
  var focusedSet: LoggedSet? {
    guard let id = focus?.set else { return nil }
    return focusedEntry?.sets.first { $0.id == id }
  }
}

extension SetChange {
  /// This change and then `later`.
  func merging(_ later: SetChange) -> SetChange {
    var result = self
    result.weight = later.weight ?? weight
    result.unit = later.unit ?? unit
    result.reps = later.reps ?? reps
    result.rpe = later.rpe ?? rpe
    result.seconds = later.seconds ?? seconds
    result.distance = later.distance ?? distance
    result.distanceUnit = later.distanceUnit ?? distanceUnit
    result.kind = later.kind ?? kind
    result.note = later.note ?? note
    return result
  }

  /// Whether the set has these values already.
  func isHeld(by set: LoggedSet) -> Bool {
    var changed = set
    changed.apply(self)
    return changed == set
  }

  /// What was typed; nothing else is changed.
  init(_ entry: SetEntry) {
    self.init()
    weight = entry.weight.map(Value.set)
    unit = entry.unit
    reps = entry.reps.map(Value.set)
    rpe = entry.rpe.map(Value.set)
    seconds = entry.seconds.map(Value.set)
    distance = entry.distance.map(Value.set)
    distanceUnit = entry.distanceUnit
    kind = entry.kind
  }
}
