import PtyHarness
import Testing

/// Values beyond the table of bounds, on the command line and on the screens.
struct OddValuesTests {
  private static let hint = "Nothing was logged. Repeat with --yes if it is right.\n"

  @Test(
    arguments: [
      ("log Squat 176x5", "Really 176 kg? That is above 1.5 times your best e1RM, 116.7 kg. "),
      ("log Squat 100x101", "Really 101 reps? That is above 100. "),
      ("log Squat 50x5x21", "Really 21 sets? That is above 20. "),
      ("log Deadlift 601x1", "Really 601 kg? That is above 600 kg. "),
      ("log Plank 5:00:00", "Really 5 hours? That is above 4. "),
      ("log Running 201km", "Really 201 km? That is above 200 km. "),
      ("log Squat 1,000x5", "Is “1,000” meant as 1? The comma was read as a decimal comma. "),
      ("log Squat 100x5 --date 2062-01-01", "Really 2062-01-01? That is after tomorrow. "),
      ("log Squat 100x5 --date 1926-01-01", "Really 1926-01-01? That is more than 50 years ago. "),
      ("bodyweight 60", nil), ("bodyweight 110", nil),
      ("bodyweight 82 --date 2062-01-01", "Really 2062-01-01? That is after tomorrow. "),
    ] as [(String, String?)])
  func whatIsOddIsRefusedUntilItIsSaidToBeRight(command: String, question: String?) throws {
    let home = try Home(withSample: false)
    #expect(try home.command("log", "Squat", "100x5", "--date", "-7").status == 0)
    #expect(try home.command("bodyweight", "82.4", "--date", "-1").status == 0)
    let before = try home.command("export").output
    let run = try home.shell("exec \"$0\" \(command) --store \"$1\"")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("tonnage: \(question ?? "Really ")"), "\(run)")
    #expect(run.errors.hasSuffix(Self.hint), "\(run)")
    if question == nil {
      #expect(run.errors.contains("82.4 kg") && run.errors.contains("1.2 times"))
    }
    #expect(try home.command("export").output == before)
    #expect(try home.shell("exec \"$0\" \(command) --yes --store \"$1\"").status == 0)
    #expect(try home.command("export").output != before)
  }

  @Test(arguments: [
    "log Squat 100x5@11", "log Squat 100x5@0", "log Squat 100 5", "log Squat '1 000x5'",
    "log Squat @8", "log Squat 100", "log Squat 100x5 5", "log Squat x5", "log Squat 100x5 nan",
    "log Squat infx5", "log Squat 100x5 --date 1899-12-31", "bodyweight -80", "bodyweight 0",
    "bodyweight nan", "bodyweight 500", "bodyweight 82 --date 0026-11-27",
  ])
  func whatIsNoValueIsRefusedWhateverIsSaid(command: String) throws {
    let home = try Home(withSample: false)
    let run = try home.shell("exec \"$0\" \(command) --yes --store \"$1\"")
    #expect([1, 64, 65].contains(run.status) && run.output.isEmpty, "\(run)")
    #expect(run.errors.hasPrefix("tonnage: "))
    #expect(try home.command("journal", "--json").output == "[]\n")
  }

  @Test(arguments: [
    ("Squat '100x5 102.5x5'", "Squat: 100x5 102.5x5"), ("Plank 60", "Plank: 60s"),
    ("Plank 60s", "Plank: 60s"), ("Running '5km 25:00'", "Running: 5km 1500s"),
    ("Squat 100 x 5", "Squat: 100x5"), ("Squat 0x5", "Squat: 0x5"),
  ])
  func whatWasReadIsPrinted(typed: String, printed: String) throws {
    let run = try Home(withSample: false).shell("exec \"$0\" log \(typed) --store \"$1\"")
    #expect(run.output.hasPrefix("\(printed) logged on "), "\(run)")
  }

  @Test func theDayIsTypedAsOnTheScreens() throws {
    let home = try Home(withSample: false)
    for day in ["today", "yesterday", "-1", "-3"] {
      #expect(try home.command("log", "Squat", "100x5", "--date", day).status == 0)
    }
    let rows = try home.command("workouts", "--json").json as? [[String: Any]]
    #expect(rows?.map { $0["sets"] as? Int } == [1, 2, 1])
    let older = try home.command("workouts", "--from", "-2", "--json").json as? [Any]
    #expect(older?.count == 1)
  }

  @Test func aBodyWeightFarFromTheLastIsAskedAboutOnTheScreens() throws {
    let home = try Home(withSample: false)
    #expect(try home.command("bodyweight", "82.4").status == 0)
    #expect(try home.command("log", "Squat", "100x5").status == 0)
    let program = try home.open()
    try program.wait(for: "Today")
    try program.type(":bodyweight 60\r")
    try program.wait(for: "is more than 1.2 times that. y/n")
    try program.type("n")
    try program.wait(for: "Nothing was logged.")
    try program.type(":bodyweight 60\r")
    try program.wait(for: "y/n")
    try program.type("y")
    try program.wait(for: "Body weight 60 kg logged; it replaces 82.4 kg.")
    try program.type("u")
    try program.wait(for: "Undone: Body weight logged.")
    try program.leave()
    #expect(try home.command("bodyweight").output.contains("82.4"))
  }

  @Test func aWeightFarAboveTheBestIsAskedAboutOnTheScreens() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.type("300x5\r")
    try program.wait(for: "times your best e1RM")
    try program.type("y")
    try program.wait(for: "Set 1 logged.")
    try program.type("100x5@11\r")
    try program.wait(for: "“11” is not an RPE, which goes from 1 to 10")
    try program.press(.escape)
    try program.wait(for: "f finish")
    try program.leave()
    #expect(try home.setsUnderWay() == ["300x5"])
  }
}
