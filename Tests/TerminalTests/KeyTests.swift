import Testing

@testable import Terminal

@Suite struct KeyTests {
  @Test(arguments: [
    Key.character("q"), .character("深"), .enter, .escape, .tab, .backTab, .backspace, .delete,
    .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .control("r"), .alt("b"),
    .function(1), .function(12), .character(" "), .character("-"),
  ])
  func aKeyIsReadBackFromItsName(key: Key) {
    #expect(Key(name: key.description) == key)
  }

  @Test func namesThatAreNoKeysAreRefused() {
    for name in ["", "Retry", "C-", "C-1x", "F13", "F0", "Foo"] { #expect(Key(name: name) == nil) }
  }

  @Test func pastesAndClicksHaveNamesToo() {
    #expect(Key.paste("x").description == "Paste")
    #expect(Key.mouse(Mouse(.click, x: 1, y: 2)).description == "Click")
    #expect(Key.mouse(Mouse(.wheelUp, x: 1, y: 2)).description == "Wheel")
    #expect(Mouse(.click, x: 1, y: 2).place == Point(x: 1, y: 2))
  }

  @Test func labelsAreSignsOnlyInUnicode() {
    let keys: [Key] = [.enter, .up, .down, .left, .right, .tab]
    #expect(keys.map { $0.label(.unicode) } == ["⏎", "↑", "↓", "←", "→", "Tab"])
    #expect(keys.map { $0.label(.ascii) } == ["Enter", "Up", "Down", "Left", "Right", "Tab"])
  }

  @Test func aSequenceIsNamesOrElseCharacters() {
    #expect(("gg" as KeySequence).keys == [.character("g"), .character("g")])
    #expect(("g Home" as KeySequence).keys == [.character("g"), .home])
    #expect(("C-r" as KeySequence).keys == [.control("r")])
    #expect(("gg" as KeySequence).description == "gg")
    #expect(("g Home" as KeySequence).label(.ascii) == "g Home")
    #expect(KeySequence([.enter]).label(.unicode) == "⏎")
  }
}

@Suite struct KeyDecoderTests {
  private func decode(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.decode(text.unicodeScalars.map { .character($0.value) })
  }

  @Test func controlCharactersAreKeys() {
    #expect(
      decode("\t\r\n\u{1B}\u{7F}\u{8}") == [.tab, .enter, .enter, .escape, .backspace, .backspace])
    #expect(decode("\u{1}\u{12}\u{1A}") == [.control("a"), .control("r"), .control("z")])
    #expect(decode("\u{0}\u{1C}\u{90}").isEmpty)
    #expect(decode("a深") == [.character("a"), .character("深")])
  }

  @Test func aCharacterRightAfterAnEscapeIsAltAndAControlCharacterIsNot() {
    #expect(decode("\u{1B}b\u{1B}f") == [.alt("b"), .alt("f")])
    #expect(decode("\u{1B}n\u{1B}é5") == [.alt("n"), .alt("é"), .character("5")])
    #expect(decode("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(decode("\u{1B}\u{1B}q") == [.escape, .alt("q")])
    #expect(decode("\u{1B}\r") == [.escape, .enter])
    #expect(decode("\u{1B}") == [.escape])
    #expect(decode("\u{1B}[") == [.alt("[")])
    #expect(decode("\u{1B}O") == [.alt("O")])
  }

  @Test func aCharacterThatCameLaterIsNoAlt() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.character(27), .key(.up)]) == [.escape, .up])
    #expect(decoder.decode([.character(110)]) == [.character("n")])
  }

  @Test(arguments: [
    ("[A", Key.up), ("OA", .up), ("[1D", .left), ("[H", .home), ("OF", .end), ("[1~", .home),
    ("[4~", .end), ("[3~", .delete), ("[2~", .insert), ("[5~", .pageUp), ("[6~", .pageDown),
    ("[Z", .backTab), ("OP", .function(1)), ("[15~", .function(5)), ("[24~", .function(12)),
    ("[[C", .function(3)), ("OM", .enter), ("Ow", .character("7")), ("On", .character(".")),
  ])
  func aSequenceOfEitherModeIsItsKey(sequence: String, key: Key) {
    #expect(decode("\u{1B}\(sequence)x") == [key, .character("x")])
  }

  @Test(arguments: ["[99;99~", "Oz", "[<0;999;999M", "[1;5C", "[?1;2c", "[I", "[2 q"])
  func aSequenceOfNoKeyIsNotTypedText(sequence: String) {
    #expect(decode("\u{1B}\(sequence)x") == [.character("x")])
  }

  @Test func anEscapeOfAnEarlierReadIsEscape() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.character(27)]) == [.escape])
    #expect(decoder.decode([.character(98)]) == [.character("b")])
  }

  @Test func aPasteIsTextWhateverItsCharactersAre() {
    var decoder = KeyDecoder()
    let raws: [RawKey] = [
      .pasteBegin, .character(0x71), .character(0x0D), .key(.up), .character(0xD800),
    ]
    #expect(decoder.decode(raws).isEmpty)
    #expect(decoder.isPasting)
    #expect(
      decoder.decode([.character(0x71), .pasteEnd, .character(0x71)]) == [
        .paste("q\nq"), .character("q"),
      ])
    #expect(!decoder.isPasting)
  }

  @Test func aPasteWithoutAnEndCanBeEnded() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.pasteBegin, .character(0x61)]).isEmpty)
    #expect(decoder.endPaste() == [.paste("a")])
    #expect(decoder.endPaste().isEmpty)
    #expect(decoder.decode([.pasteBegin, .pasteEnd]).isEmpty)
  }
}
