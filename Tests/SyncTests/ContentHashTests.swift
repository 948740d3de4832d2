import Sync
import Testing

@Suite struct ContentHashTests {
  /// From the reference implementation's own list of hashes, and its sanity checks.
  @Test(arguments: [
    ("", "ef46db3751d8e999"), ("a", "d24ec4f1a98c6e5b"), ("abc", "44bc2cf5ad770999"),
    ("Nobody inspects the spammish repetition", "fbcea83c8a378bf1"),
  ])
  func textsHaveTheHashesOfTheReference(_ text: String, _ hash: String) {
    #expect(ContentHash(text.utf8).text == hash)
    #expect(ContentHash(text: hash) == ContentHash(Array(text.utf8)))
  }

  @Test func bytesThatLieApartHashLikeThoseThatLieTogether() {
    for count in 0..<100 {
      let bytes = (0..<count).map { UInt8($0) }
      #expect(ContentHash(bytes) == ContentHash(bytes.lazy.map { $0 }))
      #expect(ContentHash(bytes) == ContentHash(([1, 2, 3] + bytes)[3...]))
    }
  }

  @Test(arguments: ["", "ef46db3751d8e99", "ef46db3751d8e9990", "gf46db3751d8e999"])
  func whatIsNoHashIsNone(_ text: String) { #expect(ContentHash(text: text) == nil) }
}
