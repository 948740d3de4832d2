import Testing
import Training

@testable import Screens
@testable import Terminal

/// Every key that a binding names can be pressed: what a terminal sends for it is decoded to that key.
@Suite struct TypeableKeyTests {
  private static let all: [Key] = {
    let screens = Screen.allCases.flatMap { $0.kind.bindings.bindings.flatMap(\.keys) }
    let sequences = ShellBindings.table.bindings.flatMap(\.keys) + screens
    var seen: Set<Key> = []
    return sequences.flatMap(\.keys).filter { seen.insert($0).inserted }
  }()

  /// What a terminal of the xterm family sends, its keypad in the application's mode.
  private static let sent: [Key: String] = [
    .enter: "\r", .escape: "\u{1B}", .tab: "\t", .backTab: "\u{1B}[Z", .backspace: "\u{7F}",
    .delete: "\u{1B}[3~", .insert: "\u{1B}[2~", .up: "\u{1B}OA", .down: "\u{1B}OB",
    .right: "\u{1B}OC", .left: "\u{1B}OD", .home: "\u{1B}OH", .end: "\u{1B}OF",
    .pageUp: "\u{1B}[5~", .pageDown: "\u{1B}[6~", .function(1): "\u{1B}OP",
  ]

  private static func bytes(_ key: Key) -> String? {
    switch key {
    case .character(let character): String(character)
    case .alt(let character): "\u{1B}\(character)"
    case .control(let letter):
      letter.asciiValue.map { String(Unicode.Scalar($0 & 0x1F)) }
    default: sent[key]
    }
  }

  @Test func everyKeyOfEveryBindingIsDecodedFromWhatATerminalSends() throws {
    #expect(Self.all.count > 60)
    #expect(Self.all.contains(.alt("n")))
    for key in Self.all {
      let bytes = try #require(Self.bytes(key), "\(key)")
      var decoder = KeyDecoder()
      let raws = bytes.unicodeScalars.map { RawKey.character($0.value) }
      #expect(decoder.decode(raws) == [key], "\(key)")
    }
  }

  @Test func everyAltKeyOfEveryBindingIsItsBindingOnItsScreen() {
    var gym = AppGym()
    gym.receive(.log(busyPage()))
    gym.press("gl")
    gym.sent = []
    gym.press(.alt("n"))
    gym.type("all good")
    gym.press("Enter")
    #expect(gym.sent == [.workout(.edit(logId: "log", .noteWorkout("all good")))])
  }
}
