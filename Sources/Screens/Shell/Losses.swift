import Terminal
import Training

/// What could not be saved while the program was left: told when the screens are gone.
struct Losses: Sendable {
  private struct Failure: Sendable {
    var sentence: String
    var words: [String]
  }

  private var failures: [Failure] = []

  var isEmpty: Bool { failures.isEmpty }

  /// Each with what was typed at its end.
  var sentences: [String] {
    failures.map { failure in
      failure.words.isEmpty
        ? failure.sentence
        : "\(failure.sentence) Not saved: \(failure.words.joined(separator: "; "))."
    }
  }

  mutating func add(sentence: String, words: String? = nil) {
    let words = words.map { [$0] } ?? []
    if let place = failures.firstIndex(where: { $0.sentence == sentence }) {
      failures[place].words += words
    } else {
      failures.append(Failure(sentence: sentence, words: words))
    }
  }

  /// To be called before the screens have heard of it, while they still know what it was about.
  ///
  /// - Parameter isLoss: Whether a failed effect is to be told of.
  mutating func add(_ answer: Answer, in app: App, where isLoss: (Effect) -> Bool = { _ in true }) {
    for case .failed(let sentence, let effect) in answer.outcomes where isLoss(effect) {
      add(sentence: sentence, words: app.words(for: effect))
    }
  }

  mutating func add(ignored words: String) { add(sentence: "These keys were dropped: \(words)") }

  mutating func add(unconfirmed words: String) {
    add(sentence: "Something was being typed.", words: words)
  }
}

extension [Key] {
  /// The keys as they were typed, cut where they are many.
  func words(_ glyphs: Glyphs) -> String {
    let most = 60
    let whole = map { key in
      switch key {
      case .character(let character): String(character)
      case .paste(let text): text.onOneLine
      case .enter: key.label(glyphs)
      default: " \(key.label(glyphs)) "
      }
    }.joined()
    return whole.count <= most ? whole : whole.prefix(most) + glyphs.ellipsis
  }
}

// MARK: - What was typed

extension App {
  /// What an effect was to write, in a few words; nil where there is nothing to say beyond its failure.
  func words(for effect: Effect) -> String? {
    switch effect {
    case .workout(let request): words(for: request)
    case .terminal(.editText(let text, let token)): token.edit(text).words(in: nil)
    case .athlete(.bodyWeight(let value, let unit, _, _)):
      "body weight \(NumberText.decimal(value, glyphs: .ascii)) \(unit.rawValue)"
    case .load, .program, .athlete(.unit), .journal, .importing, .sync, .terminal: nil
    }
  }

  private func words(for request: WorkoutRequest) -> String? {
    switch request {
    case .edit(let id, let edit):
      let logs = [
        state.screens.log.log, state.screens.history.editing?.log,
        state.screens.history.workout?.log,
      ]
      return edit.words(in: logs.compactMap(\.self).first { $0.id == id })
    case .addExercise: return "an exercise that was added"
    case .createExercise(_, let name, _, _, _): return "the exercise “\(name)”"
    case .swapExercise: return "an exercise that was swapped"
    case .startBlank, .startDay, .repeatWorkout: return "the workout that was started"
    case .finish: return "finishing the workout"
    case .discard: return "discarding the workout"
    case .setRest: return nil
    }
  }

  /// What was typed for an effect that failed and is shown nowhere any more, as a sentence after a space; empty where
  /// nothing is lost.
  func loss(of effect: Effect) -> String {
    guard effect.isTyped, !stands(effect), let words = words(for: effect) else { return "" }
    return " Not saved: \(words)."
  }

  /// Whether what a failed effect was to write still stands in a row or a line, to be sent or told when the program
  /// is left.
  func stands(_ effect: Effect) -> Bool {
    let editors = [state.screens.log, state.screens.history.editing].compactMap(\.self)
    switch effect {
    case .workout(.edit(let id, let edit)):
      return editors.contains { $0.log?.id == id && $0.stands(edit) }
    case .terminal(.editText(let text, let token)):
      return editors.contains {
        $0.log?.id == token.logId && ($0.log?.note(token) == text || $0.stands(token.edit(text)))
      }
    case .load, .workout, .program, .athlete, .journal, .importing, .sync, .terminal: return false
    }
  }

