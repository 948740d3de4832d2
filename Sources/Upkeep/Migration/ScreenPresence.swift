import Synchronization
import System

/// Says to other programs that screens are open on a store, and how quick their pages are: in `NAME.screens` beside it,
/// which is locked as long as they are.
public final class ScreenPresence: Sendable {
  private struct Held: ~Copyable {
    var file: HeldFile
  }

  private struct Pages {
    /// The latest page times in milliseconds.
    var times: [Double] = []
    var isTold = true

    var mean: Double? {
      times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
    }
  }

  private let file: Mutex<HeldFile?>
  private let pages = Mutex(Pages())

  static let ending = ".screens"

  /// Does nothing where the file cannot be made: a migration then does not know of the screens, and could not write there
  /// either.
  ///
  /// - Parameter store: The store's path.
  public init(store: String) {
    guard store != ":memory:" else {
      file = Mutex(nil)
      return
    }
    do throws(SystemError) {
      file = Mutex(try HeldFile(store + Self.ending, shared: true))
    } catch {
      file = Mutex(nil)
    }
  }

  /// A page was asked for, and came after so many milliseconds.
  public func add(pageAfter milliseconds: Double) {
    pages.withLock { pages in
      pages.times.append(milliseconds)
      if pages.times.count > Thresholds.pagesLookedAt.count { pages.times.removeFirst() }
      pages.isTold = false
    }
  }

  /// Writes the mean page time down where others read it, if it has changed.
  public func tell() {
    let mean = pages.withLock { pages -> Double? in
      defer { pages.isTold = true }
      return pages.isTold ? nil : pages.mean
    }
    guard let mean else { return }
    let text = "\(Int(mean * 1000))"
    let padded = text + String(repeating: " ", count: max(0, Self.width - text.utf8.count))
    // Where it cannot be written, the mean that was told last stands.
    file.withLock { file in try? file?.say(padded) }
  }

  private static let width = 20

  /// The screens are closed.
  public func end() {
    file.withLock { file in
      guard let held = file.take() else { return }
      held.release()
    }
  }

  /// The mean page time of the screens that are open on a store, in milliseconds; 0 where they have not drawn one yet, nil
  /// where none are open.
  static func pages(of store: String) -> Double? {
    guard let text = HeldFile.said(at: store + ending) else { return nil }
    return (Double(text.filter { $0 != " " }) ?? 0) / 1000
  }
}
