import Dispatch
import Foundation
import Synchronization

/// Something done on a thread of its own, beside what the test waits for: the threads that tests run on are few, and one
/// that waits in a system call gives none of them free.
final class Beside: Sendable {
  private let done = DispatchSemaphore(value: 0)
  private let failure = Mutex<(any Error)?>(nil)

  init(_ body: @escaping @Sendable () throws -> Void) {
    Thread.detachNewThread { [self] in
      do { try body() } catch { failure.withLock { $0 = error } }
      done.signal()
    }
  }

  /// Waits for its end; throws what it threw.
  func wait() throws {
    done.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
