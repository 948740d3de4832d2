import Foundation
import Testing

@testable import System

@Suite struct OutputFileTests {
  @Test func aFullDiskIsTold() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0, "there is no /dev/full here")
    let error = #expect(throws: SystemError.self) {
      try OutputFile(descriptor: full).write("lost")
    }
    #expect(error?.description == "the disk is full" && error?.isReaderGone == false)
    close(full)
  }

  @Test func aReaderThatHasGoneIsTold() throws {
    let ends = try Pipeline()
    close(ends.reading)
    signal(SIGPIPE) { _ in }
    let error = #expect(throws: SystemError.self) {
      try OutputFile(descriptor: ends.writing).write("lost")
    }
    #expect(error?.isReaderGone == true)
    close(ends.writing)
  }

  @Test func whatIsClosedIsToldWhenWrittenAndWhenClosed() throws {
    let ends = try Pipeline()
    close(ends.reading)
    let file = OutputFile(descriptor: ends.writing)
    try file.close()
    #expect(throws: SystemError(code: EBADF)) { try file.write("lost") }
    let error = #expect(throws: SystemError.self) { try file.close() }
    #expect(error?.description == "it is closed")
  }

  @Test func aPipeThatTakesLittleAtATimeGetsItAll() throws {
    let ends = try Pipeline()
    let flags = fcntl(ends.writing, F_GETFL)
    #expect(fcntl(ends.writing, F_SETFL, flags | O_NONBLOCK) == 0)
    let text = String(repeating: "a line of text\n", count: 20_000)
    let writing = ends.writing
    let written = Beside {
      try OutputFile(descriptor: writing).write(text)
      try OutputFile(descriptor: writing).close()
    }
    var bytes: [UInt8] = []
    var portion = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends.reading, &portion, portion.count)
      if count <= 0 { break }
      bytes += portion[..<count]
    }
    try written.wait()
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    close(ends.reading)
  }
}
