/// A fingerprint of bytes, to see whether they are what they were: XXH64 with the seed 0 (Collet, xxHash), which takes
/// tens of megabytes in milliseconds. It guards against accidents, not against forgery.
public struct ContentHash: Hashable, Sendable {
  public let value: UInt64

  public init(_ bytes: some Sequence<UInt8>) {
    value =
      bytes.withContiguousStorageIfAvailable { Self.hash(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { Self.hash($0) }
  }

  /// Sixteen hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  public init?(text: String) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  // MARK: The algorithm

  private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5
  )

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let (one, two, three, four, five) = primes
    func word(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
      rotated(lane &+ word &* two, 31) &* one
    }
    var place = 0
    var hash = five
    if bytes.count >= 32 {
      var (a, b, c, d) = (one &+ two, two, UInt64(0), 0 &- one)
      while place + 32 <= bytes.count {
        a = round(a, word(place))
        b = round(b, word(place + 8))
        c = round(c, word(place + 16))
        d = round(d, word(place + 24))
        place += 32
      }
      hash = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
      for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* one &+ four }
    }
    hash = hash &+ UInt64(bytes.count)
    while place + 8 <= bytes.count {
      hash = rotated(hash ^ round(0, word(place)), 27) &* one &+ four
      place += 8
    }
    if place + 4 <= bytes.count {
      let half = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      hash = rotated(hash ^ UInt64(UInt32(littleEndian: half)) &* one, 23) &* two &+ three
      place += 4
    }
    for byte in bytes[place...] { hash = rotated(hash ^ UInt64(byte) &* five, 11) &* one }
    hash = (hash ^ hash >> 33) &* two
    hash = (hash ^ hash >> 29) &* three
    return hash ^ hash >> 32
  }

  private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 - bits)
  }
}
