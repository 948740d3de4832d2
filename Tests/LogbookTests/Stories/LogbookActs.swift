import Chance
import Foundation
import Interchange
import Logbook
import Rehearsal
import Store
import Sync
import Training
import Wire

/// A wrong rule, planted on purpose: the stories have to notice each of them.
enum WrongVerb: CaseIterable {
  /// Undo takes the whole workout that its step was in.
  case undoTakesTheWorkout
  /// Undo takes another set along.
  case undoTakesMore
  /// Undo leaves what its step has added.
  case undoLeavesIt
  /// Redo does something else again.
  case redoDoesAnother
  /// An import brings back what was deleted.
  case importBringsBack
  /// An import leaves out what was taken back.
  case importLeavesOut
  /// Taking an import back takes what was logged besides.
  case importUndoTakesMore
  /// An export has no stamps.
  case exportsNoStamps
  /// An export has no removals.
  case exportsNoRemovals
  /// An export leaves out a kind of document.
  case exportsNoBodyWeights
  /// What lost a merge is forgotten.
  case forgetsWhatLost
  /// A sync loses a set that was logged and not sent.
  case losesWhatWaits
}

extension LogbookStage {
  func play(_ what: LogbookStory.What, _ device: Int) throws {
    switch what {
    case .log: try own(device) { try log($0) }
    case .edit: try own(device) { try edit($0) }
    case .remove: try own(device) { try remove($0) }
    case .discard:
      try own(device) { gym in
        if let log = try anyLog(gym) { _ = try gym.logbook.discard(log.id) }
      }
    case .weigh:
      try own(device) { gym in
        _ = try gym.logbook.logBodyWeight(
          60 + Double(random.below(400)) / 10, unit: .kilograms, isSure: true)
      }
    case .undo: try undo(device)
    case .redo: try redo(device)
    case .takeIn(let file): try takeIn(file, device)
    case .undoImport: try undoImport(device)
    case .undoSync:
      try own(device) { gym in _ = try gym.logbook.undoSync() }
      before[device] = nil
    case .export(let isTable):
      // A table of nothing has only a heading, and is refused.
      if isTable, try holdings(device).documents.isEmpty { return }
      export = try exported(gyms[device], isTable: isTable)
    case .bring: try bringExport(device)
    case .restore:
      let made = changes[device].count
      try own(device) { gym in
        if let loss = try anyLoss(gym) {
          // What it was about may be gone: that is said, and nothing happens.
          do { try gym.logbook.restoreConflict(loss.number) } catch is StoreError {}
        }
      }
      // Where it stands there already, nothing was done: an undo passes over it to the act before.
      if changes[device].count == made { before[device] = nil }
    case .settle:
      guard let loss = try anyLoss(gyms[device]), loss.state == .waiting else { return }
      try gyms[device].logbook.settleConflict(loss.number)
      before[device] = nil
    case .tidy: _ = try gyms[device].logbook.tidy()
    case .sync(let weather):
      if wrong == .losesWhatWaits { try loseWhatWaits(device) }
      try sync(device, weather)
    }
  }

  /// An act of the athlete's, which undo takes back.
  private func own(_ device: Int, _ body: (Gym) throws -> Void) throws {
    let change = try act(device, body)
    guard change.isWritten else { return }
    changes[device].append(change)
    before[device] = change.held
  }

  // MARK: Logging

  private func anyLog(_ gym: Gym) throws -> WorkoutLog? {
    let ids = try gym.store.read { try $0.ids(of: .workoutLogs) }.sorted()
    return ids.isEmpty ? nil : try gym.log(random.pick(ids))
  }

  private func log(_ gym: Gym) throws {
    let name = random.pick(["squat", "bench press", "deadlift", "pull-up"])
    let count = random.chance(25) ? 2 : 1
    let sets = (0..<count).map { _ in "\(newWeight())x\(1 + random.below(9))" }
    _ = try gym.logbook.log(
      name, typed: sets.joined(separator: " "), unit: .kilograms, isSure: true)
  }

