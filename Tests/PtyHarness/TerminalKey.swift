/// What a terminal of the xterm family sends for a key that is not a character, with its keypad in the
/// application's mode as ncurses sets it.
public enum TerminalKey: String, Sendable {
  case enter = "\r"
  case escape = "\u{1B}"
  case tab = "\t"
  case backTab = "\u{1B}[Z"
  case backspace = "\u{7F}"
  case delete = "\u{1B}[3~"
  case up = "\u{1B}OA"
  case down = "\u{1B}OB"
  case right = "\u{1B}OC"
  case left = "\u{1B}OD"
  case home = "\u{1B}OH"
  case end = "\u{1B}OF"
  case pageUp = "\u{1B}[5~"
  case pageDown = "\u{1B}[6~"
  case controlC = "\u{03}"
  case controlD = "\u{04}"
  case controlL = "\u{0C}"
  case controlR = "\u{12}"
  case controlU = "\u{15}"
  case controlZ = "\u{1A}"
}
