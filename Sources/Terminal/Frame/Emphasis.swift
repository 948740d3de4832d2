/// Attributes on top of a role's own style.
public struct Emphasis: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Emphasis(rawValue: 1)
  public static let dim = Emphasis(rawValue: 2)
  public static let italic = Emphasis(rawValue: 4)
  public static let underline = Emphasis(rawValue: 8)
  public static let reverse = Emphasis(rawValue: 16)
  /// The cell keeps its role's foreground and stands on the background of ``Role/selection``.
  public static let selected = Emphasis(rawValue: 32)

  /// The names of what is set, in a fixed order: what golden frames are written in.
  public var names: [String] {
    let all: [(Emphasis, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"), (.selected, "selected"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