  /// Texts that are being typed and were not kept: each with what it is for.
  var beingTyped: [String] {
    let texts = Screen.allCases.compactMap { $0.kind.beingTyped(state) }
    return texts.map { "“\($0.text)” (\($0.subject))" }
  }
}

extension Effect {
  /// Whether the athlete typed what it is to write: a key can be pressed again.
  fileprivate var isTyped: Bool {
    switch self {
    case .workout(.edit(_, let edit)): edit.isTyped
    case .workout(.createExercise), .terminal(.editText), .athlete(.bodyWeight): true
    case .load, .workout, .program, .athlete, .journal, .importing, .sync, .terminal: false
    }
  }
}

extension LogEdit {
  fileprivate var isTyped: Bool {
    switch self {
    case .changeSet, .logSet, .logSets, .noteWorkout, .noteExercise, .rename, .setDate: true
    case .unlogSet, .addSet, .duplicateSet, .removeSet, .moveSet, .addExercise, .duplicateExercise,
      .removeExercise, .moveExercise, .swapExercise, .toggleSuperset, .setRest, .finish, .resume:
      false
    }
  }
}

extension LogState {
  /// What is being typed and would not be sent at the end, with what it is for; nil where nothing is.
  var beingTyped: TypedText? {
    let typed: TypedText? =
      switch mode {
      case .entry(let editor):
        TypedText(text: editor.line.text, subject: words(for: editor.place))
      case .text(let field): field.unsent(in: log)
      case .question(let question):
        switch question.subject {
        case .entry(let editor, _):
          TypedText(text: editor.line.text, subject: words(for: editor.place))
        case .oddDate(_, let field): field.unsent(in: log)
        case .discard: nil
        }
      case .rows, .letter, .summary: nil
      }
    return typed.flatMap { $0.text.isEmpty ? nil : $0 }
  }

  /// What is typed or changed and not on disk, each in a few words, from the top of the list to its end.
  var unsaved: [String] {
    let changes = rows.compactMap { place -> String? in
      guard let log, let set = place.set, let draft = drafts[set] else { return nil }
      return log.words(place.entry, set, [draft.change])
    }
    return changes + (typed.map { $0.isEmpty ? [] : ["“\($0)”"] } ?? [])
  }

  /// What is said where the workout was deleted meanwhile; nil where it was undo or redo that took it away, which is told
  /// of already, and nothing is lost with it.
  var wordsWhenGone: String? {
    let unsaved = unsaved
    guard !seeksRestored || !unsaved.isEmpty else { return nil }
    let lost = unsaved.isEmpty ? "" : " Not kept: \(unsaved.joined(separator: "; "))."
    return "The workout is gone.\(lost)"
  }

  /// Whether what an edit that could not be written was to keep stands in its row or line, to be sent again.
  fileprivate func stands(_ edit: LogEdit) -> Bool {
    switch edit {
    case .changeSet(let entry, let set, let change):
      guard let note = change.note, let id = log?.id else { return drafts[set] != nil }
      return isTyping(note, .note(.setNote(logId: id, entry: entry, set: set)))
    case .logSet(_, let set, _): return drafts[set] != nil
    case .logSets(let entry, let set, let changes):
      if case .entry(let editor) = mode, editor.place == LogPlace(entry: entry, set: set) {
        return true
      }
      return drafts.values.count { $0.entry == entry } >= changes.count
    case .noteWorkout(let text):
      return isTyping(text, log.map { .note(.workoutNote(logId: $0.id)) })
    case .noteExercise(let entry, let text):
      return isTyping(text, log.map { .note(.exerciseNote(logId: $0.id, entry: entry)) })
    case .rename(let name): return isTyping(name, .name)
    case .setDate(let date): return isTyping(date.description, .date)
    case .unlogSet, .addSet, .duplicateSet, .removeSet, .moveSet, .addExercise, .duplicateExercise,
      .removeExercise, .moveExercise, .swapExercise, .toggleSuperset, .setRest, .finish, .resume:
      return false
    }
  }

