import Foundation

/// What chance decides in a test, from a seed that is printed and can be given.
struct Draw {
  private var state: UInt64

  /// How often the program is killed: 50 times, or as `TONNAGE_KILLS` says.
  static var kills: Int {
    ProcessInfo.processInfo.environment["TONNAGE_KILLS"].flatMap { Int($0) } ?? 50
  }

  /// Begins with a seed made of the commit, so that every commit is tried with others; `TONNAGE_SEED` gives one again.
  static func ofTheCommit(_ name: String = #function) -> Draw {
    var draw = Draw(name, usual: commit ?? usual)
    // Seeds that differ in few bits begin alike.
    for _ in 0..<16 { _ = draw.next() }
    return draw
  }

  /// The first digits of the commit's hash, where the sources are a checkout.
  private static let commit: UInt64? = {
    let git = Process()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = [
      "git", "-C", (#filePath as NSString).deletingLastPathComponent, "rev-parse", "HEAD",
    ]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    do { try git.run() } catch { return nil }
    let hash = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    git.waitUntilExit()
    return UInt64(hash.prefix(15), radix: 16)
  }()

  private static let usual: UInt64 = 20_261_123

  /// Begins with the seed that `TONNAGE_SEED` gives, or with the usual one.
  init(_ name: String = #function) { self.init(name, usual: Self.usual) }

  private init(_ name: String, usual: UInt64) {
    state = ProcessInfo.processInfo.environment["TONNAGE_SEED"].flatMap { UInt64($0) } ?? usual
    if state == 0 { state = Self.usual }
    print("\(name): seed \(state)")
  }

  /// Marsaglia's xorshift: small, and the same everywhere.
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
