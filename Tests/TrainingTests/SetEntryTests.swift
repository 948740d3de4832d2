import Chance
import Testing
import Training

@Suite struct SetEntryTests {
  @Test(arguments: [
    ("100x5@8", SetEntry(weight: 100, reps: 5, rpe: 8)),
    ("100×5", SetEntry(weight: 100, reps: 5)),
    ("100*5", SetEntry(weight: 100, reps: 5)),
    ("102.5X5", SetEntry(weight: 102.5, reps: 5)),
    ("102,5x5@8,5", SetEntry(weight: 102.5, reps: 5, rpe: 8.5)),
    ("100,5", SetEntry(weight: 100.5)),
    (".5x5", SetEntry(weight: 0.5, reps: 5)),
    ("100x5x3@8", SetEntry(weight: 100, reps: 5, count: 3, rpe: 8)),
    ("100 x 5 x 3 @ 8", SetEntry(weight: 100, reps: 5, count: 3, rpe: 8)),
    ("100x5 x3", SetEntry(weight: 100, reps: 5, count: 3)),
    ("+20x8", SetEntry(weight: 20, reps: 8)),
    ("-20x8", SetEntry(weight: -20, reps: 8)),
    ("−20x8", SetEntry(weight: -20, reps: 8)),
    ("-20", SetEntry(weight: -20)),
    ("0x10", SetEntry(weight: 0, reps: 10)),
    ("100x0", SetEntry(weight: 100, reps: 0)),
    ("bw x 10", SetEntry(weight: 0, reps: 10)),
    ("BWx10", SetEntry(weight: 0, reps: 10)),
    ("bw", SetEntry(weight: 0)),
    ("bw+20x8", SetEntry(weight: 20, reps: 8)),
    ("bw +20 x 8", SetEntry(weight: 20, reps: 8)),
    ("bw-10lb x8", SetEntry(weight: -10, unit: .pounds, reps: 8)),
    ("x10", SetEntry(reps: 10)),
    ("x 10 x 3", SetEntry(reps: 10, count: 3)),
    ("@8.5", SetEntry(rpe: 8.5)),
    ("60s", SetEntry(seconds: 60)),
    ("60 sec x3", SetEntry(count: 3, seconds: 60)),
    ("60sx3@9", SetEntry(count: 3, rpe: 9, seconds: 60)),
    ("1.5min", SetEntry(seconds: 90)),
    ("2h", SetEntry(seconds: 7200)),
    ("1:30", SetEntry(seconds: 90)),
    ("1:02:03", SetEntry(seconds: 3723)),
    ("5km 25:00", SetEntry(seconds: 1500, distance: 5, distanceUnit: .kilometers)),
    ("25:00 5 km", SetEntry(seconds: 1500, distance: 5, distanceUnit: .kilometers)),
    ("3mi", SetEntry(distance: 3, distanceUnit: .miles)),
    ("400m", SetEntry(distance: 400, distanceUnit: .meters)),
    ("100ft", SetEntry(distance: 100, distanceUnit: .feet)),
    ("40yd", SetEntry(distance: 40, distanceUnit: .yards)),
    ("40x60s", SetEntry(weight: 40, seconds: 60)),
    ("40kg x 30m", SetEntry(weight: 40, unit: .kilograms, distance: 30, distanceUnit: .meters)),
    ("40kg 1:00", SetEntry(weight: 40, unit: .kilograms, seconds: 60)),
    ("100kg x5", SetEntry(weight: 100, unit: .kilograms, reps: 5)),
    ("100kgx5", SetEntry(weight: 100, unit: .kilograms, reps: 5)),
    ("225lb x 5", SetEntry(weight: 225, unit: .pounds, reps: 5)),
    ("225 LBS x 5", SetEntry(weight: 225, unit: .pounds, reps: 5)),
    ("w 60x8", SetEntry(weight: 60, reps: 8, kind: .warmUp)),
    ("W60x8", SetEntry(weight: 60, reps: 8, kind: .warmUp)),
    ("warm-up 60x8", SetEntry(weight: 60, reps: 8, kind: .warmUp)),
    ("wbw x8", SetEntry(weight: 0, reps: 8, kind: .warmUp)),
    ("d80x8", SetEntry(weight: 80, reps: 8, kind: .drop)),
    ("drop 80x8", SetEntry(weight: 80, reps: 8, kind: .drop)),
    ("f x8", SetEntry(reps: 8, kind: .failure)),
    ("fail 100x3", SetEntry(weight: 100, reps: 3, kind: .failure)),
    ("  100x5  ", SetEntry(weight: 100, reps: 5)),
  ])
  func oneSetIsRead(_ text: String, _ entry: SetEntry) throws {
    #expect(try SetEntry.parse(text) == [entry])
  }