  private func isTyping(_ text: String, _ purpose: TextField.Purpose?) -> Bool {
    guard case .text(let field) = mode else { return false }
    return field.purpose == purpose && field.line.text == text
  }
}

extension TextField {
  /// What leaving loses of the line, with what it is for; nil where it loses nothing: a note is sent, typed to its end or
  /// not, and a line that stands as it began has changed nothing.
  fileprivate func unsent(in log: WorkoutLog?) -> TypedText? {
    let (before, subject): (String?, String)
    switch purpose {
    case .note: return nil
    case .name: (before, subject) = (log?.name, "the workout's name")
    case .date: (before, subject) = (log?.date.description, "the workout's date")
    }
    return line.text == before ? nil : TypedText(text: line.text, subject: subject)
  }
}

extension LogState {
  fileprivate func words(for place: LogPlace) -> String {
    guard let log, let set = place.set else { return "a set" }
    return log.words(forSet: set, of: place.entry)
  }
}

extension WorkoutLog {
  fileprivate func words(forSet set: String, of entry: String) -> String {
    guard let exercise = exercises.first(where: { $0.id == entry }) else { return "a set" }
    let number = exercise.sets.firstIndex { $0.id == set }.map { "set \($0 + 1) of " } ?? ""
    return number + exercise.metadata.name
  }

  /// A set with the values that were to be kept.
  fileprivate func words(_ entry: String, _ id: String, _ changes: [SetChange]) -> String {
    let set = exercises.first { $0.id == entry }?.sets.first { $0.id == id }
    return words(forSet: id, of: entry) + " as " + changes.words(over: set)
  }
}

extension LogEdit {
  /// What it was to write, in a few words; nil where there is nothing to say beyond its failure.
  ///
  /// - Parameter log: The workout; nil where it is not at hand, and its sets cannot be named.
  fileprivate func words(in log: WorkoutLog?) -> String? {
    switch self {
    case .changeSet(let entry, let set, let change):
      if log == nil, let note = change.note { return "the note “\(note)”" }
      return Self.words(log, entry, set, changes: [change])
    case .logSet(let entry, let set, let change):
      return Self.words(log, entry, set, changes: [change]) + ", logged"
    case .logSets(let entry, let set, let changes):
      return Self.words(log, entry, set, changes: changes) + ", logged"
    case .noteWorkout(let text), .noteExercise(_, let text): return "the note “\(text)”"
    case .rename(let name): return "the name “\(name)”"
    case .setDate(let date): return "the date \(date)"
    case .addSet(let entry, _):
      let name = log?.exercises.first { $0.id == entry }?.metadata.name
      return name.map { "a set added to \($0)" }
    case .unlogSet, .duplicateSet, .removeSet, .moveSet, .addExercise, .duplicateExercise,
      .removeExercise, .moveExercise, .swapExercise, .toggleSuperset, .setRest, .finish, .resume:
      return nil
    }
  }

  private static func words(
    _ log: WorkoutLog?, _ entry: String, _ set: String, changes: [SetChange]
  ) -> String {
    log?.words(entry, set, changes) ?? "a set as " + changes.words(over: nil)
  }
}

extension [SetChange] {
  /// The sets that the changes make of a set; of an empty one where it is not at hand.
  fileprivate func words(over set: LoggedSet?) -> String {
    map { change in
      var changed = set ?? LoggedSet(id: "")
      changed.apply(change)
      return changed.typed + (change.note.map { " “\($0)”" } ?? "")
    }.joined(separator: ", ")
  }
}
