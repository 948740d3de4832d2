import Chance
import Testing
import Training

@Suite struct PositionTests {
  @Test(arguments: Seed.some(5))
  func insertingAnywhereKeepsTheOrder(seed: UInt64) {
    var random = Seeded(seed)
    var positions: [String] = []
    for _ in 0..<500 {
      let index = Int.random(in: 0...positions.count, using: &random)
      let lower = index > 0 ? positions[index - 1] : nil
      let upper = index < positions.count ? positions[index] : nil
      let position = Position.between(lower, upper)
      #expect(lower.map { $0 < position } ?? true)
      #expect(upper.map { position < $0 } ?? true)
      #expect(position.last != "0")
      positions.insert(position, at: index)
    }
    #expect(positions == positions.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(positions).count == positions.count)
    #expect((positions.map(\.utf8.count).max() ?? 0) < 40)
  }

  @Test(arguments: Seed.some(3))
  func twoDevicesThatInsertAtOnePlaceStillLeaveRoom(seed: UInt64) {
    var random = Seeded(seed)
    var positions = Position.sequence(3)
    for _ in 0..<200 {
      let index = Int.random(in: 1..<positions.count, using: &random)
      // Both make the same position; the elements' ids order them, and the next goes around the pair.
      let one = Position.between(positions[index - 1], positions[index])
      let other = Position.between(positions[index - 1], positions[index])
      #expect(one == other)
      positions.insert(one, at: index)
      #expect(Position.between(one, positions[index + 1]) > other)
      #expect(Position.between(positions[index - 1], one) < other)
    }
  }

  @Test func aHundredAppendsStayShort() {
    let positions = Position.sequence(100)
    #expect(positions == positions.sorted())
    #expect((positions.map(\.utf8.count).max() ?? 9) <= 3)
    #expect(Position.sequence(0).isEmpty)
  }

  @Test func aHundredThousandAppendsStayShort() {
    var last = "V1"
    for _ in 0..<100_000 {
      let next = Position.between(last, nil)
      #expect(last < next)
      last = next
    }
    #expect(last.utf8.count <= 5)
  }

  @Test func aThousandInsertionsAtTheFrontKeepTheirOrder() {
    var first = Position.between(nil, nil)
    for _ in 0..<1000 {
      let next = Position.between(nil, first)
      #expect(next < first)
      first = next
    }
  }

  @Test(arguments: [
    ("V", "V"), ("b", "a"), ("V", "V0"), ("zzz", "a"), ("é", "深"), ("", ""), ("z", "深"),
  ])
  func aDamagedNeighbourIsFollowed(_ lower: String, _ upper: String) {
    let position = Position.between(lower, upper)
    #expect(!position.isEmpty)
    #expect(position.utf8.allSatisfy { $0 < 0x7B })
    if lower.utf8.allSatisfy({ $0 < 0x7B }) { #expect(lower < position) }
  }

  @Test func theLastPositionOfAllHasOneAfterIt() {
    let last = String(repeating: "z", count: 40)
    #expect(last < Position.between(last, nil))
    #expect("k" < Position.between("k", nil))
    #expect("5z" < Position.between("5z", nil))
    #expect("V1V" < Position.between("V1V", nil))
  }
}
