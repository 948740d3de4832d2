import Testing

@testable import Catalog

@Suite struct SpellingDistanceTests {
  @Test(arguments: [
    ("bench", "bench", 0), ("benhc", "bench", 1), ("bech", "bench", 1), ("bennch", "bench", 1),
    ("banch", "bench", 1), ("", "ab", 2), ("ab", "", 2), ("squat", "quads", 3), ("ca", "abc", 3),
  ])
  func slipsAreCounted(left: String, right: String, distance: Int) {
    #expect(spellingDistance(Array(left.utf8), Array(right.utf8), limit: 5) == distance)
    #expect(spellingDistance(Array(right.utf8), Array(left.utf8), limit: 5) == distance)
  }

  @Test func beyondTheLimitThereIsNoDistance() {
    #expect(spellingDistance(Array("squat".utf8), Array("quads".utf8), limit: 2) == nil)
    #expect(spellingDistance(Array("a".utf8), Array("abcd".utf8), limit: 2) == nil)
    #expect(spellingDistance(Array("plank".utf8), Array("xyzzy".utf8), limit: 1) == nil)
  }
}
