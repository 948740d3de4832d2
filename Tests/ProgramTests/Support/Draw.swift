import Foundation

/// What chance decides in a test, from a seed that is printed and can be given.
struct Draw {
  private var state: UInt64

  /// How often the program is killed: 50 times, or as `TONNAGE_KILLS` says.
  static var kills: Int {
    ProcessInfo.processInfo.environment["TONNAGE_KILLS"].flatMap { Int($0) } ?? 50
  }

  /// Begins with the seed that `TONNAGE_SEED` gives, or with the usual one.
  init(_ name: String = #function) {
    state =
      ProcessInfo.processInfo.environment["TONNAGE_SEED"].flatMap { UInt64($0) } ?? 20_261_123
    print("\(name): seed \(state)")
  }

  /// Marsaglia's xorshift: small, and the same everywhere.
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
