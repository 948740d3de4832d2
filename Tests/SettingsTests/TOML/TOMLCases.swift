/// Texts after the specification of TOML 1.0.
enum TOMLCases {
  static let three = "\"\"\""

  /// What is TOML, and what it says.
  static let valid: [(text: String, content: String)] =
    comments + keys + strings + integers + floats + moments + collections + tables

  private static let comments: [(text: String, content: String)] = [
    ("", "{}"),
    ("# nothing\n\n   \t\n", "{}"),
    ("#\u{00E9}\u{1F600}\ta tab", "{}"),
    ("a = true # and no more", "{a: true}"),
    ("a = '#' #", "{a: '#'}"),
    ("\u{FEFF}a = 1", "{a: 1}"),
    ("a = 1\r\nb = 2\r\n", "{a: 1, b: 2}"),
    ("  a\t=\tfalse\t", "{a: false}"),
  ]

  private static let keys: [(text: String, content: String)] = [
    ("bare_key = 1\nbare-key = 2\n1234 = 3\n-_ = 4", "{-_: 4, 1234: 3, bare-key: 2, bare_key: 1}"),
    ("\"127.0.0.1\" = 1\n'quoted \"x\"' = 2", "{127.0.0.1: 1, quoted \"x\": 2}"),
    ("\"\" = 1", "{: 1}"),
    ("'' = 1\n[a]\n\"\" = 2", "{: 1, a: {: 2}}"),
    ("\"a\\u0062\\n\" = 1", "{ab\n: 1}"),
    ("a.b . 'c.d'\t. \"e\" = 1", "{a: {b: {c.d: {e: 1}}}}"),
    ("3.14159 = 'pi'", "{3: {14159: 'pi'}}"),
    ("a.b = 1\na.c = 2\nb = 3\na.d.e = 4", "{a: {b: 1, c: 2, d: {e: 4}}, b: 3}"),
    ("true = 1\ninf = 2\n1979-05-27 = 3", "{1979-05-27: 3, inf: 2, true: 1}"),
    ("\"\u{E9}\" = 1\n\"e\u{301}\" = 2", "{e\u{301}: 2, \u{E9}: 1}"),
  ]

