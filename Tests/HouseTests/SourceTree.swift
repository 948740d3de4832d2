import Foundation

/// A Swift file of the repository.
struct SourceFile {
  /// From the top of the repository, such as `Sources/Wire/WireError.swift`.
  let path: String
  let text: String

  /// The folder below `Sources` or `Tests`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  var code: SwiftCode { SwiftCode(text) }
}

/// The repository that these tests were built from.
enum SourceTree {
  struct Unreadable: Error {
    let path: String
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func text(_ path: String) throws -> String {
    guard let bytes = FileManager.default.contents(atPath: "\(root)/\(path)") else {
      throw Unreadable(path: path)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The Swift files below a folder, in order of their paths.
  static func files(in folder: String) throws -> [SourceFile] {
    guard let paths = FileManager.default.enumerator(atPath: "\(root)/\(folder)") else {
      throw Unreadable(path: folder)
    }
    return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      SourceFile(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)"))
    }
  }

  /// The names of the targets that have a folder below `Sources`.
  static func targets() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/Sources").filter {
      !$0.hasPrefix(".")
    }.sorted()
  }

  /// What git keeps at the top; nil where this is no checkout, or git is not there.
  static func topLevel() throws -> [String]? {
    let hasCheckout = FileManager.default.fileExists(atPath: "\(root)/.git")
    guard hasCheckout else { return nil }
    let git = Process()
    let output = Pipe()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "-C", root, "-c", "safe.directory=*", "ls-files"]
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    try git.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { return nil }
    let paths = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return Set(paths.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
  }
}
