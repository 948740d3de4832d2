import Testing

@testable import Settings

@Suite struct TOMLReaderTests {
  private func read(_ text: String) -> TOMLDocument { TOMLDocument(text, file: "a.toml") }

  @Test(arguments: TOMLCases.valid)
  func whatIsTOMLIsRead(text: String, content: String) {
    let document = read(text)
    #expect(document.mistakes.isEmpty)
    #expect(TOMLContent.text(document.content) == content)
  }

  @Test(arguments: TOMLCases.invalid)
  func whatIsNotIsToldWithItsReason(text: String, words: String) throws {
    let mistakes = read(text).mistakes
    let mistake = try #require(mistakes.first)
    #expect(mistakes.count == 1)
    #expect(mistake.problem.contains(words), "\(mistake)")
    #expect((1...2 + text.utf8.count).contains(try #require(mistake.line)))
    #expect((1...1 + text.utf8.count).contains(try #require(mistake.column)))
  }

  @Test func aMistakeHasItsPlaceAndItsKey() {
    #expect(
      read("[kg]\nplates = [25, 20\n").mistakes.map(\.description) == [
        "a.toml, line 2, column 10, kg.plates: "
          + "This line is not TOML (the list has no closing ]); it is left out."
      ])
    #expect(
      read("unit = \"lb\"\n\n\"unit\" = 'kg'\n").mistakes.map(\.description) == [
        "a.toml, line 3, column 1, unit: "
          + "This line is not TOML (unit is already there, see line 1); it is left out."
      ])
    #expect(read("'\u{E9}\u{1F600}' = ?").mistakes.map(\.column) == [8])
  }

  @Test func aSlipTakesOnlyItsOwnLinesWithIt() {
    let document = read(
      """
      a = 1
      plates = [
        25,
        20 15, # few

        # more
        10,
      ]
      b = 2
      c = lb
      # done
      [d]
      e = 3
      e = 4
      f = 5
      """)
    #expect(TOMLContent.text(document.content) == "{a: 1, b: 2, d: {e: 3, f: 5}}")
    #expect(document.mistakes.map(\.line) == [4, 10, 14])
    #expect(document.mistakes[0].problem.contains("Lines 2 to 8 are not TOML"))
  }

  @Test func whatStandsBelowAHeaderThatIsNoneGoesNowhereElse() {
    let document = read("[kg]\nbar = 20\n[lb\nbar = 45\nx = y\n[sync]\nuser = 'me'\n")
    #expect(TOMLContent.text(document.content) == "{kg: {bar: 20}, sync: {user: 'me'}}")
    #expect(
      document.mistakes.map(\.description) == [
        "a.toml, line 3, column 4, lb: This header is not TOML (the header has no closing ]); "
          + "it is left out with the keys below it."
      ])
  }

  @Test func whereTooMuchIsWrongTheRestIsLeftOut() {
    let wrong = String(repeating: "a = \n", count: 19)
    #expect(TOMLContent.text(read(wrong + "b = 1\n").content) == "{b: 1}")
    let document = read("c = 1\na = \n" + wrong + "b = 1\n")
    #expect(TOMLContent.text(document.content) == "{c: 1}")
    #expect(document.mistakes.count == 21)
    #expect(document.mistakes.last?.line == 22)
    #expect(document.mistakes.last?.problem.contains("from this line on") == true)
  }

  @Test func linesOfKeysAreFoundInEveryKindOfTable() {
    let document = read("a.b = 1\n[c.d]\ne = 2\n[[f]]\ng = 3\n[[f]]\ng = 4\n[h]\ni = {j = 1}")
    let lines: [([TOMLKey], Int?)] = [
      (["a"], 1), (["a", "b"], 1), (["c"], 2), (["c", "d", "e"], 3), (["f"], 4), (["f", "g"], 5),
      (["h", "i", "j"], 9), (["nothing"], nil),
    ]
    for (path, line) in lines { #expect(document.line(of: path) == line, "\(path.dotted)") }
  }
}

@Suite struct TOMLEditTests {
  @Test(arguments: [
    ("", "a", "a = 9\n"),
    ("a=1#x", "a", "a=9#x"),
    ("b = 1", "a", "b = 1\na = 9\n"),
    ("[b]\nc = 1\n", "a", "a = 9\n[b]\nc = 1\n"),
    ("# x", "a", "a = 9\n# x"),
    ("[b]", "b.a", "[b]\na = 9\n"),
    ("[b]\nc = 1 # x\n\n[d]\n", "b.a", "[b]\nc = 1 # x\na = 9\n\n[d]\n"),
    ("b.a = [\n1,\n] # x\nc = 1\n", "b.a", "b.a = 9 # x\nc = 1\n"),
    ("c = 1\r\n[b]\r\nd = 1\r\n", "b.a", "c = 1\r\n[b]\r\nd = 1\r\na = 9\r\n"),
    ("c = 1\r\n", "b.a", "c = 1\r\n\r\n[b]\r\na = 9\r\n"),
    ("\u{FEFF}b = 1\n", "a", "\u{FEFF}b = 1\na = 9\n"),
    ("\u{FEFF}", "a", "\u{FEFF}a = 9\n"),
    ("a = \"\"\"\nb = 1\n\"\"\"\n", "b", "a = \"\"\"\nb = 1\n\"\"\"\nb = 9\n"),
  ])
  func onlyTheValueChanges(text: String, key: String, edited: String) {
    let path = key.split(separator: ".").map { TOMLKey(String($0)) }
    let result = TOMLEdit.setting(path, to: "9", in: text)
    // Letters that are equal in Swift need not be the same bytes.
    #expect(Array(result.utf8) == Array(edited.utf8), "\(result)")
  }
}
