import System
import Terminal

/// Tells on standard error how far long work is, where that is a terminal.
final class ProgressMeter {
  private let words: String
  private let isShown: Bool
  private var told = ""

  /// What takes less than this is not worth a line, in seconds.
  private static let patience = 0.5
  private let begun = SystemClock.elapsedSeconds

  init(_ words: String) {
    self.words = words
    isShown = OutputFile.standardError.isTerminal
  }

  func show(_ fraction: Double) { tell("\(words): \(Int(fraction * 100)) %") }

  /// Only what is being done, where nobody knows how long it takes.
  func show() { tell("\(words)…") }

  /// A bar, with the rate and the time left.
  ///
  /// - Parameters:
  ///   - rate: How many a second; nil while that is not known.
  ///   - left: Seconds; nil while that is not known.
  func show(_ done: Int, of all: Int, rate: Double?, left: Double?) {
    tell(Self.line(words, done, of: all, rate: rate, left: left))
  }

  /// Cells of the bar.
  private static let width = 20

  static func line(_ words: String, _ done: Int, of all: Int, rate: Double?, left: Double?)
    -> String
  {
    let share = all > 0 ? min(1, Double(done) / Double(all)) : 1
    let full = Int(share * Double(width))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    var parts = ["\(words): [\(bar)] \(Int(share * 100)) %", "\(done) of \(all)"]
    if let rate { parts.append("\(NumberText.grouped(rate)) a second") }
    if let left { parts.append("\(time(left)) left") }
    return parts.joined(separator: ", ")
  }

  private static func time(_ seconds: Double) -> String {
    // Beyond days nobody counts.
    let whole = Int(min(max(0, seconds.rounded(.up)), 360_000))
    return whole < 60
      ? "\(whole) s"
      : "\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60) min"
  }

  private func tell(_ line: String) {
    guard isShown, line != told, SystemClock.elapsedSeconds - begun > Self.patience else { return }
    told = line
    Output.hint("\r\u{1B}[K\(line)")
  }

  func end() { if !told.isEmpty { Output.hint("\r\u{1B}[K") } }
}