  private static let strings: [(text: String, content: String)] = [
    (#"a = "\b\t\n\f\r\"\\\u00E9\U0001f600""#, "{a: '\u{8}\t\n\u{C}\r\"\\\u{E9}\u{1F600}'}"),
    ("a = \"\"", "{a: ''}"),
    (#"a = "\u0000\uD7FF\uE000\U0010FFFF""#, "{a: '\0\u{D7FF}\u{E000}\u{10FFFF}'}"),
    (#"a = 'C:\Users\n"x"'"#, #"{a: 'C:\Users\n"x"'}"#),
    ("a = \(three)\nRoses\r\n\tViolets\(three)", "{a: 'Roses\n\tViolets'}"),
    ("a = \(three)\n\n\(three)", "{a: '\n'}"),
    ("a = \(three)The \\\n\n   \t quick \\  \r\n  fox\\\n  \(three)", "{a: 'The quick fox'}"),
    ("a = \(three)\"one\" \"\"two\"\"\(three)", "{a: '\"one\" \"\"two\"\"'}"),
    ("a = \(three)x\(three)\"", "{a: 'x\"'}"),
    ("a = \(three)x\(three)\"\"", "{a: 'x\"\"'}"),
    ("a = \(three)\(three)", "{a: ''}"),
    (#"a = """\"\"\"\u0041""""#, "{a: '\"\"\"A'}"),
    ("a = '''\nI [dw]on't\\\n'' x''''", "{a: 'I [dw]on't\\\n'' x''}"),
    ("a = '''''it'''''", "{a: '''it'''}"),
    ("a = ''''''", "{a: ''}"),
  ]

  private static let integers: [(text: String, content: String)] = [
    ("a = [+99, 42, 0, -17, +0, -0]", "{a: [99, 42, 0, -17, 0, 0]}"),
    ("a = [1_000, 5_349_221, 1_2_3_4_5]", "{a: [1000, 5349221, 12345]}"),
    ("a = [0xDEADBEEF, 0xdead_beef, 0x0]", "{a: [3735928559, 3735928559, 0]}"),
    ("a = [0o01234567, 0o755, 0b11010110, 0b0_1]", "{a: [342391, 493, 214, 1]}"),
    (
      "a = [9223372036854775807, -9223372036854775808, 0x7fffffffffffffff]",
      "{a: [9223372036854775807, -9223372036854775808, 9223372036854775807]}"
    ),
  ]

  private static let floats: [(text: String, content: String)] = [
    ("a = [+1.0, 3.1415, -0.01, 0.0]", "{a: [1.0, 3.1415, -0.01, 0.0]}"),
    ("a = [5e+22, 1e06, -2E-2, 1e1_0]", "{a: [5e+22, 1000000.0, -0.02, 10000000000.0]}"),
    ("a = [6.626e-34, 9_224_617.445_991, 0e0]", "{a: [6.626e-34, 9224617.445991, 0.0]}"),
    ("a = [inf, +inf, -inf, nan, +nan, -nan]", "{a: [inf, inf, -inf, nan, nan, nan]}"),
    ("a = [-0.0, 1e400, -1e400, 1e-400]", "{a: [-0.0, inf, -inf, 0.0]}"),
  ]

  private static let moments: [(text: String, content: String)] = [
    ("a = 1979-05-27T07:32:00Z", "{a: 1979-05-27T07:32:00+00:00}"),
    ("a = 1979-05-27t00:32:00.999999-07:00", "{a: 1979-05-27T00:32:00.999999-07:00}"),
    ("a = 1979-05-27 07:32:00z", "{a: 1979-05-27T07:32:00+00:00}"),
    ("a = 1979-05-27T07:32:00", "{a: 1979-05-27T07:32:00}"),
    ("a = 1979-05-27 00:32:00.5 # x", "{a: 1979-05-27T00:32:00.5}"),
    ("a = 1979-05-27 # x", "{a: 1979-05-27}"),
    ("a = [07:32:00, 23:59:60.0000001]", "{a: [07:32:00, 23:59:60.0000001]}"),
    ("a = [2000-02-29, 2024-02-29,9999-12-31]", "{a: [2000-02-29, 2024-02-29, 9999-12-31]}"),
    ("a = 1979-05-27T07:32:00+23:59", "{a: 1979-05-27T07:32:00+23:59}"),
  ]

  private static let collections: [(text: String, content: String)] = [
    ("a = []", "{a: []}"),
    ("a = [[1, 2], ['x', [true]], {b = 1.5}]", "{a: [[1, 2], ['x', [true]], {b: 1.5}]}"),
    ("a = [ # one\n 1\n , 2, # two\r\n\n]\nb = 3", "{a: [1, 2], b: 3}"),
    ("a = [1,2,]", "{a: [1, 2]}"),
    ("a = {}", "{a: {}}"),
    ("a = { b = 1, 'c.d' = 2 , e.f = 3, e.g = 4 }", "{a: {b: 1, c.d: 2, e: {f: 3, g: 4}}}"),
    ("a = { b = [\n1,\n2 ], c = \(three)\nx\(three) }", "{a: {b: [1, 2], c: 'x'}}"),
    ("a.b = {c = 1}\na.d = 2", "{a: {b: {c: 1}, d: 2}}"),
  ]

  private static let tables: [(text: String, content: String)] = [
    ("[a]\nb = 1\n[c] # x\nb = 2", "{a: {b: 1}, c: {b: 2}}"),
    ("[ a . 'b.c' ]\nd = 1", "{a: {b.c: {d: 1}}}"),
    ("[x.y.z.w]\n[x]\na = 1", "{x: {a: 1, y: {z: {w: {}}}}}"),
    ("[a.b]\n[a.c]\n[a]\nd = 1", "{a: {b: {}, c: {}, d: 1}}"),
    ("[a]\nb.c = 1\nb.d = 2\n[a.e]", "{a: {b: {c: 1, d: 2}, e: {}}}"),
    ("a.b.c = 1\n[a.b.d]\ne = 2", "{a: {b: {c: 1, d: {e: 2}}}}"),
    ("[a.b.c]\n[a]\nb.d = 1", "{a: {b: {c: {}, d: 1}}}"),
    ("[[a]]\nb = 1\n[[a]]\n[[a]]\nb = 2", "{a: [{b: 1}, {}, {b: 2}]}"),
    (
      "[[a]]\n[a.b]\nc = 1\n[[a.d]]\n[[a.d]]\n[[a]]\n[a.b]\nc = 2",
      "{a: [{b: {c: 1}, d: [{}, {}]}, {b: {c: 2}}]}"
    ),
    ("[[a.b]]\n[a]\nc = 1", "{a: {b: [{}], c: 1}}"),
    ("[[a]]\nb.c = 1\n[[a]]\nb.c = 2", "{a: [{b: {c: 1}}, {b: {c: 2}}]}"),
  ]
}
