import Terminal
import Training

/// What *Import* keeps between two key presses.
struct ImportState: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    /// Choosing a file: from those nearby, or by typing its path.
    case files
    case typing(PathLine)
    /// Reading the file, or writing what is in it.
    case working(Work)
    case question(ImportQuestion)
    case plan
    case notes
    case result
    /// What the names of earlier imports stand for.
    case names
  }

  enum Work: Equatable, Sendable {
    case reading, writing
  }

  var step = Step.files
  var files: [ImportFile]?
  var path = ""
  var choices = ImportChoices()
  var page: ImportPage?
  /// The names of earlier imports; nil until they are read.
  var names: [ImportedName]?
  /// The row of the list that is shown.
  var focus = 0
  /// Where the names' list stood before the notes were looked at.
  var namesFocus = 0
  /// How far it is, in words.
  var progress: String?
  var readOnlyReason: String?

  var isTyping: Bool { if case .typing = step { true } else { false } }
  var isWorking: Bool { if case .working = step { true } else { false } }

  /// The names that are shown, if they are.
  var shownNames: [ImportedName] {
    switch step {
    case .plan: page?.names ?? []
    case .names: names ?? []
    default: []
    }
  }

  var focusedName: ImportedName? {
    let names = shownNames
    return names.indices.contains(focus) ? names[focus] : nil
  }

  /// How many rows the list that is shown has.
  var rowCount: Int {
    switch step {
    case .files: files?.count ?? 0
    case .question(.user(let users)): users.count
    case .plan, .names: shownNames.count
    case .notes: page?.notes.count ?? 0
    case .typing, .working, .question, .result: 0
    }
  }
}

enum ImportAction: Hashable, Sendable {
  case move(ListMove)
  case open, typePath, complete, back
  case unit(WeightUnit), skipBadRows
  case go, cancel
  case choice(ChoiceAction), notes
  case takeBack, history, names
}

/// What the athlete decides of a planned import.
enum ChoiceAction: Hashable, Sendable {
  /// What the focused name stands for: an exercise of the list, or one of the athlete's own.
  case exercise, own
  /// Whether to bring in what another app's export has brought, what the app has changed, what was deleted.
  case twins, changes, deleted
}
