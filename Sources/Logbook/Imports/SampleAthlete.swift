import CAssets
import Interchange
import Store
import Training

/// The sample data that travels in the program.
public enum Sample: String, Sendable {
  /// Programs to choose from.
  case programs = "sample-data/programs.json"
  /// A year and a half of an athlete who does not exist.
  case athlete = "sample-data/athlete.json"

  var bytes: [UInt8] {
    var length = 0
    guard let start = tonnage_asset(rawValue, &length) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: length))
  }
}

extension Logbook {
  /// Adds the sample programs; the first becomes the current one where none is.
  public func addSamplePrograms() throws -> String {
    let dump = try LegacyDump(file: Sample.programs.rawValue, bytes: Sample.programs.bytes)
    var plan = try importPlan(dump, user: nil)
    let owner = try store.read { try $0.fact(.athlete) } ?? surroundings.documentID()
    plan.userId = owner
    for index in plan.programs.indices { plan.programs[index].userId = owner }
    if let first = plan.programs.indices.first { plan.programs[first].isCurrent = true }
    // Whoever asks for them wants those too that were deleted.
    let report = try bringIn(plan, options: ImportOptions(bringsBack: true))
    let added = report.figures.first { $0.collection == .programs }?.added ?? 0
    if added == 0 { return "The sample programs are already here." }
    return added == 1 ? "1 sample program added." : "\(added) sample programs added."
  }

  /// Fills the store with the sample athlete's history, moved by whole weeks so that it ends just before today.
  public func addSampleAthlete() throws {
    try bringInHistory(
      try LegacyDump(file: Sample.athlete.rawValue, bytes: Sample.athlete.bytes))
  }

  /// Brings a history in, moved by whole weeks to end within the week before today.
  func bringInHistory(_ dump: LegacyDump) throws {
    var plan = try importPlan(dump, user: nil)
    let (today, _, _) = surroundings.today()
    guard let last = plan.logs.map(\.date).max() else { return }
    let gap = today.dayNumber - 1 - last.dayNumber
    let days = gap - (gap % 7 + 7) % 7
    plan.logs = plan.logs.map { $0.moved(byDays: days) }
    plan.bodyWeights = plan.bodyWeights.map { weight in
      let date = weight.date.advanced(byDays: days)
      return BodyWeight(
        id: Self.bodyWeightID(on: date), userId: weight.userId, date: date, value: weight.value,
        unit: weight.unit, note: weight.note)
    }
    _ = try bringIn(plan)
  }
}

extension WorkoutLog {
  /// The workout as if it had been done this many days later.
  fileprivate func moved(byDays days: Int) -> WorkoutLog {
    var log = self
    func later(_ instant: Instant?) -> Instant? {
      instant.map { Instant(milliseconds: $0.milliseconds + Int64(days) * 86_400_000) }
    }
    log.date = date.advanced(byDays: days)
    log.startedAt = later(startedAt)
    log.completedDate = later(completedDate)
    for entry in log.exercises.indices {
      for set in log.exercises[entry].sets.indices {
        log.exercises[entry].sets[set].completedAt = later(
          log.exercises[entry].sets[set].completedAt)
      }
    }
    return log
  }
}
