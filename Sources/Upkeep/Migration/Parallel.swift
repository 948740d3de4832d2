import Dispatch
import Synchronization

/// Work on values, spread over the cores.
enum Parallel {
  /// The results in the order of the values. Of several errors the first value's is thrown.
  static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value], atOnce most: Int = .max, _ body: @Sendable (Value) throws -> Result
  ) throws -> [Result] {
    guard values.count > 1, most > 1 else { return try values.map(body) }
    let results = Mutex<[Swift.Result<Result, any Error>?]>(
      Array(repeating: nil, count: values.count))
    DispatchQueue.concurrentPerform(iterations: values.count) { index in
      let result = Swift.Result { try body(values[index]) }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
  }
}

/// What is worked out on another thread, once it is there.
final class Promise<Value: Sendable>: Sendable {
  /// Until it is worked out, that it is not.
  private let result = Mutex<Result<Value, any Error>>(.failure(Unfinished()))
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async {
      let result = Result { try body() }
      self.result.withLock { $0 = result }
      self.done.signal()
    }
  }

  /// Waits for it; to be asked once.
  func get() throws -> Value {
    done.wait()
    return try result.withLock { $0 }.get()
  }

  private struct Unfinished: Error {}
}
