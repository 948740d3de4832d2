/// A wait for someone who writes to the dump just now.
public struct LeaseWait: Hashable, Sendable {
  /// What the other machine is called.
  public var holder: String
  /// How long it has given no sign of life, in seconds.
  public var silence: Double
  /// How long this machine has waited, in seconds.
  public var waited: Double
  /// After so many seconds without a sign of life the lease is taken over.
  public var limit: Double
}

/// Who writes, as a lease says: `NONCE OPERATION COUNTER PROCESS NAME`, what is called a name being the rest.
struct LeaseHolder: Hashable {
  /// A longer file is not a lease, and the rest of it is not read.
  static let byteLimit = 4096
  private static let longestName = 40

  /// As in ``ThisProcess``.
  var process: String
  var name: String

  init(process: String, name: String) {
    self.process = process
    // Without line breaks, so that a lease is one line.
    self.name = Self.plain(name)
  }

  init(_ text: [UInt8]) {
    let words = String(decoding: text, as: UTF8.self).split(separator: " ")
    let place = words.firstIndex { $0.contains("/") }
    process = place.map { String(words[$0]) } ?? ""
    let rest = place.map { words[($0 + 1)...].joined(separator: " ") } ?? ""
    name = Self.plain(rest)
    // Of older versions, whose process began with the name.
    if name.isEmpty, process.split(separator: "/").count == 2 {
      name = Self.plain(String(process.prefix { $0 != "/" }))
    }
    if name.isEmpty { name = "another machine" }
  }

  var words: String { name.isEmpty ? process : "\(process) \(name)" }

  private static func plain(_ name: String) -> String {
    String(
      name.unicodeScalars.prefix(longestName).filter {
        !$0.properties.isPatternWhitespace || $0 == " "
      }
      .filter { $0.properties.generalCategory != .control }.map(Character.init))
  }
}
