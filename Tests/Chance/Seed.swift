import Foundation

/// Where the random tests begin: where `TONNAGE_SEED` says, and otherwise where the commit does, so that every commit is
/// tried with other cases and a rerun repeats them.
public enum Seed {
  /// The first case of a random test; those after it count on from there. It is printed, with the line that runs a case
  /// again.
  public static let first: UInt64 = {
    let given = ProcessInfo.processInfo.environment["TONNAGE_SEED"].flatMap { UInt64($0) }
    let first = given ?? ofCommit ?? usual
    print("random cases begin at seed \(first); one of them again: \(again("SEED", "TEST"))")
    return first
  }()

  /// So many seeds, for the arguments of a test.
  public static func some(_ count: Int) -> [UInt64] { (0..<UInt64(count)).map { first &+ $0 } }

  /// The line that runs a case again, as its first.
  public static func again(_ seed: UInt64, _ test: String = #function) -> String {
    again("\(seed)", String(test.prefix { $0 != "(" }))
  }

  private static func again(_ seed: String, _ test: String) -> String {
    "TONNAGE_SEED=\(seed) .ci/test --filter \(test)"
  }

  /// What is taken where the sources are no checkout.
  private static let usual: UInt64 = 20_261_123

  /// The first digits of the commit's hash.
  private static let ofCommit: UInt64? = {
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
}
