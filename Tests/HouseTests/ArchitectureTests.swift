import Foundation
import Testing

/// The map of the house: what each target may import of ours and of others.
private let mayImport: [String: Set<String>] = [
  "Training": [],
  "Wire": ["Training"],
  "Catalog": ["Training", "CAssets"],
  "Sync": ["Training", "Wire"],
  "Remotes": ["Sync"],
  "Store": ["Training", "Wire", "Sync", "GRDB"],
  "Interchange": ["Training", "Wire", "Catalog", "SwiftCSV"],
  "Upkeep": ["Training", "Wire", "Catalog", "Store"],
  "Logbook": [
    "Training", "Wire", "Catalog", "Sync", "Store", "Interchange", "Upkeep", "CAssets",
  ],
  "Terminal": ["CNcurses"],
  "Settings": ["Training", "Terminal", "TOMLKit", "CAssets"],
  "Screens": ["Training", "Terminal"],
  "tonnage": [
    "Training", "Wire", "Catalog", "Sync", "Store", "Interchange", "Upkeep", "Logbook", "Terminal",
    "Settings", "Screens", "Remotes", "ArgumentParser",
  ],
]

/// Modules of the system and the toolchain, which everyone may import.
private let system: Set<String> = [
  "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "FoundationEssentials", "Foundation",
]

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

private struct SourceFile {
  var path: String
  var target: String
  var lines: [String]
}

private func sources(_ folder: String) throws -> [SourceFile] {
  let base = root.appendingPathComponent(folder).path
  let paths = try FileManager.default.subpathsOfDirectory(atPath: base)
  return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
    let text = try String(contentsOfFile: base + "/" + path, encoding: .utf8)
    return SourceFile(
      path: "\(folder)/\(path)", target: String(path.prefix { $0 != "/" }),
      lines: text.components(separatedBy: "\n"))
  }
}

/// The module that a line imports; nil where it imports none.
private func imported(_ line: String) -> String? {
  let words = line.split(separator: " ").filter {
    !["public", "internal", "private", "package", "@preconcurrency", "@testable"].contains($0)
  }
  guard words.count >= 2, words[0] == "import" else { return nil }
  return String(words[1])
}

@Test func everyTargetImportsOnlyWhatTheMapOfTheHouseAllows() throws {
  for file in try sources("Sources") {
    let allowed = try #require(mayImport[file.target], "\(file.path): unknown target")
    for module in file.lines.compactMap(imported) where !system.contains(module) {
      #expect(allowed.contains(module), "\(file.path) imports \(module)")
    }
  }
}

@Test func trainingAndScreensNeedNothingOfTheSystem() throws {
  for file in try sources("Sources") where ["Training", "Screens"].contains(file.target) {
    let modules = file.lines.compactMap(imported).filter(system.contains)
    #expect(modules.isEmpty, "\(file.path) imports \(modules)")
  }
}

@Test func cursesIsSeenByTheDriverAlone() throws {
  for file in try sources("Sources") where file.lines.compactMap(imported).contains("CNcurses") {
    #expect(file.path.hasPrefix("Sources/Terminal/Driver/"), "\(file.path) imports CNcurses")
  }
}

@Test func theManifestDeclaresNoMoreThanTheMapAllows() throws {
  let manifest = try String(
    contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
  let names: [String: String] = ["grdb": "GRDB", "toml": "TOMLKit", "arguments": "ArgumentParser"]
  var parts = 0
  for match in manifest.matches(of: /part\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?\s*\)/) {
    parts += 1
    let target = String(match.1)
    let declared = (match.2 ?? "").split(separator: ",").map { word in
      let word = word.trimmingCharacters(in: CharacterSet(charactersIn: " \n\""))
      return names[word] ?? word
    }.filter { !$0.isEmpty }
    let allowed = try #require(mayImport[target], "Package.swift: unknown target \(target)")
    #expect(allowed.isSuperset(of: declared), "\(target) declares \(declared)")
  }
  #expect(parts >= 10, "the manifest's targets were not found")
}

@Test func noFileIsLongerThanFiveHundredLines() throws {
  for file in try sources("Sources") + sources("Tests") {
    #expect(file.lines.count <= 501, "\(file.path) has \(file.lines.count - 1) lines")
  }
}

@Test func nothingTrapsOnPurpose() throws {
  let traps = [/\btry!/, /\bas!/, /\bfatalError\(/, /\bpreconditionFailure\(/]
  for file in try sources("Sources") {
    for (number, line) in file.lines.enumerated() {
      let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
      let found = traps.contains { code.firstMatch(of: $0) != nil }
      #expect(!found, "\(file.path):\(number + 1): \(line)")
    }
  }
}
