import Synchronization
import Testing

@testable import Remotes

@Suite struct CurlTransportTests {
  @Test func withoutTheLibraryNothingIsSent() {
    let transport = CurlTransport(library: "/nowhere/libcurl.so") { false }
    #expect(throws: TransportError.noLibrary) {
      try transport.send(HTTPRequest(method: "GET", url: "http://127.0.0.1:1/"))
    }
  }

  @Test func whereNobodyListensNothingAnswers() {
    let transport = CurlTransport { false }
    #expect(throws: TransportError.unreachable("nothing answers there")) {
      try transport.send(HTTPRequest(method: "GET", url: "http://127.0.0.1:1/"))
    }
  }

  @Test func aHostThatIsNoneIsToldOf() {
    let transport = CurlTransport { false }
    #expect(throws: TransportError.unreachable("there is no such host, or no network")) {
      try transport.send(HTTPRequest(method: "GET", url: "http://no-host.invalid/"))
    }
  }

  @Test func whatIsNoHTTPIsRefused() {
    let transport = CurlTransport { false }
    #expect(throws: TransportError.self) {
      try transport.send(HTTPRequest(method: "GET", url: "file:///etc/hostname"))
    }
  }

  @Test func aTransferThatHangsEndsWithTheCancel() throws {
    let server = try SilentServer()
    let looks = Mutex(0)
    let transport = CurlTransport {
      looks.withLock {
        $0 += 1
        return $0 > 1
      }
    }
    #expect(throws: TransportError.cancelled) {
      try transport.send(HTTPRequest(method: "PUT", url: server.url, body: [1]))
    }
    #expect(looks.withLock { $0 } == 2)
  }

  @Test func tidyingUpAfterACancelIsTriedInHaste() throws {
    let server = try SilentServer()
    let transport = CurlTransport { true }
    var request = HTTPRequest(method: "DELETE", url: server.url)
    request.tidiesUp = true
    #expect(throws: TransportError.unreachable("it took too long")) {
      try transport.send(request)
    }
  }
}
