import Testing
import Training

/// No number that is given to a command or typed on a screen ends the program.
@Suite(.aside) struct AbsurdFlagsTests {
  private static let values = [
    "9223372036854775807", "-9223372036854775808", "10000000000000000000", "-1", "1e308", "nan",
  ]

  private static let flags: [[String]] = [
    ["progress", "--sessions"], ["progress", "Bench Press", "--sessions"],
    ["progress", "Bench Press", "--json", "--sessions"], ["journal", "--limit"],
    ["workouts", "--limit"], ["exercises", "--limit"], ["exercises", "bench", "--limit"],
    ["bodyweight", "--limit"], ["conflicts", "--limit"], ["conflicts", "show"],
    ["conflicts", "resolve", "--keep", "mine"], ["conflicts", "restore"],
  ]

  /// Done, could not be done, not understood, not readable: each with its sentence, none by a signal.
  private func expectAnEnd(_ arguments: [String], in home: Home) throws {
    let run = try home.execute(arguments + ["--store", home.store])
    #expect(!run.wasSignalled && [0, 1, 64, 65].contains(run.status), "\(arguments): \(run)")
    if run.status != 0 {
      #expect(!run.complaint.isEmpty || run.output.contains("\"error\""), "\(arguments)")
    }
  }

  @Test func noNumberOfAFlagEndsACommand() throws {
    let home = try Home()
    for flag in Self.flags {
      for value in Self.values {
        let isOption = flag.last?.hasPrefix("--") == true
        try expectAnEnd(
          isOption ? flag.dropLast() + ["\(flag[flag.count - 1])=\(value)"] : flag + ["--", value],
          in: home)
      }
    }
    let newest = try home.execute(
      ["progress", "Bench Press", "--sessions", "9223372036854775807", "--store", home.store])
    let few = try home.execute(
      ["progress", "Bench Press", "--sessions", "1", "--store", home.store])
    #expect(newest.output.split(separator: "\n").count > few.output.split(separator: "\n").count)
  }

  @Test func noNumberOfASetEndsACommand() throws {
    let home = try Home(withSample: false)
    let forms = [
      "Vx5", "100xV", "100x5xV", "100x5@V", "Vs", "1:V", "V:30", "Vkm 25:00", "5km V:00", "wVx3",
      "bwxV", "-Vx3", "Vlbx5",
    ]
    for form in forms {
      for value in Self.values.prefix(3) {
        try expectAnEnd(
          ["log", "Squat", form.replacing("V", with: value), "--yes", "--date", "2026-11-20"],
          in: home)
      }
    }
  }

  @Test func noBodyWeightDateOrPortEndsACommand() throws {
    let home = try Home(withSample: false)
    for value in Self.values {
      try expectAnEnd(["bodyweight", "--", value], in: home)
      try expectAnEnd(["log", "Squat", "100x5", "--yes", "--date=\(value)-01-01"], in: home)
      try expectAnEnd(["workouts", "--from=\(value)"], in: home)
      try expectAnEnd(["sync", "setup", "https://localhost:\(value)/a.json"], in: home)
    }
    for date in ["9999-12-31", "0001-01-01"] {
      try expectAnEnd(["log", "Squat", "100x5", "--yes", "--date=\(date)"], in: home)
      try expectAnEnd(["today"], in: home)
    }
  }

  @Test func noNumberTypedOnAScreenEndsTheProgram() throws {
    let athlete = try Athlete()
    athlete.press("Enter")
    for value in Self.values {
      for form in ["Vx5", "100xV", "1x5xV", "100x5@V", "Vs", "V:30", "Vkm", "-VxV"] {
        athlete.press("i", "C-u")
        athlete.type(form.replacing("V", with: value))
        athlete.press("Enter", "y", "Esc", "Esc")
        #expect(athlete.screen().contains("[Log]"), "\(form) with \(value): \(athlete.screen())")
      }
      for keys in ["C", "T", "x", "r"] {
        athlete.press(keys)
        athlete.type(value)
        athlete.press("Enter", "Esc", "Esc")
      }
      for command in ["bodyweight", "blank", "import"] {
        athlete.press("gl", ":")
        athlete.type("\(command) \(value)")
        athlete.press("Enter", "Esc", "Esc")
      }
      athlete.press("gt", "w")
      athlete.type(value)
      athlete.press("Enter", "Esc")
      for screen in ["gt", "gl", "gp", "gr", "gh"] {
        athlete.press(screen)
        #expect(!athlete.screen().isEmpty)
      }
      athlete.press("gl")
    }
  }
}
