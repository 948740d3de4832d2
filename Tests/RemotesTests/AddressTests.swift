import Sync
import Synchronization
import Testing

@testable import Remotes

@Suite struct AddressTests {
  @Test func anAddressIsShownWithoutItsUser() throws {
    let address = try HTTPAddress("HTTPS://me@Cloud.example:8443/a/b.json?x=1#y")
    #expect(address.text == "https://cloud.example:8443/a/b.json?x=1")
    #expect(address.user == "me" && address.host == "cloud.example")
    #expect(address.beside(".lease").text == "https://cloud.example:8443/a/b.json.lease?x=1")
    #expect(try HTTPAddress("http://[::1]:80").host == "::1")
  }

  @Test(arguments: [
    ("https://me@h/a.json?token=secret", "https://h/a.json?…"),
    ("https://me:secret@h:8443/a.json#secret", "https://h:8443/a.json"),
    ("ftp://me:secret@h", "ftp://h"), ("https://h?token=secret", "https://h?…"),
    ("/a/b?c.json", "/a/b?c.json"), ("https://h/a@b.json", "https://h/a@b.json"),
  ])
  func whatMayBeSecretIsNotShown(_ location: String, _ shown: String) {
    #expect(RemoteAddress.shown(location) == shown)
  }

  @Test func aSecretQueryIsSentAndNeverShown() throws {
    let text = "https://me@h/a.json?token=secret"
    let server = ScriptedServer()
    let remote = try HTTPRemote(
      url: text, credentials: Credentials(), surroundings: StillClock().surroundings,
      transport: server)
    #expect(remote.location == "https://h/a.json?…")
    server.state.withLock {
      $0.script =
        [.success(HTTPResponse(status: 500))]
        + Array(repeating: .success(HTTPResponse(status: 403)), count: 9)
    }
    do {
      _ = try remote.read(unlessStill: nil)
      Issue.record("it was read")
    } catch {
      #expect(error.sentence.contains("https://h/a.json?…") && !error.sentence.contains("secret"))
    }
    #expect(server.requests.first?.url == "https://h/a.json?token=secret")
    for wrong in ["https://h/a?token=secret", "ftp://h/a.json?token=secret"] {
      do {
        _ = try RemoteLocation.remote(at: wrong, from: "/", home: "/")
        Issue.record("it was taken")
      } catch { #expect(!error.sentence.contains("secret")) }
    }
  }

  @Test func whatIsShownIsNoAddress() {
    do {
      _ = try RemoteLocation.path("https://h/a.json?…", from: "/", home: "/")
      Issue.record("it was taken")
    } catch { #expect(error.problem.contains("is missing: it is not shown here")) }
  }

  @Test(arguments: [
    ("b.json", "https://h/a/b.json"), ("/b.json", "https://h/b.json"),
    ("//g/b.json", "https://g/b.json"), ("http://g", "http://g/"),
  ])
  func aRedirectIsTakenFromWhereItIsMeant(_ location: String, _ text: String) throws {
    #expect(try HTTPAddress("https://h/a/x.json").redirected(to: location)?.text == text)
  }

  @Test(arguments: [
    ("https://me:secret@h/a.json", "it has a password in it"), ("https:///a.json", "no host"),
    ("https://h/a", "ends in .json"), ("https://h/a b.json", "spaces or control characters"),
    ("gopher://h/a.json", "it has to be a path, or a file:, http: or https: URL"),
  ])
  func aWrongAddressIsRefusedInASentenceWithoutThePassword(_ text: String, _ words: String) {
    do {
      _ = try RemoteLocation.remote(at: text, from: "/", home: "/")
      Issue.record("it was taken")
    } catch {
      #expect(error.sentence.contains(words) && !error.sentence.contains("secret"))
    }
  }

  @Test func aLocationIsAFileOrAServer() throws {
    #expect(try RemoteLocation.remote(at: "a.json", from: "/x", home: "/") is FileRemote)
    let web = try RemoteLocation.remote(at: "https://me@h/a.json", from: "/x", home: "/")
    #expect(web is HTTPRemote && web.location == "https://h/a.json")
  }

  @Test func headersAreReadFromTheirLines() {
    let headers = HTTPResponse.headers("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nodd\r\nX-Y:z: 1\r\n\r\n")
    #expect(headers == ["etag": "\"a\"", "x-y": "z: 1"])
  }
}
