import Testing
import Training
import Wire

/// The wire's own form of a workout log.
@Suite struct LogWireTests {
  static let golden = #"""
    {"id":"L1","userId":"u1","name":"Push Day","programId":"p1","weekIndex":0,"dayIndex":2,"date":"2026-11-19",
    "startedAt":"2026-11-19T18:22:05.120Z","utcOffset":60,"isWorkoutFinished":true,"weightUnit":"kg","duration":62.5,
    "isAdded":false,"exercises":[{"id":"e1","exerciseId":"bench","exerciseMetadata":{"name":"Bench Press",
    "primaryMuscleGroup":"Chest","exerciseType":"Barbell","movementPattern":"Push","equipment":"Barbell",
    "isCompoundLift":true,"revision":3,"lastUpdated":"2026-11-19T18:22:05.120Z"},"sets":3,"reps":[10,5,null],
    "weights":[60,102.5,225],"completed":[true,true,false],"setDetails":[{"id":"s1","kind":"warm-up","position":"V1",
    "stamp":"mi6c12zk.0.a1"},{"id":"s2","rpe":8.5,"completedAt":"2026-11-19T18:30:00.000Z","target":"5+",
    "position":"V2","stamp":"mi6c12zk.1.a1","stamps":{"note":"mi6c12zk.0.a1"}},{"id":"s3","unit":"lb","position":"V3"}],
    "notes":"slow","rest":120,"position":"V1","tempo":["3010",null,null],"removedSets":{"s0":"mi6c12zk.2.a1"},
    "stamp":"mi6c12zk.0.a1"}],"workoutSummary":{"totalVolume":512.5,"muscleGroupsTargeted":["Chest"],
    "exerciseTypes":["Barbell"],"duration":3750000},"lastUpdated":"2025-11-19T18:24:55.136Z","stamp":"mi6c12zk.0.a1"}
    """#.split(separator: "\n").joined()

  private func stamp(_ counter: UInt32) -> Stamp {
    Stamp(milliseconds: 1_763_576_695_136, counter: counter, device: "a1")
  }

  private var log: WorkoutLog {
    let began = Instant(iso8601: "2026-11-19T18:22:05.120Z")
    let bench = ExerciseMetadata(
      name: "Bench Press", primaryMuscleGroup: .chest, exerciseType: .barbell,
      movementPattern: "Push", equipment: "Barbell", isCompoundLift: true, lastUpdated: began,
      revision: 3)
    let sets = [
      LoggedSet(
        id: "s1", kind: .warmUp, weight: 60, reps: 10, completed: true, position: "V1",
        stamps: Stamps(element: stamp(0)),
        parallel: [UnknownField(name: "tempo", json: #""3010""#)]),
      LoggedSet(
        id: "s2", weight: 102.5, reps: 5, rpe: 8.5, completed: true,
        completedAt: Instant(iso8601: "2026-11-19T18:30:00Z"), target: "5+", position: "V2",
        stamps: Stamps(element: stamp(1), fields: ["note": stamp(0)])),
      LoggedSet(id: "s3", weight: 225, unit: .pounds, position: "V3"),
    ]
    let entry = LoggedExercise(
      id: "e1", exerciseId: "bench", exerciseMetadata: bench, sets: sets, notes: "slow",
      restSeconds: 120, position: "V1", removedSets: ["s0": Removal(upTo: stamp(2))],
      stamps: Stamps(element: stamp(0)))
    return WorkoutLog(
      id: "L1", userId: "u1", name: "Push Day", programId: "p1", weekIndex: 0, dayIndex: 2,
      date: LocalDate(dayNumber: 20_776), startedAt: began, utcOffset: 60,
      isWorkoutFinished: true, duration: 62.5, exercises: [entry],
      workoutSummary: WorkoutSummary(
        totalVolume: 512.5, muscleGroupsTargeted: [.chest], exerciseTypes: [.barbell],
        duration: 3_750_000), stamps: Stamps(element: stamp(0)),
      unknown: [UnknownField(name: "isAdded", json: "false")])
  }

  @Test func aWorkoutIsWrittenCompactly() throws {
    #expect(log.json() == Self.golden)
    #expect(try WorkoutLog(json: Self.golden) == log)
  }

  @Test func whereAWorkoutWasImportedFromIsWrittenBesideTheOthersAndOnlyWhereItWas() throws {
    var imported = log
    (imported.importedFrom, imported.importHash) = ("strong", "0123456789abcdef")
    imported.exercises[0].importedName = "Bench Press (Barbell) "
    let json = imported.json()
    #expect(json.contains(#""importedFrom":"strong","importHash":"0123456789abcdef""#))
    #expect(json.contains(#""importedName":"Bench Press (Barbell) ""#))
    #expect(try WorkoutLog(json: json) == imported)
    #expect(!log.json().contains("import"))
  }

  @Test func thatADayStaysOpenIsAFieldLikeTheOthers() throws {
    #expect(!log.json().contains("dayStaysOpen"))
    var open = log
    open.dayStaysOpen = true
    let changes = log.element.changes(to: open.element)
    #expect(changes.map { Change.pathText($0.path) } == ["dayStaysOpen"])
    let merged = try WorkoutLog(element: log.element.applying(changes, stamp: stamp(9)))
    #expect(merged.dayStaysOpen && merged.stamps.stamp(of: "dayStaysOpen") == stamp(9))
    let json = open.json()
    #expect(json.contains(#""isWorkoutFinished":true,"dayStaysOpen":true"#))
    #expect(try WorkoutLog(json: json) == open)
  }

  @Test func whatAWorkoutWasImportedAsMergesLikeItsOtherFields() throws {
    var named = log
    named.exercises[0].importedName = "Supino"
    named.importHash = "1f"
    let changes = log.element.changes(to: named.element)
    #expect(
      changes.map { Change.pathText($0.path) }.sorted() == [
        "exercises/e1/importedName", "importHash",
      ])
    #expect(
      try WorkoutLog(element: log.element.applying(changes, stamp: stamp(9))).importHash == "1f")
  }

  @Test func aLoggedSetTakesLessThan130Bytes() {
    var log = log
    let set = LoggedSet(
      id: "9k2m4x7p", weight: 102.5, reps: 5, rpe: 8.5, completed: true,
      completedAt: Instant(milliseconds: 1_763_576_695_136), position: "V1",
      stamps: Stamps(element: stamp(0)))
    log.exercises[0].sets = []
    let before = log.json().utf8.count
    log.exercises[0].sets = (0..<100).map { _ in set }
    #expect((log.json().utf8.count - before) / 100 <= 130)
  }

  @Test func theLogsUnitCanChangeWithoutChangingAnySet() throws {
    var log = log
    log.weightUnit = .pounds
    let read = try WorkoutLog(json: log.json())
    #expect(read.exercises[0].sets.map(\.unit) == [.kilograms, .kilograms, .pounds])
    #expect(self.log.element.changes(to: log.element).map(\.path) == [["weightUnit"]])
  }

  @Test func aBodyweightWithoutUnitIsInTheUnitOfTheLog() throws {
    let text = #"""
      {"id":"L","date":"2026-01-01","weightUnit":"lb","exercises":[{"id":"e","exerciseId":"dip","bodyweight":180,
      "sets":0,"reps":[],"weights":[],"completed":[],"setDetails":[]}]}
      """#
    let entry = try WorkoutLog(json: text).exercises[0]
    #expect(entry.bodyweight == 180 && entry.bodyweightUnit == .pounds)
  }

  @Test func unknownFieldsSurviveByteForByteAtEveryLevel() throws {
    let odd = #"{ "a" : [1.50, "\u00e9",  null] }"#
    let text = #"""
      {"id":"L","date":"2026-01-01","weightUnit":"kg","log":ODD,"k\u0065y":ODD,"exercises":[{"id":"e",
      "exerciseId":"x","exerciseMetadata":{"name":"X","meta":ODD},"sets":2,"reps":[1,2],"weights":[1,2],
      "completed":[true,false],"setDetails":[{"id":"a","set":ODD,"weight":ODD,"~tilde":ODD},{"id":"b"}],
      "entry":ODD,"~odd":ODD,"short":[1],"empty":[],"nulls":[null,null],"tempo":["3010",{ "x":1 }],"~par":[1.0,null]}],
      "workoutSummary":{"totalVolume":1,"summary":ODD}}
      """#.replacing("ODD", with: odd).split(separator: "\n").joined()
    let log = try WorkoutLog(json: text)
    let written = log.json()
    #expect(written.split(separator: odd, omittingEmptySubsequences: false).count == 10)
    for kept in [
      #""k\u0065y":"#, #""short":[1]"#, #""empty":[]"#, #""nulls":[null,null]"#, #""meta":"#,
      #""tempo":["3010",{ "x":1 }]"#, #""~par":[1.0,null]"#, #""~tilde":"#, #""summary":"#,
      #""~odd":"#, #""setDetails":[{"id":"a","set":"#,
    ] {
      #expect(written.contains(kept), "\(kept) in \(written)")
    }
    #expect(try WorkoutLog(json: written) == log)
    #expect(log.exercises[0].sets[0].unknown.map(\.name) == ["set", "weight", "~tilde"])
    #expect(log.exercises[0].sets[1].parallel == [UnknownField(name: "tempo", json: #"{ "x":1 }"#)])
  }

  @Test func parallelArraysFollowTheirSets() throws {
    var log = log
    log.exercises[0].sets.swapAt(0, 2)
    #expect(log.json().contains(#""tempo":[null,null,"3010"]"#))
    log.exercises[0].sets.removeLast()
    #expect(!log.json().contains("tempo"))
  }

  @Test func anEscapedKnownKeyIsKnown() throws {
    let text = #"{"\u0069d":"w","d\u0061te":"2026-01-02","value":80,"unit":"kg"}"#
    #expect(try BodyWeight(json: text).date.description == "2026-01-02")
  }

  static let entry =
    #"{"id":"e","exerciseId":"x","sets":1,"reps":[5],"weights":[1],"completed":[true],"setDetails":[{"id":"s"}]}"#

  @Test(arguments: [
    (
      #""date":"2026-01-01""#, #""date":"2026-02-30""#,
      #"date must be a day written YYYY-MM-DD, but is "2026-02-30""#
    ),
    (#""date":"2026-01-01","#, "", "date is missing"),
    (#""weightUnit":"kg""#, #""weightUnit":"LB""#, #"weightUnit must be kg or lb, but is "LB""#),
    (#","weightUnit":"kg""#, "", "weightUnit is not as Tonnage writes it"),
    (#""sets":1"#, #""sets":2"#, "exercises/e/reps is not as Tonnage writes it"),
    (
      #""reps":[5]"#, #""reps":["8"]"#,
      #"exercises/e/sets/s/reps must be a whole number, but is "8""#
    ),
    (
      #""weights":[1]"#, #""weights":[1e999]"#,
      "exercises/e/sets/s/weight must be a number, but is 1e999"
    ),
    (#""weights":[1]"#, #""weights":1"#, "exercises/e/weights is not as Tonnage writes it"),
    (
      #""completed":[true]"#, #""completed":[]"#,
      "exercises/e/completed is not as Tonnage writes it"
    ),
    (#"{"id":"s"}"#, #"{}"#, "exercises/e/sets/1 has no id of its own"),
    (
      #"{"id":"s"}"#, #"{"id":"s","kind":"cluster"}"#,
      #"exercises/e/sets/s/kind must be one of working, warm-up, drop, failure, but is "cluster""#
    ),
    (
      #"{"id":"s"}"#, #"{"id":"s","distanceUnit":"li"}"#,
      #"exercises/e/sets/s/distanceUnit must be one of m, km, mi, ft, yd, but is "li""#
    ),
    (
      #"{"id":"s"}"#, #"{"id":"s","unit":"st"}"#,
      #"exercises/e/sets/s/unit must be kg or lb, but is "st""#
    ),
    (
      #"{"id":"s"}"#, #"{"id":"s","stamp":"x"}"#,
      #"exercises/e/sets/1/stamp must be a stamp, but is "x""#
    ),
    (
      #"{"id":"s"}"#, #"{"id":"s","stamps":{"a":1}}"#,
      #"exercises/e/sets/1/stamps must be an object of stamps, but is {"a":1}"#
    ),
    (#"{"id":"s"}"#, #"7"#, "exercises/e/sets/1 must be an object, but is 7"),
    (
      #"{"id":"s"}"#, #"{"id":"s","rpe":1,"rpe":2}"#,
      "exercises/e/sets/1 cannot be read: the key “rpe” appears twice in one object"
    ),
    (
      #""exerciseId":"x","#, #""exerciseMetadata":7,"exerciseId":"x","#,
      "exercises/e/exerciseMetadata must be an object, but is 7"
    ),
    (
      #""exerciseId":"x","#, #""exerciseMetadata":{"name":7},"exerciseId":"x","#,
      "exercises/e/exerciseMetadata/name must be a text, but is 7"
    ),
    (
      #""exerciseId":"x","#, #""exerciseMetadata":{"measures":["mood"]},"exerciseId":"x","#,
      #"exercises/e/exerciseMetadata/measures must be a list of weight, reps, seconds, distance, but is ["mood"]"#
    ),
    (
      #""exerciseId":"x","#, #""exerciseMetadata":{"a":1,"a":2},"exerciseId":"x","#,
      "exercises/e/exerciseMetadata cannot be read: the key “a” appears twice in one object"
    ),
    (#""exerciseId":"x","#, "", "exercises/e/exerciseId is not as Tonnage writes it"),
    ("[\(entry)]", "[\(entry),\(entry)]", "exercises/e is not as Tonnage writes it"),
    ("[\(entry)]", "{}", "exercises must be a list, but is {}"),
    (#""notes":"""#, #""workoutSummary":[]"#, "workoutSummary must be an object, but is []"),
    (
      #""notes":"""#, #""workoutSummary":{"muscleGroupsTargeted":[1]}"#,
      "workoutSummary/muscleGroupsTargeted must be a list of texts, but is [1]"
    ),
    (
      #""notes":"""#, #""notes":{"a":"a text that is much longer than what fits into a sentence"}"#,
      #"notes must be a text, but is {"a":"a text that is much longer than what fits into a sent…"#
    ),
  ]) func aStrictReaderNamesTheDocumentAndTheField(_ part: String, _ wrong: String, problem: String)
  {
    let good =
      #"{"id":"L","date":"2026-01-01","weightUnit":"kg","notes":"","exercises":[\#(Self.entry)]}"#
    #expect(throws: Never.self) { try WorkoutLog(json: good) }
    #expect(good.contains(part))
    let error = #expect(throws: WireError.self) {
      try WorkoutLog(json: good.replacing(part, with: wrong))
    }
    #expect(
      error?.description
        == "The document “L” cannot be read: \(problem). Correct it where it came from, then read it again."
    )
  }

  @Test func aDocumentWithoutAnIdSaysSo() {
    for text in ["{}", #"{"id":null}"#, #"{"id":""}"#] {
      let error = #expect(throws: WireError.self) { try WorkoutLog(json: text) }
      #expect(
        error?.description.hasPrefix("The document without an id cannot be read: has no id.")
          == true)
      #expect(throws: WireError.self) { try Program(json: text) }
      #expect(throws: WireError.self) { try Exercise(json: text) }
      #expect(throws: WireError.self) { try BodyWeight(json: text) }
    }
    #expect(
      WireError.unexpected(document: "", path: ["id"], problem: "must be a text, but is 7")
        == #expect(throws: WireError.self) { try WorkoutLog(json: #"{"id":7}"#) })
    #expect(throws: WireError.self) { try BodyWeight(json: "[]") }
  }

  @Test func aBodyWeightNeedsItsDayValueAndUnit() {
    let error = #expect(throws: WireError.self) {
      try BodyWeight(json: #"{"id":"w","date":"2026-01-02","unit":"kg","value":null}"#)
    }
    #expect(error == .unexpected(document: "w", path: ["value"], problem: "is missing"))
  }

  @Test func partsAreReadOnTheirOwn() throws {
    let log = log
    #expect(try LoggedExercise(element: log.exercises[0].element) == log.exercises[0])
    #expect(try LoggedSet(element: log.exercises[0].sets[1].element) == log.exercises[0].sets[1])
    #expect(throws: WireError.self) {
      try LoggedSet(element: Element(id: "s", fields: [Field("reps", "{")]))
    }
  }
}
