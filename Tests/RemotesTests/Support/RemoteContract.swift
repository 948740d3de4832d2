import Sync
import Testing

/// What every remote promises to the engine.
struct RemoteContract {
  let remote: any Remote
  /// Another machine's view of the same place.
  let other: any Remote
  /// Whether a wrong expectation is found out by the remote itself.
  var honours = true

  func check() throws {
    try nothingIsMissing()
    let first = try theFirstWriteIsThere()
    let second = try aWriteNamesWhatItReplaces(first)
    try whatOthersWroteIsSeen(second)
    #expect(try remote.honoursPreconditions() == honours)
    try largeAndEmptyContentsComeBack()
  }

  private func nothingIsMissing() throws {
    #expect(try remote.read(unlessStill: nil) == .missing)
    #expect(try remote.read(unlessStill: RemoteVersion("0123456789abcdef \"x\"")) == .missing)
  }

  private func theFirstWriteIsThere() throws -> RemoteVersion {
    _ = try remote.write(bytes("one"), ifStill: nil, operation: "a")
    let version = try version(remote, "one")
    #expect(try remote.read(unlessStill: version) == .unchanged)
    #expect(refusal { try other.write(bytes("x"), ifStill: nil, operation: "b") } == .lostRace)
    return version
  }

  private func aWriteNamesWhatItReplaces(_ first: RemoteVersion) throws -> RemoteVersion {
    _ = try remote.write(bytes("two"), ifStill: first, operation: "c")
    #expect(refusal { try other.write(bytes("x"), ifStill: first, operation: "d") } == .lostRace)
    #expect(try remote.read(unlessStill: first) != .unchanged)
    return try version(other, "two")
  }

  private func whatOthersWroteIsSeen(_ second: RemoteVersion) throws {
    _ = try other.write(bytes("three"), ifStill: second, operation: "e")
    #expect(refusal { try remote.write(bytes("x"), ifStill: second, operation: "f") } == .lostRace)
    let third = try version(remote, "three")
    let written = try remote.write(bytes("four"), ifStill: third, operation: "g")
    _ = try other.write(bytes("five"), ifStill: try version(other, "four"), operation: "h")
    #expect(try remote.read(unlessStill: written) != .unchanged)
  }

  private func largeAndEmptyContentsComeBack() throws {
    var now = try version(remote, "five")
    for text in [String(repeating: "tonne ", count: 400_000), ""] {
      _ = try remote.write(bytes(text), ifStill: now, operation: "i")
      now = try version(other, text)
    }
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func version(_ remote: any Remote, _ text: String) throws -> RemoteVersion {
    guard case .content(let found, let version, let beside) = try remote.read(unlessStill: nil)
    else { throw ContractBroken() }
    #expect(found == bytes(text) && beside.isEmpty)
    return version
  }

  private struct ContractBroken: Error {}
}

/// The kind of the error that something ends with; nil where it works.
func refusal<Result>(_ body: () throws -> Result) -> RemoteError.Kind? {
  do {
    _ = try body()
    return nil
  } catch { return (error as? RemoteError)?.kind }
}
