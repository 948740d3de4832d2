import Interchange
import Testing
import Training

@Suite struct FitNotesTests {
  private let old = "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time\n"
  private let new =
    "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
  private let body = "Date,Time,Measurement,Value,Unit\n"

  @Test func aDayIsAWorkout() throws {
    let text =
      old + """
        2024-03-01,Barbell Squat,Quads,225.0,5,,,
        2024-03-01,Crunches,Abs,0.0,25,,,
        2024-03-02,Run,Cardio,,,3.0,mi,0:25:30
        2024-03-02,Plank,Abs,0.0,0,0.0,m,0:01:00
        2024-03-02,Row,Back,100.0,8,10.0,kg,0:00:00
        """
    let read = try history(text)
    #expect(
      words(read) == [
        "2024-03-01 -  | Barbell Squat: 225lb×5 | Crunches: ×25",
        "2024-03-02 -  | Run: 3mi1530s | Plank: 60s | Row: 100lb×8",
      ])
    #expect(read.workouts[0].exercises.map(\.category) == ["Quads", "Abs"])
    #expect(read.workouts[1].exercises[2].sets[0].note == "distance 10 kg")
    #expect(
      read.warnings.map(\.words) == [
        "line 6: “kg” is not a unit of distance; “distance 10 kg” was kept as a note"
      ])
  }

  @Test func theNewerLayoutHasUnitsAndComments() throws {
    let text =
      new + """
        2024-03-01,Squat,Quads,100.0,kgs,5,,,,belt on
        2024-03-01,Dips,Chest,,,12,,,,
        """
    let read = try history(text)
    #expect(words(read) == ["2024-03-01 -  | Squat: 100kg×5 | Dips: ×12"])
    #expect(read.workouts[0].exercises[0].sets[0].note == "belt on")
    let short = new.replacing(",Comment", with: "")
    let pounds = try history(short + "2024-03-01,Squat,Quads,100.0,lbs,5,,,\n")
    #expect(words(pounds) == ["2024-03-01 -  | Squat: 100lb×5"])
    #expect(
      try refusal(short + "2024-03-01,Squat,Quads,100.0,,5,,,\n")?.contains("Weight Unit") == true)
    let bare = "Date,Exercise,Category,Weight,Reps,Distance,Distance Unit,Time\n"
    #expect(try refusal(bare + "2024-03-01,Squat,Quads,100,5,,,\n")?.contains("--unit kg") == true)
    let kilograms = old.replacing("(lbs)", with: "(kgs)")
    let named = try history(kilograms + "2024-03-01,Squat,Quads,100,5,,,\n")
    #expect(words(named) == ["2024-03-01 -  | Squat: 100kg×5"])
  }

  @Test(arguments: [
    (["23/12/2025", "01/02/2025"], "2025-12-23"), (["12/23/2025", "01/02/2025"], "2025-12-23"),
    (["23.12.2025", "01.02.2025"], "2025-12-23"),
  ])
  func theOrderOfDayAndMonthIsFoundOverTheWholeFile(dates: [String], last: String) throws {
    let text = old + dates.map { "\($0),Squat,Quads,100,5,,,\n" }.joined()
    let read = try history(text)
    #expect(read.workouts.last?.date.description == last)
  }

  @Test(arguments: [["01/02/2025", "03/04/2025"], ["13/02/2025", "02/13/2025"]])
  func datesThatDoNotTellDayAndMonthApartAreRefused(dates: [String]) throws {
    let text = old + dates.map { "\($0),Squat,Quads,100,5,,,\n" }.joined()
    #expect(
      try refusal(text)
        == "Reading export.csv: its dates, such as \(dates[0]), do not tell day and month apart. Export it again with dates as YYYY-MM-DD. Nothing was imported."
    )
    #expect(throws: InterchangeError.self) { try history(text, skipping: true) }
  }

  @Test(arguments: [
    ("2024-13-01,Squat,Quads,100,5,,,", "Date is “2024-13-01”, not a date"),
    ("2024-03-01,,Quads,100,5,,,", "Exercise is empty"),
    ("2024-03-01,Squat,Quads,100,5,,,soon", "Time is “soon”"),
    ("2024-03-01,Squat,Quads,100,5,-2,m,", "Distance is -2"),
  ])
  func aBadRowIsNamed(row: String, problem: String) throws {
    #expect(try refusal(old + row + "\n")?.withoutColumns.contains("line 2: " + problem) == true)
  }

  @Test func theBodyTrackerBecomesBodyWeights() throws {
    let text =
      body + """
        2024-03-01,07:00:00,Bodyweight,180.5,lbs
        2024-03-01,20:00:00,Bodyweight,182,lbs
        2024-03-02,07:00:00,Body Fat,18,%
        """
    let read = try history(text)
    #expect(read.rows.bodyWeights == 2 && read.rows.measurements == 1 && read.rows.total == 3)
    let plan = try plan(read)
    #expect(plan.bodyWeights.map(\.value) == [182] && plan.bodyWeights[0].unit == .pounds)
    #expect(plan.bodyWeights[0].id == "bw-2024-03-01")
    #expect(plan.warnings.map(\.place.line) == [4, 2])
    let noted = body.replacing("Unit", with: "Unit,Comment")
    let comment = try history(noted + "2024-03-01,07:00:00,Bodyweight,80,kgs,fasted\n")
    #expect(comment.bodyWeights[0].note == "fasted")
    #expect(
      try refusal(body + "2024-03-01,07:00:00,Bodyweight,,lbs\n")?.contains("Value is empty")
        == true)
    #expect(
      try refusal(body + "2024-03-01,07:00:00,Bodyweight,80,st\n")?.contains("Unit is “st”") == true
    )
    #expect(try refusal(body + "x,07:00:00,Bodyweight,80,kg\n")?.contains("Date is “x”") == true)
  }
}
