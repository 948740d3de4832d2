import Store
import Training

@testable import Logbook

extension Logbook {
  /// The rest timer that runs; nil where none does.
  func runningRest() throws -> RestTimer? { try store.read { try rest($0) } }

  /// A day of a program as it would be trained now.
  func plannedDay(programId: String, week: Int, day: Int) throws -> PlannedDay {
    let (date, _, _) = surroundings.today()
    return try store.read { reader in
      guard let program = try reader.document(Program.self, programId)?.document else {
        throw StoreError.missing(collection: .programs, id: programId)
      }
      guard let day = program.day(week: week, day: day) else {
        throw LogbookError.noSuchDay(program: program.name)
      }
      return try planned(program, day, on: date, reader)
    }
  }
}
