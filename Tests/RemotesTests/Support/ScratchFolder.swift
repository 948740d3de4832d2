import Foundation

/// A folder of a test's own, which goes away with it.
final class ScratchFolder: Sendable {
  let path: String

  init(_ name: String) throws {
    path = NSTemporaryDirectory() + "\(name)-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      preconditionFailure("\(path) cannot be taken away: \(error)")
    }
  }
}
