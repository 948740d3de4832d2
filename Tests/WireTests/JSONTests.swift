import Testing
import Wire

@Suite struct JSONTests {
  private func sentence(_ text: String) -> String { sentence(Array(text.utf8)) }

  private func sentence(_ bytes: [UInt8]) -> String {
    do throws(WireError) {
      _ = try JSONSlice(bytes)
      return ""
    } catch {
      return error.description
    }
  }

  private static let cut = "Fetch or export it again; it may have been cut short."
  private static let correct = "Correct it there, or export it again."

  @Test(arguments: [
    ("", 1, 1, "there is nothing in it", cut),
    (" \n ", 1, 1, "there is nothing in it", cut),
    ("{", 1, 2, "it ends in the middle", cut),
    ("[1,", 1, 4, "it ends in the middle", cut),
    ("\"abc", 1, 5, "it ends in the middle", cut),
    ("\"\\u12", 1, 6, "it ends in the middle", cut),
    ("\"\\uD83D", 1, 8, "it ends in the middle", cut),
    ("tru", 1, 4, "it ends in the middle", cut),
    ("1.", 1, 3, "it ends in the middle", cut),
    ("x", 1, 1, "expected a value", correct),
    ("nul1", 1, 4, "expected a value", correct),
    ("[1 2]", 1, 4, "expected a comma or a closing bracket", correct),
    ("[1,]", 1, 4, "expected a value", correct),
    ("{1:2}", 1, 2, "expected a key in quotes", correct),
    ("{\"a\" 1}", 1, 6, "expected a colon after the key", correct),
    ("{\"a\":1,\n\"b\":2 \"c\"}", 2, 7, "expected a comma or a closing brace", correct),
    ("{\"a\":1}}", 1, 8, "something follows after its end", correct),
    ("null null", 1, 6, "something follows after its end", correct),
    ("[01]", 1, 3, "this is not a number as JSON writes it", correct),
    ("[-]", 1, 3, "this is not a number as JSON writes it", correct),
    ("[1.e5]", 1, 4, "this is not a number as JSON writes it", correct),
    ("[1e+]", 1, 5, "this is not a number as JSON writes it", correct),
    ("[+1]", 1, 2, "expected a value", correct),
    ("[NaN]", 1, 2, "expected a value", correct),
    ("[\"é\\x\"]", 1, 5, "there is no such escape", correct),
    ("[\"\\u00g0\"]", 1, 7, "there is no such escape", correct),
    ("[\"a\u{1}\"]", 1, 4, "a control character stands unescaped in a text", correct),
    ("[\"line\nbreak\"]", 1, 7, "a control character stands unescaped in a text", correct),
    ("\"\\uDC00\"", 1, 4, "half of a surrogate pair stands alone", correct),
    ("\"\\uD800\"", 1, 4, "half of a surrogate pair stands alone", correct),
    ("\"\\uD800\\u0041\"", 1, 4, "half of a surrogate pair stands alone", correct),
    ("\"\\uD800x12345\"", 1, 4, "half of a surrogate pair stands alone", correct),
  ]) func badTextIsRefusedWithItsPlace(
    text: String, line: Int, column: Int, problem: String, advice: String
  ) {
    #expect(
      sentence(text) == "This is not JSON: line \(line), column \(column): \(problem). \(advice)")
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xE2, 0x82, 0x22],
      [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3, 0x22],
      [0xF1, 0x80, 0x80, 0x22], [0xFF],
    ] as [[UInt8]]) func bytesThatAreNotUTF8AreRefused(bytes: [UInt8])
  {
    #expect(
      sentence([0x5B, 0x22] + bytes + [0x22, 0x20, 0x20, 0x5D])
        == "This is not JSON: line 1, column 3: these bytes are not UTF-8. "
        + "Save it as UTF-8 and try again.")
  }

  @Test func everyCharacterOfUnicodeIsRead() throws {
    for scalar in ["\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{10000}"] {
      #expect(try JSONSlice("\"\(scalar)\"").string == scalar)
    }
    #expect(
      try JSONSlice("\"\u{10FFFF}\u{FFFF}\u{40000}\"").string == "\u{10FFFF}\u{FFFF}\u{40000}")
  }

  @Test func nestingEndsAtItsLimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try JSONSlice(nested(128)).kind == .array)
    #expect(
      sentence(nested(129))
        == "This is not JSON: line 1, column 129: it is nested deeper than 128 levels. "
        + Self.correct)
    let objects =
      String(repeating: "{\"a\":", count: 129) + "1" + String(repeating: "}", count: 129)
    #expect(sentence(objects).contains("nested deeper"))
    #expect(sentence(String(repeating: "[", count: 1_000_000)).contains("nested deeper"))
  }

  @Test func aTextCutShortAnywhereIsRefused() throws {
    let sample = Array(
      #" {"id":"é\n\ud83d\ude00","n":[-1.5e+3,true,false,null,{}],"深":{"a":[]},"z":"12345678"}"#
        .utf8)
    #expect(try JSONSlice(sample).kind == .object)
    for length in 0..<sample.count {
      #expect(throws: WireError.self, "\(length)") { try JSONSlice(Array(sample[..<length])) }
    }
  }

  @Test func anyByteInAnyPlaceIsReadOrRefused() throws {
    let sample = Array(#"{"a":[1,"\u0041é"],"b":null}"#.utf8)
    for place in sample.indices {
      for byte in UInt8.min...UInt8.max {
        var bytes = sample
        bytes[place] = byte
        do throws(WireError) {
          let json = try JSONSlice(bytes)
          for member in try json.members() {
            #expect(member.value.raw.utf8.count == member.value.byteCount)
            _ = member.value.elements.map { ($0.string, $0.double, $0.int, $0.bool) }
          }
        } catch {
          #expect(!error.description.isEmpty)
        }
      }
    }
  }

  @Test func duplicateKeysAreRefusedWithTheirPlace() throws {
    func sentence(_ text: String) throws -> String {
      let json = try JSONSlice(text)
      return #expect(throws: WireError.self) { try json.members() }?.description ?? ""
    }
    #expect(
      try sentence("{\"a\":1,\n \"a\":2}")
        == "This is not JSON: line 2, column 2: the key “a” appears twice in one object. "
        + Self.correct)
    #expect(try sentence(#"{"a":1,"\u0061":2}"#).contains("“\\u0061” appears twice"))
    let many = (0..<40).map { "\"k\($0)\":1" }.joined(separator: ",")
    #expect(try sentence("{\(many),\"k7\":1}").contains("“k7” appears twice"))
    #expect(try JSONSlice("{\(many)}").members().count == 40)
    #expect(try JSONSlice("{\"\u{E9}\":1,\"e\u{301}\":2}").members().count == 2)
  }

  @Test func valuesAreReadByKind() throws {
    let json = try JSONSlice(
      #" { "a" : "x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00" , "b":[ ], "c":{ } } "#)
    #expect(try json["a"]?.string == "x\"\\/\u{8}\u{C}\n\r\té😀")
    #expect(try json["b"]?.kind == .array)
    #expect(try json["b"].map { Array($0.elements).count } == 0)
    #expect(try json["c"]?.members().count == 0)
    #expect(try json["d"] == nil)
    #expect(json.raw.first == "{" && json.raw.last == "}")
    #expect(try JSONSlice("true").bool == true)
    #expect(try JSONSlice("false").bool == false)
    #expect(try JSONSlice("null").isNull)
    let number = try JSONSlice("5")
    #expect(number.string == nil && number.bool == nil && Array(number.elements).isEmpty)
    #expect(try number.members().isEmpty)
    #expect(try JSONSlice("\"5\"").double == nil && JSONSlice("\"5\"").int == nil)
    #expect(try JSONSlice(#"{"a\u0062":1}"#).members()[0].name == "ab")
    #expect(try JSONSlice(#"{"a\u0062":1}"#).members()[0].key == #"a\u0062"#)
  }

  @Test(
    arguments: [
      ("0", 0, 0), ("-0", -0.0, 0), ("-1", -1, -1), ("185", 185, 185), ("102.5", 102.5, nil),
      ("1e3", 1000, 1000), ("1.0", 1, 1), ("1E-2", 0.01, nil), ("0.1", 0.1, nil),
      ("9223372036854775807", 9_223_372_036_854_775_808, Int.max),
      ("9223372036854775808", 9_223_372_036_854_775_808, nil), ("1e999", nil, nil),
      ("-1e999", nil, nil),
      ("123456789012345678", 123_456_789_012_345_680, 123_456_789_012_345_678),
      ("0.30000000000000004", 0.300_000_000_000_000_04, nil), ("1e-999", 0, 0),
      ("5e-324", .leastNonzeroMagnitude, nil),
    ] as [(String, Double?, Int?)]) func numbersAreExact(text: String, double: Double?, int: Int?)
    throws
  {
    #expect(try JSONSlice(text).double == double)
    #expect(try JSONSlice(text).int == int)
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0"), (5, "5"), (-20, "-20"), (102.5, "102.5"), (0.1, "0.1"),
      (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"), (4130, "4130"), (.infinity, "null"),
      (.nan, "null"),
    ] as [(Double, String)]) func numbersAreWrittenShort(value: Double, text: String) throws
  {
    #expect(JSONText.number(value) == text)
    if value.isFinite { #expect(try JSONSlice(text).double == value) }
  }

  @Test func textsAreEscapedOnlyWhereTheyMustBe() throws {
    let text = "a\"b\\c/\n\r\t\u{0}\u{1F}\u{7F}é深😀"
    #expect(JSONText.string(text) == #""a\"b\\c/\n\r\t\u0000\u001f"# + "\u{7F}é深😀\"")
    #expect(try JSONSlice(JSONText.string(text)).string == text)
    #expect(
      JSONText.object([(key: JSONText.key("a\"b"), json: "1"), ("c", "2")]) == #"{"a\"b":1,"c":2}"#)
    #expect(JSONText.array(["1", JSONText.bool(true)]) == "[1,true]")
  }

  @Test func aDumpIsWalkedDocumentByDocument() throws {
    let dump = try JSONSlice(
      #"{"version":3,"workoutLogs":[{"id":"a"},{"id":"b"}],"programs":{"p1":{"name":"x"}},"empty":[]}"#
    )
    var seen: [String] = []
    try dump.forEachDocument { collection, key, document throws(WireError) in
      seen.append("\(collection) \(key ?? "-") \(document.raw)")
    }
    #expect(
      seen == [
        #"workoutLogs - {"id":"a"}"#, #"workoutLogs - {"id":"b"}"#, #"programs p1 {"name":"x"}"#,
      ])
    #expect(throws: WireError.conflict(path: [])) {
      try dump.forEachDocument { _, _, _ throws(WireError) in throw .conflict(path: []) }
    }
  }
}
