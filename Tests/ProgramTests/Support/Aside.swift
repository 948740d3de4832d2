import Foundation
import Synchronization
import Testing

/// Runs tests on threads of their own: those that wait for the program would hold up the few threads that all others
/// share.
struct Aside: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    try await withTaskExecutorPreference(Threads.all) { try await function() }
  }

  /// Three threads, which take what is to be done in its turn.
  private final class Threads: TaskExecutor {
    static let all = Threads(3)

    private let waiting = Mutex<[UnownedJob]>([])
    private let signal = DispatchSemaphore(value: 0)

    init(_ count: Int) {
      for _ in 0..<count {
        let thread = Thread { [unowned self] in
          while true {
            signal.wait()
            let job = waiting.withLock { $0.removeFirst() }
            job.runSynchronously(on: asUnownedTaskExecutor())
          }
        }
        thread.stackSize = 8 << 20
        thread.start()
      }
    }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      waiting.withLock { $0.append(job) }
      signal.signal()
    }
  }
}

extension Trait where Self == Aside {
  /// For tests that wait for the program more than they compute.
  static var aside: Self { Self() }
}
