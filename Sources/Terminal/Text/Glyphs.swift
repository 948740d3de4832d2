/// The signs of the layout, each one column wide, in Unicode or, where the locale has none, ASCII.
public enum Glyphs: Sendable, Equatable {
  case unicode
  case ascii

  /// A set, a day or a step that is done.
  public var check: String { pick("✓", "v") }
  /// A record.
  public var star: String { pick("★", "*") }
  /// The focused row.
  public var pointer: String { pick("▸", ">") }
  public var up: String { pick("▲", "^") }
  public var down: String { pick("▼", "v") }
  /// No change, a plateau.
  public var level: String { pick("▬", "=") }
  /// The rest timer.
  public var clock: String { pick("◷", "@") }
  /// The current one of several.
  public var bullet: String { pick("●", "*") }
  /// What waits to be sent.
  public var arrowUp: String { pick("↑", "^") }
  public var arrowDown: String { pick("↓", "v") }
  /// Text that was cut.
  public var ellipsis: String { pick("…", "~") }
  /// Between things of one line.
  public var dot: String { pick("·", "-") }
  /// Between weight or sets and reps.
  public var times: String { pick("×", "x") }
  public var minus: String { pick("−", "-") }
  public var dash: String { pick("–", "-") }
  /// The bracket beside a superset.
  public var cornerTop: String { pick("┌", "/") }
  public var cornerBottom: String { pick("└", "\\") }
  public var vertical: String { pick("│", "|") }
  public var horizontal: String { pick("─", "-") }
  public var axisTick: String { pick("┤", "|") }
  public var axisCorner: String { pick("┼", "+") }
  public var axisMark: String { pick("┬", "+") }

  /// From nothing to most, five steps that differ without colour.
  public var heat: [String] {
    self == .unicode ? ["·", "░", "▒", "▓", "█"] : [".", ":", "+", "#", "@"]
  }

  /// Bars rising from the bottom of a cell, one to eight eighths.
  public var eighthsUp: [String] {
    self == .unicode
      ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["_", ".", ",", "-", "=", "+", "*", "#"]
  }

  /// Bars growing from the left of a cell, one to eight eighths.
  public var eighthsRight: [String] {
    self == .unicode
      ? ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"] : [".", ".", "-", "-", "=", "=", "#", "#"]
  }

  private func pick(_ unicode: String, _ ascii: String) -> String {
    self == .unicode ? unicode : ascii
  }
}
