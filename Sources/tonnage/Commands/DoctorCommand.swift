import ArgumentParser
import Logbook
import Store
import System
import Terminal
import Upkeep
import Wire

/// `tonnage doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look through the store, and rescue it where it is damaged.",
    discussion: """
      It says what can be read, what comes from the journal or the newest good backup instead, and what is lost, and \
      asks before it does anything. A new store then takes the damaged one's place, which is kept beside it: --undo \
      puts it back. Without a terminal it only says what it would do, unless --yes is given.

      Exit status: 0 the store is sound, or was rescued; 3 it is damaged, and nothing was done.
      """)

  @Flag(help: "Do it without asking.")
  var yes = false

  @Flag(help: "Only say what would come back.")
  var dryRun = false

  @Flag(help: "Put the file back that the last rescue has put aside.")
  var undo = false

  @OptionGroup var answer: AnswerOptions

  /// Something is wrong, and was left as it is.
  private static let findings = ExitCode(3)

  func validate() throws {
    if undo, yes || dryRun {
      throw ValidationError("--undo goes neither with --yes nor with --dry-run.")
    }
    if yes, dryRun { throw ValidationError("--yes and --dry-run exclude each other.") }
  }

  func run() throws {
    let place = try Workplace()
    place.tellMistakes()
    let path = place.storePath(answer.store.store)
    if undo { return try putBack(path) }
    let diagnosis = try Logbook.diagnose(path)
    if diagnosis.isSound { return try tell(diagnosis, nil, diagnosis.lines) }
    guard try mayGoOn(diagnosis) else {
      try tell(
        diagnosis, nil,
        diagnosis.lines + [
          "Nothing was changed. “tonnage doctor --yes” does it; the damaged file is kept."
        ])
      throw Self.findings
    }
    let replaced = try Logbook.rescue(diagnosis)
    let isShown = !answer.json && !yes
    try tell(diagnosis, replaced, (isShown ? [] : diagnosis.lines) + done(diagnosis, replaced))
  }

  private func done(_ diagnosis: Diagnosis, _ replaced: Replaced) -> [String] {
    let count = counted(diagnosis.examination.documents, "document")
    let aside = replaced.aside.map {
      " The damaged file is kept as \($0); “tonnage doctor --undo” puts it back."
    }
    return ["Done: the store stands again with \(count).\(aside ?? "")"]
  }

  /// Whether it is to be done: asked for, or answered with yes.
  private func mayGoOn(_ diagnosis: Diagnosis) throws -> Bool {
    if yes || dryRun { return yes }
    guard !answer.json, StandardDescriptors.isInputTerminal, OutputFile.standardOutput.isTerminal
    else { return false }
    try Output.write(text(diagnosis.lines) + "Put the rescued store in its place? [y/N] ")
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }

  private func text(_ lines: [String]) -> String {
    lines.map { answer.store.hints.complete($0).sanitized + "\n" }.joined()
  }

  private func tell(_ diagnosis: Diagnosis, _ replaced: Replaced?, _ lines: [String]) throws {
    let done = replaced == nil ? nil : "The store was rescued"
    guard answer.json else { return try Output.write(text(lines), done: done) }
    let message = lines.last.map { answer.store.hints.complete($0) } ?? ""
    try Output.print(
      JSONValue.object(
        diagnosis.members + [
          ("done", .flag(replaced != nil)), ("aside", .optional(replaced?.aside)),
          ("message", .text(message)),
        ]
      ).json, done: done)
  }

  private func putBack(_ path: String) throws {
    let replaced = try Logbook.undoRescue(of: path)
    let aside = replaced.aside.map { " The rescued store is kept as \($0.sanitized)." } ?? ""
    try answer.tell(
      [("store", .text(replaced.path)), ("aside", .optional(replaced.aside))],
      "\(replaced.path.sanitized) is the file again that it was before the rescue.\(aside) "
        + "“tonnage doctor” looks through it again.",
      done: "The damaged file is back")
  }
}
