import Chance
import Testing
import Training

/// What holds of whatever is typed.
@Suite struct EntryPropertyTests {
  private static let pieces = [
    "1", "9", "5", "100", "102.5", "0", "000", "1,000", ".", ",", "x", "×", "@", "8", "@8", " ",
    " ",
    " ", ";", "-", "+", ":", "1:30", "kg", "lb", "s", "h", "km", "m", "min", "w", "d", "f", "bw",
    "bw+20", "0.00001", "99999", " 100x5", " 60s", " x10", " 5km", " 102,5x5x3@8", "; w60x8",
  ]

  private static func texts(_ seed: UInt64) -> [String] {
    var random = Seeded(seed)
    return (0..<8000).map { _ in
      (0..<Int.random(in: 1...9, using: &random))
        .map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
    }
  }

  private static func entries(_ text: String) -> [SetEntry]? {
    do { return try SetEntry.parse(text) } catch { return nil }
  }

  /// Seconds may be written in minutes or hours; questions are of what was typed.
  private static func isSame(_ left: SetEntry, _ right: SetEntry) -> Bool {
    var (left, right) = (left, right)
    let (first, second) = (left.seconds ?? -1, right.seconds ?? -1)
    (left.seconds, right.seconds) = (nil, nil)
    (left.questions, right.questions) = ([], [])
    return left == right && abs(first - second) <= 1e-9 * max(1, first)
  }

  @Test(arguments: Seed.some(4))
  func whatWasReadCanBeTypedAndReadsTheSame(seed: UInt64) throws {
    var read = 0
    for text in Self.texts(seed) {
      guard let entries = Self.entries(text) else { continue }
      read += 1
      let typed = entries.map(\.text).joined(separator: "; ")
      let again = Self.entries(typed)
      let isEqual =
        again?.count == entries.count && zip(again ?? [], entries).allSatisfy(Self.isSame)
      #expect(isEqual, "“\(text)” was read as “\(typed)”")
    }
    #expect(read > 500)
  }

  @Test(arguments: Seed.some(4))
  func nothingFallsApartIntoSeveralSets(seed: UInt64) {
    var several = 0
    for text in Self.texts(seed) {
      guard let entries = Self.entries(text), entries.count > 1 else { continue }
      several += 1
      #expect(entries.allSatisfy { $0.hasWork }, "“\(text)”")
    }
    #expect(several > 20)
  }

  @Test(arguments: Seed.some(2))
  func everyRPEThatIsReadIsOne(seed: UInt64) {
    for text in Self.texts(seed) {
      for entry in Self.entries(text) ?? [] {
        #expect(entry.rpe.map { Bounds.rpe.contains($0) } ?? true, "“\(text)”")
      }
    }
  }

  /// With numbers and a gap alone, as a hurried hand types them.
  @Test func noTwoNumbersSideBySideAreSets() {
    for first in ["1", "5", "60", "100", "102.5", "1000"] {
      for gap in [" ", "  ", ", ", "; "] {
        for second in ["5", "000", "000x5", "12", "100", "5x3"] {
          let text = first + gap + second
          #expect(Self.entries(text) == nil, "“\(text)”")
        }
      }
    }
  }
}
