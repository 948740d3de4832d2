import Chance
import Foundation
import Terminal

/// Keys as an athlete might press them, by chance: rows typed, exercises added, screens changed, steps taken back.
///
/// Without Escape: what follows it in one write is Alt or a function key, as everywhere. Without `q`, which ends it all.
struct RandomKeys {
  var random = Seeded(Seed.first)

  /// How many sequences: so many in the tests, or as `TONNAGE_SEQUENCES` says.
  static func count(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["TONNAGE_SEQUENCES"].flatMap { Int($0) } ?? usual
  }

  private static let phrases: [String] = [
    "\r", "\r", "\r", "a", "a50x1\r", "100x5\r", "102,5x3@8\r", "60x8x3\r", "x8\r", "9x",
    "1000x5\ry",
    "5000x5\rn", "abc", "ADeadlift\r", "Abench\r", "Acurl\u{E}\r", "AZottman Twist\r\r\r", "wrow\r",
    "d", "D", "y",
    "Y", "J", "K", "}", "{", "s", "p", "U", "t", " ", "nheavy\r", "Nslow\r", "\u{1B}nall good\r",
    "Tname\r", "C-1\r",
    "j", "k", "G", "gg", "]", "[", "R", ")", "f", "fy", "X", "Xy", "Xn", "b", "gt", "gl", "gp",
    "gr", "gh", "gs", "\t",
    "/ben\r", "/", "?", "w82.5\r", "w", "D-1\r", ":blank\r", ":bodyweight 83\r",
    ":hi\t\r", ":log\r",
    ":today\r", "\u{C}", "l", "h", "m", "n", "e",
  ]
  private static let steps = ["+", "-", "++", "<", ">", "+\r", "-2", "U", "t"]
  private static let takings = ["u", "u", "uu", ":undo\r", "\u{12}", "u\u{12}"]
  /// Steps that are there to be taken back: what lies before them is the whole sample, which takes its time.
  private static let ownSteps = ["b", "ABench\r", "a", "a", "a"]

  /// So many phrases one after another, each as it is typed.
  ///
  /// A value that was changed with `+` is written after a moment of quiet, so what `u` takes back after it depends on how
  /// quickly it is pressed: a sequence has one or the other.
  mutating func sequence(_ count: Int) -> [String] {
    let takesBack = random.below(2) == 0
    let phrases = Self.phrases.filter { !takesBack || !["U", "t"].contains($0) }
    var sequence = takesBack ? Self.ownSteps : []
    var left = sequence.count
    for _ in 0..<count {
      let others = !takesBack ? Self.steps : left > 1 ? Self.takings : []
      let place = random.below(phrases.count + others.count * 2)
      if place < phrases.count {
        sequence.append(phrases[place])
      } else {
        sequence.append(others[(place - phrases.count) / 2])
        left -= 2
      }
    }
    return sequence
  }

  /// The keys that the terminal's driver makes of a text.
  static func keys(_ text: String) -> [Key] {
    var keys: [Key] = []
    var isAlt = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{1B}": isAlt = true
      case "\r": keys.append(.enter)
      case "\t": keys.append(.tab)
      case "\u{1}"..."\u{1A}":
        keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60)))))
      default:
        keys.append(isAlt ? .alt(Character(scalar)) : .character(Character(scalar)))
        isAlt = false
      }
    }
    return keys
  }
}
