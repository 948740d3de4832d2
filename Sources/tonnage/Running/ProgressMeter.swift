import System

/// Tells on standard error how far long work is, where that is a terminal.
final class ProgressMeter {
  private let words: String
  private let isShown: Bool
  private var told = -1

  /// What takes less than this is not worth a line, in seconds.
  private static let patience = 0.5
  private let begun = SystemClock.elapsedSeconds

  init(_ words: String) {
    self.words = words
    isShown = OutputFile.standardError.isTerminal
  }

  func show(_ fraction: Double) {
    let percent = Int(fraction * 100)
    guard isShown, percent > told, SystemClock.elapsedSeconds - begun > Self.patience else {
      return
    }
    told = percent
    Output.hint("\r\(words): \(percent) %")
  }

  func end() { if told >= 0 { Output.hint("\r\u{1B}[K") } }
}
