import GRDB
import ReplayCheck
import Testing
import Training

@testable import Store

/// What must hold whatever the athlete does. Seeds are the arguments, and printed with a failure.
struct RandomHistoryTests {
  private func history(_ seed: UInt64, _ check: (Store) throws -> Void) throws {
    let store = try Store.inMemory()
    var history = RandomHistory(store, seed: seed)
    for step in 1...Rounds.steps {
      try history.step()
      if step.isMultiple(of: 15) { try check(store) }
    }
    try check(store)
  }

  @Test(arguments: Rounds.seeds) func theJournalReplaysToTheDocuments(seed: UInt64) throws {
    try history(seed) { store in
      let mismatches = try store.replayMismatches()
      #expect(mismatches == [], "seed \(seed)")
    }
  }

  @Test(arguments: Rounds.seeds.prefix(6)) func whatIsKeptDecodedIsWhatIsStored(seed: UInt64) throws
  {
    try history(seed) { store in
      try store.read { (reader) throws in
        let table = DocumentTable(database: reader.database, name: .document)
        // Twice, so that what was read once is found kept.
        for id in try reader.ids(of: .workoutLogs) + reader.ids(of: .workoutLogs).suffix(3) {
          let stored = try table.read(WorkoutLog.self, id)
          #expect(try reader.document(WorkoutLog.self, id)?.document == stored, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: Rounds.seeds) func derivedRowsEqualARebuildFromScratch(seed: UInt64) throws {
    try history(seed) { store in
      let kept = try store.derivedRows()
      try store.rebuildDerived()
      let rebuilt = try store.derivedRows()
      if kept != rebuilt {
        let gone = kept.filter { !rebuilt.contains($0) }
        let new = rebuilt.filter { !kept.contains($0) }
        Issue.record("seed \(seed): kept \(gone.prefix(5)), rebuilt \(new.prefix(5))")
      }
    }
  }

  @Test(arguments: Rounds.seeds.prefix(6)) func stepsAndStampsOnlyEverIncrease(seed: UInt64) throws
  {
    var last: (step: Int64, stamp: Stamp)?
    try history(seed) { store in
      let next = try store.write(Step("Looked")) { transaction in
        try (Journal(database: transaction.database).nextStep(), transaction.stamp)
      }
      if let last { #expect(next.0 >= last.step && next.1 >= last.stamp, "seed \(seed)") }
      let journal = try store.read { try $0.journal(limit: 1000) }
      #expect(journal.map(\.number) == journal.map(\.number).sorted(by: >), "seed \(seed)")
      for step in journal { #expect(step.number < next.0 && step.stamp < next.1, "seed \(seed)") }
      last = (next.0, next.1)
    }
  }
}

extension Store {
  fileprivate func write<Result>(_ step: Step, _ body: (Transaction) throws -> Result) throws
    -> Result
  {
    // A wall clock that stands still: only what the store has seen moves the stamp on.
    try write(step, at: time(-1), body)
  }
}
