public import Store
import System

/// Only one program migrates a store at a time.
public enum MigrationLock {
  static let ending = ".migrating"

  /// Runs `body` while no other program migrates the store.
  ///
  /// - Throws: ``MigrationError/isRunning(path:)``; what `body` throws.
  public static func hold<Result>(_ store: Store, _ body: () throws -> Result) throws -> Result {
    guard store.path != ":memory:" else { return try body() }
    let file: HeldFile
    do throws(SystemError) {
      file = try HeldFile(store.path + ending, shared: false)
    } catch {
      if error.isBusy { throw MigrationError.isRunning(path: store.path) }
      // Where no file can be made nothing can be written either, and that says it better.
      return try body()
    }
    let result = Swift.Result { try body() }
    file.release()
    return try result.get()
  }
}