  private func edit(_ gym: Gym) throws {
    guard let log = try anyLog(gym) else { return try self.log(gym) }
    let entry = log.exercises.isEmpty ? nil : random.pick(log.exercises)
    let set = entry.flatMap { $0.sets.isEmpty ? nil : random.pick($0.sets) }
    var change = SetChange()
    if random.chance(70) { change.weight = .set(newWeight()) }
    if random.chance(40) { change.reps = random.chance(20) ? .clear : .set(1 + random.below(20)) }
    if change.isEmpty { change.note = "note \(newWeight())" }
    let edit: LogEdit?
    switch random.below(13) {
    case 0: edit = .noteWorkout("note \(newWeight())")
    case 1: edit = .rename("name \(newWeight())")
    case 2: edit = log.isWorkoutFinished ? .resume : .finish()
    case 3: edit = entry.map { .noteExercise(entry: $0.id, "note \(newWeight())") }
    case 4: edit = entry.map { .moveExercise(entry: $0.id, by: random.pick([-1, 1])) }
    case 5: edit = entry.map { .duplicateExercise(entry: $0.id) }
    case 6: edit = entry.map { .addSet(entry: $0.id, after: set?.id) }
    case 7:
      edit = entry.flatMap { entry in set.map { .duplicateSet(entry: entry.id, set: $0.id) } }
    case 8:
      edit = entry.flatMap { entry in
        set.map { .moveSet(entry: entry.id, set: $0.id, by: random.pick([-1, 1])) }
      }
    case 9: edit = entry.flatMap { entry in set.map { .unlogSet(entry: entry.id, set: $0.id) } }
    default:
      edit = entry.flatMap { entry in
        set.map {
          $0.completed
            ? .changeSet(entry: entry.id, set: $0.id, change)
            : .logSet(entry: entry.id, set: $0.id, change)
        }
      }
    }
    if let edit { _ = try gym.logbook.edit(log.id, edit) }
  }

  private func remove(_ gym: Gym) throws {
    guard let log = try anyLog(gym), !log.exercises.isEmpty else { return }
    let entry = random.pick(log.exercises)
    guard random.chance(70), !entry.sets.isEmpty else {
      _ = try gym.logbook.edit(log.id, .removeExercise(entry: entry.id))
      return
    }
    _ = try gym.logbook.edit(
      log.id, .removeSet(entry: entry.id, set: random.pick(entry.sets).id))
  }

  // MARK: Steps back and forth

  private func undo(_ device: Int) throws {
    let former = before.removeValue(forKey: device)
    let made = changes[device]
    let change = try act(device) { gym in
      let own = gym.store
      switch wrong {
      case .undoTakesTheWorkout:
        let step = try gym.logbook.undo()
        let ids = try own.read { try $0.ids(of: .workoutLogs) }
        if let log = step.documents.first(where: { ids.contains($0.id) }) {
          _ = try gym.logbook.discard(log.id)
        }
      case .undoTakesMore:
        _ = try gym.logbook.undo()
        try remove(gym)
      case .undoLeavesIt: throw StoreError.nothingToUndo
      default: _ = try gym.logbook.undo()
      }
    }
    if !change.isNothing, !made.contains(where: change.takesBack) {
      throw Failure(
        problem: "d\(device) undid \(change.words), and no act of its own had done just that")
    }
    changes[device].append(change)
    guard let former else { return }
    let holds = try holdings(device)
    guard holds.documents.mapValues({ $0.values() }) == former.documents.mapValues({ $0.values() })
    else {
      throw Failure(
        problem: "d\(device) undid its last act, and it is not as before: "
          + former.documents.difference(from: holds.documents))
    }
  }

  private func redo(_ device: Int) throws {
    before[device] = nil
    let made = changes[device]
    let change = try act(device) { gym in
      _ = try gym.logbook.redo()
      if wrong == .redoDoesAnother { try edit(gym) }
    }
    // What stood for an edit alone fell when that was taken back, and stands again with it.
    let fell = made.reduce(into: Set<Ledger.Place>()) { fell, change in
      fell.formUnion(change.removed.intersection(change.upheld))
    }
    if !change.isNothing, !made.contains(where: { change.repeats($0, orRaises: fell) }) {
      throw Failure(problem: "d\(device) did \(change.words) again, and had never done just that")
    }
    changes[device].append(change)
  }

  // MARK: Files

  /// What another app exports: the same workouts for everyone that reads it.
  private static func file(_ number: Int) -> String {
    let rows = (1...2).flatMap { workout in
      (1...2).map { set in
        "2024-12-\(9 * number + 13 - workout) 18:00:00;Day \(number);Squat (Barbell);\(set);"
          + "\(200 + number * 10 + workout * 2 + set);kg;5;;;;0;;\n"
      }
    }
    return "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;"
      + "Distance Unit;Seconds;Notes;Workout Notes\n" + rows.joined()
  }

