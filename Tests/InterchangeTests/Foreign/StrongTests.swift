import Interchange
import Testing
import Training

@Suite struct StrongTests {
  private let headA =
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
  private let headB =
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes"
  private let headC =
    "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes\n"

  @Test func withoutAUnitInTheFileOneIsAskedFor() throws {
    let text = headA + "2024-03-01 18:00:00,Push,1h 5m,Bench Press (Barbell),1,100,5,0,0,,,8\n"
    #expect(
      try refusal(text)
        == "Reading export.csv: it does not say what unit its weights are in. Add --unit kg or --unit lb. Nothing was imported."
    )
    let read = try history(text, unit: .pounds)
    #expect(words(read) == ["2024-03-01 18:0 Push | Bench Press (Barbell): 100lb×5@8"])
    #expect(read.workouts[0].durationSeconds == 3900)
  }

  @Test func allKindsOfRowsHaveTheirPlace() throws {
    let text =
      headA + """
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),W,60,8,0,0,"Pause, ""dead"" stop",Good day,
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),1,100,5,0,0,,,8
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),Rest Timer,0,0,0,120,,,
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),F,100,4,0,0,,,
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),D,80,8,0,0,,,
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),Note,0,0,0,0,Elbows in,,
        2024-03-01 18:00:00,Push,52m,Plank,1,0.0,0,0,60,,,
        2024-03-01 18:00:00,Push,52m,Plank,2,0.0,0,0,0,,,
        2024-03-01 18:00:00,Push,52m,Running,1,0.0,0,5.2,1500,,,
        2024-03-01 18:00:00,Push,52m,Bench Press (Barbell),1,90,5,0,0,,,
        """
    let read = try history(text, unit: .kilograms)
    #expect(
      words(read) == [
        "2024-03-01 18:0 Push | Bench Press (Barbell): W60kg×8 100kg×5@8/120 F100kg×4 D80kg×8 | Plank: 60s – | Running: 5.2km1500s | Bench Press (Barbell): 90kg×5"
      ])
    let account = read.rows
    #expect(account.sets == 6 && account.warmUps == 1 && account.rests == 1)
    #expect(account.notes == 1 && account.empty == 1 && account.total == 10)
    #expect(read.workouts[0].note == "Good day")
    #expect(read.workouts[0].exercises[0].note == "Pause, \"dead\" stop\nElbows in")
    #expect(
      read.warnings.map(\.words) == [
        "line 9: the set of Plank has no value; it was kept as an open one"
      ])
  }

  @Test func theSemicolonLayoutsSayTheirUnitsRowByRow() throws {
    let text =
      headB + ";Workout Duration\n" + """
        2024-03-01 18:00:00;"Push ";"Bench Press (Barbell)";1;225;lbs;5;;;;0;"";"";1h 44m
        2024-03-01 18:00:00;"Push ";"Pull Up";1;;;12;;;;0;;;1h 44m
        2024-03-01 18:00:00;"Push ";"Rowing";1;;;;;2;km;480;;;1h 44m
        """
    let read = try history(text)
    #expect(
      words(read) == [
        "2024-03-01 18:0 Push | Bench Press (Barbell): 225lb×5 | Pull Up: ×12 | Rowing: 2km480s"
      ])
    #expect(read.workouts[0].durationSeconds == 6240)
    let odd = headB + "\n2024-03-01 18:00:00;P;Bench;1;225;;5;;;;0;;\n"
    #expect(
      try refusal(odd)?.withoutColumns.contains("line 2: Weight Unit is empty beside a weight")
        == true)
    let stone = headB + "\n2024-03-01 18:00:00;P;Bench;1;225;st;5;;;;0;;\n"
    #expect(try refusal(stone)?.contains("is “st”, neither kg nor lbs") == true)
    let league = headB + "\n2024-03-01 18:00:00;P;Run;1;;;;;2;league;480;;\n"
    #expect(try refusal(league)?.contains("not a unit of distance") == true)
  }

  @Test func theNumberedLayoutHasDecimalCommasAndMetres() throws {
    let text =
      headC + """
        "1";"2024-03-01 18:00:00";"Push";"3120";"Bench Press (Barbell)";"1";"102,5";"5";"8,5";"";"";"";""
        "1";"2024-03-01 18:00:00";"Push";"3120";"Run";"1";"";"";"";"400";"95";"";""
        """
    let read = try history(text)
    #expect(
      words(read) == [
        "2024-03-01 18:0 Push | Bench Press (Barbell): 102.5kg×5@8.5 | Run: 400m95s"
      ])
    #expect(read.workouts[0].durationSeconds == 3120)
    let pounds = headC.replacing("(kg)", with: "(lbs)").replacing("(meters)", with: "(m)")
    let read2 = try history(pounds + "1;2024-03-01 18:00:00;Push;;Bench;1;225;5;;;;;\n")
    #expect(words(read2) == ["2024-03-01 18:0 Push | Bench: 225lb×5"])
  }

  @Test func aTwelveHourClockIsRead() throws {
    let text =
      headA
      + "2024-03-01 6:05:07\u{202F}PM,Push,55s,Squat,1,100,5,0,0,,,\n2024-03-02 12:00:00 AM,Push,,Squat,1,100,5,0,0,,,\n"
    let read = try history(text, unit: .kilograms)
    #expect(read.workouts.map(\.secondOfDay) == [18 * 3600 + 307, 0])
    #expect(read.workouts.map(\.durationSeconds) == [55, nil])
  }

  @Test func assistanceIsBelowZeroAndSaidOnce() throws {
    let text =
      headA + """
        2024-03-01 18:00:00,Pull,52m,Pull Up (Assisted),1,20,8,0,0,,,
        2024-03-01 18:00:00,Pull,52m,Pull Up (Assisted),2,15,8,0,0,,,
        """
    let read = try history(text, unit: .kilograms)
    #expect(words(read) == ["2024-03-01 18:0 Pull | Pull Up (Assisted): -20kg×8 -15kg×8"])
    #expect(read.warnings.count == 1)
  }

  @Test func whatIsOddIsKeptAndListed() throws {
    let text =
      headA + """
        2024-03-01 18:00:00,Push,46h 12m,Squat,1,1100,303,0,0,,,11
        """
    let read = try history(text, unit: .kilograms)
    #expect(words(read) == ["2024-03-01 18:0 Push | Squat: 1100kg×303@11"])
    #expect(
      read.warnings.map(\.words) == [
        "line 2: the workout of 2024-03-01 lasted 46 hours: was it left open? It was kept as it is",
        "line 2: 303 repetitions of Squat look odd; they were kept",
        "line 2: 1100 kg of Squat look odd; they were kept",
        "line 2: an RPE of 11 looks odd; it was kept",
      ])
  }

  @Test(arguments: [
    ("2024-02-30 18:00:00,P,,Squat,1,100,5,0,0,,,", "Date is “2024-02-30 18:00:00”"),
    ("2024-03-01 25:00:00,P,,Squat,1,100,5,0,0,,,", "not a date and time"),
    ("2024-03-01 18:00:00,P,,Squat,1,100,-5,0,0,,,", "Reps is -5, which is below zero"),
    ("2024-03-01 18:00:00,P,,Squat,1,100,5.5,0,0,,,", "not a number of repetitions"),
    ("2024-03-01 18:00:00,P,,Squat,1,-100,5,0,0,,,", "Weight is -100, which is below zero"),
    ("2024-03-01 18:00:00,P,,Squat,1,nan,5,0,0,,,", "Weight is “nan”, not a number"),
    ("2024-03-01 18:00:00,P,,Squat,X,100,5,0,0,,,", "Set Order is “x”"),
    ("2024-03-01 18:00:00,P,,,1,100,5,0,0,,,", "Exercise Name is empty"),
    ("2024-03-01 18:00:00,P,soon,Squat,1,100,5,0,0,,,", "not a length of time"),
    ("2024-03-01 18:00:00,P,1e999h,Squat,1,100,5,0,0,,,", "not a length of time"),
    ("2024-03-01 18:00:00,P,,Squat,1,1e30,5,0,0,,,", "Weight is 1e30, which is out of range"),
    ("2024-03-01 18:00:00,P,,Squat,1,100,5", "the row has 7 fields where the heading has 12"),
    ("2024-03-01 18:00:00;P;;Squat;1", "is another separator used here?"),
    ("2024-03-01 18:00:00,P,,Squat,1,100,5,0,0,,,,,", "the row has 14 fields"),
  ])
  func aBadRowIsNamedAndRefusesTheFile(row: String, problem: String) throws {
    let good = "2024-03-01 18:00:00,P,,Squat,1,100,5,0,0,,,\n"
    let text = headA + good + row + "\n" + good
    let sentence = try #require(try refusal(text, unit: .kilograms))
    #expect(sentence.hasPrefix("Reading export.csv, line 3"), "\(sentence)")
    #expect(sentence.contains(problem), "\(sentence)")
    let skipped = try history(text, unit: .kilograms, skipping: true)
    #expect(skipped.rows.sets == 2 && skipped.rows.refused == 1 && skipped.rows.total == 3)
    #expect(skipped.refusals.map(\.place.line) == [3])
  }

  @Test func manyBadRowsAreCounted() throws {
    let text = headA + String(repeating: "x,P,,Squat,1,100,5,0,0,,,\n", count: 10)
    let sentence = try #require(try refusal(text, unit: .kilograms))
    #expect(sentence.contains("; and 7 more"))
    #expect(throws: InterchangeError.self) {
      try history(text, unit: .kilograms, skipping: true)
    }
  }
}
