import Testing
import Training
import Wire

@testable import Interchange

@Suite struct LegacyDumpTests {
  @Test func theAthletesOfAFileAreListedByName() throws {
    let dump = try dump(dumpText)
    #expect(dump.users.map(\.name) == ["Ana Lift", "Bo Press"])
    #expect(dump.users.map(\.workouts) == [1, 1])
    #expect(dump.users.map(\.programs) == [2, 1])
    #expect(dump.users.allSatisfy { $0.isListed })
    #expect(
      dump.counts == [
        "users": 2, "exercises": 3, "exercises_metadata": 1, "programs": 3, "workoutLogs": 2,
        "userAnalytics": 2,
      ])
  }

  @Test(arguments: ["u1", "Ana Lift", "ana lift", "AN"])
  func anAthleteIsNamedByIdByNameOrByItsBeginning(name: String) throws {
    #expect(try dump(dumpText).user(name)?.id == "u1")
  }

  @Test func withSeveralAthletesOneHasToBeNamed() throws {
    let dump = try dump(dumpText)
    #expect(
      throws: InterchangeError.severalUsers(file: "dump.json", users: ["Ana Lift", "Bo Press"])
    ) { try dump.user(nil) }
    #expect(
      throws: InterchangeError.unknownUser(
        file: "dump.json", user: "Cy", known: ["Ana Lift", "Bo Press"])
    ) { try dump.user("Cy") }
  }

  @Test func athletesOfOneNameAreToldApartByTheirIds() throws {
    let dump = try dump(
      """
      {"users": [{"id": "a", "name": "Sam"}, {"id": "b", "name": "Sam"}, {"id": "c", "name": "Sammy"}],
       "exercises": [{"id": "x"}]}
      """)
    #expect(
      throws: InterchangeError.severalUsers(file: "dump.json", users: ["Sam (a)", "Sam (b)"])
    ) { try dump.user("sam") }
    #expect(try dump.user("b")?.id == "b")
    #expect(try dump.user("samm")?.id == "c")
  }

  @Test(arguments: [
    #"["w"]"#, #"{"workoutLogs": ["w"]}"#, #"{"workoutLogs": 7}"#, #"{"sessions": {"w": {}}}"#,
    #"{"workoutLogs": {"w": 7}}"#, #"{"workoutLogs": {"w": {}}}"#,
  ])
  func deletionsThatAreNoneAreListedAndTheDocumentsAreRead(tombstones: String) throws {
    let dump = try dump(
      #"{"format": "tonnage", "version": 1, "tombstones": \#(tombstones), "#
        + #""exercises": [{"id": "x", "name": "Squat"}]}"#)
    let plan = dump.plan(
      for: try dump.user(nil), known: [:], catalogue: nil, now: Instant(milliseconds: 0))
    #expect(plan.exercises.map(\.id) == ["x"] && plan.removals.isEmpty)
    #expect(plan.interpretations.contains { $0.path == "tombstones" })
  }

  @Test func aFileWithoutAListOfAthletesHasThoseOfItsDocuments() throws {
    let dump = try dump(
      """
      {"workoutLogs": [{"id": "l", "userId": "u7", "date": "2024-12-01"}],
       "bodyWeights": [{"id": "b", "userId": "u8", "date": "2024-12-01", "value": 80, "unit": "kg"}]}
      """)
    #expect(dump.users.map(\.id) == ["u7", "u8"])
    #expect(dump.users.allSatisfy { !$0.isListed && $0.name == $0.id })
  }

  @Test func documentsOfNobodyAreThoseOfTheOnlyAthlete() throws {
    let text = """
      {"users": [{"id": "u1", "name": "Ana"}], "workoutLogs": [{"id": "l", "date": "2024-12-01"}]}
      """
    #expect(try dump(text).users.map(\.workouts) == [1])
    #expect(try plan(text).logs.map(\.id) == ["l"])
    #expect(try plan(text).userId == "u1")
  }

  @Test func withSeveralAthletesDocumentsOfNobodyAreOfSomeoneUnnamed() throws {
    let dump = try dump(
      """
      {"users": [{"id": "u1", "name": "Ana"}, {"id": "u2"}],
       "workoutLogs": [{"id": "l", "date": "2024-12-01"}]}
      """)
    #expect(dump.users.map(\.name) == ["Ana", "u2", "unnamed"])
  }

  @Test func withoutAnyAthleteTheWholeFileIsMeant() throws {
    let plan = try plan(#"{"workoutLogs": [{"id": "l", "date": "2024-12-01"}]}"#)
    #expect(plan.userId == nil)
    #expect(plan.logs.count == 1)
    #expect(try dump(#"{"exercises": [{"id": "x"}]}"#).user(nil) == nil)
  }

  @Test func anAthleteWhoIsNotListedIsReported() throws {
    let text = """
      {"users": {"u1": {"name": "Ana"}},
       "workoutLogs": [{"id": "l", "userId": "u1", "date": "2024-12-01"},
                       {"id": "m", "userId": "gone", "date": "2024-12-01"}]}
      """
    let plan = try plan(text, user: "ana")
    #expect(plan.logs.map(\.id) == ["l"])
    #expect(
      plan.interpretations.contains(
        Interpretation(
          document: "gone", path: "users",
          sentence: "is not in the list of athletes, but has 1 workout and 0 programs")))
    #expect(try dump(text).user("gone")?.workouts == 1)
  }

  @Test func collectionsMayBeObjectsByTheIdsOfTheirDocuments() throws {
    let plan = try plan(
      """
      {"workoutLogs": {"l1": {"userId": "u1", "date": "2024-12-01", "weightUnit": "KG"}},
       "programs": {"p1": {"userId": "u1", "name": "P", "weeklyConfigs": {}}},
       "exercises": {"x1": {"name": "Press"}},
       "bodyWeights": {"b1": {"userId": "u1", "date": "2024-12-01", "value": 80, "unit": "kg"}}}
      """)
    #expect(plan.logs.map(\.id) == ["l1"])
    #expect(plan.programs.map(\.id) == ["p1"])
    #expect(plan.exercises.map(\.id) == ["x1"])
    #expect(plan.bodyWeights.map(\.value) == [80])
  }

  // MARK: Bad input

  @Test(arguments: ["", " ", "null", "[]", "3", "\"text\"", "{}", "{\"users\": []}", "{\"a\": 1}"])
  func aFileWithoutDocumentsIsRefused(text: String) {
    let error = #expect(throws: InterchangeError.self) { try dump(text) }
    let isEmpty = text.allSatisfy(\.isWhitespace)
    if case .notJSON = error {
      #expect(isEmpty)
    } else {
      #expect(error == .noDocuments(file: "dump.json") && !isEmpty)
    }
  }

  @Test func aFileThatIsNoJSONIsRefusedWithThePlace() {
    let error = #expect(throws: InterchangeError.self) { try dump("Date,Workout Name\n1,2") }
    #expect(error?.sentence.contains("line 1, column 1") == true)
  }

  @Test func aFileCutShortAnywhereIsRefused() {
    let bytes = Array(dumpText.utf8)
    for length in 0..<bytes.count {
      #expect(throws: InterchangeError.self, "\(length) bytes") {
        try LegacyDump(file: "dump.json", bytes: Array(bytes[..<length]))
      }
    }
  }

  @Test func aFileAboveTheLimitIsRefusedByItsSize() {
    #expect(throws: InterchangeError.tooLarge(file: "d", bytes: 3)) {
      try LegacyDump(file: "d", bytes: [1, 2, 3], limit: 2)
    }
  }

  @Test func aNewerExportIsRefused() {
    #expect(throws: InterchangeError.newerFormat(file: "dump.json", version: 2)) {
      try dump(#"{"format": "tonnage", "version": 2, "programs": [{"id": "p"}]}"#)
    }
  }

  @Test func valuesThatAreNoDocumentsArePassedOverAndReported() throws {
    let plan = try plan(
      #"{"exercises": [{"id": "x", "name": "Press"}, 7, null], "programs": {"p": "text"}}"#)
    #expect(plan.exercises.map(\.id) == ["x"])
    #expect(plan.interpretations.map(\.path) == ["exercises", "exercises", "programs"])
    #expect(
      plan.interpretations.allSatisfy { $0.sentence == "is not a document: passed over" })
  }

  @Test func keysThatAppearTwiceAreRefused() {
    #expect(throws: InterchangeError.self) {
      try dump(#"{"exercises": [{"id": "x"}], "exercises": []}"#)
    }
    #expect(throws: InterchangeError.self) {
      try dump(#"{"exercises": [{"id": "x", "id": "y"}]}"#)
    }
  }

  static let sentences: [(error: InterchangeError, sentence: String)] = [
    (
      .unreadable(file: "a.json", reason: "there is no such file"),
      "Reading a.json: there is no such file. Nothing was imported."
    ),
    (
      .notJSON(file: "a.json", reason: "This is not JSON."),
      "Reading a.json: This is not JSON. Nothing was imported."
    ),
    (
      .noDocuments(file: "a.json"),
      "Reading a.json: it holds no exercises, programs or workouts. Is it the file you meant? Nothing was imported."
    ),
    (
      .tooLarge(file: "a.json", bytes: 600 << 20),
      "Reading a.json: it has 600 MB, and 512 MB is the limit. Nothing was imported."
    ),
    (
      .severalUsers(file: "a.json", users: ["Ana", "Bo"]),
      "Reading a.json: it holds 2 athletes (Ana, Bo). Name one with --user."
    ),
    (
      .unknownUser(file: "a.json", user: "Cy", known: ["Ana", "Bo"]),
      "Reading a.json: it has no athlete “Cy”. It has Ana, Bo."
    ),
    (
      .newerFormat(file: "a.json", version: 2),
      "Reading a.json: it is of format 2, which is newer than this Tonnage. Update Tonnage; nothing was imported."
    ),
  ]

  @Test(arguments: sentences)
  func everyErrorIsASentence(error: InterchangeError, expected: String) {
    #expect(error.sentence == expected)
  }
}
