import Testing
import Training
import Wire

/// Typed → JSON → typed and typed → element → typed keep everything.
@Suite struct RoundTripTests {
  private func check<Document: WireDocument & Equatable>(
    _ document: Document, seed: UInt64, without derived: (Document) -> Document = { $0 }
  ) throws {
    let text = document.json()
    #expect(try Document(json: text) == document, "seed \(seed): \(text)")
    #expect(try Document(json: text).json() == text, "seed \(seed)")
    #expect(try Document(element: document.element) == derived(document), "seed \(seed)")
    #expect(!text.utf8.contains(0x0A), "seed \(seed)")
    let encoded = document.element.encoded()
    #expect(try Element.decode(encoded) == document.element, "seed \(seed): \(encoded)")
  }

  @Test(arguments: seeds) func aWorkoutLogReadsAsItWasWritten(seed: UInt64) throws {
    let random = RandomDocuments(seed: seed)
    try check(random.log(), seed: seed) {
      var copy = $0
      copy.workoutSummary = nil
      return copy
    }
  }

  @Test(arguments: seeds) func aProgramReadsAsItWasWritten(seed: UInt64) throws {
    let random = RandomDocuments(seed: seed)
    try check(random.program(), seed: seed) {
      var copy = $0
      copy.programSummary = nil
      return copy
    }
  }

  @Test(arguments: seeds) func anExerciseReadsAsItWasWritten(seed: UInt64) throws {
    let random = RandomDocuments(seed: seed)
    try check(random.exercise(), seed: seed)
  }

  @Test(arguments: seeds) func aBodyWeightReadsAsItWasWritten(seed: UInt64) throws {
    let random = RandomDocuments(seed: seed)
    try check(random.bodyWeight(), seed: seed)
  }

  @Test(arguments: seeds) func lenientReadingOfOurOwnDocumentsIsStrictReading(seed: UInt64) throws {
    let random = RandomDocuments(seed: seed)
    var log = random.log()
    for entry in log.exercises.indices {
      log.exercises[entry].position = "V\(entry + 1)"
      for set in log.exercises[entry].sets.indices {
        log.exercises[entry].sets[set].position = "V\(set + 1)"
      }
    }
    var legacy = LegacyReader()
    #expect(try legacy.workoutLog(JSONSlice(log.json())) == log, "seed \(seed)")
    #expect(legacy.interpretations == [], "seed \(seed)")
  }

  @Test(arguments: seeds) func embeddedMetadataReadsAsItWasWritten(seed: UInt64) throws {
    let metadata = RandomDocuments(seed: seed).metadata()
    #expect(try ExerciseMetadata(jsonText: metadata.jsonText()) == metadata, "seed \(seed)")
  }

  @Test func embeddedMetadataIsAnObject() {
    #expect(
      throws: WireError.unexpected(
        document: "", path: ["exerciseMetadata"], problem: "is not an object")
    ) { try ExerciseMetadata(jsonText: "[]") }
    #expect(throws: WireError.self) { try ExerciseMetadata(jsonText: #"{"measures":7}"#) }
  }

  @Test func analyticsReadAsTheyWereWritten() throws {
    let analytics = ExerciseAnalytics(
      userId: "u", exerciseId: "bench", exerciseMetadata: ExerciseMetadata(name: "Bench Press"),
      performanceMetrics: PerformanceMetrics(
        totalSessions: 45, totalVolume: 125_000, maxWeight: 225, avgIntensity: 78.5,
        lastSession: LocalDate(year: 2025, month: 1, day: 15), trend: .improving),
      recentSessions: [
        RecentSession(
          date: LocalDate(dayNumber: 20_103), volume: 3200, maxWeight: 205, sets: 4, avgReps: 8)
      ],
      lastUpdated: Instant(milliseconds: 0), unknown: [UnknownField(name: "x", json: "[ 1 ]")])
    #expect(
      analytics.json()
        == #"{"id":"u_bench","userId":"u","exerciseId":"bench","exerciseMetadata":{"name":"Bench "#
        + #"Press"},"performanceMetrics":{"totalSessions":45,"totalVolume":125000,"maxWeight":225,"#
        + #""avgIntensity":78.5,"lastSession":"2025-01-15","trend":"improving"},"recentSessions":[{"#
        + #""date":"2025-01-15","volume":3200,"maxWeight":205,"sets":4,"avgReps":8}],"lastUpdated":"#
        + #""1970-01-01T00:00:00.000Z","x":[ 1 ]}"#)
    #expect(try ExerciseAnalytics(json: JSONSlice(analytics.json())) == analytics)
  }

  @Test func analyticsOfAnotherShapeAreRefusedWithTheirPlace() {
    func problem(_ text: String) -> String {
      do throws(WireError) {
        _ = try ExerciseAnalytics(json: JSONSlice(text))
        return ""
      } catch {
        return error.description
      }
    }
    #expect(
      problem(#"{"id":"u_x","performanceMetrics":7}"#)
        == "The document “u_x” cannot be read: performanceMetrics must be an object, but is 7. "
        + "Correct it where it came from, then read it again.")
    #expect(problem(#"{"id":"u_x","recentSessions":{}}"#).contains("recentSessions must be a list"))
    #expect(problem(#"{"id":"u_x","recentSessions":[1]}"#).contains("must be a list of sessions"))
    #expect(
      problem(#"{"id":"u_x","performanceMetrics":{"trend":"up"}}"#)
        .contains("performanceMetrics/trend must be one of declining, plateau"))
  }
}
