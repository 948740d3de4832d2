import ArgumentParser
import Logbook
import Settings
import Terminal
import Wire

/// One call of the program: its words as the parser takes them, and what is said and answered at its end.
struct Invocation {
  private let words: [String]
  /// The commands that were named, from the program's name down.
  private let path: [String]
  private let command: any ParsableCommand.Type
  /// A word where a command's name should be, and is not.
  private let stray: String?
  private let answersJSON: Bool
  private let hints: Hints

  /// Options of every command, which may stand before its name too.
  ///
  /// - Parameter arguments: What was typed after the program's name.
  init(_ arguments: [String]) {
    var rest = arguments[...]
    var path: [String] = []
    var options: [String] = []
    var command: any ParsableCommand.Type = Tonnage.self
    while let word = rest.first {
      if word == "--store", rest.count > 1 {
        options += rest.prefix(2)
        rest = rest.dropFirst()
      } else if word == "--json" || word.hasPrefix("--store=") {
        options.append(word)
      } else if let named = command.subcommand(word) {
        path.append(word)
        command = named
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    words = path + options + rest
    self.path = ["tonnage"] + path
    self.command = command
    stray = command.takesOnlyCommands ? rest.first.flatMap(Self.stray) : nil
    let own = arguments.prefix { $0 != "--" }
    answersJSON = own.contains("--json")
    hints = Hints(store: Self.store(own))
  }

  /// What `--store` says, wherever it stands.
  private static func store(_ arguments: ArraySlice<String>) -> String? {
    if let place = arguments.lastIndex(of: "--store") {
      return arguments.dropFirst(place - arguments.startIndex + 1).first
    }
    return arguments.last { $0.hasPrefix("--store=") }.map {
      String($0.dropFirst("--store=".count))
    }
  }

  private static func stray(_ word: String) -> String? {
    word.hasPrefix("-") || word == "help" ? nil : word
  }

  /// Runs the command, and says what went wrong. Returns the exit status.
  func run() -> Int32 {
    do {
      if let stray { throw ValidationError(unknown(stray)) }
      var command = try Tonnage.parseAsRoot(words)
      try command.run()
      try Output.finish()
      return 0
    } catch {
      return end(with: error)
    }
  }

  private func unknown(_ word: String) -> String {
    let names = command.configuration.subcommands.map { $0._commandName }
    let hint = Suggestion.nearest(to: word, among: names).map { " Did you mean “\($0)”?" } ?? ""
    return "There is no command “\(word)”.\(hint)"
  }

  private func end(with error: any Error) -> Int32 {
    if let status = error as? ExitCode { return status.rawValue }
    if Tonnage.exitCode(for: error).isSuccess { return show(Tonnage.fullMessage(for: error)) }
    let failure = Failure(error, usage: usage, hints: hints)
    tell(failure)
    return failure.code.status
  }

  /// Help, the version, a script of completions.
  private func show(_ text: String) -> Int32 {
    do {
      try Output.print(text)
      try Output.finish()
      return 0
    } catch {
      return end(with: error)
    }
  }

  /// Where answers are JSON the failure is one too; what cannot be answered is told on standard error.
  private func tell(_ failure: Failure) {
    guard answersJSON, failure.code != .output else { return failure.complain() }
    do {
      try Output.print(failure.json.json)
      try Output.finish()
    } catch {
      failure.complain()
    }
  }

  /// How the called command is to be used.
  private var usage: [String] {
    let name = path.joined(separator: " ")
    let isProgram = path.count == 1
    let called = isProgram || stray != nil ? nil : command.configuration.defaultSubcommand
    return [
      "Usage: \(Tonnage.usageString(for: called ?? command))", "  “\(name) --help” says more.",
    ]
  }
}

extension ParsableCommand {
  /// The command below this one that goes by a name.
  fileprivate static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0._commandName == name }
  }

  /// Whether the only words that it takes are the names of its commands.
  fileprivate static var takesOnlyCommands: Bool {
    !configuration.subcommands.isEmpty && self != ImportCommand.self
  }
}
