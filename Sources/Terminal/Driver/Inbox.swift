internal import CNcurses

/// Where background work leaves what it has to say: a queue that any thread may add to and the
/// loop empties. Adding wakes the loop. Never hop to the main actor instead: the loop's thread
/// waits for keys and runs nobody's queue.
///
/// Unchecked, because `messages` is touched only under the lock.
public final class Inbox<Message: Sendable>: @unchecked Sendable {
  private let lock = tonnage_lock_make()
  private let pipe: WakePipe
  private var messages: [Message] = []

  init(pipe: WakePipe) {
    self.pipe = pipe
  }

  deinit { tonnage_lock_free(lock) }

  /// Adds a message and wakes the loop. From any thread; never waits for the loop.
  public func send(_ message: Message) {
    tonnage_lock_take(lock)
    messages.append(message)
    tonnage_lock_give(lock)
    pipe.wake()
  }

  /// All that has come, in the order it came.
  func take() -> [Message] {
    tonnage_lock_take(lock)
    defer { tonnage_lock_give(lock) }
    let taken = messages
    messages.removeAll()
    return taken
  }
}
