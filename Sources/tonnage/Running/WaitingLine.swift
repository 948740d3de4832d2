import Remotes
import Synchronization
import System
import Terminal

/// Tells on standard error for whom a sync waits: on a terminal in a line that counts the seconds, elsewhere once.
final class WaitingLine: Sendable {
  /// What takes less than this is not worth a line, in seconds.
  private static let patience = 1.0
  private static let width = 79
  private let isTerminal = OutputFile.standardError.isTerminal
  /// The second that was told last; nil before the first.
  private let told = Mutex<Int?>(nil)

  func show(_ wait: LeaseWait) {
    let second = Int(wait.waited)
    guard wait.waited >= Self.patience else { return }
    let isNew = told.withLock { told in
      guard told != second, isTerminal || told == nil else { return false }
      told = second
      return true
    }
    guard isNew else { return }
    let sentence = "tonnage: \(wait.words.sanitized)"
    // A line that is longer than the terminal is wide would stay.
    Output.hint(isTerminal ? "\r\(sentence.truncated(to: Self.width))\u{1B}[K" : sentence + "\n")
  }

  /// Takes the line away.
  func end() {
    if isTerminal, told.withLock({ $0 }) != nil { Output.hint("\r\u{1B}[K") }
  }
}
