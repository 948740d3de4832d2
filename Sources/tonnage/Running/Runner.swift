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
  let syncing: Syncing
  let importing: Importing
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
    case .loadToday, .loadLog, .loadPrograms, .loadProgress, .loadExercise, .loadHistory,
      .loadWorkout, .searchExercises, .loadSync:
      return [try load(effect)]
    case .startDay, .startBlank, .repeatWorkout: return [try start(effect)]
    case .edit, .addExercise, .swapExercise, .createExercise, .setRest:
      return [try change(effect)]
    case .finish(let id, let keepsDayOpen):
      return [.finished(try logbook.finish(id, keepsDayOpen: keepsDayOpen))]
    case .discard(let id): return [.done(message: try logbook.discard(id))]
    case .setCurrentProgram(let id): return [.done(message: try logbook.setCurrentProgram(id: id))]
    case .logBodyWeight(let value, let unit, let date, let isSure):
      return [try logBodyWeight(value, unit, date, isSure)]
    case .chooseUnit(let unit):
      try keepUnit(unit)
      logbook.preferences.unit = unit
      return []
    case .addSamplePrograms: return [.firstRunDone(message: try logbook.addSamplePrograms())]
    case .findImportFiles, .planImport, .runImport, .cancelImport, .undoImport,
      .loadImportedNames, .mapName:
      return try importing.outcomes(effect)
    case .sync, .countUnsynced, .setUpSync, .answerConflict, .undoSync, .cancelSync:
      return try syncing.outcomes(effect)
    case .completePath(let typed): return [.pathCompleted(PathNames.completion(of: typed))]
    case .undo: return [.done(message: try logbook.undo().sentence())]
    case .redo: return [.done(message: try logbook.redo().sentence(isRedo: true))]
    case .editText, .ringBell, .repaint, .suspend, .quit: return []
    }
  }

  private func logBodyWeight(
    _ value: Double, _ unit: WeightUnit, _ date: LocalDate, _ isSure: Bool
  ) throws -> Outcome {
    do {
      return .done(
        message: try logbook.logBodyWeight(value, unit: unit, date: date, isSure: isSure))
    } catch LogbookError.unlikely(let questions) {
      return .asks(
        words: questions.joined(separator: " "),
        effect: .logBodyWeight(value: value, unit: unit, date: date, isSure: true))
    }
  }

  private func load(_ effect: Effect) throws -> Outcome {
    switch effect {
    case .loadLog(let id): .log(try logbook.logPage(id: id))
    case .loadPrograms(let id): .programs(try logbook.programs(selected: id))
    case .loadProgress: .progress(try logbook.progress())
    case .loadExercise(let id, let range, let sessions):
      .exercise(try logbook.exercisePage(id: id, range: range, sessions: sessions), id: id)
    case .loadHistory(let year, let from, let limit):
      .history(try logbook.history(year: year, from: from?.date, id: from?.id, limit: limit))
    case .loadWorkout(let id): .workout(try logbook.logPage(id: id))
    case .searchExercises(let query, let limit):
      .exercises(try logbook.searchExercises(query, limit: limit), query: query)
    case .loadSync: .sync(try logbook.syncPage())
    default: .today(try logbook.today())
    }
  }

  private func start(_ effect: Effect) throws -> Outcome {
    let page =
      switch effect {
      case .startDay(let program, let week, let day, let date):
        try logbook.startDay(programId: program, week: week, day: day, date: date)
      case .repeatWorkout(let id): try logbook.repeatWorkout(id: id)
      case .startBlank(let date): try logbook.startBlank(date: date)
      default: try logbook.startBlank()
      }
    return .started(page, message: "\(page.log.name) started.")
  }

  private func change(_ effect: Effect) throws -> Outcome {
    let edited: Edited
    switch effect {
    case .edit(let id, let edit): edited = try logbook.edit(id, edit)
    case .addExercise(let id, let exercise, let after):
      edited = try logbook.addExercise(exercise, to: id, after: after)
    case .swapExercise(let id, let entry, let exercise):
      edited = try logbook.swapExercise(entry, in: id, for: exercise)
    case .createExercise(let id, let name, let group, let type, let after):
      edited = try logbook.createExercise(
        name: name, group: group, type: type, addTo: id, after: after)
    case .setRest(let id, let seconds): return .log(try logbook.setRest(id, seconds: seconds))
    default: return .log(nil)
    }
    return .edited(
      edited.page, message: edited.message,
      focus: edited.focus.map { SetFocus(entry: $0.entry, set: $0.set) })
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
