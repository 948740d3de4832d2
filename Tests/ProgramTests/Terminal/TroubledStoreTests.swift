import Foundation
import PtyHarness
import Store
import Testing

/// Stores that cannot be opened or cannot be written to: the athlete sees a sentence, and nothing is lost.
struct TroubledStoreTests {
  /// Expects the screens not to open, and the store to be left as it was.
  private func expectRefusal(_ home: Home, _ sentence: String) throws {
    let before = FileManager.default.contents(atPath: home.store)
    let program = try home.open(columns: 250)
    try program.expectEnd(.exited(1))
    #expect(program.screen.contains(sentence), "\(program.screen)")
    #expect(program.screen.modesUsed.isEmpty)
    #expect(FileManager.default.contents(atPath: home.store) == before)
  }

  private func change(_ home: Home, _ body: (inout Data) -> Void) throws {
    var bytes = try #require(FileManager.default.contents(atPath: home.store))
    body(&bytes)
    try bytes.write(to: URL(fileURLWithPath: home.store))
  }

  @Test func aFileThatIsNoStoreIsLeftAlone() throws {
    let home = try Home(withSample: false)
    try Data("a letter to my coach, longer than the header of a database would be".utf8)
      .write(to: URL(fileURLWithPath: home.store))
    try expectRefusal(home, "it is not a Tonnage store. Name another file with --store")
  }

  @Test func aStoreOfANewerFormatIsRefused() throws {
    let home = try Home()
    // SQLite's file format, chapter 1.3: the user version stands in bytes 60 to 63.
    try change(home) { $0.replaceSubrange(60..<64, with: [0, 0, 3, 231]) }
    try expectRefusal(home, "it was written by a newer Tonnage (format 999, this one knows")
  }

  @Test func aStoreWhoseHeaderIsCutShortIsRefused() throws {
    let home = try Home()
    try change(home) { $0 = $0.prefix(50) }
    try expectRefusal(
      home, "it is damaged: it ends within its header. There is no backup beside it.")
  }

  @Test func aFolderInThePlaceOfTheStoreIsRefused() throws {
    let home = try Home(withSample: false)
    try FileManager.default.createDirectory(atPath: home.store, withIntermediateDirectories: false)
    let program = try home.open(columns: 250)
    try program.expectEnd(.exited(1))
    #expect(program.screen.contains("it is not a file"))
  }

  @Test func aStoreThatWasCutShortIsReadAsFarAsItGoesAndNotWritten() throws {
    let home = try Home()
    try change(home) { $0 = $0.prefix($0.count - 4096) }
    let before = FileManager.default.contents(atPath: home.store)
    let program = try home.open()
    try program.wait(for: "damaged")
    try program.type("gh")
    try program.wait(for: "[History]")
    try program.type("u")
    try program.wait(for: "the file is damaged: it was cut short")
    try program.leave()
    #expect(FileManager.default.contents(atPath: home.store) == before)
  }

  /// As root, the right to write to everything has to be given up first.
  private static let asOthers: [String] =
    geteuid() == 0
    ? ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] : []

  @Test(
    .enabled(if: geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"))
  )
  func aStoreThatMayNotBeWrittenIsReadAndSaysWhyNothingElseCanBeDone() throws {
    let home = try Home()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: home.store)
    let before = FileManager.default.contents(atPath: home.store)
    let program = try home.open(columns: 120, through: Self.asOthers)
    try program.wait(for: "the file is not writable")
    try program.press(.enter)
    try program.wait(for: "the file is not writable")
    try program.type("gr")
    try program.wait(for: "Bench Press")
    try program.leave()
    #expect(FileManager.default.contents(atPath: home.store) == before)
  }
}
