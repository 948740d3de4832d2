import Foundation
import Testing

@testable import System

@Suite struct OpenFileWritingTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ text: String, to name: String, _ manner: OpenFile.Manner) throws {
    let file = try OpenFile(scratch(name), for: .writing, manner)
    try file.write(text)
    try file.sync()
    try file.close()
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try scratch.bytes(name), as: UTF8.self)
  }

  @Test func aNewFileIsItsOwnersAloneAndTakesNobodysPlace() throws {
    try write("one", to: "file", .new)
    #expect(FileStatus(at: scratch("file"))?.permissions == 0o600)
    #expect(failure { try write("two", to: "file", .new) }?.isTaken == true)
    #expect(try text("file") == "one")
  }

  @Test func aFileIsMadeEmptiedOrAddedTo() throws {
    #expect(failure { try write("none", to: "file", []) } == .noSuchFile)
    try write("first", to: "file", .made)
    try write("2nd", to: "file", .made)
    #expect(try text("file") == "2ndst")
    try write("3", to: "file", [.made, .emptied])
    try write("4", to: "file", .appending)
    #expect(try text("file") == "34")
  }

  @Test func aLinkIsNotFollowedWhereItMayNotBe() throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch("link"), withDestinationPath: scratch("target"))
    #expect(failure { try write("x", to: "link", [.made, .noLink]) } != nil)
    #expect(!FileSystem.isThere(scratch("target")))
    try write("x", to: "link", .made)
    #expect(try text("target") == "x")
  }

  @Test func bytesAreWrittenAtAPlace() throws {
    let path = try scratch.file("file", Array("0123456789".utf8))
    let file = try OpenFile(path, for: .both)
    try file.write(Array("abc".utf8)[...], at: 4)
    let read = try file.read()
    #expect(String(decoding: read, as: UTF8.self) == "0123abc789")
    try file.empty()
    #expect(try scratch.bytes("file") == [])
  }

  @Test func aFullDiskIsToldToWhoWritesAFile() throws {
    try #require(FileSystem.isThere("/dev/full"), "there is no /dev/full here")
    let error = failure {
      let file = try OpenFile("/dev/full", for: .writing)
      try file.write([1, 2, 3])
    }
    #expect(error?.isFull == true && error?.isForbidden == false)
  }

  @Test func aPipeThatTakesLittleAtATimeGetsAllBytes() throws {
    let ends = try Pipeline()
    let flags = fcntl(ends.writing, F_GETFL)
    #expect(fcntl(ends.writing, F_SETFL, flags | O_NONBLOCK) == 0)
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let writing = ends.writing
    let written = Beside {
      let file = OpenFile(owning: writing)
      try file.write(bytes[100...])
      try file.close()
    }
    let arrived = try readToEnd(ends.reading)
    try written.wait()
    #expect(arrived == Array(bytes[100...]))
  }

  private func readToEnd(_ descriptor: Int32) throws -> [UInt8] {
    let file = OpenFile(owning: descriptor)
    return try file.read()
  }

  @Test func aLockIsHeldAgainstOthersUntilItIsLetGoOrTheFileIsClosed() throws {
    let path = try scratch.file("file", [])
    let other = try OpenFile(path, for: .both)
    do {
      let file = try OpenFile(path, for: .both)
      let (mine, theirs) = (file.lock(), other.lock())
      #expect(mine == nil && theirs?.isBusy == true)
      file.unlock()
      let (afterwards, again) = (other.lock(), file.lock())
      #expect(afterwards == nil && again?.isBusy == true)
      other.unlock()
      let held = file.lock()
      #expect(held == nil)
      try file.close()
    }
    let freed = other.lock()
    #expect(freed == nil)
  }

  @Test func aFileIsClosedWhereItEnds() throws {
    let path = try scratch.file("file", [])
    func lockAndLeave() throws -> SystemError? {
      let file = try OpenFile(path, for: .both)
      return file.lock()
    }
    #expect(try lockAndLeave() == nil)
    #expect(try lockAndLeave() == nil)
  }

  @Test func rightsAreThoseThatWereAskedFor() throws {
    let path = try scratch.file("file", [])
    let file = try OpenFile(path, for: .writing)
    try file.setPermissions(0o640)
    let status = try file.status()
    #expect(status.permissions == 0o640 && status == FileStatus(at: path))
    // To the group that it has: anybody may give what is theirs to that.
    try file.setGroup(status.group)
  }

  @Test func scratchFilesHaveNamesOfTheirOwn() throws {
    var (first, second) = (scratch("note-"), scratch("note-"))
    let file = try OpenFile.scratch(&first, ending: ".txt")
    let other = try OpenFile.scratch(&second, ending: ".txt")
    try file.write("one")
    try other.write("two")
    #expect(first != second && first.hasPrefix(scratch("note-")) && first.hasSuffix(".txt"))
    #expect(try String(contentsOfFile: first, encoding: .utf8) == "one")
    #expect(try String(contentsOfFile: second, encoding: .utf8) == "two")
    #expect(FileStatus(at: first)?.permissions == 0o600)
    var nowhere = scratch("none/note-")
    #expect(failure { _ = try OpenFile.scratch(&nowhere) } == .noSuchFile)
    #expect(nowhere == scratch("none/note-"))
  }
}
