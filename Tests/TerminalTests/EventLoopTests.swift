import Foundation
import Testing

@testable import Terminal

extension DriverTests {
  /// The loop on a pipe instead of a keyboard, with signals sent to this process.
  @MainActor @Suite(.serialized) struct EventLoopTests {
    private func withLoop(
      _ body: (EventLoop<Int>, FileHandle, NcursesDriver) throws -> Void
    ) throws {
      let keyboard = Pipe()
      let null = try #require(FileHandle(forWritingAtPath: "/dev/null"))
      var options = NcursesDriver.Options()
      options.requiresTerminal = false
      let driver = try NcursesDriver(
        environment: ["TERM": "xterm-256color"], options: options,
        input: keyboard.fileHandleForReading.fileDescriptor, output: null.fileDescriptor)
      defer { driver.close() }
      let loop = EventLoop<Int>(driver: driver)
      try body(loop, keyboard.fileHandleForWriting, driver)
    }

    @Test func messagesArriveInOrderFromAnyThread() throws {
      try withLoop { loop, _, _ in
        let inbox = loop.inbox
        let thread = Thread {
          for number in 0..<100 { inbox.send(number) }
        }
        thread.start()
        var received: [Int] = []
        while received.count < 100 {
          for case .message(let number) in loop.next(within: 5000) { received.append(number) }
        }
        #expect(received == Array(0..<100))
      }
    }

    @Test func theDeadlineComesWhenNothingElseDoes() throws {
      try withLoop { loop, _, _ in
        #expect(loop.next(within: 0) == [.deadline])
        #expect(loop.next(within: 1) == [.deadline])
      }
    }

    @Test func aDeadlineThatIsOverIsToldTogetherWithKeys() throws {
      try withLoop { loop, keyboard, _ in
        try keyboard.write(contentsOf: Data("jj".utf8))
        #expect(
          loop.next(within: 0) == [.key(.character("j")), .key(.character("j")), .deadline])
      }
    }

    @Test func signalsAreEvents() throws {
      try withLoop { loop, _, driver in
        for (number, event) in [
          (SIGWINCH, Event<Int>.resized(driver.size)), (SIGCONT, .resized(driver.size)),
          (SIGTSTP, .stop), (SIGTERM, .ended(.signal(SIGTERM))),
        ] {
          raise(number)
          #expect(loop.next(within: 5000) == [event])
        }
      }
    }

    @Test func controlZIsAKeyInItsTurn() throws {
      try withLoop { loop, keyboard, driver in
        try keyboard.write(contentsOf: Data("a\u{1A}q".utf8))
        #expect(
          loop.next(within: 5000) == [
            .key(.character("a")), .key(.control("z")), .key(.character("q")),
          ])
        driver.suspend(stopping: {})
      }
    }

    @Test func aKeyboardThatIsGoneIsToldOnceAndMessagesStillCome() throws {
      try withLoop { loop, keyboard, _ in
        try keyboard.close()
        #expect(loop.next() == [.ended(.hangup)])
        loop.inbox.send(7)
        #expect(loop.next(within: 5000) == [.message(7)])
        #expect(loop.next(within: 1) == [.deadline])
      }
    }

    @Test func clicksAndTheWheelHavePlaces() throws {
      try withLoop { loop, keyboard, _ in
        let reports = ["\u{1B}[<0;1;1M", "\u{1B}[<64;2;3M"]
        let events = [Mouse(.click, x: 0, y: 0), Mouse(.wheelUp, x: 1, y: 2)]
        for (report, mouse) in zip(reports, events) {
          try keyboard.write(contentsOf: Data(report.utf8))
          #expect(loop.next(within: 5000) == [.key(.mouse(mouse))])
        }
      }
    }

    @Test func aPasteWhoseEndNeverComesIsEndedByTime() throws {
      try withLoop { loop, keyboard, _ in
        try keyboard.write(contentsOf: Data("\u{1B}[200~abc".utf8))
        #expect(loop.next(within: 5000) == [])
        #expect(loop.next() == [.key(.paste("abc"))])
      }
    }

    @Test func aClosedKeyboardEndsTheProgram() throws {
      try withLoop { loop, keyboard, _ in
        try keyboard.close()
        #expect(loop.next() == [.ended(.hangup)])
      }
    }

    @Test func theExitStatusTellsTheSignal() {
      #expect(EndCause.signal(SIGTERM).status == 143)
      #expect(EndCause.hangup.status == 129)
    }

    @Test func aPairThatCouldNotBeMadeIsNeverDrawnWith() {
      var made: [Int32] = []
      var palette = Palette(theme: .standard, depth: .indexed256) { number, _, _ in
        guard number < 2 else { return false }
        made.append(number)
        return true
      }
      #expect(palette.ink(.good, []) == Ink(emphasis: [], pair: 1))
      #expect(palette.ink(.good, []) == Ink(emphasis: [], pair: 1))
      #expect(palette.ink(.bad, []) == Ink(emphasis: [], pair: 0))
      #expect(palette.ink(.restFlash, []) == Ink(emphasis: [.bold, .reverse], pair: 0))
      #expect(made == [1])
    }

    @Test func inDirectColourPairsAreOfComponents() {
      var colors: [[Int32]] = []
      let theme = Theme(
        name: "x",
        styles: [
          .text: Style(.rgb(0, 0, 3), on: .named(12)), .good: Style(.named(2), on: .indexed(75)),
        ])
      var palette = Palette(theme: theme, depth: .direct) { _, foreground, background in
        colors.append([foreground, background])
        return true
      }
      #expect(palette.ink(.text, []).pair == 1)
      #expect(palette.ink(.good, []).pair == 2)
      #expect(colors == [[16, 0x5C5CFF], [2, 0x5FAFFF]])
    }
  }
}
