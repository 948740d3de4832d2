import Foundation
import Sync
import Synchronization
import Testing

@testable import Remotes

/// What happens while a large dump is written.
@Suite struct FileWritingTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }
  private var path: String { folder + "/dump.json" }
  private var lease: String { folder + "/.dump.json.lease" }
  private let files = FileManager.default
  /// More than two portions.
  private let large = [UInt8](repeating: 7, count: 9 << 20)

  init() throws {
    scratch = try ScratchFolder("writing")
  }

  /// A remote whose clock goes on by four seconds at each look, and that says before each portion how often it did.
  private func remote(
    before: @escaping @Sendable (Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> FileRemote {
    let clock = Mutex(0.0)
    let portions = Mutex(0)
    let lease = lease
    var surroundings = FileSurroundings.system()
    surroundings.monotonic = {
      clock.withLock {
        $0 += 4
        return $0
      }
    }
    surroundings.isCancelled = {
      if FileManager.default.fileExists(atPath: lease) {
        before(
          portions.withLock {
            $0 += 1
            return $0
          })
      }
      return isCancelled()
    }
    return FileRemote(path: path, surroundings: surroundings)
  }

  private func written(_ text: String, to path: String) -> Bool {
    files.createFile(atPath: path, contents: Data(text.utf8))
  }

  private var names: [String] { get throws { try files.contentsOfDirectory(atPath: folder) } }

  @Test func theLeaseIsRenewedWhileALargeDumpIsWritten() throws {
    let texts = Mutex<[Data]>([])
    let lease = lease
    let remote = remote(before: { _ in
      texts.withLock { $0.append(FileManager.default.contents(atPath: lease) ?? Data()) }
    })
    _ = try remote.write(large, ifStill: nil, operation: "a")
    let seen = texts.withLock { $0 }
    #expect(Set(seen).count > 1 && Set(seen.map(\.count)).count == 1)
    #expect(try names == ["dump.json"])
  }

  @Test func aLeaseThatWasLostMeanwhileStopsTheWrite() throws {
    let lease = lease
    let remote = remote(before: { portion in
      guard portion == 2 else { return }
      _ = FileManager.default.createFile(atPath: lease, contents: Data("someone else's".utf8))
    })
    #expect(refusal { try remote.write(large, ifStill: nil, operation: "a") } == .lostRace)
    #expect(try names == [".dump.json.lease"])
  }

  @Test func aDumpThatChangedWhileTheOtherWasWrittenIsLeft() throws {
    let version = try FileRemote(path: path).write([1], ifStill: nil, operation: "a")
    let path = path
    let remote = remote(before: { portion in
      guard portion == 3 else { return }
      _ = FileManager.default.createFile(atPath: path, contents: Data("by a service".utf8))
    })
    #expect(refusal { try remote.write(large, ifStill: version, operation: "b") } == .lostRace)
    #expect(files.contents(atPath: path) == Data("by a service".utf8))
    #expect(try names == ["dump.json"])
  }

  @Test(arguments: [1, 2, 3])
  func aWriteThatIsCancelledLeavesTheDumpAsItWasAndNothingBeside(_ portion: Int) throws {
    let version = try FileRemote(path: path).write([1], ifStill: nil, operation: "a")
    let reached = Mutex(0)
    let remote = remote(
      before: { number in reached.withLock { $0 = number } },
      isCancelled: { reached.withLock { $0 >= portion } })
    #expect(refusal { try remote.write(large, ifStill: version, operation: "b") } == .cancelled)
    #expect(files.contents(atPath: path) == Data([1]))
    #expect(try names == ["dump.json"])
  }

  @Test func whoWaitsForALeaseCanCancel() throws {
    #expect(written("theirs", to: lease))
    var surroundings = FileSurroundings.system()
    let looks = Mutex(0)
    surroundings.pause = { _ in looks.withLock { $0 += 1 } }
    surroundings.isCancelled = { looks.withLock { $0 > 2 } }
    let remote = FileRemote(path: path, surroundings: surroundings)
    #expect(refusal { try remote.write([1], ifStill: nil, operation: "a") } == .cancelled)
    #expect(try names == [".dump.json.lease"])
  }

  @Test func aWaitThatIsCancelledIsOver() {
    Pause.sleep(100_000, unless: { true })
  }

  // MARK: Rights

  private func mode(_ path: String) throws -> Int? {
    try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: [0o600, 0o640, 0o664, 0o666])
  func theRightsOfADumpStayAsTheyWereWhateverTheUmaskIs(_ rights: Int) throws {
    let remote = FileRemote(path: path)
    let version = try remote.write([1], ifStill: nil, operation: "a")
    #expect(try mode(path) == 0o600)
    try files.setAttributes([.posixPermissions: rights], ofItemAtPath: path)
    _ = try remote.write([2], ifStill: version, operation: "b")
    #expect(try mode(path) == rights)
  }

  @Test func aNewDumpInAFolderThatAGroupSharesIsTheGroups() throws {
    try files.setAttributes([.posixPermissions: 0o2770], ofItemAtPath: folder)
    _ = try FileRemote(path: path).write([1], ifStill: nil, operation: "a")
    #expect(try mode(path) == 0o660)
    #expect(FileRights.of(folderMode: 0o770) == .own && FileRights.of(folderMode: 0o2750) == .own)
  }

  @Test func whereTheGroupCannotBeHadItsRightsAreThoseOfEveryone() {
    #expect(FileRights(mode: 0o660, group: 1).withoutGroup == 0o600)
    #expect(FileRights(mode: 0o664, group: 1).withoutGroup == 0o644)
    #expect(FileRights(mode: 0o644, group: 1).withoutGroup == 0o644)
  }

  // MARK: What lies beside it

  @Test func whatAKilledWriteLeftIsTakenAwayOnceItIsOlderThanALease() throws {
    let (old, new, other) = (".dump.json.a.new", ".dump.json.b.new", ".other.json.c.new")
    for name in [old, new, other] { #expect(written("half", to: folder + "/" + name)) }
    for name in [old, other] {
      try files.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: folder + "/" + name)
    }
    _ = try FileRemote(path: path).write([1], ifStill: nil, operation: "a")
    #expect(try names.sorted() == [new, other, "dump.json"])
  }

  @Test func whatIsTooLargeIsRefusedByItsSizeAlone() throws {
    #expect(written("{}", to: path))
    // A hole, not bytes.
    try #require(FileHandle(forWritingAtPath: path))
      .truncate(atOffset: UInt64(FileRemote.byteLimit) + 1)
    do {
      _ = try FileRemote(path: path).read(unlessStill: nil)
      Issue.record("it was read")
    } catch {
      #expect(error.kind == .tooLarge && error.sentence.contains("dump.json"))
    }
  }

  @Test func aReadThatIsCancelledEndsAsOne() throws {
    #expect(written("{}", to: path))
    var surroundings = FileSurroundings.system()
    surroundings.isCancelled = { true }
    let remote = FileRemote(path: path, surroundings: surroundings)
    #expect(refusal { try remote.read(unlessStill: nil) } == .cancelled)
  }
}
