import Chance

extension Seeded {
  /// An id of letters and digits, as documents and their parts have.
  mutating func id(_ length: Int) -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    return String(
      decoding: (0..<length).map { _ in alphabet[Int.random(in: 0..<32, using: &self)] },
      as: UTF8.self)
  }
}
