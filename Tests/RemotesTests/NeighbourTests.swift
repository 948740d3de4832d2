import Foundation
import Sync
import Testing

@testable import Remotes

/// What lies beside a dump, and what stands in its place.
@Suite struct NeighbourTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }
  private var path: String { folder + "/tonnage.json" }
  private let files = FileManager.default

  init() throws {
    scratch = try ScratchFolder("neighbours")
  }

  private var remote: FileRemote { FileRemote(path: path) }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  /// The beginning of a dump.
  private static func head(_ lineage: String) -> String {
    "{\"format\":\"tonnage-dump\",\"version\":1,\"checksum\":\"0\",\"lineage\":\"\(lineage)\",\"generation\":4,"
  }

  private func copies() throws -> [ConflictCopy] {
    guard case .content(_, _, let copies) = try remote.read(unlessStill: nil) else { return [] }
    return copies
  }

  // MARK: Copies

  @Test(arguments: [
    "tonnage (gym's conflicted copy 2026-11-23).json", "tonnage.sync-conflict-20261123-1-ABC.json",
    "tonnage 2.json", "tonnage-LAPTOP.json", "tonnage (1).json", "tonnage [conflicted].json",
    "tonnage (SFConflict me@example.com 2026-11-23-10-00-00).json", "tonnage.Conflict.json",
    "tonnage (conflicted copy 2026-11-23 101500).json", "Kopie von tonnage.json",
    "tonnage (In Konflikt stehende Kopie von gym 2026-11-23).json", "tonnage (gym 的冲突副本).json",
    "tonnage.json (conflict on 2026-11-23)", "TONNAGE~1.JSON",
  ])
  func aCopyIsKnownByWhatItSaysWhateverAServiceCallsIt(_ name: String) throws {
    try write(Self.head("a"), "tonnage.json")
    try write(Self.head("a") + "x", name)
    try write(Self.head("b"), "other.json")
    try write("{}", "package.json")
    #expect(try copies().map(\.name) == [name])
    try remote.setAside(try copies())
    #expect(try copies().isEmpty && files.fileExists(atPath: "\(folder)/\(name).merged"))
  }

  @Test func whatIsOnlyNearIsNoCopy() throws {
    try write(Self.head("a"), "tonnage.json")
    for name in [
      ".tonnage 2.json", "tonnage.json.bak", "tonnage.txt", "tonnage.json.unreadable-0",
      "tonnage 3.json.merged",
    ] { try write(Self.head("a"), name) }
    mkfifo("\(folder)/pipe.json", 0o600)
    try files.createDirectory(atPath: "\(folder)/folder.json", withIntermediateDirectories: true)
    #expect(try copies().isEmpty)
  }

  @Test func aCopyThatCannotBeReadStopsNothingAndIsNamed() throws {
    try write(Self.head("a"), "tonnage.json")
    let names = (1...3).map { "tonnage (\($0)'s conflicted copy).json" }
    mkfifo("\(folder)/\(names[0])", 0o600)
    try files.createDirectory(
      atPath: "\(folder)/\(names[1])", withIntermediateDirectories: true)
    try write("", names[2])
    try #require(FileHandle(forWritingAtPath: "\(folder)/\(names[2])"))
      .truncate(atOffset: UInt64(FileRemote.byteLimit) + 1)
    let copies = try copies()
    #expect(copies.map(\.name) == names)
    #expect(copies.allSatisfy { $0.flaw != nil && $0.bytes.isEmpty })
    #expect(copies.last?.flaw == "it is 512 MiB, and 512 MiB is the limit")
  }

  @Test func whatIsNoCopyMakesNobodyReadTheDumpAgain() throws {
    let version = try remote.write(Array("{}".utf8), ifStill: nil, operation: "a")
    try files.createDirectory(
      atPath: folder + "/tonnage (conflicted copy).json", withIntermediateDirectories: true)
    #expect(try copies().map { $0.flaw != nil } == [true])
    #expect(try remote.read(unlessStill: version) == .unchanged)
  }

  // MARK: In the dump's place

  @Test func aPipeInTheDumpsPlaceIsRefusedWithoutWaitingForIt() throws {
    mkfifo(path, 0o600)
    do {
      _ = try remote.read(unlessStill: nil)
      Issue.record("it was read")
    } catch {
      #expect(error.problem == "it is a folder, a pipe or a device, not a file")
    }
  }

  @Test func aLinkThatLeadsToNothingYetStaysALink() throws {
    let target = folder + "/there/dump.json"
    try files.createDirectory(atPath: folder + "/there", withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: path, withDestinationPath: "there/dump.json")
    #expect(try remote.read(unlessStill: nil) == .missing)
    _ = try remote.write([1], ifStill: nil, operation: "a")
    #expect(try files.destinationOfSymbolicLink(atPath: path) == "there/dump.json")
    #expect(files.contents(atPath: target) == Data([1]))
  }

  @Test func linksThatLeadInCirclesEnd() throws {
    try files.createSymbolicLink(atPath: path, withDestinationPath: folder + "/b.json")
    try files.createSymbolicLink(atPath: folder + "/b.json", withDestinationPath: path)
    #expect(refusal { try remote.read(unlessStill: nil) } == .other)
  }

  @Test func whatCannotBeReadIsKeptOnceUnderANameThatSaysSo() throws {
    try write("{\"torn", "tonnage.json")
    let name = try remote.keepAside(Array("{\"torn".utf8))
    #expect(name.hasPrefix("tonnage.json.unreadable-"))
    #expect(try remote.keepAside(Array("{\"torn".utf8)) == name)
    #expect(try files.contentsOfDirectory(atPath: folder).sorted() == ["tonnage.json", name])
    #expect(files.contents(atPath: "\(folder)/\(name)") == Data("{\"torn".utf8))
    #expect(try copies().isEmpty)
  }
}
