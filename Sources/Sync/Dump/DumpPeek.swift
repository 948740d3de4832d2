/// What the beginning of a dump says, whatever became of the rest.
///
/// Nothing is promised of it: it finds out which files beside a dump are worth reading, and the name of the lineage of
/// one that was torn.
public struct DumpPeek: Hashable, Sendable {
  /// How much of the beginning is looked at.
  public static let byteCount = 4096

  public let lineage: String
  public let generation: Int?

  /// Nil where the bytes do not begin as a dump of this program does.
  public init?(_ bytes: [UInt8]) {
    let head = Array(bytes.prefix(Self.byteCount))
    guard Self.text(of: "format", in: head) == DumpHead.formatName,
      let lineage = Self.text(of: "lineage", in: head), !lineage.isEmpty
    else { return nil }
    self.lineage = lineage
    generation = Self.value(of: "generation", in: head).flatMap { Self.number($0) }
  }

  private static func text(of member: String, in head: [UInt8]) -> String? {
    guard let value = value(of: member, in: head), value.first == quote else { return nil }
    let text = value.dropFirst().prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    guard value.dropFirst(1 + text.count).first == quote else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  private static func number(_ value: ArraySlice<UInt8>) -> Int? {
    let digits = value.prefix { (0x30...0x39).contains($0) }
    // A number that the bytes end in may have been longer.
    guard digits.count < value.count else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// What follows the first member of that name.
  private static func value(of member: String, in head: [UInt8]) -> ArraySlice<UInt8>? {
    let name = Array("\"\(member)\"".utf8)
    guard head.count > name.count,
      let place = (0..<(head.count - name.count)).first(where: {
        head[$0..<($0 + name.count)].elementsEqual(name)
      })
    else { return nil }
    let rest = head[(place + name.count)...].drop(while: isSpace)
    guard rest.first == UInt8(ascii: ":") else { return nil }
    return rest.dropFirst().drop(while: isSpace)
  }

  private static let quote = UInt8(ascii: "\"")
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
