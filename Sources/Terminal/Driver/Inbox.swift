import Synchronization

/// Where background work leaves what it has to say: a queue that any thread may add to and the
/// loop empties. Adding wakes the loop. Never hop to the main actor instead: the loop's thread
/// waits for keys and runs nobody's queue.
public final class Inbox<Message: Sendable>: Sendable {
  private let pipe: WakePipe
  private let messages = Mutex<[Message]>([])

  init(pipe: WakePipe) {
    self.pipe = pipe
  }

  /// Adds a message and wakes the loop. From any thread; never waits for the loop.
  public func send(_ message: Message) {
    messages.withLock { $0.append(message) }
    pipe.wake()
  }

  /// All that has come, in the order it came.
  func take() -> [Message] {
    messages.withLock { messages in
      defer { messages.removeAll() }
      return messages
    }
  }
}
