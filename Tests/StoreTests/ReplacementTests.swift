import Foundation
import Sync
import Testing
import Training

@testable import Store

/// A rescue that is cut off, or that finds no room, leaves the store as it was or as it shall be.
struct ReplacementTests {
  private struct Cut: Error {}

  /// The folder as it is at each step: what a process that is killed there leaves.
  private final class Witness {
    let folder: Folder
    private(set) var states: [ReplacementStep: Folder] = [:]

    init(_ folder: Folder) { self.folder = folder }

    func look(_ step: ReplacementStep) throws {
      let copy = try Folder()
      for name in try folder.names() { try copy.write(folder.bytes(name), to: name) }
      states[step] = copy
    }
  }

  private func damaged() throws -> (Patient, Examination) {
    let patient = try Patient(workouts: 12)
    try patient.damage(patient.zeroing(page: 3))
    return (patient, try patient.examine())
  }

  @Test func aRescueThatIsKilledAnywhereLeavesTheOldStoreOrTheNew() throws {
    let (patient, found) = try damaged()
    let witness = Witness(patient.folder)
    let bad = try patient.folder.bytes()
    _ = try found.carryOut(at: time(100_000)) { try witness.look($0) }
    let rescued = try patient.folder.bytes()
    #expect(witness.states.count == ReplacementStep.allCases.count)
    for (step, state) in witness.states {
      let bytes = try state.bytes()
      #expect(bytes == (step <= .moving ? bad : rescued), "\(step)")
      // The next one comes to its end from there.
      let again = try Store.examine(state.store, now: time(100_000))
      #expect(again.isSound == (step > .moving), "\(step): \(again.ailments)")
      _ = try again.carryOut(at: time(100_001))
      let store = try Store.open(at: state.store, now: time(100_002))
      #expect(try store.elements() == patient.documents, "\(step)")
      try store.close()
    }
  }

  @Test(arguments: ReplacementStep.allCases)
  func aRescueThatFindsNoRoomSaysSoAndLeavesTheStoreAsItWas(step: ReplacementStep) throws {
    let (patient, found) = try damaged()
    let (bad, names) = (try patient.folder.bytes(), try patient.folder.names())
    let fail: (ReplacementStep) throws -> Void = {
      if $0 == step { throw StoreError.diskFull(path: patient.folder.store) }
    }
    guard step <= .moving else {
      // The store is the new one already.
      _ = try found.carryOut(at: time(100_000), before: fail)
      #expect(try Store.examine(patient.folder.store, now: time()).isSound)
      return
    }
    #expect(throws: StoreError.diskFull(path: patient.folder.store)) {
      try found.carryOut(at: time(100_000), before: fail)
    }
    #expect(try patient.folder.bytes() == bad)
    #expect(
      try patient.folder.names().filter { !$0.hasSuffix(".lock") }
        == names.filter { !$0.hasSuffix(".lock") })
  }

  @Test func anUndoThatIsKilledAnywhereLeavesTheRescuedStoreOrTheDamagedOne() throws {
    let (patient, found) = try damaged()
    let bad = try patient.folder.bytes()
    _ = try found.carryOut(at: time(100_000))
    let store = try Store.open(at: patient.folder.store, now: time(100_001))
    try store.add(single(60, 5, on: 400), at: time(100_001))
    let logged = try store.elements()
    try store.close()
    let witness = Witness(patient.folder)
    let replaced = try Store.undoRescue(of: patient.folder.store, at: time(100_002)) {
      try witness.look($0)
    }
    #expect(try patient.folder.bytes() == bad)
    // What was logged in the rescued store since is kept with it.
    let aside = try Store.open(at: try #require(replaced.aside), now: time(100_003))
    #expect(try aside.elements() == logged)
    try aside.close()
    for (step, state) in witness.states where step <= .moving {
      let before = try Store.open(at: state.store, now: time(100_003))
      #expect(try before.elements() == logged, "\(step)")
      try before.close()
      _ = try Store.undoRescue(of: state.store, at: time(100_004))
      #expect(try state.bytes() == bad, "\(step)")
    }
  }

  @Test(arguments: [ReplacementStep.locking, .sealing, .keeping, .keepingLog, .moving])
  func anUndoThatFailsLeavesTheRescuedStore(step: ReplacementStep) throws {
    let (patient, found) = try damaged()
    _ = try found.carryOut(at: time(100_000))
    let (rescued, names) = (try patient.folder.bytes(), try patient.folder.names())
    #expect(throws: StoreError.diskFull(path: patient.folder.store)) {
      try Store.undoRescue(of: patient.folder.store, at: time(100_001)) {
        if $0 == step { throw StoreError.diskFull(path: patient.folder.store) }
      }
    }
    #expect(try patient.folder.bytes() == rescued)
    #expect(try patient.folder.names() == names)
  }

  @Test func aStoreThatHasChangedSinceItWasLookedAtIsNotReplaced() throws {
    let (patient, found) = try damaged()
    try patient.folder.write(patient.zeroing(page: 4))
    let error = #expect(throws: StoreError.self) { try found.carryOut(at: time()) }
    #expect(error?.sentence.contains("it has changed meanwhile; try again") == true)
    #expect(try patient.folder.bytes() == patient.zeroing(page: 4))
  }

  @Test func withoutARescueThereIsNothingToPutBack() throws {
    let patient = try Patient(workouts: 8, withBackup: false)
    let error = #expect(throws: StoreError.self) {
      try Store.undoRescue(of: patient.folder.store, at: time())
    }
    #expect(error?.sentence.contains("put nothing aside here") == true)
  }
}
