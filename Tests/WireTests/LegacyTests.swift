import Testing
import Training
import Wire

/// Documents as other programs write them.
@Suite struct LegacyTests {
  private func read(_ text: String) throws -> (WorkoutLog, [String]) {
    var legacy = LegacyReader()
    let log = try legacy.workoutLog(JSONSlice(text))
    return (log, notes(legacy))
  }

  private func notes(_ legacy: LegacyReader) -> [String] {
    legacy.interpretations.map { "\($0.document) \($0.path): \($0.sentence)" }
  }

  private func entry(_ members: String) -> String {
    #"{"id":"L","date":"2026-01-01","weightUnit":"KG","isWorkoutFinished":true,"exercises":[{"id":"e","exerciseId":"x",\#(members)}]}"#
  }

  @Test func aLogOfTheOldAppIsReadWhole() throws {
    let (log, notes) = try read(
      #"""
      {"id":"L","userId":"u","programId":"p","weekIndex":7,"dayIndex":0,"exercises":[{"exerciseId":"x","sets":2,
      "reps":[5,5],"weights":[95,null],"completed":[true,false],"notes":"","bodyweight":null,"isAdded":false,
      "addedType":null,"originalIndex":-1}],"date":"2026-10-05T23:36:21.886Z","completedDate":"2026-10-05T23:36:21.886Z",
      "isWorkoutFinished":true,"weightUnit":"LB","duration":33,"notes":""}
      """#)
    #expect(log.date.description == "2026-10-05")
    #expect(log.startedAt?.iso8601 == "2026-10-05T23:36:21.886Z")
    #expect(log.utcOffset == nil)
    #expect(log.weightUnit == .pounds)
    let entry = log.exercises[0]
    #expect(entry.id == "L.e1")
    #expect(entry.unknown.map(\.name) == ["isAdded", "addedType", "originalIndex"])
    #expect(entry.unknown.map(\.json) == ["false", "null", "-1"])
    #expect(entry.sets.map(\.id) == ["e1.s1", "e1.s2"])
    #expect(entry.sets.map(\.weight) == [95, nil])
    #expect(entry.sets.map(\.unit) == [.pounds, .pounds])
    #expect(entry.sets.map(\.completed) == [true, false])
    #expect(entry.sets[0].position < entry.sets[1].position)
    #expect(
      notes == [
        #"L date: "2026-10-05T23:36:21.886Z" was read as the day 2026-10-05 at UTC"#,
        "L : 3 ids were made from their places",
      ])
    #expect(try WorkoutLog(json: log.json()) == log)
  }

  @Test(
    arguments: [
      (#""2026-10-05T23:30:00+02:00""#, "2026-10-05", "2026-10-05T21:30:00.000Z", 120),
      (#""2026-10-05T01:30:00-0500""#, "2026-10-05", "2026-10-05T06:30:00.000Z", -300),
      ("1763576695136", "2025-11-19", "2025-11-19T18:24:55.136Z", nil),
      ("1763576695", "2025-11-19", "2025-11-19T18:24:55.000Z", nil),
      (
        #"{"_seconds":1763576695,"_nanoseconds":136000000}"#, "2025-11-19",
        "2025-11-19T18:24:55.136Z", nil
      ),
      (#"{"seconds":1763576695}"#, "2025-11-19", "2025-11-19T18:24:55.000Z", nil),
    ] as [(String, String, String, Int?)]) func aDateThatIsAnInstantBecomesDayAndBeginning(
      json: String, day: String, began: String, offset: Int?
    ) throws
  {
    let (log, notes) = try read(#"{"id":"L","date":\#(json),"weightUnit":"KG"}"#)
    #expect(log.date.description == day)
    #expect(log.startedAt?.iso8601 == began)
    #expect(log.utcOffset == offset)
    #expect(notes.count == 1)
  }

  @Test func aLogWithoutADateTakesTheDayItWasCompleted() throws {
    let (log, _) = try read(#"{"id":"L","completedDate":"2026-10-05T01:00:00Z","weightUnit":"KG"}"#)
    #expect(log.date.description == "2026-10-05")
    var legacy = LegacyReader()
    let error = #expect(throws: WireError.self) {
      try legacy.workoutLog(JSONSlice(#"{"id":"L","date":"soon","weightUnit":"KG"}"#))
    }
    #expect(
      error?.description.contains(#"date must be a day written YYYY-MM-DD, but is "soon""#) == true)
    #expect(throws: WireError.self) {
      try legacy.workoutLog(JSONSlice(#"{"id":"L","date":{"a":1},"weightUnit":"KG"}"#))
    }
    #expect(throws: WireError.self) { try legacy.workoutLog(JSONSlice(#"{"id":"L"}"#)) }
  }

  @Test(
    arguments: [
      (#"["8",5]"#, 8, nil, "", #"the text "8" was read as 8"#),
      (#"["",5]"#, nil, nil, "", "an empty text was read as nothing"),
      (#"["8-12",5]"#, nil, "8-12", "", #""8-12" is not a count; kept as the set's target"#),
      (#"["AMRAP",5]"#, nil, "AMRAP", "", #""AMRAP" is not a count; kept as the set's target"#),
      ("[8.5,5]", nil, "8.5", "", "8.5 is not a count; kept as the set's target"),
      (#"["8.5",5]"#, nil, "8.5", "", #""8.5" is not a count; kept as the set's target"#),
    ] as [(String, Int?, String?, String, String)]) func repetitionsInWordsAreInterpreted(
      reps: String, count: Int?, target: String?, note: String, sentence: String
    ) throws
  {
    let (log, notes) = try read(
      entry(#""sets":2,"reps":\#(reps),"weights":[1,1],"completed":[true,true]"#))
    let set = log.exercises[0].sets[0]
    #expect(set.reps == count && set.target == target && set.note == note)
    #expect(notes[0] == "L exercises/e/sets/1/reps: \(sentence)")
  }

  @Test(
    arguments: [
      (#""100""#, 100, "", #"the text "100" was read as 100"#),
      (#""100,5""#, 100.5, "", #"the text "100,5" was read as 100.5"#),
      (#""-20""#, -20, "", #"the text "-20" was read as -20"#),
      (#""""#, nil, "", "an empty text was read as nothing"),
      (#""BW""#, nil, "weight BW", #""BW" is not a weight; kept in the set's note"#),
      ("true", nil, "weight true", "true is not a weight; kept in the set's note"),
      ("1e999", nil, "weight 1e999", "1e999 is not a weight; kept in the set's note"),
    ] as [(String, Double?, String, String)]) func weightsInWordsAreInterpreted(
      weight: String, value: Double?, note: String, sentence: String
    ) throws
  {
    let (log, notes) = try read(
      entry(#""sets":1,"reps":[5],"weights":[\#(weight)],"completed":[true]"#))
    #expect(log.exercises[0].sets[0].weight == value)
    #expect(log.exercises[0].sets[0].note == note)
    #expect(notes[0] == "L exercises/e/sets/1/weight: \(sentence)")
  }

  @Test func wordsJoinWhatTheSetSaysAlready() throws {
    let (log, _) = try read(
      entry(
        #""sets":1,"reps":["six"],"weights":["BW"],"completed":[true],"setDetails":[{"id":"s","target":5,"note":"hard"}]"#
      ))
    let set = log.exercises[0].sets[0]
    #expect(set.target == "5" && set.note == "hard; reps six; weight BW")
  }

  @Test(
    arguments: [
      (
        #""sets":3,"reps":[5,5],"weights":[100,100],"completed":[true,true]"#, [5, 5, nil],
        [true, true, false],
        [
          "reps: 2 of 3 are there; the others were left empty",
          "weights: 2 of 3 are there; the others were left empty",
          "completed: 2 of 3 are there; the other sets with repetitions count as completed",
        ]
      ),
      (
        #""sets":1,"reps":[5,6],"weights":[100,100],"completed":[true,null]"#, [5, 6],
        [true, false],
        ["sets: it says 1, but there are 2"]
      ),
      (
        #""reps":[5,""],"weights":[100,100]"#, [5, nil], [true, false],
        ["completed: 0 of 2 are there; the other sets with repetitions count as completed"]
      ),
      (
        #""sets":"two","reps":8,"weights":[60],"completed":[1]"#, [8], [true],
        [
          #"sets: "two" is not a number of sets; the lists were counted"#,
          "reps: 8 is not a list; read as a list of one",
        ]
      ),
      (
        #""sets":2,"reps":[1,2],"weights":[1,2],"completed":[true,"false"],"setDetails":[{"id":"a"}]"#,
        [1, 2], [true, false], ["setDetails: 1 of 2 are there; the others have no details"]
      ),
      (#""sets":0"#, [], [], []),
      (#""sets":null,"reps":null"#, [], [], []),
    ] as [(String, [Int?], [Bool], [String])]) func listsThatDisagreeKeepEverySet(
      members: String, reps: [Int?], completed: [Bool], sentences: [String]
    ) throws
  {
    let (log, notes) = try read(entry(members))
    #expect(log.exercises[0].sets.map(\.reps) == reps)
    #expect(log.exercises[0].sets.map(\.completed) == completed)
    for sentence in sentences { #expect(notes.contains("L exercises/e/\(sentence)")) }
    #expect(try WorkoutLog(json: log.json()) == log)
  }

  @Test func openSetsOfAnUnfinishedLogStayOpen() throws {
    let (log, notes) = try read(
      entry(#""reps":[5],"weights":[1]"#).replacing("\"isWorkoutFinished\":true,", with: ""))
    #expect(log.exercises[0].sets.map(\.completed) == [false])
    #expect(
      notes.contains("L exercises/e/completed: 0 of 1 are there; the other sets count as open"))
  }

  @Test func anAbsurdCountOfSetsIsNotBelieved() throws {
    let (log, _) = try read(entry(#""sets":1000000000"#))
    #expect(log.exercises[0].sets.count == 1000)
  }

  @Test func valuesOfOtherTypesAreInterpretedOneByOne() throws {
    let (log, notes) = try read(
      #"""
      {"id":9,"date":"2026-01-01","name":7,"programId":12,"weekIndex":"3","dayIndex":"","duration":"33",
      "isWorkoutFinished":"true","completedDate":{"_seconds":0},"exercises":[{"exerciseId":5,"bodyweight":"180",
      "notes":true}]}
      """#)
    #expect(log.id == "9" && log.name == "7" && log.programId == "12" && log.weekIndex == 3)
    #expect(log.dayIndex == nil && log.duration == 33 && log.isWorkoutFinished)
    #expect(log.completedDate == Instant(milliseconds: 0))
    #expect(log.exercises[0].exerciseId == "5" && log.exercises[0].notes == "true")
    #expect(log.exercises[0].bodyweight == 180)
    #expect(
      notes == [
        "9 weightUnit: no unit is named, so kg was assumed", "9 name: 7 was read as a text",
        "9 programId: 12 was read as a text", #"9 weekIndex: the text "3" was read as 3"#,
        "9 dayIndex: an empty text was read as nothing",
        #"9 duration: the text "33" was read as 33"#,
        #"9 isWorkoutFinished: "true" was read as true"#,
        #"9 completedDate: {"_seconds":0} was read as 1970-01-01T00:00:00.000Z"#,
        "9 exercises/9.e1/exerciseId: 5 was read as a text",
        #"9 exercises/9.e1/bodyweight: the text "180" was read as 180"#,
        "9 exercises/9.e1/notes: true was read as a text",
        "9 : one id was made from its place",
      ])
  }

  @Test func embeddedMetadataIsInterpretedFieldByField() throws {
    let (log, notes) = try read(
      entry(#""exerciseMetadata":{"isCompoundLift":1,"lastUpdated":{"_seconds":0},"tag":[ ]}"#))
    let metadata = log.exercises[0].metadata
    #expect(metadata.isCompoundLift && metadata.lastUpdated == Instant(milliseconds: 0))
    #expect(metadata.unknown == [UnknownField(name: "tag", json: "[ ]")])
    #expect(
      notes == [
        "L exercises/e/exerciseMetadata: isCompoundLift: 1 was read as true; "
          + #"lastUpdated: {"_seconds":0} was read as 1970-01-01T00:00:00.000Z"#
      ])
    let error = #expect(throws: WireError.self) {
      try read(entry(#""exerciseMetadata":{"isCompoundLift":"maybe"}"#))
    }
    #expect(
      error?.description.contains(
        "exercises/e/exerciseMetadata/isCompoundLift must be true or false, but is") == true)
  }

  @Test func whatCannotBeInterpretedIsRefused() {
    for member in [
      #""weekIndex":"3.5""#, #""weekIndex":"x""#, #""isWorkoutFinished":"maybe""#,
      #""completedDate":"then""#, #""programId":{}"#, #""notes":[]"#, #""weightUnit":"st""#,
      #""completedDate":{"a":1,"a":2}"#,
    ] {
      #expect(throws: WireError.self, "\(member)") {
        try read(#"{"id":"L","date":"2026-01-01",\#(member)}"#)
      }
    }
  }

  @Test func anIdThatAppearsTwiceIsRenamed() throws {
    let (log, notes) = try read(
      #"""
      {"id":"L","date":"2026-01-01","weightUnit":"kg","exercises":[{"id":"e","exerciseId":"x"},
      {"id":"e.2","exerciseId":"x"},{"id":"e","exerciseId":"x"},{"id":"e"}]}
      """#)
    #expect(log.exercises.map(\.id) == ["e", "e.2", "e.3", "e.4"])
    #expect(notes.contains("L exercises/e: the id appears twice; the second was renamed"))
    #expect(notes.contains("L exercises/e/exerciseId: no exercise is named"))
  }

  @Test func positionsThatAreMissingFitBetweenThoseThatAreThere() throws {
    let (log, _) = try read(
      #"""
      {"id":"L","date":"2026-01-01","weightUnit":"kg","exercises":[{"id":"a","exerciseId":"x"},
      {"id":"b","exerciseId":"x","position":"V"},{"id":"c","exerciseId":"x"},{"id":"d","exerciseId":"x","position":"W"}]}
      """#)
    #expect(log.exercises.map(\.position) == log.exercises.map(\.position).sorted())
    #expect(Set(log.exercises.map(\.position)).count == 4)
    #expect(log.exercises[1].position == "V")
  }

  @Test func theLogsOfAShardedDocumentAreJoined() throws {
    let log = try JSONSlice(
      #"{"id":"L","date":"2026-01-01","weightUnit":"kg","isSharded":true,"shardCount":3,"exercises":[],"odd":1}"#
    )
    let shards = try [
      #"{"parentLogId":"L","shardIndex":2,"exercises":[{"exerciseId":"c"}]}"#,
      #"{"parentLogId":"L","shardIndex":0,"exercises":[{"exerciseId":"a"},{"exerciseId":"b"}]}"#,
      #"{"parentLogId":"L"}"#,
    ].map { try JSONSlice($0) }
    #expect(try ShardedLog.isSharded(log))
    #expect(try !ShardedLog.isSharded(JSONSlice("{}")))
    #expect(try ShardedLog.parent(of: shards[0]) == "L")
    #expect(try ShardedLog.join(log, shards: shards).missing == [1])
    var legacy = LegacyReader()
    let joined = try legacy.workoutLog(log, shards: shards)
    #expect(joined.exercises.map(\.exerciseId) == ["a", "b", "c"])
    #expect(joined.unknown.map(\.name) == ["odd"])
    #expect(
      notes(legacy).last == "L exercises: of its parts, number 2 is missing; the others were read")
    var whole = LegacyReader()
    _ = try whole.workoutLog(log, shards: shards + [JSONSlice(#"{"shardIndex":1,"exercises":[]}"#)])
    #expect(!notes(whole).contains { $0.contains("missing") })
  }

  @Test func aProgramOfTheOldAppIsReadWhole() throws {
    var legacy = LegacyReader()
    let program = try legacy.program(
      JSONSlice(
        #"""
        {"userId":"u","name":"5/3/1","description":"Simple","weightUnit":"LB","goals":["strength"],"weeklyConfigs":{
        "week1_day1":{"name":"A","exercises":[{"exerciseId":"x","sets":3,"reps":"8-12","restMinutes":1.5,"notes":""},
        {"exerciseId":"y","reps":[5,3,"1+"],"percentages":[0.65,0.75,0.85]},{"exerciseId":"z","reps":"45s","weight":100}]},
        "week1_day2":[{"exerciseId":"x","sets":"2","percentage":80},{"exerciseId":"y","sets":1,"weight":"heavy"},
        {"exerciseId":"z","sets":1,"loads":[60,"70%"]},{"exerciseId":"z","sets":1,"weights":["50","60"]}]}}
        """#), key: "P")
    #expect(program.id == "P" && program.form == .flat && program.weightUnit == .pounds)
    let first = program.days[0].exercises
    #expect(first.map(\.id) == ["0.0.e1", "0.0.e2", "0.0.e3"])
    #expect(first.map(\.restSeconds) == [90, nil, nil])
    #expect(first.map(\.sets) == [3, 3, 3])
    #expect(
      first.map(\.reps) == [[.range(8, 12)], [.count(5), .count(3), .atLeast(1)], [.seconds(45)]])
    #expect(first[1].loads == [.percentage(65), .percentage(75), .percentage(85)])
    #expect(first[2].loads == [.weight(100)])
    let second = program.days[1].exercises
    #expect(second.map(\.sets) == [2, 1, 1, 1])
    #expect(second[0].loads == [.percentage(80)])
    #expect(second[1].loads == [] && second[1].unknown.map(\.name) == ["weight"])
    #expect(second[2].loads == [.weight(60), .percentage(70)])
    #expect(second[3].loads == [.weight(50), .weight(60)])
    #expect(
      notes(legacy) == [
        "P days/0.0/exercises/0.0.e2/sets: no number of sets is named, so 3 was assumed",
        #"P days/0.0/exercises/0.0.e2/percentages: [0.65,0.75,0.85] was read as ["65%","75%","85%"]"#,
        "P days/0.0/exercises/0.0.e3/sets: no number of sets is named, so 3 was assumed",
        #"P days/0.1/exercises/0.1.e1/sets: the text "2" was read as 2"#,
        "P : 7 ids were made from their places",
      ])
    #expect(try Program(json: program.json()) == program)
  }

  @Test func zeroIsNoLoad() throws {
    var legacy = LegacyReader()
    let program = try legacy.program(
      JSONSlice(
        #"""
        {"id":"P","weightUnit":"KG","weeklyConfigs":{"0":{"0":{"exercises":[{"exerciseId":"x","sets":1,"weight":0},
        {"exerciseId":"x","sets":1,"percentage":0},{"exerciseId":"x","sets":1,"restMinutes":"long"}]}}}}
        """#))
    #expect(program.days[0].exercises.map(\.loads) == [[], [], []])
    #expect(
      program.days[0].exercises.flatMap(\.unknown).map(\.name) == [
        "weight", "percentage", "restMinutes",
      ])
  }

  @Test func exercisesAndBodyWeightsOfTheOldAppAreRead() throws {
    var legacy = LegacyReader()
    let exercise = try legacy.exercise(
      JSONSlice(
        #"{"name":"Barbell Row","primaryMuscleGroup":"Back","createdAt":"2026","isGlobal":true}"#),
      key: "row")
    #expect(exercise.id == "row" && exercise.name == "Barbell Row")
    #expect(exercise.unknown.map(\.name) == ["createdAt", "isGlobal"])
    let weight = try legacy.bodyWeight(
      JSONSlice(#"{"id":"w","date":"2026-01-01","value":180,"unit":"LB"}"#))
    #expect(weight.unit == .pounds)
    #expect(legacy.interpretations == [])
  }
}
