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

  /// The first of several, where there is room for one sentence, and how many more there are; nil where there is none.
  public static func remark(on mistakes: [Mistake]) -> String? {
    guard let first = mistakes.first else { return nil }
    let more = mistakes.count - 1
    if more == 0 { return first.description }
    return
      "\(first.description) And \(more) more: “tonnage today” lists \(more == 1 ? "both" : "all")."
  }

  /// `~/.config/tonnage/config.toml, line 3, unit: …`
  public var description: String {
    let place = [
      file, line.map { "line \($0)" }, column.map { "column \($0)" }, key.isEmpty ? nil : key,
    ]
    return place.compactMap { $0 }.joined(separator: ", ") + ": " + problem
  }
}