  @Test(
    arguments: [
      ("100x5 100x5 97.5x5", [100, 100, 97.5]), ("100x5, 97,5x5", [100, 97.5]),
      ("100x5;97.5x5", [100, 97.5]), ("100x5 ; 97,5x5;", [100, 97.5]),
      ("100x5@8 90x5@9", [100, 90]),
    ] as [(String, [Double])])
  func severalSetsAreRead(_ text: String, _ weights: [Double]) throws {
    #expect(try SetEntry.parse(text).map(\.weight) == weights)
  }

  @Test func setsWithoutAWeightFollowEachOther() throws {
    #expect(try SetEntry.parse("x10 x10 x8").map(\.reps) == [10, 10, 8])
    #expect(try SetEntry.parse("60s 60s 45s").map(\.seconds) == [60, 60, 45])
    #expect(try SetEntry.parse("5km 5km").map(\.distance) == [5, 5])
    #expect(try SetEntry.parse("5km 25:00 3km 15:00").map(\.seconds) == [1500, 900])
    #expect(try SetEntry.parse("60s 100x5").map(\.reps) == [nil, 5])
  }

  @Test func aKindBelongsToItsSetAlone() throws {
    #expect(
      try SetEntry.parse("w 60x8 100x5 d 80x8 f60x9").map(\.kind) == [
        .warmUp, nil, .drop, .failure,
      ])
  }

  @Test(
    arguments: [
      ("600x1", []), ("601x1", ["Really 601 kg? That is above 600 kg."]),
      ("-700x1", ["Really -700 kg? That is above 600 kg."]),
      ("1320lbx1", []), ("1321lbx1", ["Really 1321 lb? That is above 1320 lb."]), ("100x100", []),
      ("100x303", ["Really 303 reps? That is above 100."]), ("100x5@10", []), ("100x5@1", []),
      ("100x5@8.3", ["Really RPE 8.3? It goes in steps of 0.5."]), ("4:00:00", []),
      ("76:00:00", ["Really 76 hours? That is above 4."]),
      ("5h", ["Really 5 hours? That is above 4."]), ("100x5x20", []),
      ("100x5x21", ["Really 21 sets? That is above 20."]),
      ("200km", []), ("201km", ["Really 201 km? That is above 200 km."]),
      ("130mi", ["Really 130 mi? That is above 200 km."]),
      ("1,000x5", ["Is “1,000” meant as 1? The comma was read as a decimal comma."]),
      ("1,250km", ["Is “1,250” meant as 1.25? The comma was read as a decimal comma."]),
      ("1,500s", ["Is “1,500” meant as 1.5? The comma was read as a decimal comma."]),
      ("1.000x5", ["Is “1.000” meant as 1? The point was read as a decimal point."]),
      (
        "99999x101",
        ["Really 99999 kg? That is above 600 kg.", "Really 101 reps? That is above 100."]
      ),
    ] as [(String, [String])])
  func oddValuesAreAskedAboutAndKept(_ text: String, _ questions: [String]) throws {
    #expect(try SetEntry.parse(text).flatMap(\.questions) == questions)
  }

  @Test func theUnitOfTheSetDecidesWhatIsOdd() throws {
    #expect(try SetEntry.parse("700x1", unit: .pounds).flatMap(\.questions).isEmpty)
    #expect(try SetEntry.parse("700x1", unit: .pounds)[0].unit == nil)
    #expect(
      try SetEntry.parse("700kg x1", unit: .pounds)[0].questions == [
        "Really 700 kg? That is above 600 kg."
      ])
    #expect(try SetEntry.parse("700x1")[0].weight == 700)
  }

  @Test func whatWasNotTypedStaysAsItIs() {
    var set = done(60, 8, unit: .pounds, rpe: 7)
    set.apply(SetEntry(reps: 5))
    #expect(set == done(60, 5, unit: .pounds, rpe: 7))
    set.apply(
      SetEntry(
        weight: 62.5, unit: .kilograms, rpe: 9, kind: .failure, seconds: 30, distance: 2,
        distanceUnit: .miles))
    #expect(
      set
        == done(
          62.5, 5, kind: .failure, rpe: 9, seconds: 30, distance: 2, distanceUnit: .miles))
  }
}

