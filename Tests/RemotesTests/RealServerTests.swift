import Foundation
import Sync
import Testing

@testable import Remotes

@Suite(.serialized) struct RealServerTests {
  @Test(arguments: RealServer.Kind.allCases)
  func aRealServerKeepsTheContract(_ kind: RealServer.Kind) throws {
    guard let program = kind.program else {
      print("\(kind.rawValue) is not installed, and was not tried.")
      return
    }
    let server = try RealServer(kind, program: program)
    defer { #expect(throws: Never.self) { try server.stop() } }
    try server.wait()
    let (remote, other) = (try remote(server.url), try remote(server.url))
    try RemoteContract(remote: remote, other: other, honours: kind.honoursPreconditions).check()
    #expect(try server.names == ["dump.json"])
  }

  /// With waits that are short: nobody else writes here.
  private func remote(_ url: String) throws -> HTTPRemote {
    var surroundings = HTTPSurroundings.system()
    surroundings.pause = { seconds in Pause.sleep(seconds / 50) }
    return try HTTPRemote(url: url, credentials: Credentials(), surroundings: surroundings)
  }
}
