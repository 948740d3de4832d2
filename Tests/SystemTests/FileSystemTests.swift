import Foundation
import Testing

@testable import System

@Suite struct FileSystemTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func theNamesInAFolderAreThoseOfWhatLiesThere() throws {
    for name in ["b", ".a", "c d"] { _ = try scratch.file(name, []) }
    #expect(try FileSystem.names(in: scratch.path).sorted() == [".a", "b", "c d"])
    #expect(failure { _ = try FileSystem.names(in: scratch("none")) } == .noSuchFile)
  }

  @Test func namesThatAreNoTextAreMendedOrLeftOut() throws {
    let name = [CChar](scratch("").utf8CString.dropLast()) + [CChar(truncatingIfNeeded: 0xFF), 0]
    // Not every system has such names.
    guard mkdir(name, 0o700) == 0 else { return }
    _ = try scratch.file("text", [])
    #expect(try FileSystem.names(in: scratch.path).sorted() == ["text", "\u{FFFD}"])
    #expect(try FileSystem.names(in: scratch.path, onlyTexts: true) == ["text"])
    #expect(rmdir(name) == 0)
  }

  @Test func aFileThatIsMovedTakesTheOthersPlace() throws {
    let (old, new) = (try scratch.file("old", [1]), try scratch.file("new", [2]))
    try FileSystem.move(old, to: new)
    #expect(try scratch.bytes("new") == [1] && !FileSystem.isThere(old))
    #expect(failure { try FileSystem.move(old, to: new) } == .noSuchFile)
  }

  @Test func aSecondNameIsOfTheSameFileAndTakesNobodysPlace() throws {
    let path = try scratch.file("file", [1])
    try FileSystem.addName(scratch("other"), to: path)
    let (file, other) = (FileStatus(at: path), FileStatus(at: scratch("other")))
    #expect(file != nil && file?.number == other?.number && file?.device == other?.device)
    #expect(failure { try FileSystem.addName(scratch("other"), to: path) }?.isTaken == true)
  }

  @Test func whatIsTakenAwayIsGoneAndMayBeGoneBefore() throws {
    let path = try scratch.file("file", [])
    try FileSystem.remove(path)
    try FileSystem.remove(path)
    FileSystem.discard(path)
    #expect(!FileSystem.isThere(path))
    #expect(failure { try FileSystem.remove(scratch.path) } != nil)
  }

  @Test func linksAreReadAndFollowed() throws {
    let path = try scratch.file("file", [])
    try FileManager.default.createSymbolicLink(
      atPath: scratch("link"), withDestinationPath: "file")
    try FileManager.default.createSymbolicLink(
      atPath: scratch("astray"), withDestinationPath: "none")
    #expect(FileSystem.target(ofLink: scratch("link")) == "file")
    #expect(FileSystem.target(ofLink: path) == nil)
    #expect(FileSystem.realPath(scratch("link")) == FileSystem.realPath(path))
    #expect(FileSystem.realPath(path)?.hasSuffix("/file") == true)
    #expect(FileSystem.realPath(scratch("astray")) == nil)
    #expect(FileStatus(at: scratch("astray")) == nil)
  }

  @Test func aFolderIsMadeOnceInOneThatIsThere() throws {
    try FileSystem.makeFolder(scratch("folder"))
    try FileSystem.makeFolder(scratch("folder"))
    let status = FileStatus(at: scratch("folder"))
    #expect(status?.kind == .folder && status?.permissions == 0o700)
    #expect(failure { try FileSystem.makeFolder(scratch("none/folder")) }?.isMissing == true)
    FileSystem.discardFolder(scratch("folder"))
    #expect(!FileSystem.isThere(scratch("folder")))
  }

  @Test func scratchFoldersHaveNamesOfTheirOwn() throws {
    let first = try FileSystem.makeScratchFolder(scratch("f-"))
    let second = try FileSystem.makeScratchFolder(scratch("f-"))
    #expect(first != second && first.hasPrefix(scratch("f-")))
    #expect(FileStatus(at: first)?.kind == .folder)
    #expect(failure { _ = try FileSystem.makeScratchFolder(scratch("none/f-")) } == .noSuchFile)
  }

  @Test func aFolderIsSyncedWhereItIsThere() throws {
    try FileSystem.syncFolder(scratch.path)
    #expect(failure { try FileSystem.syncFolder(scratch("none")) } == .noSuchFile)
  }

  @Test func whatMayBeDoneIsTold() throws {
    let path = try scratch.file("file", [])
    #expect(FileSystem.refusal(of: .reading, path) == nil)
    #expect(FileSystem.refusal(of: .writing, path) == nil)
    #expect(FileSystem.refusal(of: .writing, scratch("none")) == .noSuchFile)
    #expect(FileSystem.isThere(path) && !FileSystem.isThere(scratch("none")))
  }

  @Test func theStatusOfAFileIsWhatOthersSeeOfIt() throws {
    let path = try scratch.file("file", [1, 2, 3])
    let moment = Date(timeIntervalSince1970: 1_600_000_000)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644, .modificationDate: moment], ofItemAtPath: path)
    let status = try FileStatus(of: path)
    #expect(status.kind == .file && status.bytes == 3 && status.permissions == 0o644)
    #expect(status.modifiedSeconds == 1_600_000_000 && status.modifiedNanoseconds == 0)
    #expect(FileStatus(at: "/dev/null")?.kind == .other)
    #expect(failure { _ = try FileStatus(of: scratch("none")) } == .noSuchFile)
  }

  @Test func thePresentFolderIsTheSameForAll() throws {
    let folder = try FileSystem.currentFolder()
    let named = FileManager.default.currentDirectoryPath
    #expect(FileSystem.realPath(folder) == FileSystem.realPath(named))
  }
}
