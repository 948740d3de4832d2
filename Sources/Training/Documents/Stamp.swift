/// One moment of one device on the hybrid logical clock.
///
/// Stamps order edits without trusting wall clocks: first by `milliseconds`, then by `counter`, then by
/// `device`. See Kulkarni et al., "Logical Physical Clocks", 2014.
public struct Stamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, as far as the device knew.
  public var milliseconds: Int64
  /// Tells apart the edits of one millisecond.
  public var counter: UInt32
  /// The device that made the edit: lower-case letters and digits.
  public var device: String

  public init(milliseconds: Int64, counter: UInt32, device: String) {
    self.milliseconds = milliseconds
    self.counter = counter
    self.device = device
  }

  public static func < (left: Stamp, right: Stamp) -> Bool {
    if left.milliseconds != right.milliseconds { return left.milliseconds < right.milliseconds }
    if left.counter != right.counter { return left.counter < right.counter }
    return left.device.utf8.lexicographicallyPrecedes(right.device.utf8)
  }

  /// Reads the text form `MILLISECONDS.COUNTER.DEVICE`, both numbers in base 36.
  ///
  /// Returns nil for anything that ``text`` would not have written.
  public init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(of: Self.dot),
      let second = bytes[(first + 1)...].firstIndex(of: Self.dot), second + 1 < bytes.count,
      let milliseconds = Self.number(bytes[..<first], upTo: .max),
      let counter = Self.number(bytes[(first + 1)..<second], upTo: Int64(UInt32.max)),
      bytes[(second + 1)...].allSatisfy(Self.isDeviceCharacter)
    else { return nil }
    self.init(
      milliseconds: milliseconds, counter: UInt32(counter),
      device: String(decoding: bytes[(second + 1)...], as: UTF8.self))
  }

  private static let dot = UInt8(ascii: ".")

  /// A number in base 36 as ``text`` writes it: signs, capitals and leading zeros are numbers too, but would make two
  /// texts of one stamp.
  private static func number(_ digits: ArraySlice<UInt8>, upTo limit: Int64) -> Int64? {
    guard let first = digits.first, first != 0x30 || digits.count == 1 else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard isDeviceCharacter(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 36)
      let (sum, carry) = product.addingReportingOverflow(
        Int64(byte < 0x61 ? byte - 0x30 : byte - 87))
      guard !overflow, !carry, sum <= limit else { return nil }
      value = sum
    }
    return value
  }

  /// The text form: `MILLISECONDS.COUNTER.DEVICE`, both numbers in base 36.
  public var text: String {
    "\(String(milliseconds, radix: 36)).\(String(counter, radix: 36)).\(device)"
  }

  private static func isDeviceCharacter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// The stamps of one element: a document, an exercise entry or a set.
public struct Stamps: Hashable, Sendable {
  /// The stamp of every field that has none of its own; nil for what came from a writer without stamps.
  public var element: Stamp?
  /// Fields whose stamp differs from ``element``, and fields that were cleared.
  public var fields: [String: Stamp]

  public init(element: Stamp? = nil, fields: [String: Stamp] = [:]) {
    self.element = element
    self.fields = fields
  }

  /// The stamp of a field that has a value.
  public func stamp(of field: String) -> Stamp? { fields[field] ?? element }

  /// The latest stamp in the element.
  public var latest: Stamp? {
    var latest = element
    for stamp in fields.values where latest.map({ $0 < stamp }) ?? true { latest = stamp }
    return latest
  }
}
