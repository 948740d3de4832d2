import ArgumentParser
import Interchange
import Logbook
import Sync
import Terminal
import Training
import Wire

/// Why a command failed: its sentence, and the code that a script can tell it by.
struct Failure {
  /// The word for it in JSON, with the exit status that belongs to it.
  enum Code: String {
    /// The command was not understood.
    case usage
    /// What was given could not be read.
    case unreadable
    /// Something is odd: the same command with `--yes` does it.
    case unlikely
    /// No screen is possible here.
    case noScreen
    /// The answer could not be written.
    case output
    case failed

    var status: Int32 {
      switch self {
      case .usage: ExitCode.validationFailure.rawValue
      case .unreadable: ExitStatus.unreadable.rawValue
      case .noScreen: ExitStatus.noScreen.rawValue
      case .unlikely, .output, .failed: ExitCode.failure.rawValue
      }
    }
  }

  let sentence: String
  let code: Code
  /// How the command is to be called, where it was not understood.
  private let usage: [String]
  private let details: [(String, JSONValue)]

  /// - Parameters:
  ///   - usage: How the command is to be called.
  ///   - hints: Completes the commands that the sentence names.
  init(_ error: any Error, usage: [String], hints: Hints) {
    let detailed = error as? DetailedError
    details = detailed?.details ?? []
    let cause = detailed?.cause ?? error
    code = Self.code(of: cause)
    self.usage = code == .usage ? usage : []
    let own =
      switch (code, cause) {
      case (.usage, _): Tonnage.message(for: cause).asSentence
      case (.unlikely, _): "\(words(of: cause)) Repeat with --yes if it is right."
      case (_, let unshown as UnshownAnswer): unshown.sentence
      default: words(of: cause)
      }
    sentence = hints.complete(detailed?.sentence ?? own)
  }

  private static func code(of error: any Error) -> Code {
    switch error {
    case is UnshownAnswer: .output
    case is InterchangeError, is SetEntryError, SyncError.unreadable,
      SyncError.wantsNewBeginning:
      .unreadable
    case is TerminalError: .noScreen
    case LogbookError.unlikely, is RestoreQuestion: .unlikely
    default: Tonnage.exitCode(for: error) == .validationFailure ? .usage : .failed
    }
  }

  /// Tells of it on standard error.
  func complain() { Output.complain(sentence, usage) }

  /// `{"error": {"sentence": …, "code": …, "status": …}}`
  var json: JSONValue {
    .object([
      (
        "error",
        .object(
          [
            ("sentence", .text(sentence)), ("code", .text(code.rawValue)),
            ("status", .integer(Int(code.status))),
          ] + details)
      )
    ])
  }
}

/// Not to be mistaken for ``Failure/sentence``.
private func words(of error: any Error) -> String { sentence(of: error) }

/// An error about which an answer in JSON says more.
struct DetailedError: Error {
  let cause: any Error
  var details: [(String, JSONValue)] = []
  /// What is said instead of the cause's own sentence; nil for that.
  var sentence: String?
}

extension String {
  /// With a full stop at its end, which the parser of arguments leaves out.
  fileprivate var asSentence: String {
    guard let last, !".!?”".contains(last) else { return self }
    return self + "."
  }
}
