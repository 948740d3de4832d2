import Foundation
import Testing

/// Each command of the article 'I lost data', run as it is written there.
@Suite(.aside) struct LostDataTests {
  /// The article's blocks of commands, each with the line at which it stands.
  private static let blocks: [Block] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/tonnage/tonnage.docc/LostData.md").standardized
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    var blocks: [Block] = []
    var commands: [String]?
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      if line == "```sh" {
        commands = []
      } else if line == "```", let found = commands {
        blocks.append(Block(line: number, commands: found))
        commands = nil
      } else {
        commands?.append(line)
      }
    }
    return blocks
  }()

  struct Block: CustomTestStringConvertible {
    var line: Int
    var commands: [String]

    var testDescription: String { "line \(line): \(commands.joined(separator: "; "))" }

    /// Whether it is about a store that is damaged.
    var needsDamage: Bool {
      commands.contains { $0.contains(" doctor") || $0.contains("rest.json") }
    }
  }

  @Test func theArticleHasCommands() { #expect(Self.blocks.count >= 10) }

  @Test(arguments: blocks) func eachCommandDoesWhatIsWritten(block: Block) throws {
    let machines = try Machines()
    try prepare(machines)
    if block.needsDamage { try damage(machines) }
    let known = try commandNames(machines)
    for command in block.commands {
      let words = command.split(separator: " ").drop { $0 == "tonnage" }
      let name = words.first == "--store" ? words.dropFirst(2).first : words.first
      guard let name, known.contains(String(name)) else {
        print("not run, as there is no such command yet: \(command)")
        continue
      }
      let ran = try run(command, machines)
      // A damaged store exits with what was found, and so does what can only save a part of it.
      let expected: Set<Int32> =
        command.contains("--dry-run") && block.needsDamage
        ? [3] : command.hasPrefix("tonnage export") && block.needsDamage ? [1] : [0]
      #expect(expected.contains(ran.status), "\(command): \(ran)")
    }
  }

  /// The names of the commands that there are.
  private func commandNames(_ machines: Machines) throws -> Set<String> {
    let help = try machines.run("--help", on: "laptop").output
    let lines = help.components(separatedBy: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }
    return Set(
      lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        .compactMap { $0.split(separator: " ").first.map(String.init) })
  }

  /// A store with an import, a sync and a value that lost it, and a step after all that.
  private func prepare(_ machines: Machines) throws {
    let folder = machines.folder
    try FileManager.default.createDirectory(
      atPath: "\(folder)/Sync", withIntermediateDirectories: true)
    try machines.log(100, on: "other")
    let export = try machines.run("export", on: "other").output
    try export.write(toFile: "\(folder)/other.json", atomically: true, encoding: .utf8)
    #expect(try machines.run("bodyweight", "80", on: "laptop").status == 0)
    try machines.begin("laptop")
    try machines.begin("gym")
    for (weight, machine) in [("81", "laptop"), ("82", "gym")] {
      #expect(try machines.run("bodyweight", weight, on: machine).status == 0)
    }
    for machine in ["gym", "laptop"] {
      #expect(try machines.run("sync", on: machine).status == 0)
    }
    #expect(try machines.run("import", "\(folder)/other.json", on: "laptop").status == 0)
    try machines.log(110, on: "laptop")
  }

  /// Takes away the page that a document stands on.
  private func damage(_ machines: Machines) throws {
    let path = machines.store("laptop")
    var bytes = try #require(FileManager.default.contents(atPath: path))
    let place = try #require(bytes.range(of: Data("\"isWorkoutFinished\"".utf8))).lowerBound
    let start = place / 4096 * 4096
    bytes.replaceSubrange(start..<(start + 4096), with: Data(count: 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  /// Runs a line in a shell that knows the program as `tonnage`, with the laptop's store as the athlete's own.
  private func run(_ command: String, _ machines: Machines) throws -> CommandRun {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let line = command.replacingOccurrences(of: " ID", with: " \(try backupID(machines))")
    process.arguments = ["-c", "tonnage() { '\(Home.program)' \"$@\"; }; \(line)"]
    process.currentDirectoryURL = URL(fileURLWithPath: machines.folder)
    process.environment = [
      "HOME": machines.folder, "XDG_CONFIG_HOME": machines.folder, "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin", "TONNAGE_STORE": machines.store("laptop"),
    ]
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let texts = [output, errors].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    process.waitUntilExit()
    return CommandRun(output: texts[0], errors: texts[1], status: process.terminationStatus)
  }

  /// The id of the newest backup; `ID` where there is none.
  private func backupID(_ machines: Machines) throws -> String {
    let answer = try machines.run("backups", "--json", on: "laptop")
    let json = try? JSONSerialization.jsonObject(
      with: Data(answer.output.utf8), options: .fragmentsAllowed)
    let list = json as? [[String: Any]] ?? (json as? [String: Any])?["backups"] as? [[String: Any]]
    return list?.first?["id"] as? String ?? "ID"
  }
}
