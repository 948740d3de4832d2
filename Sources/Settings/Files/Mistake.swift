/// Something in a file of the athlete's that can't be used. The program goes on with what it would
/// have used without it.
public struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; nil where no line is to blame.
  public let line: Int?
  /// The character of the line, counted from 1, where that helps to find it.
  public let column: Int?
  /// The key as a path, `kg.bar`; empty where none is to blame.
  public let key: String
  /// A sentence: what is wrong and what would be right.
  public let problem: String

  public init(
    file: String, line: Int? = nil, column: Int? = nil, key: String = "", problem: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.problem = problem
  }

  /// `~/.config/tonnage/config.toml, line 3, unit: …`
  public var description: String {
    let place = [
      file, line.map { "line \($0)" }, column.map { "column \($0)" }, key.isEmpty ? nil : key,
    ]
    return place.compactMap { $0 }.joined(separator: ", ") + ": " + problem
  }
}
