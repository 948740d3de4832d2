import Sync
import Testing
import Training
import Wire

@testable import Store

/// What waits for an answer is never hidden by what does not.
@Suite struct ConflictOrderTests {
  private let store: Store

  init() throws { store = try Store.inMemory() }

  private func add(_ numbers: ClosedRange<Int>, asks: Bool) throws {
    let losses = numbers.map { number in
      Loss(
        key: DocumentKey(.workoutLogs, "w\(number)"), path: ["notes"], reason: .field,
        lost: "\"a\"",
        lostStamp: Stamp(milliseconds: Int64(number), counter: 0, device: "a"), kept: "\"b\"",
        keptStamp: nil, base: nil, wasMine: true)
    }
    try store.maintain("Archiving") {
      try ConflictTable(database: $0).add(losses, at: time(), asks: asks)
    }
  }

  private func states(_ limit: Int, answeredToo: Bool = true) throws -> [ArchivedLoss.State: Int] {
    let found = try store.conflicts(limit: limit, answeredToo: answeredToo)
    return Dictionary(grouping: found, by: \.state).mapValues(\.count)
  }

  @Test func whatWaitsComesFirstAndWhole() throws {
    try add(1...3, asks: true)
    try add(4...250, asks: false)
    #expect(try states(0) == [.waiting: 3])
    #expect(try states(200) == [.waiting: 3, .archived: 200])
    #expect(try store.conflicts(limit: 2).map(\.number) == [3, 2, 1, 250, 249])
  }

  @Test func whatWasAnsweredTakesNoPlaceFromWhatWasNot() throws {
    try add(1...5, asks: false)
    try add(6...30, asks: false)
    for number in Int64(6)...30 { try store.settleConflict(number, at: time()) }
    #expect(try states(5, answeredToo: false) == [.archived: 5])
    #expect(try states(5) == [.resolved: 5])
  }
}
