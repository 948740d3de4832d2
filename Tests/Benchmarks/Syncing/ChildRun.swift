import Foundation

/// A program run to its end: how long it took, and the most memory it had.
struct ChildRun {
  let duration: Duration
  /// Resident, in megabytes of 1,048,576 bytes.
  let peak: Double

  /// Microseconds between two looks at its memory.
  private static let pause: UInt32 = 500

  /// - Parameter mayEnd: The statuses that it may end with.
  /// - Throws: ``Mistake`` where it ends with another.
  init(_ path: String, _ arguments: [String], home: String, mayEnd: Set<Int32> = [0]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    let words = ([path] + arguments).map { text in strdup(text) } + [nil]
    let values = Terminal.environment(home: home).map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + values { free(text) } }
    let start = ContinuousClock.now
    var process = pid_t()
    guard posix_spawn(&process, path, &actions, nil, words, values) == 0 else {
      throw Mistake("\(path) could not be started.")
    }
    var (status, usage) = (Int32(0), rusage())
    #if os(Linux)
      // What the system says at the end counts this program's own memory, which the child had before it became another.
      var highest = 0.0
      while true {
        let ended = wait4(process, &status, WNOHANG, &usage)
        if ended == process { break }
        guard ended == 0 else { throw Mistake("\(path) could not be waited for.") }
        // There is none any more between its end and the next look.
        highest = max(highest, (try? MemoryFigure.status(process, "VmHWM")) ?? 0)
        usleep(Self.pause)
      }
      duration = ContinuousClock.now - start
      peak = highest
    #else
      guard wait4(process, &status, 0, &usage) == process else {
        throw Mistake("\(path) could not be waited for.")
      }
      duration = ContinuousClock.now - start
      peak = Double(usage.ru_maxrss) / 1_048_576
    #endif
    // The low byte is the signal that ended it, if one did; the one above, its status.
    guard status & 0xFF == 0, mayEnd.contains(status >> 8) else {
      throw Mistake("\(([path] + arguments).joined(separator: " ")) ended with status \(status).")
    }
  }

  var milliseconds: Double { duration / .milliseconds(1) }
}