@Suite struct SetEntryErrorTests {
  @Test(arguments: [
    ("", "Nothing was typed: type weight x reps, such as 100x5."),
    (" ; ", "Nothing was typed: type weight x reps, such as 100x5."),
    ("abc", "“abc” is not a set: type weight x reps, such as 100x5 or 100x5@8."),
    ("week", "“week” is not a set: type weight x reps, such as 100x5 or 100x5@8."),
    ("100x5 abc", "“abc” is not a set: type weight x reps, such as 100x5 or 100x5@8."),
    ("100x5y", "“100x5y” is not a set: type weight x reps, such as 100x5 or 100x5@8."),
    ("-1:30", "“-1:30” is not a set: type weight x reps, such as 100x5 or 100x5@8."),
    ("w", "“w” names a kind of set without a set: type it before one, as in w 60x8."),
    ("1e9", "“1e9” is not a weight: type it in plain digits, such as 102.5."),
    ("1e-9x5", "“1e-9x5” is not a weight: type it in plain digits, such as 102.5."),
    ("1.2.3", "“1.2.3” is not a weight: type it in plain digits, such as 102.5."),
    ("1,2,3", "“1,2,3” is not a weight: type it in plain digits, such as 102.5."),
    (",5x5", "“,5x5” is not a weight: type it in plain digits, such as 102.5."),
    ("-", "“-” stops short of a weight: add one such as 102.5."),
    ("100000x1", "“100000x1” is too large to be a weight: type one such as 102.5."),
    ("100000s", "“100000s” is too large to be a time: type one such as 90."),
    ("100000km", "“100000km” is too large to be a distance: type one such as 5."),
    ("100stx5", "“100stx5” has an unknown unit: type kg, lb, s, min, m, km, mi, ft or yd."),
    ("100x", "“100x” stops short of a number of reps: add one such as 5."),
    ("90x5 100 x", "“x” stops short of a number of reps: add one such as 5."),
    ("100xfive", "“five” is not a number of reps: type it in plain digits, such as 5."),
    ("100x-5", "“-5” is below zero, which a number of reps cannot be: type one such as 5."),
    (
      "100x5,100x5",
      "“5,100x5” is not a number of reps, which is whole: type one such as 5, and a space between sets."
    ),
    ("100x99999999999", "“99999999999” is too large to be a number of reps: type one such as 5."),
    ("100x5@", "“100x5@” stops short of an RPE: add one such as 8.5."),
    ("100x5@11", "“11” is not an RPE, which goes from 1 to 10: type one such as 8.5."),
    ("100x5@0.5", "“0.5” is not an RPE, which goes from 1 to 10: type one such as 8.5."),
    ("@19", "“19” is not an RPE, which goes from 1 to 10: type one such as 8.5."),
    ("100 5", "“100 5” is two numbers, not a set: type 100x5 if that is what you mean."),
    ("1 000x5", "“1 000x5” is two numbers, not a set: type 1000x5 if that is what you mean."),
    ("1 250x5@8", "“1 250x5@8” is two numbers, not a set: type 1250x5@8 if that is what you mean."),
    ("100, 5", "“100,” is a number alone: type what was done, such as 100x5, 60s or 5km."),
    ("100x5 5", "“5” is a number alone: type what was done, such as 100x5, 60s or 5km."),
    ("100 102.5 105", "“100” is a number alone: type what was done, such as 100x5, 60s or 5km."),
    ("100x5 @8 @9", "“@9”: the RPE of what? Type it after a set, such as 100x5@8."),
    ("100x5@-8", "“-8” is below zero, which an RPE cannot be: type one such as 8.5."),
    ("1:75", "“1:75” is not a time: type 90s, 1:30 or 1:05:00."),
    ("1:5", "“1:5” is not a time: type 90s, 1:30 or 1:05:00."),
    ("1:00:00:00", "“1:00:00:00” is not a time: type 90s, 1:30 or 1:05:00."),
    ("1.5:30", "“1.5:30” is not a time: type 90s, 1:30 or 1:05:00."),
    ("100x5x0", "“0” is not a number of sets: type 1 to 99, such as 100x5x3."),
    ("100x5x100", "“100” is not a number of sets: type 1 to 99, such as 100x5x3."),
    ("100x5x1.5", "“1.5” is not a number of sets: type 1 to 99, such as 100x5x3."),
    ("100x5xx", "“x” is not a number of sets: type 1 to 99, such as 100x5x3."),
  ])
  func aMistakeIsQuotedInASentence(_ text: String, _ sentence: String) throws {
    let error = try #require(throws: SetEntryError.self) { try SetEntry.parse(text) }
    #expect(error.sentence == sentence)
    #expect("\(error)" == sentence)
  }

  @Test(arguments: [("abc", 0), ("100x5 abc", 6), ("100x-5", 4), ("  1e9", 2), ("深x5 1e9", 0)])
  func aMistakeHasItsPlace(_ text: String, _ position: Int) throws {
    let error = try #require(throws: SetEntryError.self) { try SetEntry.parse(text) }
    #expect(error.position == position)
  }

  @Test func aQuoteHasNoControlCharactersAndFitsTheLine() throws {
    let typed = "\u{1B}[31mred\u{7}\u{202E}" + String(repeating: "é", count: 300)
    let error = try #require(throws: SetEntryError.self) { try SetEntry.parse(typed) }
    #expect(error.quoted.hasPrefix("[31mred"))
    #expect(error.quoted.count == 24)
    #expect(error.quoted.hasSuffix("…"))
  }

