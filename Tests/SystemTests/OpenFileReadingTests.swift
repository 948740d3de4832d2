import Foundation
import Testing

@testable import System

@Suite struct OpenFileReadingTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  }

  private func read(_ path: String, upTo limit: Int = .max) throws -> [UInt8] {
    let file = try OpenFile.regular(path)
    return try file.read(upTo: limit)
  }

  /// Around the room that is there at first, and more than two portions.
  @Test(arguments: [0, 1, 4095, 4096, 4097, 4098, 9 << 20])
  func aFileIsReadWhole(_ count: Int) throws {
    let written = bytes(count)
    let path = try scratch.file("file", written)
    #expect(try read(path) == written)
  }

  @Test(arguments: [0, 1, 99, 100, 101, 5000])
  func noMoreIsReadThanIsWanted(_ limit: Int) throws {
    let written = bytes(100)
    let path = try scratch.file("file", written)
    #expect(try read(path, upTo: limit) == Array(written.prefix(limit)))
  }

  @Test func aSecondReadGoesOnWhereTheFirstEnded() throws {
    let written = bytes(100)
    let file = try OpenFile.regular(try scratch.file("file", written))
    let (first, rest) = (try file.read(upTo: 40), try file.read())
    #expect(first == Array(written.prefix(40)) && rest == Array(written.dropFirst(40)))
  }

  @Test func whatComesThroughAPipeBitByBitIsReadToItsEnd() throws {
    let ends = try Pipeline()
    let text = String(repeating: "a line of text\n", count: 20_000)
    let writing = ends.writing
    let written = Beside {
      let file = OpenFile(owning: writing)
      try file.write(text)
    }
    let bytes = try readToEnd(ends.reading)
    try written.wait()
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  private func readToEnd(_ descriptor: Int32) throws -> [UInt8] {
    let file = OpenFile(owning: descriptor)
    return try file.read()
  }

  @Test func readingStopsWhereItIsTold() throws {
    struct Stop: Error {}
    let path = try scratch.file("file", bytes(9 << 20))
    let file = try OpenFile.regular(path)
    var asked = 0
    do {
      _ = try file.read(goOn: {
        asked += 1
        if asked == 2 { throw Stop() }
      })
      Issue.record("it was read to its end")
    } catch {
      #expect(error is Stop && asked == 2)
    }
  }

  @Test func bytesAreReadFromAPlaceWhateverWasReadBefore() throws {
    let written = bytes(100)
    let file = try OpenFile.regular(try scratch.file("file", written))
    let middle = try file.bytes(10, at: 45)
    let end = try file.bytes(10, at: 95)
    let behind = try file.bytes(10, at: 200)
    let whole = try file.read()
    #expect(middle == Array(written[45..<55]) && end == Array(written[95...]) && behind == [])
    #expect(whole == written)
  }

  @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
    let fifo = scratch("pipe")
    try #require(mkfifo(fifo, 0o600) == 0)
    for path in [fifo, scratch.path, "/dev/null"] {
      let error = failure { _ = try read(path) }
      #expect(error == .notAFile && error?.isNotAFile == true, "\(path)")
    }
  }

  @Test func whatIsNotThereIsTold() throws {
    let path = try scratch.file("file", [])
    let missing = failure { _ = try read(scratch("none")) }
    let below = failure { _ = try read(path + "/none") }
    #expect(missing == .noSuchFile && missing?.words == "No such file or directory")
    #expect(below != .noSuchFile && below?.isMissing == true && missing?.isMissing == true)
  }

  @Test func whatMayNotBeReadIsTold() throws {
    // Whoever may do everything is refused nothing.
    guard getuid() != 0 else { return }
    let path = try scratch.file("file", [1])
    try FileSystem.setPermissions(0, of: path)
    #expect(failure { _ = try read(path) }?.isForbidden == true)
    #expect(FileSystem.refusal(of: .reading, path)?.isForbidden == true)
  }
}
