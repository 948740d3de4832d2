import Chance
import Testing
import Training

/// Random edits of random places, some of which are gone.
private struct RandomEdits {
  var random: Seeded
  let metadata = ExerciseMetadata(name: "New", exerciseType: .bodyweight)

  mutating func next(_ log: WorkoutLog) -> LogEdit {
    let entry = log.exercises.randomElement(using: &random)
    let entryId = entry?.id ?? "gone"
    let set = entry?.sets.randomElement(using: &random)?.id ?? "gone"
    let places = Int.random(in: -3...3, using: &random)
    let sets = (0..<Int.random(in: 0...3, using: &random)).map { planned("p\($0)", 20, 5) }
    var change = SetChange()
    change.reps = .set(places + 3)
    switch Int.random(in: 0..<15, using: &random) {
    case 0: return .logSet(entry: entryId, set: set, change)
    case 1: return .unlogSet(entry: entryId, set: set)
    case 2: return .addSet(entry: entryId, after: Bool.random(using: &random) ? set : nil)
    case 3: return .duplicateSet(entry: entryId, set: set)
    case 4: return .removeSet(entry: entryId, set: set)
    case 5: return .moveSet(entry: entryId, set: set, by: places)
    case 6: return .addExercise(exerciseId: "x", metadata: metadata, sets: sets, after: entryId)
    case 7: return .duplicateExercise(entry: entryId)
    case 8: return .removeExercise(entry: entryId)
    case 9, 10: return .moveExercise(entry: entryId, by: places)
    case 11: return .swapExercise(entry: entryId, exerciseId: "y", metadata: metadata, sets: sets)
    case 12, 13: return .toggleSuperset(entry: entryId)
    default: return .logSets(entry: entryId, set: set, [change, change])
    }
  }
}

@Test(arguments: Seed.some(40))
func randomEditsKeepIdsUniquePositionsInOrderAndSupersetsTogether(seed: UInt64) throws {
  var edits = RandomEdits(random: Seeded(seed))
  let ids = Ids()
  var log = session(of: ["a", "b", "c"].map { item($0, [planned($0 + "1", 50, 5)]) })
  for step in 0..<120 {
    let edit = edits.next(log)
    let place = Comment(rawValue: "seed \(seed), step \(step): \(edit)")
    let before = log
    do {
      log = try log.edited(edit, ids: ids).log
    } catch let error as EditError {
      #expect(error.problem != .alreadyFinished, place)
      continue
    }
    let sets = log.exercises.flatMap(\.sets)
    #expect(Set(log.exercises.map(\.id)).count == log.exercises.count, place)
    #expect(Set(sets.map(\.id)).count == sets.count, place)
    #expect(isInOrder(log.exercises.map(\.position)), place)
    #expect(log.exercises.allSatisfy { isInOrder($0.sets.map(\.position)) }, place)
    #expect(supersetsAreTogether(log), place)
    if case .removeSet = edit { continue }
    if case .removeExercise = edit { continue }
    if case .unlogSet = edit { continue }
    let kept = Set(sets.filter(\.completed).map(\.id))
    #expect(
      before.exercises.flatMap(\.sets).allSatisfy { !$0.completed || kept.contains($0.id) }, place)
  }
}

/// Every group is one run of at least two neighbours.
private func supersetsAreTogether(_ log: WorkoutLog) -> Bool {
  let groups = log.exercises.map(\.supersetGroup)
  return Set(groups.compactMap { $0 }).allSatisfy { group in
    guard let first = groups.firstIndex(of: group), let last = groups.lastIndex(of: group) else {
      return false
    }
    return last > first && groups[first...last].allSatisfy { $0 == group }
  }
}
