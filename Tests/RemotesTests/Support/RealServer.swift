import Foundation
import Synchronization

@testable import Remotes

/// A WebDAV server that is installed on this machine, started on loopback for one test.
struct RealServer {
  enum Kind: String, CaseIterable, Sendable {
    case apache, apacheCompressing, apacheSelfSigned, nginx, rclone

    /// Its program; nil where it is not installed.
    var program: String? {
      switch self {
      case .apache, .apacheCompressing, .apacheSelfSigned: RealServer.program("apache2")
      case .nginx, .rclone: RealServer.program(rawValue)
      }
    }

    var isInstalled: Bool {
      program != nil && (self != .apacheSelfSigned || RealServer.program("openssl") != nil)
    }

    /// Whether it looks at `If-Match` and `If-None-Match` of a PUT.
    var honoursPreconditions: Bool { self != .nginx && self != .rclone }
  }

  let url: String
  private let process: Process
  private let folder: String

  /// The first of that name that is there.
  private static func program(_ name: String) -> String? {
    ["/usr/sbin/", "/usr/bin/", "/usr/local/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  init(_ kind: Kind) throws {
    // Beside the root's own folder: servers that drop their rights must be able to enter.
    folder = "/tmp/tonnage-dav-" + UUID().uuidString
    let files = FileManager.default
    try files.createDirectory(atPath: folder + "/files", withIntermediateDirectories: true)
    try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
    try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder + "/files")
    let port = try Self.freePort()
    url = "http\(kind == .apacheSelfSigned ? "s" : "")://127.0.0.1:\(port)/dump.json"
    process = Process()
    process.executableURL = URL(fileURLWithPath: try Self.found(kind.program))
    if kind == .apacheSelfSigned { try Self.makeCertificate(in: folder) }
    let configuration = folder + "/server.conf"
    let text = Self.configuration(kind, folder, port)
    try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
    process.arguments =
      switch kind {
      case .apache, .apacheCompressing, .apacheSelfSigned: ["-f", configuration, "-DFOREGROUND"]
      case .nginx: ["-c", configuration, "-p", folder]
      case .rclone:
        [
          "serve", "webdav", "--config", configuration, "--addr", "127.0.0.1:\(port)",
          folder + "/files",
        ]
      }
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
  }

  /// Waits until it answers.
  func wait() throws {
    let transport = CurlTransport { false }
    for _ in 0..<200 {
      do throws(TransportError) {
        _ = try transport.send(HTTPRequest(method: "GET", url: url))
        return
      } catch {
        // Something that answers is told from nothing by its certificate.
        if case .certificate = error { return }
        Pause.sleep(0.05)
      }
    }
    throw Silent()
  }

  struct Silent: Error {}

  func stop() throws {
    // Its whole group, and by what cannot be blocked: it has the tests' signal mask, which holds back a polite end.
    guard kill(-process.processIdentifier, SIGKILL) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ESRCH)
    }
    process.waitUntilExit()
    try FileManager.default.removeItem(atPath: folder)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder + "/files") }
  }

  private static func found(_ program: String?) throws -> String {
    guard let program else { throw POSIXError(.ENOENT) }
    return program
  }

  /// A certificate that is signed with its own key.
  private static func makeCertificate(in folder: String) throws {
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: try found(program("openssl")))
    openssl.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-addext",
      "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", folder + "/key.pem", "-out",
      folder + "/certificate.pem",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
  }

  private static func configuration(_ kind: Kind, _ folder: String, _ port: UInt16) -> String {
    switch kind {
    case .apache: apache(folder, port)
    case .apacheCompressing:
      apache(folder, port) + """

        LoadModule filter_module \(modules)/mod_filter.so
        LoadModule deflate_module \(modules)/mod_deflate.so
        SetOutputFilter DEFLATE
        """
    case .apacheSelfSigned:
      apache(folder, port) + """

        LoadModule ssl_module \(modules)/mod_ssl.so
        SSLEngine on
        SSLCertificateFile \(folder)/certificate.pem
        SSLCertificateKeyFile \(folder)/key.pem
        """
    case .nginx:
      """
      daemon off;
      error_log /dev/null;
      pid \(folder)/pid;
      events {}
      http {
        access_log off;
        client_body_temp_path \(folder)/body;
        proxy_temp_path \(folder)/proxy;
        fastcgi_temp_path \(folder)/fastcgi;
        uwsgi_temp_path \(folder)/uwsgi;
        scgi_temp_path \(folder)/scgi;
        client_max_body_size 64m;
        server {
          listen 127.0.0.1:\(port);
          root \(folder)/files;
          dav_methods PUT DELETE;
        }
      }
      """
    case .rclone: ""
    }
  }

  private static let modules = "/usr/lib/apache2/modules"

  private static func apache(_ folder: String, _ port: UInt16) -> String {
    """
    ServerName localhost
    Listen 127.0.0.1:\(port)
    PidFile \(folder)/pid
    ErrorLog /dev/null
    Mutex file:\(folder)
    DefaultRuntimeDir \(folder)
    LoadModule mpm_event_module \(modules)/mod_mpm_event.so
    LoadModule authz_core_module \(modules)/mod_authz_core.so
    LoadModule dav_module \(modules)/mod_dav.so
    LoadModule dav_fs_module \(modules)/mod_dav_fs.so
    DavLockDB \(folder)/locks
    DocumentRoot \(folder)/files
    User nobody
    Group nogroup
    <Directory \(folder)/files>
      Dav On
      Require all granted
    </Directory>
    """
  }

  /// A port that nobody listens on just now.
  private static func freePort() throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    return UInt16(bigEndian: address.sin_port)
  }
}
