import Terminal
import Testing
import Training

@testable import Screens
@testable import Terminal

/// What the terminal is told of a frame's colours: roles go through the theme at each depth.
@Suite struct ColourTests {
  /// The styles of every line as runs: `1-12 fg=… bg=… bold`.
  private func styles(_ frame: Frame, _ depth: ColorDepth) -> String {
    (0..<frame.size.height).map { y in
      var runs: [(first: Int, last: Int, text: String)] = []
      for x in 0..<frame.size.width {
        guard let cell = frame[x, y] else { continue }
        let style = Theme.standard.style(cell.role, cell.emphasis, depth: depth)
        let text = describe(style)
        if let last = runs.last, last.text == text {
          runs[runs.count - 1].last = x
        } else {
          runs.append((x, x, text))
        }
      }
      return runs.map { "\($0.first)-\($0.last) \($0.text)" }.joined(separator: "  ")
    }.joined(separator: "\n") + "\n"
  }

  private func describe(_ style: Style) -> String {
    "\(style.foreground) on \(style.background)"
      + style.emphasis.names.map { " " + $0 }.joined()
  }

  private func screens() -> [(String, AppGym)] {
    var today = AppGym()
    today.receive(.today(todayPage()))
    var log = AppGym()
    log.receive(.log(busyPage()))
    log.press("gl")
    var progress = AppGym()
    progress.press("gr")
    progress.receive(.progress(progressPage()))
    var history = AppGym()
    history.press("gh")
    history.receive(.history(historyPage()))
    return [("today", today), ("log", log), ("progress", progress), ("history", history)]
  }

  @Test func theColoursOfTheScreensAreAsKept() throws {
    for (name, gym) in screens() {
      let depths = [ColorDepth.indexed256, .sixteen, .none]
      let text = depths.map { "\($0)\n" + styles(gym.frame(), $0) }.joined()
      try expectKept(text, "colours-\(name)")
    }
  }

  @Test func withoutColoursNothingIsColouredAndTheFocusStillStandsOut() {
    for (name, gym) in screens() {
      let frame = gym.frame()
      let cells = (0..<24).flatMap { y in (0..<80).compactMap { frame[$0, y] } }
      let used = Set(cells.map { Theme.standard.style($0.role, $0.emphasis, depth: .none) })
      #expect(used.allSatisfy { $0.foreground == .terminal && $0.background == .terminal })
      #expect(used.contains { $0.emphasis.contains(.reverse) }, "\(name)")
    }
  }
}