  @Test(arguments: Seed.some(4))
  func whateverIsTypedIsReadOrRefused(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = [
      "1", "9", "100", "0", ".", ",", "x", "×", "@", " ", "  ", ";", "-", "+", ":", "kg", "lb", "s",
      "km", "m", "min", "w", "d", "f", "bw", "e", "warm-up", "深", "\u{1B}", "30", "9999999999",
    ]
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...8, using: &random))
        .map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
      do {
        let entries = try SetEntry.parse(text)
        #expect(!entries.isEmpty, "\(text)")
        for entry in entries {
          #expect((1...99).contains(entry.count), "\(text)")
          #expect((entry.reps ?? 0) >= 0, "\(text)")
        }
      } catch {
        #expect((0...text.count).contains(error.position), "\(text)")
        #expect(error.sentence.hasSuffix("."))
      }
    }
  }
}

@Suite struct NumberEntryTests {
  @Test(arguments: [
    ("102,5", EntryField.weight, 102.5), (" 102.5 ", .weight, 102.5), ("-20", .weight, -20),
    ("+20", .weight, 20), ("-0", .weight, 0), ("5", .reps, 5), ("0", .reps, 0), ("8,5", .rpe, 8.5),
    ("90", .seconds, 90), ("1:30", .seconds, 90), ("2 min", .seconds, 120), ("5.2", .distance, 5.2),
  ])
  func aNumberIsRead(_ text: String, _ field: EntryField, _ value: Double) throws {
    #expect(try NumberEntry.parse(text, as: field) == NumberEntry(value: value))
  }

  @Test func aDistanceIsAskedAboutInItsUnit() throws {
    #expect(
      try NumberEntry.parse("250", as: .distance, distanceUnit: .kilometers).questions
        == ["Really 250 km? That is above 200 km."])
    #expect(try NumberEntry.parse("250", as: .distance).questions.isEmpty)
  }

  @Test func aWeightMayNameItsUnit() throws {
    #expect(
      try NumberEntry.parse("180 lbs") == NumberEntry(value: 180, unit: .pounds))
    #expect(try NumberEntry.parse("1300lb").questions.isEmpty)
    #expect(try NumberEntry.parse("1300", unit: .pounds).questions.isEmpty)
    #expect(try NumberEntry.parse("1300").questions == ["Really 1300 kg? That is above 600 kg."])
  }

  @Test(arguments: [
    ("303", EntryField.reps, "Really 303 reps? That is above 100."),
    ("8.3", .rpe, "Really RPE 8.3? It goes in steps of 0.5."),
    ("5:00:00", .seconds, "Really 5 hours? That is above 4."),
    ("1,000", .weight, "Is “1,000” meant as 1? The comma was read as a decimal comma."),
    ("1,000", .distance, "Is “1,000” meant as 1? The comma was read as a decimal comma."),
  ])
  func anOddNumberIsAskedAbout(_ text: String, _ field: EntryField, _ question: String) throws {
    #expect(try NumberEntry.parse(text, as: field).questions == [question])
  }

  @Test(arguments: [
    ("", EntryField.weight, "Nothing was typed: type a weight such as 102.5."),
    ("abc", .weight, "“abc” is not a weight: type it in plain digits, such as 102.5."),
    ("1e9", .weight, "“1e9” is not a weight: type it in plain digits, such as 102.5."),
    ("100x5", .weight, "“100x5” is not a weight: type it in plain digits, such as 102.5."),
    ("-5", .reps, "“-5” is below zero, which a number of reps cannot be: type one such as 5."),
    (
      "5.5", .reps,
      "“5.5” is not a number of reps, which is whole: type one such as 5, and a space between sets."
    ),
    ("12", .rpe, "“12” is not an RPE, which goes from 1 to 10: type one such as 8.5."),
    ("-1", .rpe, "“-1” is below zero, which an RPE cannot be: type one such as 8.5."),
    ("1:75", .seconds, "“1:75” is not a time: type 90s, 1:30 or 1:05:00."),
    ("far", .distance, "“far” is not a distance: type it in plain digits, such as 5."),
    ("100000", .distance, "“100000” is too large to be a distance: type one such as 5."),
    ("soon", .seconds, "“soon” is not a time: type it in plain digits, such as 90."),
  ])
  func aWrongNumberIsRefusedInASentence(_ text: String, _ field: EntryField, _ sentence: String)
    throws
  {
    let error = try #require(throws: SetEntryError.self) {
      try NumberEntry.parse(text, as: field)
    }
    #expect(error.sentence == sentence)
  }
}
