import Foundation
import PtyHarness

/// `tig` in a small repository of its own: the program that screens are compared with.
struct Tig {
  private static let reason = "it is what the screens are compared with."
  /// How many commits the repository has: more than fit on the screen.
  private static let commits = 120

  let path: String
  let folder: String

  init(in parent: String) throws {
    path = try SystemProgram.path(of: "tig", without: Self.reason)
    let git = try SystemProgram.path(of: "git", without: Self.reason)
    folder = parent + "/repository"
    if FileManager.default.fileExists(atPath: folder + "/.git") { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try SystemProgram.run(git, ["-C", folder, "init", "-q"], input: "", home: parent)
    try SystemProgram.run(
      git, ["-C", folder, "fast-import", "--quiet"], input: Self.stream, home: parent)
    try SystemProgram.run(
      git, ["-C", folder, "reset", "-q", "--hard", "main"], input: "", home: parent)
  }

  func open() throws -> PtyProcess {
    try PtyProcess(
      [path], environment: Terminal.environment(home: folder), rows: Terminal.rows,
      columns: Terminal.columns, directory: folder)
  }

  /// The subject of the commit that stands first on the screen.
  static let newest = "Change number \(commits)"

  /// One small file that changes with each commit, as `git fast-import` reads it.
  private static var stream: String {
    (1...commits).map { number in
      let subject = "Change number \(number)"
      let text = (0..<20).map { "line \($0) of state \($0 < number ? number - $0 : 0)\n" }.joined()
      return """
        commit refs/heads/main
        committer Athlete <athlete@example.org> \(1_700_000_000 + number * 86_400) +0000
        data \(subject.utf8.count)
        \(subject)
        M 644 inline notes.txt
        data \(text.utf8.count)
        \(text)

        """
    }.joined()
  }
}
