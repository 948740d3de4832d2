import Store
import Sync
import Testing
import Training

@testable import Logbook

/// Both sides of a conflict, where neither has to go.
@Suite struct KeepingBothTests {
  private let shelf = Shelf()
  private let laptop: Gym
  private let phone: Gym

  init() throws {
    laptop = try Gym()
    phone = try Gym(ids: 1000)
  }

  private func begin(_ strategy: Strategy) throws {
    for gym in [laptop, phone] {
      try gym.logbook.setUpSync(location: "shelf", strategy: strategy)
    }
  }

  private func sync(_ gyms: Gym...) throws {
    var options = SyncOptions()
    options.yes = true
    for gym in gyms { _ = try gym.logbook.sync(with: shelf, options: options) }
  }

  private func conflict() throws -> SyncConflict {
    try #require(try laptop.logbook.syncPage().conflicts.first)
  }

  // MARK: Body weight

  private func weights(_ gym: Gym) throws -> [Double] {
    try gym.store.read { try $0.all(BodyWeight.self) }.map(\.value).sorted()
  }

  /// The laptop's 81 loses to the phone's 82, of the same weighing.
  private func weighTwice(_ strategy: Strategy = .userPrompt) throws {
    try begin(strategy)
    _ = try laptop.logbook.logBodyWeight(80, unit: .kilograms)
    try sync(laptop, phone)
    laptop.wait(60)
    _ = try laptop.logbook.logBodyWeight(81, unit: .kilograms)
    phone.wait(600)
    _ = try phone.logbook.logBodyWeight(82, unit: .kilograms)
    try sync(phone, laptop)
    #expect(try weights(laptop) == [82])
  }

  @Test func bothWeighingsStand() throws {
    try weighTwice()
    let conflict = try conflict()
    #expect(conflict.isWaiting && conflict.canKeepBoth)
    laptop.wait(3600)
    _ = try laptop.logbook.answerConflict(conflict.numbers, .both)
    #expect(try weights(laptop) == [81, 82])
    try sync(laptop, phone)
    #expect(try weights(phone) == [81, 82])
    _ = try laptop.logbook.undo()
    #expect(try weights(laptop) == [82] && self.conflict().numbers == conflict.numbers)
  }

  @Test func oneCountOfWhatWaitsStandsEverywhere() throws {
    try weighTwice()
    let page = try laptop.logbook.syncPage()
    #expect(page.waitingConflicts == 1 && page.conflicts.count == 1)
    #expect(try laptop.logbook.syncStatus().conflicts == 1)
  }

  // MARK: Whole workouts

  private func sets(_ gym: Gym) throws -> [String] {
    let log = try #require(try gym.store.read { try $0.all(WorkoutLog.self) }.first)
    return log.exercises.flatMap(\.sets).map { "\($0.weight?.shortText ?? "")x\($0.reps ?? 0)" }
  }

  /// The laptop's whole workout loses to the phone's, which was edited later.
  private func disagree() throws {
    try begin(.lastWriteWins)
    let log = try laptop.train("100x5").log
    try sync(laptop, phone)
    let (entry, set) = (log.exercises[0].id, log.exercises[0].sets[0].id)
    var change = SetChange()
    change.reps = .set(6)
    laptop.wait(60)
    _ = try laptop.logbook.edit(log.id, .changeSet(entry: entry, set: set, change))
    _ = try laptop.train("90x8")
    phone.wait(600)
    change.reps = .set(4)
    _ = try phone.logbook.edit(log.id, .changeSet(entry: entry, set: set, change))
    _ = try phone.train("80x10")
    try sync(phone, laptop)
    #expect(try sets(laptop) == ["100x4", "80x10"])
    laptop.wait(3600)
  }

  @Test func bothWorkoutsAreJoined() throws {
    try disagree()
    let conflict = try conflict()
    #expect(conflict.canKeepBoth)
    _ = try laptop.logbook.answerConflict(conflict.numbers, .both)
    #expect(try Set(sets(laptop)) == ["100x4", "100x6", "80x10", "90x8"])
    try sync(laptop, phone)
    #expect(try sets(phone) == sets(laptop))
  }

