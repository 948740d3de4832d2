import Logbook
import Screens
import Store
import Sync
import Training

/// Does what the screens ask for, off the drawing thread: an ``Effect`` becomes a verb, its result an ``Outcome``.
struct Runner: Sendable {
  let logbook: Logbook
  /// Tells of long work while it goes on.
  let report: @Sendable (Outcome) -> Void
  let syncing: ScreenSyncs
  let importing: ScreenImports
  let meter: ScreenMeter
  /// Keeps the unit the athlete chose on first run.
  let keepUnit: @Sendable (WeightUnit) throws -> Void

  /// Carries out one effect. Effects of the terminal itself are not the runner's; they come to nothing here.
  func perform(_ effect: Effect) -> [Outcome] {
    do {
      return try outcomes(effect)
    } catch {
      return [.failed(sentence: sentence(of: error), effect: effect)]
    }
  }

  /// Carries out the effects of one key, and tells what became of each. After one that failed nothing more is written.
  func perform(_ effects: [Effect], _ tell: (Answer) -> Void) {
    var failure: Answer?
    for effect in effects {
      if let failure, effect.writes {
        tell(
          Answer(effect, failure.outcomes.map { $0.failing(effect) }, isTrouble: failure.isTrouble))
        continue
      }
      do {
        tell(Answer(effect, try outcomes(effect)))
      } catch {
        let answer = Answer(
          effect, [.failed(sentence: sentence(of: error), effect: effect)],
          isTrouble: (error as? StoreError)?.isTrouble ?? false)
        failure = failure ?? answer
        tell(answer)
      }
    }
  }

  private func outcomes(_ effect: Effect) throws -> [Outcome] {
    switch effect {
    case .load(let request): try [read(request)]
    case .workout(let request): try [perform(request)]
    case .program(let request): try [perform(request)]
    case .athlete(let request): try perform(request)
    case .journal(let request): try [perform(request)]
    case .importing(let request): try importing.outcomes(request)
    case .sync(let request): try syncing.outcomes(request)
    // The terminal's own; the program does it.
    case .terminal: []
    }
  }

  private func read(_ request: PageRequest) throws -> Outcome {
    switch request {
    case .today: .today(try logbook.today())
    case .log(let id): .log(try logbook.logPage(id: id))
    case .programs(let id): .programs(try logbook.programs(selected: id))
    case .progress: .progress(try logbook.progress())
    case .exercise(let id, let range, let sessions):
      .exercise(try logbook.exercisePage(id: id, range: range, sessions: sessions), id: id)
    case .history(let year, let from, let limit):
      .history(try logbook.history(year: year, from: from?.date, id: from?.id, limit: limit))
    case .workout(let id): .workout(try logbook.logPage(id: id))
    case .exercises(let query, let limit):
      .exercises(try logbook.searchExercises(query, limit: limit), query: query)
    case .importFiles: .importFiles(importing.files())
    case .importedNames: .importedNames(try logbook.importedNames())
    case .sync: .sync(try logbook.syncPage())
    case .health(let deep): .health(logbook.health(deep: deep, session: meter.session))
    case .unsynced: try syncing.unsynced()
    case .path(let typed): .pathCompleted(PathNames.completion(of: typed))
    }
  }

  private func perform(_ request: WorkoutRequest) throws -> Outcome {
    switch request {
    case .startDay(let program, let week, let day, let date):
      try started(logbook.startDay(programId: program, week: week, day: day, date: date))
    case .startBlank(let date): try started(logbook.startBlank(date: date))
    case .repeatWorkout(let id): try started(logbook.repeatWorkout(id: id))
    case .edit(let id, let edit): try edited(logbook.edit(id, edit))
    case .addExercise(let id, let exercise, let after):
      try edited(logbook.addExercise(exercise, to: id, after: after))
    case .swapExercise(let id, let entry, let exercise):
      try edited(logbook.swapExercise(entry, in: id, for: exercise))
    case .createExercise(let id, let name, let group, let type, let after):
      try edited(
        logbook.createExercise(name: name, group: group, type: type, addTo: id, after: after))
    case .discard(let id): try logbook.done { try logbook.discard(id) }
    case .finish(let id, let keepsDayOpen):
      .finished(try logbook.finish(id, keepsDayOpen: keepsDayOpen))
    case .setRest(let id, let seconds): .log(try logbook.setRest(id, seconds: seconds))
    }
  }

  private func started(_ page: LogPage) -> Outcome {
    .started(page, message: "\(page.log.name) started.")
  }

  private func edited(_ edited: Edited) -> Outcome {
    .edited(
      edited.page, message: edited.message,
      focus: edited.focus.map { SetFocus(entry: $0.entry, set: $0.set) })
  }

  private func perform(_ request: ProgramRequest) throws -> Outcome {
    switch request {
    case .setCurrent(let id): try logbook.done { try logbook.setCurrentProgram(id: id) }
    case .addSamples: try logbook.done { try logbook.addSamplePrograms() }
    }
  }

  private func perform(_ request: AthleteRequest) throws -> [Outcome] {
    switch request {
    case .bodyWeight(let value, let unit, let date, let isSure):
      do {
        return [
          try logbook.done {
            try logbook.logBodyWeight(value, unit: unit, date: date, isSure: isSure)
          }
        ]
      } catch LogbookError.unlikely(let questions) {
        let sure = AthleteRequest.bodyWeight(value: value, unit: unit, date: date, isSure: true)
        return [.asks(words: questions.joined(separator: " "), effect: .athlete(sure))]
      }
    case .unit(let unit):
      try keepUnit(unit)
      logbook.preferences.unit = unit
      return []
    }
  }

  private func perform(_ request: JournalRequest) throws -> Outcome {
    switch request {
    case .undo: try logbook.done { try logbook.undo().sentence() }
    case .redo: try logbook.done { try logbook.redo().sentence(isRedo: true) }
    }
  }
}

extension Logbook {
  /// Does something, and says which kinds of documents it has changed.
  func done(_ verb: () throws -> String) rethrows -> Outcome {
    let before = store.writes
    let message = try verb()
    return .done(message: message, changed: store.writes.kinds(since: before))
  }
}

extension Outcome {
  /// The same failure for another effect.
  fileprivate func failing(_ effect: Effect) -> Outcome {
    guard case .failed(let sentence, _) = self else { return self }
    return .failed(sentence: sentence, effect: effect)
  }
}

extension StoreError {
  /// Whether the store could not do what it should; else what was asked for made no sense.
  fileprivate var isTrouble: Bool {
    switch self {
    case .missing, .tooLarge, .nothingToTakeBack, .noConflict, .nothingToUndo, .nothingToRedo:
      false
    default: true
    }
  }
}
