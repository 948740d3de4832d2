import Training

/// What a backup's file name says: `NAME.LABEL.YYYY-MM-DD-HHMMSS.backup`, with a number before the ending where that
/// was taken.
struct BackupName: Hashable {
  static let ending = ".backup"
  static let manifestEnding = ".json"

  /// Label, moment and number.
  var id: String
  var label: String
  var at: Instant

  /// - Parameter store: The name of the store's file.
  init?(_ name: String, of store: String) {
    guard name.hasPrefix(store + "."), name.hasSuffix(Self.ending) else { return nil }
    let id = name.dropFirst(store.utf8.count + 1).dropLast(Self.ending.utf8.count)
    let parts = id.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.count == 2 || Int(parts[2]) != nil,
      let at = Self.moment(parts[1])
    else { return nil }
    self.id = String(id)
    label = String(parts[0])
    self.at = at
  }

  /// The moment that ``StoreFile/moment(_:)`` wrote.
  private static func moment(_ text: Substring) -> Instant? {
    let bytes = Array(text.utf8)
    guard bytes.count == 17, bytes[10] == UInt8(ascii: "-") else { return nil }
    let time = [bytes[11...12], bytes[13...14], bytes[15...16]]
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: ":")
    return Instant(iso8601: "\(text.prefix(10))T\(time)Z")
  }

  /// Why a backup was made whose manifest is missing; nil where its name does not tell.
  var reason: BackupManifest.Reason? {
    if let reason = BackupManifest.Reason.allCases.first(where: { $0.label == label }) {
      return reason
    }
    return label.hasPrefix(Self.formatLabel) ? .migration : nil
  }

  /// The label of a backup made before a store is brought to a newer format; the former one follows.
  static let formatLabel = "format-"
}

extension BackupManifest.Reason {
  /// What stands for it in a file's name.
  var label: String {
    switch self {
    case .daily, .migration, .repair, .mapping, .restore: rawValue
    case .merge: "sync"
    case .manual: "asked"
    }
  }
}
