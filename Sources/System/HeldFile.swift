/// A small file whose lock says that its holder is there; the system lets go of the lock when a program ends, however it
/// does. The file is taken away by the last who holds it.
public struct HeldFile: ~Copyable, Sendable {
  private let file: OpenFile
  private let path: String

  /// How often the file is opened again that was taken away between opening and locking it.
  private static let tries = 10

  /// - Parameter shared: Whether others may hold it too.
  /// - Throws: ``SystemError``, which ``SystemError/isBusy`` where others hold it and it cannot be shared.
  public init(_ path: String, shared: Bool) throws(SystemError) {
    for _ in 1..<Self.tries {
      let file = try OpenFile(path, for: .both, .made)
      if let refusal = shared ? file.lockShared() : file.lock() { throw refusal }
      // Whoever held it before may have taken it away meanwhile: the lock then says nothing to others.
      let own = try file.status()
      guard let there = FileStatus(at: path), there.device == own.device,
        there.number == own.number
      else { continue }
      self.file = file
      self.path = path
      return
    }
    throw SystemError.noSuchFile
  }

  /// Writes what others may read of it, in place of what was there.
  public func say(_ text: String) throws(SystemError) {
    try file.write(Array(text.utf8)[...], at: 0)
  }

  /// What the one who holds the file says; nil where nobody does.
  public static func said(at path: String) -> String? {
    do throws(SystemError) {
      let file = try OpenFile.regular(path)
      guard let refusal = file.lock(), refusal.isBusy else { return nil }
      return String(decoding: try file.read(upTo: 256), as: UTF8.self)
    } catch {
      // What is not there is held by nobody.
      return nil
    }
  }

  /// Lets go of it.
  public consuming func release() {
    file.unlock()
    // Others may hold it still: it stays for them.
    if file.lock() == nil { FileSystem.discard(path) }
  }
}