  @Test func whatIsPutBackTakesNothingAway() throws {
    try disagree()
    let number = try #require(try conflict().numbers.first)
    try laptop.logbook.restoreConflict(number)
    #expect(try Set(sets(laptop)) == ["100x6", "80x10", "90x8"])
    _ = try laptop.logbook.undo()
    #expect(try sets(laptop) == ["100x4", "80x10"])
  }

  @Test func whatTheOtherSideDeletedStandsAgain() throws {
    try begin(.lastWriteWins)
    let log = try laptop.train("100x5").log
    try sync(laptop, phone)
    _ = try laptop.logbook.edit(log.id, .noteWorkout("keep me"))
    phone.wait(600)
    _ = try phone.logbook.discard(log.id)
    try sync(phone, laptop)
    laptop.wait(3600)
    _ = try laptop.logbook.answerConflict(try conflict().numbers, .both)
    #expect(try sets(laptop) == ["100x5"])
  }

  // MARK: What there is only one of

  @Test func twoWholeWeighingsStandBesideEachOther() throws {
    try weighTwice(.lastWriteWins)
    let conflict = try conflict()
    #expect(conflict.canKeepBoth)
    laptop.wait(3600)
    _ = try laptop.logbook.answerConflict(conflict.numbers, .both)
    #expect(try weights(laptop) == [81, 82])
    #expect(
      try laptop.store.read { try $0.document(BodyWeight.self, "bw-2025-01-06")?.document.value }
        == 82)
  }

  @Test(arguments: [Strategy.lastWriteWins, .mergeChanges])
  func ofAProgramOnlyOneSideCanStand(strategy: Strategy) throws {
    try begin(strategy)
    try laptop.put(try strength())
    try sync(laptop, phone)
    for (gym, wait, name) in [(laptop, 60.0, "Mine"), (phone, 600.0, "Theirs")] {
      gym.wait(wait)
      try gym.store.write(Step("Renamed"), at: gym.now) { transaction in
        var program = try #require(try transaction.read(Program.self, "p"))
        program.document.name = name
        try transaction.put(program.document, expecting: program.version)
      }
    }
    try sync(phone, laptop)
    #expect(try laptop.program("p").name == "Theirs")
    let conflict = try conflict()
    #expect(!conflict.canKeepBoth)
    #expect(throws: LogbookError.noRoomForBoth) {
      try laptop.logbook.answerConflict(conflict.numbers, .both)
    }
    #expect(try laptop.program("p").name == "Theirs" && self.conflict().numbers == conflict.numbers)
  }

  @Test func twoDaysOfAWorkoutAreNoTextToPutTogether() throws {
    try begin(.mergeChanges)
    let log = try laptop.train("100x5").log
    try sync(laptop, phone)
    for (gym, wait, days) in [(laptop, 60.0, -1), (phone, 600.0, -2)] {
      gym.wait(wait)
      _ = try gym.logbook.edit(log.id, .setDate(day(days)))
    }
    try sync(phone, laptop)
    let conflicts = try laptop.logbook.syncPage().conflicts
    #expect(!conflicts.isEmpty && !conflicts.contains(where: \.canKeepBoth))
    for conflict in conflicts {
      #expect(throws: LogbookError.noRoomForBoth) {
        try laptop.logbook.answerConflict(conflict.numbers, .both)
      }
    }
    #expect(try laptop.log(log.id).date == day(-2))
  }

  @Test func whatThereIsOnlyOneOfSaysSo() throws {
    try begin(.mergeChanges)
    let log = try laptop.train("100x5").log
    try sync(laptop, phone)
    let day = log.date
    laptop.wait(60)
    _ = try laptop.logbook.edit(log.id, .setDate(LocalDate(dayNumber: day.dayNumber - 1)))
    phone.wait(600)
    _ = try phone.logbook.edit(log.id, .setRest(entry: log.exercises[0].id, seconds: 90))
    _ = try laptop.logbook.edit(log.id, .setRest(entry: log.exercises[0].id, seconds: 60))
    try sync(phone, laptop)
    let conflict = try conflict()
    #expect(throws: LogbookError.noRoomForBoth) {
      try laptop.logbook.answerConflict(conflict.numbers, .both)
    }
    #expect(LogbookError.noRoomForBoth.sentence.contains("mine or theirs"))
  }
}
