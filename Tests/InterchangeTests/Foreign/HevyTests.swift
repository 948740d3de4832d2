import Interchange
import Testing
import Training

@Suite struct HevyTests {
  private let head =
    "\"title\",\"start_time\",\"end_time\",\"description\",\"exercise_title\",\"superset_id\",\"exercise_notes\",\"set_index\",\"set_type\",\"weight_kg\",\"reps\",\"distance_km\",\"duration_seconds\",\"rpe\"\n"

  private func row(
    _ title: String = "Upper", _ start: String = "10 Feb 2024, 19:57",
    _ end: String = "10 Feb 2024, 21:02", _ exercise: String = "Squat (Barbell)",
    superset: String = "", note: String = "", kind: String = "normal",
    _ values: String = "100,5,,,"
  ) -> String {
    "\"\(title)\",\"\(start)\",\"\(end)\",\"\",\"\(exercise)\",\(superset),\"\(note)\",0,\"\(kind)\",\(values)\n"
  }

  @Test func theNewestComesFirstInTheFileAndLastHere() throws {
    let text =
      head + row("B", "12 Feb 2024, 07:00", "12 Feb 2024, 08:10")
      + row("A", kind: "warmup", "60,8,,,") + row("A", kind: "failure", "100,5,,,9.5")
      + row("A", kind: "dropset", "80,8,,,")
    let read = try history(text)
    #expect(
      words(read) == [
        "2024-02-10 19:57 A | Squat (Barbell): W60kg×8 F100kg×5@9.5 D80kg×8",
        "2024-02-12 7:0 B | Squat (Barbell): 100kg×5",
      ])
    #expect(read.workouts.map(\.durationSeconds) == [3900, 4200])
    #expect(read.rows.sets == 3 && read.rows.warmUps == 1)
  }

  @Test(arguments: [
    "10 Feb 2024, 19:57", "10 fev 2024, 19:57", "10 Fev. 2024, 19:57", "10 feb. 2024, 19:57",
    "10 févr. 2024, 19:57", "10 Februar 2024, 19:57", "10 febbraio 2024, 19:57",
    "10 de fevereiro de 2024, 19:57", "10. Feb. 2024, 19:57", "Feb 10, 2024, 7:57 PM",
    "February 10, 2024, 7:57 pm", "2024-02-10 19:57:00",
  ])
  func theMomentIsReadInEveryLanguage(text: String) throws {
    let read = try history(head + row("A", text, ""))
    #expect(words(read).first?.hasPrefix("2024-02-10 19:57") == true)
  }

  @Test(arguments: [
    ("Jan", 1), ("Gen", 1), ("Ene", 1), ("janv.", 1), ("Mär", 3), ("Mrz", 3), ("mrt", 3),
    ("mars", 3), ("Abr", 4), ("avr.", 4), ("Mai", 5), ("May", 5), ("mei", 5), ("mag", 5),
    ("juin", 6), ("giu", 6), ("juil.", 7), ("lug", 7), ("juil", 7), ("août", 8), ("Ago", 8),
    ("Aug", 8), ("Set", 9), ("sept.", 9), ("sep", 9), ("Out", 10), ("Okt", 10), ("ott", 10),
    ("oct.", 10), ("nov", 11), ("Dez", 12), ("dic", 12), ("déc.", 12), ("Dec", 12),
  ])
  func monthsAreKnownInSevenLanguages(name: String, month: Int) throws {
    let read = try history(head + row("A", "7 \(name) 2024, 06:30", ""))
    #expect(read.workouts[0].date.components.month == month)
  }

  @Test(arguments: [
    "10 Foo 2024, 19:57", "31 Feb 2024, 19:57", "10 Feb 2024", "Feb 2024, 19:57",
    "10 Feb 2024, 24:57", "10 ma 2024, 19:57", "10 Feb 2024, 13:57 PM", "10 jui 2024, 06:00",
  ])
  func whatIsNoMomentIsRefused(text: String) throws {
    #expect(
      try refusal(head + row("A", text, ""))?.withoutColumns.contains("line 2: start_time is")
        == true)
  }

  @Test func anEndBeforeTheStartIsRefused() throws {
    let text = head + row("A", "10 Feb 2024, 19:57", "10 Feb 2024, 19:00")
    #expect(try refusal(text)?.contains("end_time is before the start") == true)
  }

  @Test func supersetsNotesAndUnitsAreKept() throws {
    let pounds = head.replacing("weight_kg", with: "weight_lbs")
      .replacing("distance_km", with: "distance_miles")
    let text =
      pounds + row(superset: "1", note: "low bar\\nbelt", "225,5,,,")
      + row("Upper", "10 Feb 2024, 19:57", "10 Feb 2024, 21:02", "Plank", superset: "1", ",,,60,")
      + row("Upper", "10 Feb 2024, 19:57", "10 Feb 2024, 21:02", "Run", ",,3.1,1500,")
      + row("Upper", "10 Feb 2024, 19:57", "10 Feb 2024, 21:02", "Dip", kind: "myo", "0,12,,,")
    let read = try history(text)
    #expect(
      words(read) == [
        "2024-02-10 19:57 Upper | Squat (Barbell)[1]: 225lb×5 | Plank[1]: 60s | Run: 3.1mi1500s | Dip: ×12"
      ])
    #expect(read.workouts[0].exercises[0].note == "low bar\nbelt")
    #expect(read.warnings.map(\.place.line) == [5])
  }

  @Test func aConvertedWeightKeepsAllItsDigits() throws {
    let read = try history(head + row("52.1631225,8,,,"))
    #expect(read.workouts.count == 1)
    let exact = try history(head + row("A", "10 Feb 2024, 19:57", "", "Squat", "52.1631225,8,,,"))
    #expect(exact.workouts[0].exercises[0].sets[0].weight == 52.163_122_5)
  }
}
