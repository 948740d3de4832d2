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
  mutating func add(_ answer: Answer, in app: App) {
    for case .failed(let sentence, let effect) in answer.outcomes {
      add(sentence: sentence, words: app.words(for: effect))
    }
  }

  mutating func add(ignored words: String) { add(sentence: "These keys were not taken: \(words)") }

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
    case .edit(let id, let edit):
      let logs = [state.log.log, state.history.editing?.log].compactMap(\.self)
      return logs.first { $0.id == id }?.words(for: edit)
    case .logBodyWeight(let value, let unit, _, _):
      return "body weight \(NumberText.decimal(value, glyphs: .ascii)) \(unit.rawValue)"
    case .addExercise, .createExercise: return "an exercise that was added"
    case .swapExercise: return "an exercise that was swapped"
    case .startBlank, .startDay, .repeatWorkout: return "the workout that was started"
    case .finish: return "that the workout is finished"
    case .discard: return "that the workout is discarded"
    default: return nil
    }
  }

  /// Texts that are being typed and were not kept: each with what it is for.
  var beingTyped: [String] {
    var texts = [state.log, state.history.editing].compactMap(\.self).compactMap(\.beingTyped)
    if case .bodyWeight(let line) = state.today.mode, !line.text.isEmpty {
      texts.append((line.text, "body weight"))
    }
    if case .answer(let line) = state.sync.mode, !line.text.isEmpty {
      texts.append((line.text, "the answer to a conflict"))
    }
    return texts.map { "“\($0.text)” (\($0.subject))" }
  }
}

extension LogState {
  /// What is being typed and would not be sent at the end, with what it is for; nil where nothing is.
  fileprivate var beingTyped: (text: String, subject: String)? {
    let typed: (text: String, subject: String)? =
      switch mode {
      case .entry(let editor): (editor.line.text, words(for: editor.place))
      case .text(let field): field.atEnd
      case .question(let question):
        switch question.subject {
        case .entry(let editor, _): (editor.line.text, words(for: editor.place))
        case .oddDate(_, let field): (field.line.text, field.subject)
        case .discard: nil
        }
      case .rows, .letter, .summary: nil
      }
    return typed.flatMap { $0.text.isEmpty || $0.text == text(named: $0.subject) ? nil : $0 }
  }
}

extension TextField {
  /// A note is sent at the end, typed to its end or not; anything else is told.
  fileprivate var atEnd: (text: String, subject: String)? {
    if case .note = purpose { nil } else { (line.text, subject) }
  }
}

extension TextField {
  fileprivate var subject: String {
    switch purpose {
    case .note: "a note"
    case .name: LogState.nameSubject
    case .date: LogState.dateSubject
    }
  }
}

extension LogState {
  fileprivate static let nameSubject = "the workout's name"
  fileprivate static let dateSubject = "the workout's date"

  /// What stands on disk where a line began with it: typing that has changed nothing is no loss.
  fileprivate func text(named subject: String) -> String? {
    switch subject {
    case Self.nameSubject: log?.name
    case Self.dateSubject: log?.date.description
    default: nil
    }
  }

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

  fileprivate func words(for edit: LogEdit) -> String? {
    switch edit {
    case .changeSet(let entry, let set, let change): return words(entry, set, [change])
    case .logSet(let entry, let set, let change): return words(entry, set, [change]) + ", logged"
    case .logSets(let entry, let set, let changes):
      return words(entry, set, changes) + ", logged"
    case .noteWorkout(let text), .noteExercise(_, let text): return "the note “\(text)”"
    case .rename(let name): return "the name “\(name)”"
    case .setDate(let date): return "the date \(date)"
    case .addSet(let entry, _):
      let name = exercises.first { $0.id == entry }?.metadata.name
      return name.map { "a set added to \($0)" }
    default: return nil
    }
  }

  /// A set with the values that were to be kept.
  private func words(_ entry: String, _ id: String, _ changes: [SetChange]) -> String {
    let set = exercises.first { $0.id == entry }?.sets.first { $0.id == id }
    let typed = changes.compactMap { change in
      set.map { set in
        var changed = set
        changed.apply(change)
        let note = change.note.map { " “\($0)”" } ?? ""
        return changed.typed + note
      }
    }
    return words(forSet: id, of: entry) + " as " + typed.joined(separator: ", ")
  }
}
