import Testing

@testable import System

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct OutputFileTests {
  /// A pipe: what is written to its second end comes out of its first.
  private func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  private func pipe(_ ends: inout [Int32]) -> Int32 {
    ends.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      #if canImport(Glibc)
        return Glibc.pipe(start)
      #elseif canImport(Musl)
        return Musl.pipe(start)
      #else
        return Darwin.pipe(start)
      #endif
    }
  }

  @Test func aFullDiskIsTold() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0, "there is no /dev/full here")
    let error = #expect(throws: OutputError.self) {
      try OutputFile(descriptor: full).write("lost")
    }
    #expect(error?.description == "the disk is full" && error?.isReaderGone == false)
    close(full)
  }

  @Test func aReaderThatHasGoneIsTold() throws {
    let ends = try pipe()
    close(ends.reading)
    signal(SIGPIPE) { _ in }
    let error = #expect(throws: OutputError.self) {
      try OutputFile(descriptor: ends.writing).write("lost")
    }
    #expect(error?.isReaderGone == true)
    close(ends.writing)
  }

  @Test func whatIsClosedIsToldWhenWrittenAndWhenClosed() throws {
    let ends = try pipe()
    close(ends.reading)
    let file = OutputFile(descriptor: ends.writing)
    try file.close()
    #expect(throws: OutputError(code: EBADF)) { try file.write("lost") }
    let error = #expect(throws: OutputError.self) { try file.close() }
    #expect(error?.description == "it is closed")
  }

  @Test func aPipeThatTakesLittleAtATimeGetsItAll() async throws {
    let ends = try pipe()
    let flags = fcntl(ends.writing, F_GETFL)
    #expect(fcntl(ends.writing, F_SETFL, flags | O_NONBLOCK) == 0)
    let text = String(repeating: "a line of text\n", count: 20_000)
    let writing = ends.writing
    async let written: Void = Task.detached {
      try OutputFile(descriptor: writing).write(text)
      try OutputFile(descriptor: writing).close()
    }.value
    var bytes: [UInt8] = []
    var portion = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends.reading, &portion, portion.count)
      if count <= 0 { break }
      bytes += portion[..<count]
    }
    try await written
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    close(ends.reading)
  }
}
