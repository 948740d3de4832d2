/// A file that was read and not yet made a plan of: documents, or another app's export.
public enum ImportSource: Sendable {
  case documents(LegacyDump)
  case export(ForeignHistory)

  /// Reads a file; what it is is told from its content.
  ///
  /// - Parameters:
  ///   - file: What the file is called in sentences.
  ///   - progress: Told how far it is, from 0 to 1; throwing from it cancels.
  /// - Throws: ``InterchangeError``, or what `progress` throws.
  public init(
    file: String, bytes: [UInt8], options: ForeignOptions = ForeignOptions(),
    progress: (Double) throws -> Void = { _ in }
  ) throws {
    if options.format == nil, Self.looksLikeJSON(bytes) {
      self = .documents(try LegacyDump(file: file, bytes: bytes))
    } else {
      self = .export(
        try ForeignHistory(file: file, bytes: bytes, options: options, progress: progress))
    }
  }

  /// Whether the first character opens a JSON value; a table never begins so.
  private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let first = text.first(where: { !CSVByte.isBlank($0) }) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }
}
