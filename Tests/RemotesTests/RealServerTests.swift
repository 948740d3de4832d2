import Foundation
import Sync
import Testing

@testable import Remotes

@Suite(.serialized) struct RealServerTests {
  @Test(.enabled(if: RealServer.Kind.apache.isInstalled, "Apache is not installed"))
  func apacheKeepsTheContract() throws { try check(.apache) }

  @Test(.enabled(if: RealServer.Kind.apacheCompressing.isInstalled, "Apache is not installed"))
  func apacheThatCompressesKeepsTheContract() throws { try check(.apacheCompressing) }

  @Test(.enabled(if: RealServer.Kind.nginx.isInstalled, "nginx is not installed"))
  func nginxKeepsTheContract() throws { try check(.nginx) }

  @Test(.enabled(if: RealServer.Kind.rclone.isInstalled, "rclone is not installed"))
  func rcloneKeepsTheContract() throws { try check(.rclone) }

  @Test(
    .enabled(
      if: RealServer.Kind.apacheSelfSigned.isInstalled, "Apache or openssl is not installed"))
  func aCertificateThatNobodyHasSignedIsRefusedBeforeAnythingIsSent() throws {
    let server = try RealServer(.apacheSelfSigned)
    defer { #expect(throws: Never.self) { try server.stop() } }
    try server.wait()
    let credentials = Credentials(
      environment: [Credentials.userVariable: "me", Credentials.passwordVariable: "secret"])
    let remote = try remote(server.url, credentials)
    do {
      _ = try remote.write([1], ifStill: nil, operation: "a")
      Issue.record("it was written")
    } catch {
      #expect(error.kind == .other)
      #expect(error.sentence.contains("the server's certificate cannot be trusted"))
      #expect(error.sentence.contains("Nothing was sent"))
    }
    #expect(try server.names == [])
  }

  private func check(_ kind: RealServer.Kind) throws {
    let server = try RealServer(kind)
    defer { #expect(throws: Never.self) { try server.stop() } }
    try server.wait()
    let (remote, other) = (try remote(server.url), try remote(server.url))
    try RemoteContract(remote: remote, other: other, honours: kind.honoursPreconditions).check()
    #expect(try server.names == ["dump.json"])
  }

  /// With waits that are short: nobody else writes here.
  private func remote(_ url: String, _ credentials: Credentials = Credentials()) throws
    -> HTTPRemote
  {
    var surroundings = HTTPSurroundings.system()
    surroundings.pause = { seconds in Pause.sleep(seconds / 50) }
    return try HTTPRemote(url: url, credentials: credentials, surroundings: surroundings)
  }
}
