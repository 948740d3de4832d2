import Catalog
import Interchange
import Store
import Testing
import Training

@testable import Logbook

@Suite struct SampleTests {
  let gym: Gym

  init() throws {
    gym = try Gym()
    let list = try Catalogue.builtIn(reads: gym.reads)
    gym.use(list)
  }

  @Test func theSampleProgramsAreAddedWithTheirMetadata() throws {
    #expect(try gym.logbook.addSamplePrograms() == "4 sample programs added.")
    let programs = try gym.store.read { try $0.all(Program.self) }
    #expect(programs.count == 4)
    for program in programs {
      #expect(!program.trainingDays.isEmpty)
      for exercise in program.days.flatMap(\.exercises) {
        #expect(exercise.metadata.name != "Unknown", "\(program.id) \(exercise.exerciseId)")
        #expect(exercise.metadata.lastUpdated == time())
      }
    }
    #expect(Set(programs.map(\.userId)).count == 1)
    #expect(programs.filter(\.isCurrent).count == 1)
    #expect(try gym.logbook.today().next != nil)
  }

  @Test func addingThemTwiceAddsNothing() throws {
    _ = try gym.logbook.addSamplePrograms()
    let steps = try gym.steps()
    #expect(try gym.logbook.addSamplePrograms() == "The sample programs are already here.")
    #expect(try gym.steps() == steps)
  }

  @Test func oneThatWasDeletedIsAddedAgain() throws {
    _ = try gym.logbook.addSamplePrograms()
    let id = try #require(try gym.store.read { try $0.ids(of: .programs) }.last)
    try gym.store.write(Step("Deleted"), at: gym.now) { try $0.delete(.programs, id) }
    #expect(try gym.logbook.addSamplePrograms() == "1 sample program added.")
  }

  @Test func theProgramsBecomeTheAthletesAndLeaveTheCurrentOneAlone() throws {
    let own = try gym.train("squat", "100x5").log.userId
    try gym.put(try strength("mine"))
    _ = try gym.logbook.addSamplePrograms()
    let programs = try gym.store.read { try $0.all(Program.self) }
    #expect(programs.filter(\.isCurrent).map(\.id) == ["mine"])
    #expect(programs.filter { $0.id != "mine" }.allSatisfy { $0.userId == own })
  }

  @Test func everyDayOfTheSampleProgramsCanBeStarted() throws {
    _ = try gym.logbook.addSamplePrograms()
    for program in try gym.store.read({ try $0.all(Program.self) }) {
      for day in program.trainingDays {
        let log = try gym.logbook.startDay(
          programId: program.id, week: day.weekIndex, day: day.dayIndex
        ).log
        #expect(log.exercises.count == day.exercises.count)
        #expect(log.exercises.allSatisfy { !$0.sets.isEmpty })
      }
    }
  }

  /// A finished workout on each of these days, and a body weight on the last.
  private func history(_ dates: [String]) throws -> LegacyDump {
    let logs = dates.map {
      #"""
      {"id": "l\#($0)", "userId": "u", "date": "\#($0)", "startedAt": "\#($0)T10:00:00Z", "weightUnit": "kg",
       "isWorkoutFinished": true, "exercises": [{"id": "e", "exerciseId": "squat", "sets": 1, "reps": [5],
       "weights": [100], "completed": [true],
       "setDetails": [{"id": "s", "completedAt": "\#($0)T10:05:00Z"}]}]}
      """#
    }
    let text = """
      {"format": "tonnage", "version": 1, "userId": "u", "workoutLogs": [\(logs.joined(separator: ","))],
       "bodyWeights": [{"id": "bw-\(dates[0])", "userId": "u", "date": "\(dates[0])", "value": 80, "unit": "kg"}]}
      """
    return try LegacyDump(file: "history", bytes: Array(text.utf8))
  }

  @Test(arguments: ["2024-03-01", "2025-01-05", "2025-01-06", "2025-01-07", "2027-12-31"])
  func aHistoryIsMovedByWholeWeeksToEndJustBeforeToday(last: String) throws {
    let date = try #require(LocalDate(last))
    let first = date.advanced(byDays: -10)
    try gym.logbook.bringInHistory(try history(["\(first)", last]))
    let rows = try gym.logbook.history(year: 2025, limit: 10).rows
    #expect(rows.count == 2)
    #expect((day(-7)...day(-1)).contains(rows[0].date))
    #expect(rows[0].date.weekday == date.weekday)
    #expect(rows[1].date == rows[0].date.advanced(byDays: -10))
    let log = try gym.log(rows[1].id)
    #expect(log.startedAt?.local(offsetMinutes: 0).date == log.date)
    #expect(
      log.exercises[0].sets[0].completedAt?.seconds(since: try #require(log.startedAt)) == 300)
    let weight = try #require(try gym.store.read { try $0.bodyWeights(limit: 2) }.first)
    #expect(weight.date == rows[1].date && weight.id == "bw-\(rows[1].date)")
    _ = try gym.logbook.logBodyWeight(81, unit: .kilograms, date: rows[1].date)
    #expect(try gym.store.read { try $0.bodyWeights(limit: 2) }.map(\.value) == [81])
  }

  @Test func aHistoryWithoutWorkoutsAddsNothing() throws {
    let text = #"{"exercises": [{"id": "x"}]}"#
    try gym.logbook.bringInHistory(try LegacyDump(file: "h", bytes: Array(text.utf8)))
    #expect(try gym.steps().isEmpty)
  }
}
