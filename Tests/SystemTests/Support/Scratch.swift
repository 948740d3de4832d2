import Foundation
import Testing

@testable import System

/// A folder of a test's own, which goes with it.
final class Scratch: Sendable {
  let path: String

  init() throws { path = try FileSystem.makeScratchFolder(NSTemporaryDirectory() + "system-") }

  deinit {
    // A test has failed by then, or nothing depends on it.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of something in it.
  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Puts a file there, by other means than those under test. Returns its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: callAsFunction(name)))
    return callAsFunction(name)
  }

  /// What a file holds, read by other means than those under test.
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: callAsFunction(name))))
  }
}

/// What goes wrong; nil where nothing does.
func failure(_ body: () throws -> Void) -> SystemError? {
  do {
    try body()
    return nil
  } catch let error as SystemError {
    return error
  } catch {
    Issue.record("\(error) is no error of the system's")
    return nil
  }
}
