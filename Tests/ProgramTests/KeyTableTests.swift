import Foundation
import Testing

@testable import Screens

/// The README's key table is the bindings' own.
///
/// With `TONNAGE_RECORD_GOLDENS=1` the table in the README is written again.
@Test func theReadmesKeyTableIsMadeFromTheBindings() throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("README.md")
  let readme = try String(contentsOf: file, encoding: .utf8)
  let marker = "This table is made from the bindings; a test compares them.\n\n"
  let head = try #require(readme.range(of: marker))
  let table = ShellBindings.markdown()
  if ProcessInfo.processInfo.environment["TONNAGE_RECORD_GOLDENS"] == "1" {
    try (readme[..<head.upperBound] + table).write(to: file, atomically: true, encoding: .utf8)
    return
  }
  #expect(String(readme[head.upperBound...]) == table)
}
