import Testing
import Training
import Wire

@Suite struct ProgramWireTests {
  private let nested = #"""
    {"id":"P","userId":"u","name":"Push/Pull/Legs","weightUnit":"kg","goals":["strength"],
    "weeklyConfigs":{"0":{"0":{"name":"Push Day","colour":"red","exercises":[{"id":"0.0.e1","exerciseId":"bench","sets":3,"reps":8,
    "loads":["72.5%",100],"rest":120,"position":"V1"}]},"label":"deload"},"2":{},"note":[1]},
    "programSummary":{"totalExercises":1,"muscleGroupsTargeted":["Chest"],"exerciseTypes":["Barbell"],
    "estimatedDuration":540000,"mood":"good"}}
    """#.split(separator: "\n").joined()

  @Test func aNestedProgramIsWrittenAsItWasRead() throws {
    let program = try Program(json: nested)
    #expect(program.json() == nested)
    #expect(program.form == .nested)
    #expect(program.days.count == 1)
    #expect(program.days[0].name == "Push Day")
    #expect(program.days[0].unknown == [UnknownField(name: "colour", json: #""red""#)])
    #expect(program.days[0].exercises[0].reps == [.count(8)])
    #expect(program.days[0].exercises[0].loads == [.percentage(72.5), .weight(100)])
    #expect(try Program(json: program.json()) == program)
  }

  @Test func aFlatProgramIsWrittenAsItWasRead() throws {
    let text = #"""
      {"id":"P","weightUnit":"lb","weeklyConfigs":{"week1_day1":{"name":"A","exercises":[]},
      "week1_day2":{"exercises":[]},"week12_day3":{"exercises":[]},"week0_day1":7,"week01_day1":{},"week1_day":{}}}
      """#.split(separator: "\n").joined()
    let program = try Program(json: text)
    #expect(program.form == .flat)
    #expect(program.days.map(\.weekIndex) == [0, 0, 11])
    #expect(program.days.map(\.dayIndex) == [0, 1, 2])
    #expect(program.json() == text)
  }

  @Test(arguments: ["9223372036854775807", "4611686018427387904", "10000"])
  func aWeekBeyondAllProgramsIsKeptAndIsNone(week: String) throws {
    for weeks in [
      #"{"\#(week)":{"0":{"exercises":[]}}}"#, #"{"0":{"\#(week)":{"exercises":[]}}}"#,
    ] {
      let text = #"{"id":"P","weightUnit":"kg","weeklyConfigs":\#(weeks)}"#
      let program = try Program(json: text)
      #expect(program.days.isEmpty)
      #expect(program.json() == text)
    }
    for id in ["\(week).0", "0.\(week)", "-1.0"] {
      #expect(throws: WireError.self) { try ProgramDay(element: Element(id: id, fields: [])) }
    }
  }

  @Test func aDaysOwnIdIsKept() throws {
    let text =
      #"{"id":"P","weightUnit":"kg","weeklyConfigs":{"0":{"0":{"id":"d","exercises":[]}}}}"#
    #expect(try Program(json: text).json() == text)
  }

  @Test func aDayThatTakesThePlaceOfALeftoverIsWrittenOnce() throws {
    var program = try Program(json: nested)
    program.days.append(ProgramDay(weekIndex: 2, dayIndex: 0, name: "Legs"))
    #expect(program.json().contains(#""2":{"0":{"name":"Legs","exercises":[]}},"note":[1]}"#))
    program.days = []
    #expect(program.json().contains(#""weeklyConfigs":{"0":{"label":"deload"},"2":{},"note":[1]}"#))
  }

  @Test func daysAreElementsByWeekAndDay() throws {
    let program = try Program(json: nested)
    var new = program
    new.days[0].exercises[0].sets = 5
    new.days.insert(ProgramDay(weekIndex: 0, dayIndex: 1), at: 0)
    let changes = program.element.changes(to: new.element)
    #expect(
      changes.map(\.path) == [["days", "0.1"], ["days", "0.0", "exercises", "0.0.e1", "sets"]])
    let stamp = Stamp(milliseconds: 1, counter: 0, device: "a")
    let result = try Program(element: program.element.applying(changes, stamp: stamp))
    #expect(result.days.map(\.dayIndex) == [0, 1])
    #expect(result.days[0].exercises[0].stamps.fields == ["sets": stamp])
  }

  @Test(arguments: [
    ("[]", "weeklyConfigs must be an object of weeks, but is []"),
    (#"{"0":{"0":{"exercises":7}}}"#, "days/0.0/exercises must be a list, but is 7"),
    (#"{"0":{"0":{"exercises":[{}]}}}"#, "days/0.0/exercises/0.0.e1 has no id of its own"),
    (
      #"{"0":{"0":{"exercises":[{"id":"a"}]}}}"#,
      "days/0.0/exercises/a/exerciseId is not as Tonnage writes it"
    ),
    (
      #"{"0":{"0":{"exercises":[{"id":"a","exerciseId":"x","reps":[{}]}]}}}"#,
      "days/0.0/exercises/a/reps must be a count, a text, or a list of them, but is [{}]"
    ),
    (
      #"{"0":{"0":{"exercises":[{"id":"a","exerciseId":"x","loads":["9"]}]}}}"#,
      #"days/0.0/exercises/a/loads must be a list of weights and percentages, but is ["9"]"#
    ),
    (
      #"{"0":{"0":{},"0":{}}}"#,
      "weeklyConfigs/0 cannot be read: the key “0” appears twice in one object"
    ),
  ]) func aStrictReaderNamesTheDayAndTheField(weeks: String, problem: String) {
    let error = #expect(throws: WireError.self) {
      try Program(json: #"{"id":"P","weightUnit":"kg","weeklyConfigs":\#(weeks)}"#)
    }
    #expect(
      error?.description
        == "The document “P” cannot be read: \(problem). Correct it where it came from, then read it again."
    )
  }

  @Test func otherFieldsOfAnotherTypeAreRefused() {
    func problem(_ member: String) -> String? {
      #expect(throws: WireError.self) { try Program(json: #"{"id":"P",\#(member)}"#) }?.description
    }
    #expect(
      problem(#""weightUnit":"kg","trainingMaxes":{"a":"b"}"#)?.contains(
        "an object of weights by exercise") == true)
    #expect(
      problem(#""weightUnit":"kg","trainingMaxes":[]"#)?.contains(
        "an object of weights by exercise") == true)
    #expect(
      problem(#""weightUnit":"kg","programSummary":7"#)?.contains(
        "programSummary must be an object") == true)
    #expect(
      problem(#""weightUnit":"kg","isCurrent":"yes""#)?.contains("isCurrent must be true or false")
        == true)
    #expect(problem(#""name":"x""#)?.contains("weightUnit is not as Tonnage writes it") == true)
  }

  @Test func aDayNeedsAWeekAndADayAsItsId() {
    let error = #expect(throws: WireError.self) { try ProgramDay(element: Element(id: "1")) }
    #expect(error?.description.contains("must have a week and a day as its id") == true)
    #expect(throws: WireError.self) {
      try ProgramExercise(element: Element(id: "1", fields: [Field("sets", "true")]))
    }
  }

  @Test func anExerciseIsFlatAndKeepsItsOwnFields() throws {
    let text = #"""
      {"id":"x","userId":"u","name":"Bench Press","primaryMuscleGroup":"Chest","exerciseType":"Sled",
      "measures":["weight","reps","seconds"],"aliases":["bp"],"instructions":"Lie  down","isCustom":true}
      """#.split(separator: "\n").joined()
    let exercise = try Exercise(json: text)
    #expect(exercise.metadata.exerciseType.rawValue == "Sled")
    #expect(exercise.metadata.measures == [.weight, .reps, .seconds])
    #expect(exercise.json() == text)
  }
}
