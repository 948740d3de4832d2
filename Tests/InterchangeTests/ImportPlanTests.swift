import Testing
import Training
import Wire

@testable import Interchange

@Suite struct ImportPlanTests {
  @Test func onlyTheDocumentsOfTheAthleteAreTaken() throws {
    let plan = try plan(dumpText, user: "u1")
    #expect(plan.userId == "u1")
    #expect(plan.logs.map(\.id) == ["l1"])
    #expect(plan.programs.map(\.id) == ["p1", "p2"])
    #expect(plan.exercises.map(\.id) == ["x1", "x2", "x9"])
    #expect(plan.claims.map(\.exerciseId) == ["x1"])
  }

  @Test func ownExercisesOfTheAthleteAreTaken() throws {
    #expect(try plan(dumpText, user: "u2").exercises.map(\.id) == ["x1", "x2", "x3", "x9"])
  }

  @Test func everyEntryCarriesItsMetadata() throws {
    let plan = try plan(dumpText, user: "u1")
    let metadata = try #require(plan.logs[0].exercises[0].exerciseMetadata)
    #expect(metadata.name == "Barbell Bench Press")
    #expect(metadata.lastUpdated == now)
    #expect(
      plan.programs.flatMap(\.days).flatMap(\.exercises).allSatisfy { $0.exerciseMetadata != nil })
    #expect(plan.logs[0].migratedAt == now)
  }

  @Test func whatTheFileLeavesOpenIsTakenFromTheListsExerciseOfThatName() throws {
    let exercises = try plan(dumpText, user: "u1").exercises
    #expect(exercises[0].metadata.equipment == "Barbell")
    #expect(exercises[0].metadata.movementPattern == "Push")
    #expect(exercises[0].metadata.isCompoundLift)
    #expect(exercises[0].metadata.name == "Barbell Bench Press")
    #expect(exercises[1].metadata.primaryMuscleGroup == .abs)
    #expect(exercises[1].metadata.measures == .seconds)
  }

  @Test func withoutAListWhatTheFileLeavesOpenStaysUnknown() throws {
    let plan = try plan(dumpText, user: "u1", list: nil)
    #expect(plan.exercises[0].metadata.equipment == "Unknown")
    #expect(plan.exercises[0].metadata.primaryMuscleGroup == .chest)
    #expect(plan.exercises[1].metadata.primaryMuscleGroup == .unknown)
  }

  @Test func anUnknownExerciseKeepsItsDataWithUnknownMetadataAndIsReported() throws {
    let plan = try plan(dumpText, user: "u1")
    let ghost = plan.logs[0].exercises[1]
    #expect(ghost.exerciseId == "ghost")
    #expect(ghost.sets.map(\.weight) == [20])
    #expect(ghost.exerciseMetadata == ExerciseMetadata(lastUpdated: now))
    #expect(plan.unknownExercises == ["ghost": 1])
  }

  @Test func whatIsKnownBesideTheFileIsEmbeddedToo() throws {
    let metadata = ExerciseMetadata(name: "Ghost Press", primaryMuscleGroup: .chest, revision: 4)
    let plan = try plan(dumpText, user: "u1", known: ["ghost": metadata, "x1": metadata])
    #expect(plan.logs[0].exercises[1].metadata.name == "Ghost Press")
    #expect(plan.logs[0].exercises[0].metadata.name == "Barbell Bench Press")
    #expect(plan.unknownExercises.isEmpty)
  }

  @Test func aCopyThatIsEmbeddedAlreadyIsKept() throws {
    let plan = try plan(
      """
      {"exercises": [{"id": "x", "name": "New"}], "workoutLogs": [{"id": "l", "date": "2024-12-01",
       "exercises": [{"exerciseId": "x", "exerciseMetadata": {"name": "Old"}, "sets": 0, "reps": [],
                      "weights": [], "completed": []}]}]}
      """)
    #expect(plan.logs[0].exercises[0].metadata.name == "Old")
  }

  @Test func everyValueThatHadToBeInterpretedIsReported() throws {
    let plan = try plan(dumpText, user: "u1")
    let ofLog = plan.interpretations.filter { $0.document == "l1" }.map(\.sentence)
    #expect(ofLog.contains { $0.contains("190,5") })
    #expect(ofLog.contains { $0.contains("2024-12-01") })
    #expect(plan.logs[0].exercises[0].sets.map(\.weight) == [185, 190.5])
    #expect(plan.logs[0].exercises[0].sets.map(\.reps) == [5, nil])
  }

  @Test func unknownFieldsAreKeptAndBothFormsOfWeeksAreRead() throws {
    let plan = try plan(dumpText, user: "u1")
    #expect(plan.logs[0].unknown.map(\.name) == ["mood"])
    #expect(plan.programs.map(\.form) == [.flat, .nested])
    #expect(plan.programs[0].days[0].exercises[0].restSeconds == 180)
    #expect(plan.programs[1].days[0].exercises[0].reps == [.seconds(30)])
  }

  @Test func aWorkoutWithoutANameTakesThatOfItsProgramsDay() throws {
    let plan = try plan(
      """
      {"programs": [{"id": "p", "name": "P", "weeklyConfigs": {"week1_day1": {"name": "Push", "exercises": []}}}],
       "workoutLogs": [
        {"id": "a", "date": "2024-12-01", "programId": "p", "weekIndex": 0, "dayIndex": 0, "exercises": []},
        {"id": "b", "date": "2024-12-02", "programId": "p", "weekIndex": 7, "dayIndex": 0, "exercises": []},
        {"id": "c", "date": "2024-12-03", "programId": "p", "weekIndex": 0, "dayIndex": 5, "exercises": []},
        {"id": "d", "date": "2024-12-04", "programId": "p", "dayIndex": 0, "name": "Mine", "exercises": []}]}
      """)
    #expect(plan.logs.map(\.name) == ["Push", "Push", "", "Mine"])
    #expect(plan.interpretations.filter { $0.path == "name" }.map(\.document) == ["a", "b"])
  }

  @Test func ofSeveralCurrentProgramsTheFirstStaysCurrent() throws {
    #expect(try plan(dumpText, user: "u1").programs.map(\.isCurrent) == [true, false])
  }

  @Test func claimsAreReadAsTheyStand() throws {
    let claim = AnalyticsClaim(
      exerciseId: "x1", totalSessions: 9, maxWeight: 185, totalVolume: 925)
    #expect(try plan(dumpText, user: "u1").claims == [claim])
  }

  @Test func aLogInSeveralDocumentsIsPutTogether() throws {
    let entry = { (id: String) in
      #"{"exerciseId": "\#(id)", "sets": 1, "reps": [5], "weights": [60], "completed": [true]}"#
    }
    let text = """
      {"workoutLogs": [{"id": "l", "userId": "u", "date": "2024-12-01", "isSharded": true, "shardCount": 3}],
       "workoutLogShards": [
         {"id": "s1", "parentLogId": "l", "shardIndex": 1, "exercises": [\(entry("b"))]},
         {"id": "s0", "parentLogId": "l", "shardIndex": 0, "exercises": [\(entry("a"))]},
         {"id": "s9", "note": "of no log"}]}
      """
    let plan = try plan(text)
    #expect(plan.logs[0].exercises.map(\.exerciseId) == ["a", "b"])
    #expect(plan.interpretations.contains { $0.sentence.contains("number 3 is missing") })
  }

  // MARK: Documents that cannot be read

  @Test func aDocumentThatCannotBeReadIsPassedOverAndTheOthersAreRead() throws {
    let plan = try plan(
      """
      {"workoutLogs": [{"id": "bad", "date": "someday"}, {"id": "good", "date": "2024-12-01"},
                       {"date": "2024-12-01"}],
       "programs": [{"id": "p", "weeklyConfigs": 7}], "exercises": [{"id": "x", "name": 7, "aliases": 3}],
       "bodyWeights": [{"id": "b"}],
       "userAnalytics": [{"exerciseId": "x", "performanceMetrics": {"a": 1, "a": 2}}]}
      """)
    #expect(plan.logs.map(\.id) == ["good"])
    #expect(plan.unreadable.map(\.document) == ["x", "p", "bad", "", "b", ""])
    #expect(plan.unreadable.allSatisfy { $0.sentence.contains("passed over") })
    #expect(plan.interpretations.suffix(6) == plan.unreadable[...])
  }

  // MARK: Exports of ours

  @Test func anExportIsTakenAsItIs() throws {
    let plan = try plan(
      """
      {"format": "tonnage", "version": 1, "userId": "me",
       "exercises": [{"id": "x", "name": "Bench Press", "userId": "other"}],
       "programs": [{"id": "p", "userId": "third", "weightUnit": "kg", "weeklyConfigs": {}}],
       "workoutLogs": [{"id": "l", "userId": "other", "date": "2024-12-01", "weightUnit": "kg"}]}
      """)
    #expect(plan.userId == "me")
    #expect(plan.logs.map(\.userId) == ["other"])
    #expect(plan.logs[0].migratedAt == nil)
    #expect(plan.programs.count == 1)
    #expect(plan.exercises[0].metadata.primaryMuscleGroup == .unknown)
    #expect(plan.interpretations.isEmpty)
  }

  @Test func anExportWithoutAnOwnerIsThatOfItsFirstDocument() throws {
    let dump = try dump(
      """
      {"format": "tonnage", "version": 1, "userId": "",
       "programs": [{"id": "p", "userId": "third", "weeklyConfigs": {}}]}
      """)
    #expect(dump.users.count == 1)
  }
}
