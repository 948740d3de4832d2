import FrameText
import Terminal
import Testing
import Training

@testable import Screens

/// The whole of the screens with a keyboard before it; what it asks for is noted, and answered by the test.
struct AppGym {
  var app: App
  /// All effects, in their order.
  var sent: [Effect] = []

  init(_ shared: Shared = logShared(), start: Start = .today) {
    app = App(shared: shared, start: start)
    sent = app.open()
  }

  /// Presses keys by name, one after another; `type` them where they are text.
  mutating func press(_ names: String...) {
    for name in names {
      for key in KeySequence(stringLiteral: name).keys { press(key) }
    }
  }

  mutating func press(_ key: Key) { sent += app.handle(.key(key)) }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  mutating func click(_ x: Int, _ y: Int) {
    press(.mouse(Mouse(.click, x: x, y: y)))
  }

  mutating func scroll(_ kind: Mouse.Kind) {
    press(.mouse(Mouse(kind, x: 5, y: 5)))
  }

  mutating func resize(_ width: Int, _ height: Int) {
    sent += app.handle(.resized(Size(width: width, height: height)))
  }

  mutating func receive(_ outcomes: Outcome...) {
    for outcome in outcomes { sent += app.handle(.outcome(outcome)) }
  }

  mutating func wait(_ seconds: Double) {
    sent += app.handle(.tick(app.state.shared.now.advanced(bySeconds: seconds)))
  }

  // Looking

  var message: String? { app.state.message?.text }

  func frame(_ width: Int = 80, _ height: Int = 24) -> Frame {
    app.view(size: Size(width: width, height: height))
  }

  func line(containing text: String, width: Int = 80, height: Int = 24) -> String? {
    frame(width, height).lines.first { $0.contains(text) }
  }

  func shows(_ text: String, width: Int = 80, height: Int = 24) -> Bool {
    line(containing: text, width: width, height: height) != nil
  }

  /// The line that the cursor is on.
  var row: String {
    let frame = frame()
    return frame.cursor.map { frame.lines[$0.y] } ?? ""
  }

  /// Compares the screen at three sizes with what is kept; in ASCII nothing else may stand there.
  func expectGoldens(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let sizes = [(60, 15), (80, 24), (120, 40)].map { Size(width: $0.0, height: $0.1) }
    try ScreensTests.expectGoldens(name, sizes: sizes, sourceLocation: sourceLocation) {
      size, glyphs in
      var app = app
      app.state.shared.glyphs = glyphs
      let frame = app.view(size: size)
      guard glyphs == .ascii else { return frame }
      // Outside text and quotation marks are spelled in ASCII by the driver.
      let names = Set((hostileNames.joined() + "“”—").unicodeScalars)
      let foreign = frame.lines.joined().unicodeScalars
        .filter { !$0.isASCII && !names.contains($0) }
      #expect(foreign.isEmpty, "\(name) in ASCII", sourceLocation: sourceLocation)
      return frame
    }
  }
}
