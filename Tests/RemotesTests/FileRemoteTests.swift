import Foundation
import Sync
import Synchronization
import Testing

@testable import Remotes

@Suite struct FileRemoteTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }
  private var path: String { folder + "/dump.json" }

  init() throws {
    scratch = try ScratchFolder("remote")
  }

  private var remote: FileRemote { FileRemote(path: path) }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func kind<Result>(_ body: () throws -> Result) -> RemoteError.Kind? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? RemoteError)?.kind }
  }

  @Test func whatIsNotThereIsMissingAndThenIsWhatWasWritten() throws {
    #expect(try remote.read(unlessStill: nil) == .missing)
    let version = try remote.write(bytes("one"), ifStill: nil, operation: "a")
    #expect(try remote.read(unlessStill: nil) == .content(bytes("one"), version, beside: []))
    #expect(try remote.read(unlessStill: version) == .unchanged)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["dump.json"])
  }

  @Test func aWriteThatExpectsSomethingElseIsRefused() throws {
    let first = try remote.write(bytes("one"), ifStill: nil, operation: "a")
    #expect(kind { try remote.write(bytes("x"), ifStill: nil, operation: "b") } == .lostRace)
    let second = try remote.write(bytes("two"), ifStill: first, operation: "c")
    #expect(kind { try remote.write(bytes("x"), ifStill: first, operation: "d") } == .lostRace)
    #expect(try remote.read(unlessStill: nil) == .content(bytes("two"), second, beside: []))
  }

  @Test func aFileThatWasOnlyTouchedIsUnchanged() throws {
    let version = try remote.write(bytes("one"), ifStill: nil, operation: "a")
    try Data("one".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try remote.read(unlessStill: version) == .unchanged)
  }

  @Test func conflictCopiesComeAlongAndAreSetAside() throws {
    _ = try remote.write(bytes("one"), ifStill: nil, operation: "a")
    for name in [
      "dump (gym's conflicted copy 2026-11-23).json", "dump.sync-conflict-20261123-1.json",
      "dump.json.bak", "other (conflicted copy).json",
    ] {
      try Data("copy".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    guard case .content(_, let version, let copies) = try remote.read(unlessStill: nil) else {
      Issue.record("nothing was read")
      return
    }
    #expect(copies.count == 2 && copies.allSatisfy { $0.bytes == bytes("copy") })
    #expect(try remote.read(unlessStill: version) != .unchanged)
    try remote.setAside(copies)
    #expect(try remote.read(unlessStill: version) == .unchanged)
  }

  @Test func aLeaseIsWaitedForAndBrokenAfterThirtySecondsOfSilence() throws {
    let clock = Mutex(0.0)
    let surroundings = FileSurroundings(
      monotonic: { clock.withLock { $0 } }, pause: { seconds in clock.withLock { $0 += seconds } },
      nonce: { "mine" })
    let lease = folder + "/.dump.json.lease"
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: lease))
    let remote = FileRemote(path: path, surroundings: surroundings)
    _ = try remote.write(bytes("one"), ifStill: nil, operation: "a")
    #expect(clock.withLock { $0 } >= 30 && clock.withLock { $0 } < 31)
    #expect(!FileManager.default.fileExists(atPath: lease))
  }

  @Test func aLeaseThatIsRenewedAllTheTimeIsNotBroken() throws {
    let clock = Mutex(0.0)
    let lease = folder + "/.dump.json.lease"
    let surroundings = FileSurroundings(
      monotonic: { clock.withLock { $0 } },
      pause: { seconds in
        clock.withLock { $0 += seconds }
        let text = "theirs \(clock.withLock { Int($0 / 10) })"
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: lease)) } catch {
          Issue.record(error)
        }
      }, nonce: { "mine" })
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: lease))
    let remote = FileRemote(path: path, surroundings: surroundings)
    #expect(kind { try remote.write(bytes("x"), ifStill: nil, operation: "a") } == .locked)
    #expect(try remote.read(unlessStill: nil) == .missing)
  }

  /// Whether a lease whose holder renews it every second is broken, judged by a clock that says `time` after so many
  /// seconds.
  private func isLiveLeaseBroken(judgedBy time: @escaping @Sendable (Double) -> Double) throws
    -> Bool
  {
    let clock = Mutex(0.0)
    let lease = folder + "/.dump.json.lease"
    let surroundings = FileSurroundings(
      monotonic: { time(clock.withLock { $0 }) },
      pause: { seconds in
        clock.withLock { $0 += seconds }
        let text = "theirs \(clock.withLock { Int($0) })"
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: lease)) } catch {
          Issue.record(error)
        }
      }, nonce: { "mine" })
    try Data("theirs 0".utf8).write(to: URL(fileURLWithPath: lease))
    let remote = FileRemote(path: path, surroundings: surroundings)
    return kind { try remote.write(bytes("x"), ifStill: nil, operation: "a") } != .locked
  }

  @Test func aLeaseJudgedByAClockThatIsSetWouldBeBrokenWhileItIsHeld() throws {
    #expect(try !isLiveLeaseBroken { $0 })
    // Somebody sets the wall clock on by 40 s: what is asked has to be a clock that nobody sets.
    #expect(try isLiveLeaseBroken { $0 < 0.3 ? $0 : $0 + 40 })
  }

  @Test func aFolderThatIsNotThereIsToldOf() {
    let remote = FileRemote(path: folder + "/none/dump.json")
    #expect(kind { try remote.read(unlessStill: nil) } == .noFolder)
    #expect(kind { try remote.write(bytes("x"), ifStill: nil, operation: "a") } == .noFolder)
  }

  @Test func aLinkStaysALink() throws {
    let target = folder + "/target.json"
    try Data("one".utf8).write(to: URL(fileURLWithPath: target))
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    guard case .content(_, let version, _) = try remote.read(unlessStill: nil) else { return }
    _ = try remote.write(bytes("two"), ifStill: version, operation: "a")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == target)
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("two".utf8))
  }

  @Test(arguments: [
    ("/a/b.json", "/a/b.json"), ("b.json", "/here/b.json"), ("~/b.json", "/home/me/b.json"),
    ("file:///a/b.json", "/a/b.json"), ("file:/a/b.json", "/a/b.json"),
  ])
  func aPathIsTakenFromWhereItIsMeant(_ text: String, _ path: String) throws {
    #expect(try RemoteLocation.path(text, from: "/here", home: "/home/me") == path)
  }

  @Test(arguments: ["ftp://a/b.json", "/a/b", "file://b.json"])
  func whatIsNoRemoteIsRefusedInASentence(_ text: String) {
    do {
      _ = try RemoteLocation.path(text, from: "/here", home: "/home/me")
      Issue.record("it was taken")
    } catch {
      #expect(error.sentence.hasPrefix("Taking \(text) for a remote: "))
    }
  }
}
