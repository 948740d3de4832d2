import Catalog
import Testing
import Training

/// Typing errors in names.
@Suite struct CorrectionTests {
  private let corrector = SpellingCorrector(
    Catalogue(
      exercises: ["Incline Press", "Incline Curl", "Hammer Curl", "Step-up", "Cable Turna"].map {
        Exercise(id: $0, metadata: ExerciseMetadata(name: $0, equipment: "Landmine"))
      }))

  private func found(_ name: String) -> [String] {
    corrector.corrections(of: name).map { "\($0.exercise.id) \($0.distance)" }
  }

  @Test func slipsInLongWordsAreCorrected() {
    #expect(found("Inclnie Press") == ["Incline Press 1"])
    #expect(found("Hammr Curl") == ["Hammer Curl 1"])
    #expect(found("Inclin Prss") == [])
    #expect(found("Hammer Incln Curl") == [])
    #expect(found("Landmnie Hammer Curl") == ["Hammer Curl 1"])
  }

  @Test func aNameWithoutItsBlanksIsUnderstood() {
    #expect(found("InclinePress") == ["Incline Press 1"])
    #expect(found("Hammer-Curl") == ["Hammer Curl 1"])
  }

  @Test func wordsOfTheListAreNeverCorrected() {
    #expect(found("Hammer Press") == [])
    #expect(found("Cable Incline") == [])
  }

  @Test func firstLettersShortWordsAndNumbersAreNotCorrected() {
    #expect(found("Oncline Press") == [])
    #expect(found("Incline Curk") == [])
    #expect(found("Hammer2 Curl") == [])
    #expect(found("") == [])
  }

  @Test func aNameWithTooManyReadingsIsNotUnderstood() {
    let words = (0..<5).flatMap { first in ["turn\(["a", "e", "i", "o", "u"][first])"] }
    let many = SpellingCorrector(
      Catalogue(
        exercises: words.map { Exercise(id: $0, metadata: ExerciseMetadata(name: "x \($0)")) }))
    #expect(many.corrections(of: "x turny").count == 5)
    #expect(many.corrections(of: "turny turny turny").isEmpty)
  }
}
