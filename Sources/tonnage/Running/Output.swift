import ArgumentParser
import System
import Terminal

/// Standard output and standard error, as the commands write to them.
enum Output {
  /// Writes an answer to standard output.
  ///
  /// - Parameters:
  ///   - subject: What it is, where it is not a command's answer: “The export”.
  ///   - done: What the command has done already, such as “The set is logged”: said where the answer cannot be shown.
  /// - Throws: ``UnshownAnswer``; the exit status of a broken pipe where whoever read has gone.
  static func write(_ text: String, subject: String = "The answer", done: String? = nil) throws {
    try report(subject, done) { () throws(SystemError) in
      try OutputFile.standardOutput.write(text)
    }
  }

  static func print(_ lines: String..., done: String? = nil) throws {
    try write(lines.map { $0 + "\n" }.joined(), done: done)
  }

  /// Closes standard output, which nothing may be written to any more.
  static func finish() throws {
    try report("The answer", nil) { () throws(SystemError) in
      try OutputFile.standardOutput.close()
    }
  }

  /// A sentence on standard error, and lines that follow it.
  static func complain(_ sentence: String, _ lines: [String] = []) {
    hint((["tonnage: \(sentence.sanitized)"] + lines).map { $0 + "\n" }.joined())
  }

  /// Text on standard error. There is nowhere left to say that this could not be written.
  static func hint(_ text: String) {
    do { try OutputFile.standardError.write(text) } catch { return }
  }

  private static func report(
    _ subject: String, _ done: String?, _ body: () throws(SystemError) -> Void
  ) throws {
    do {
      try body()
    } catch {
      throw error.isReaderGone
        ? ExitStatus.brokenPipe as any Error
        : UnshownAnswer(subject: subject, done: done, reason: "\(error)")
    }
  }
}

/// What a command had to say and could not write.
struct UnshownAnswer: Error {
  var subject: String
  /// What was done all the same; nil where nothing was to be done.
  var done: String?
  var reason: String

  var sentence: String {
    guard let done else {
      return
        "\(subject) could not be written: standard output failed (\(reason)). What arrived there is incomplete."
    }
    return
      "\(done), but could not be shown: standard output failed (\(reason)). Do not repeat the command."
  }
}
