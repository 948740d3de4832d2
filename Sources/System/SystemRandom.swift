/// The system's random numbers: nobody can predict them.
public enum SystemRandom {
  /// One of all whole numbers of 64 bits.
  public static func number() -> UInt64 { UInt64.random(in: .min ... .max) }

  /// A number from 0 up to 1, without 1 itself.
  public static func fraction() -> Double { Double.random(in: 0..<1) }

  /// A text of letters and digits that are not mistaken for one another: 5 random bits each.
  ///
  /// - Parameter length: How many there are.
  public static func id(_ length: Int) -> String {
    String(decoding: (0..<length).map { _ in letters[Int.random(in: 0..<32)] }, as: UTF8.self)
  }

  private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
}
