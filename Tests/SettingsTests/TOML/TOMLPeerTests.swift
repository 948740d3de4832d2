import Foundation
import Testing

@testable import Settings

/// Python's `tomllib`, which reads the same texts. It has to be Python 3.11 or later.
private enum Peer {
  /// Reads texts in base64, a line each, and answers each with a line: `!`, or what the text says.
  private static let program = #"""
    import base64, datetime, struct, sys, tomllib
    def hexed(text): return text.encode('utf-8', 'surrogatepass').hex()
    def clock(t): return '%02d:%02d:%02d.%06d' % (t.hour, t.minute, t.second, t.microsecond)
    def say(v):
        if isinstance(v, bool): return 'b1' if v else 'b0'
        if isinstance(v, int):
            if not -2**63 <= v < 2**63: raise ValueError
            return 'i%d' % v
        if isinstance(v, float): return 'nan' if v != v else 'f' + struct.pack('>d', v).hex()
        if isinstance(v, str): return 's' + hexed(v)
        if isinstance(v, datetime.datetime):
            zone = v.utcoffset()
            text = 'm%04d-%02d-%02dT' % (v.year, v.month, v.day) + clock(v)
            return text if zone is None else text + 'o%d' % (zone.total_seconds() // 60)
        if isinstance(v, datetime.date): return 'm%04d-%02d-%02d' % (v.year, v.month, v.day)
        if isinstance(v, datetime.time): return 'm' + clock(v)
        if isinstance(v, list): return '[' + ','.join(map(say, v)) + ']'
        keys = sorted(v, key=lambda key: key.encode())
        return '{' + ','.join(hexed(key) + ':' + say(v[key]) for key in keys) + '}'
    for line in sys.stdin.buffer:
        text = base64.b64decode(line).decode()
        try: print(say(tomllib.loads(text)))
        except Exception: print('!')
    """#

  static let isThere: Bool = {
    do {
      return try run("import tomllib", "").status == 0
    } catch {
      return false
    }
  }()

  static func answers(_ texts: [String]) throws -> [String] {
    let input = texts.map { Data($0.utf8).base64EncodedString() + "\n" }.joined()
    return try run(program, input).output.split(separator: "\n").map(String.init)
  }

  private static func run(_ program: String, _ input: String) throws -> (
    status: Int32, output: String
  ) {
    let folder = try Folder()
    try folder.write(input, to: "in")
    try folder.write("", to: "out")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: folder.path + "/in"))
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: folder.path + "/out"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try folder.read("out"))
  }
}

extension TOMLContent {
  /// The value as ``Peer`` says it.
  fileprivate var peerText: String {
    switch self {
    case .string(let text): "s" + text.hexed
    case .integer(let value): "i\(value)"
    case .number(let value):
      value.isNaN ? "nan" : "f" + String(format: "%016lx", value.bitPattern)
    case .boolean(let value): value ? "b1" : "b0"
    case .moment(let moment): moment.peerText
    case .array(let items): "[" + items.map(\.peerText).joined(separator: ",") + "]"
    case .table(let table): Self.peerText(table)
    }
  }

  fileprivate static func peerText(_ table: [TOMLKey: TOMLContent]) -> String {
    let parts = table.sorted { $0.key < $1.key }.map { $0.key.text.hexed + ":" + $0.value.peerText }
    return "{" + parts.joined(separator: ",") + "}"
  }
}

extension TOMLMoment {
  /// Python has microseconds: what is finer is cut off.
  fileprivate var peerText: String {
    let date = day.map { String(format: "%04d-%02d-%02d", $0.year, $0.month, $0.day) }
    let clock = time.map {
      String(format: "%02d:%02d:%02d.", $0.hour, $0.minute, $0.second)
        + $0.fraction.prefix(6).padding(toLength: 6, withPad: "0", startingAt: 0)
    }
    let zone = offset.map { "o\($0)" } ?? ""
    return "m" + [date, clock].compactMap { $0 }.joined(separator: "T") + zone
  }
}

extension String {
  fileprivate var hexed: String { utf8.map { String(format: "%02x", $0) }.joined() }
}

@Suite(.enabled(if: Peer.isThere, "Python 3.11 or later is not here to compare with"))
struct TOMLPeerTests {
  /// How many texts are compared: 4,000, or as `TONNAGE_TOML_TEXTS` says.
  private static let count =
    ProcessInfo.processInfo.environment["TONNAGE_TOML_TEXTS"].flatMap { Int($0) } ?? 4000

  /// Whether a text has what the two do not read alike: what Python's dates cannot hold (leap seconds, the year 0)
  /// and the mark before UTF-8, which its reader leaves to others.
  private func isBeyondPeer(_ text: String) -> Bool {
    text.contains(":60") || text.contains("0000-") || text.hasPrefix("\u{FEFF}")
  }

  private func compare(_ texts: [String]) throws {
    let texts = texts.filter { !isBeyondPeer($0) }
    let answers = try Peer.answers(texts)
    try #require(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) {
      let document = TOMLDocument(text, file: "a.toml")
      let own = document.mistakes.isEmpty ? TOMLContent.peerText(document.content) : "!"
      #expect(own == answer, "of \(text.debugDescription): \(document.mistakes)")
    }
  }

  @Test func theCasesAreReadAlike() throws {
    try compare(TOMLCases.texts)
  }

  @Test func changedTextsAreReadAlike() throws {
    let sources = TOMLCases.texts
    var mutation = Mutation(of: sources)
    try compare((0..<Self.count).map { _ in String(decoding: mutation.next(), as: UTF8.self) })
  }

  /// Headers and keys of few names in any order: the rules of what may be said twice.
  @Test func tablesInAnyOrderAreReadAlike() throws {
    var mutation = Mutation(of: [""])
    let names = ["a", "b", "a.b", "b.a", "a.b.c", "a.a", "c"]
    let values = ["1", "{}", "[]", "[{}]", "{ a = 1 }", "{ a.b = 1, a.c = 2 }", "[{ a = 1 }]"]
    try compare(
      (0..<Self.count).map { _ in
        (0..<mutation.pick([2, 3, 4, 5, 6])).map { _ in
          let name = mutation.pick(names)
          switch mutation.pick([0, 1, 2, 3]) {
          case 0: return "[\(name)]\n"
          case 1: return "[[\(name)]]\n"
          default: return "\(name) = \(mutation.pick(values))\n"
          }
        }.joined()
      })
  }
}