  private func takeIn(_ file: Int, _ device: Int) throws {
    let gym = gyms[device]
    let history = try ForeignHistory(file: "export.csv", bytes: Array(Self.file(file).utf8))
    let plan = try gym.logbook.importPlan(history, file: "export.csv", choices: [:])
    let held = try holdings(device)
    let bringsBack = random.chance(15)
    try own(device) { gym in
      if wrong == .importLeavesOut, !held.removals.isEmpty { return }
      _ = try gym.logbook.bringIn(
        plan, options: ImportOptions(bringsBack: bringsBack || wrong == .importBringsBack))
    }
    let holds = try holdings(device)
    for log in plan.logs {
      let key = DocumentKey(.workoutLogs, log.id)
      guard held.documents[key] == nil else { continue }
      let why = held.removals[key]?.why
      let stays = !bringsBack && (why == .delete || why == .discard)
      guard (holds.documents[key] == nil) == stays else {
        throw Failure(
          problem: "d\(device) read a file of the workout \(log.id), which "
            + (stays ? "was deleted, and it is back" : "was not deleted, and it is not there"))
      }
    }
  }

  private func undoImport(_ device: Int) throws {
    before[device] = nil
    let made = changes[device]
    let change = try act(device) { gym in
      _ = try gym.logbook.undoImport()
      if wrong == .importUndoTakesMore { try remove(gym) }
    }
    if !change.isNothing, !made.contains(where: change.takesBack) {
      throw Failure(problem: "d\(device) took an import back, and \(change.words) besides")
    }
    changes[device].append(change)
  }

  func exported(_ gym: Gym, isTable: Bool) throws -> String {
    var text = ""
    if isTable {
      try gym.logbook.exportCSV { text += $0 }
    } else {
      try gym.logbook.exportJSON { text += $0 }
    }
    switch wrong {
    case .exportsNoStamps: return text.replacingOccurrences(of: "\"stamp\"", with: "\"former\"")
    case .exportsNoRemovals:
      return text.replacingOccurrences(of: "\"tombstones\":", with: "\"former\":")
    case .exportsNoBodyWeights:
      return text.replacingOccurrences(of: "\"bodyWeights\":", with: "\"former\":")
    default: return text
    }
  }

  private func bringExport(_ device: Int) throws {
    guard let export else { return }
    let change = try act(device, isOwn: false) { try bring(export, into: $0) }
    changes[device].append(change)
    before[device] = nil
  }

  func bring(_ text: String, into gym: Gym) throws {
    let source: ImportSource
    do { source = try ImportSource(file: "export", bytes: Array(text.utf8)) } catch InterchangeError
      .noDocuments
    {
      // There was nothing to export.
      return
    }
    switch source {
    case .documents(let dump):
      _ = try gym.logbook.bringIn(try gym.logbook.importPlan(dump, user: nil))
    case .export(let history):
      _ = try gym.logbook.bringIn(
        try gym.logbook.importPlan(history, file: "export", choices: [:]))
    }
  }

  // MARK: Merges

  private func anyLoss(_ gym: Gym) throws -> ArchivedLoss? {
    let losses = try gym.store.conflicts(limit: 100)
    return losses.isEmpty ? nil : random.pick(losses)
  }

  private func loseWhatWaits(_ device: Int) throws {
    guard
      let key = try gyms[device].store.unsynced().first(where: { $0.collection == .workoutLogs }),
      let log = try holdings(device).documents[key], !log.children.isEmpty
    else { return }
    _ = try gyms[device].logbook.discard(key.id)
  }
}

extension ChangeMade {
  var words: String {
    func list(_ places: Set<Ledger.Place>) -> String {
      places.map { ([$0.key.id] + $0.path).joined(separator: "/") }.sorted()
        .joined(separator: ", ")
    }
    let values = fields.map {
      "\(([$0.key.key.id] + $0.key.path).joined(separator: "/")): \($0.value.before ?? "nothing") to "
        + "\($0.value.after ?? "nothing")"
    }
    return "added [\(list(added))], removed [\(list(removed))], changed \(values.sorted())"
  }
}
