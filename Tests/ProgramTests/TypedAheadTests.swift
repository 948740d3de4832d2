import Chance
import Logbook
import Terminal
import Testing
import Training

@testable import Screens
@testable import tonnage

/// Keys sent in one write end as the same keys sent slowly, whenever answers come.
struct TypedAheadTests {
  @Test func anySequenceOfKeysEndsTheSameWheneverTheAnswersCome() throws {
    var random = RandomKeys()
    for number in 0..<RandomKeys.count(24) {
      let phrases = random.sequence(12)
      let slow = try Desk(isNew: number % 7 == 0)
      let fast = try Desk(isNew: number % 7 == 0)
      for key in RandomKeys.keys(phrases.joined()) {
        slow.type(key)
        slow.answerAll()
        fast.type(key)
        if random.random.below(3) == 0 { fast.answerOne() }
      }
      fast.answerAll()
      let differences = fast.differences(from: slow)
      try #require(differences.isEmpty, "\(number): \(phrases): \(differences)")
      try #require(try fast.documents() == slow.documents(), "\(number): \(phrases)")
    }
  }

  @Test func anExerciseIsPickedByWhatWasTypedNotByWhatWasFoundByThen() throws {
    let desk = try Desk()
    desk.typeAll("bASquat\r")
    desk.answerAll()
    #expect(desk.log?.exercises.map(\.metadata.name) == ["Squat"])
  }

  @Test func twentySetsTypedAtOnceAreTwentySets() throws {
    let desk = try Desk()
    desk.typeAll("bASquat\r" + String(repeating: "a50x1\r", count: 20))
    desk.answerAll()
    let sets = try #require(desk.log?.exercises.first?.sets)
    #expect(sets.count { $0.completed && $0.weight == 50 && $0.reps == 1 } == 20)
    #expect(sets.count { !$0.completed } == sets.count - 20)
  }

  @Test func pastedTextIsTextInItsTurn() throws {
    let desk = try Desk()
    desk.typeAll("bASquat\rn")
    desk.type(.paste("q\rA quick note"))
    desk.typeAll("\r")
    desk.answerAll()
    #expect(desk.log?.exercises.first?.sets.first?.note == "q A quick note")
    #expect(!desk.hasEnded)
  }
}

/// The dialogue of an athlete who types faster than answers come.
final class Desk {
  let athlete: Athlete
  var dialogue: Dialogue
  private var waiting: [Dialogue.Work] = []
  private(set) var hasEnded = false

  init(isNew: Bool = false) throws {
    athlete = try Athlete(isNew: isNew)
    dialogue = Dialogue(athlete.app)
  }

  var log: WorkoutLog? { dialogue.app.state.screens.log.log }

  func type(_ key: Key) { waiting += dialogue.take(.key(key)) }

  func typeAll(_ text: String) {
    for key in RandomKeys.keys(text) { type(key) }
  }

  func answerAll() {
    while !waiting.isEmpty { answerOne() }
  }

  /// Carries out the next piece of work and brings its answers.
  func answerOne() {
    guard !waiting.isEmpty, !hasEnded else { return waiting = [] }
    switch waiting.removeFirst() {
    case .inTurn(let effects):
      athlete.runner.perform(effects) { waiting += dialogue.take(.answer($0)) }
    case .apart(let effect):
      waiting += dialogue.take(.answer(Answer(effect, athlete.runner.perform(effect))))
    case .now(.terminal(.editText(let text, let token))):
      let outcome = Outcome.textEdited(text + "!", token: token)
      waiting += dialogue.take(.answer(Answer(.terminal(.editText(text, token: token)), [outcome])))
    case .now(let effect) where effect.kind == .away:
      waiting += dialogue.take(.answer(Answer(effect, [])))
    case .now: break
    case .end: hasEnded = true
    }
  }

  /// The parts of the state that differ, in words; all of it where the words are the same.
  func differences(from other: Desk) -> [String] {
    guard dialogue.app.state != other.dialogue.app.state else { return [] }
    let parts = zip(state(), other.state()).filter { $0 != $1 }.map { "\($0) and not \($1)" }
    return parts.isEmpty ? state() : parts
  }

  private func state() -> [String] {
    Mirror(reflecting: dialogue.app.state).children.map { "\($0.label ?? ""): \($0.value)" }
  }

  /// Every document that is kept.
  func documents() throws -> String {
    var text = ""
    try athlete.logbook.exportJSON { text += $0 }
    return text
  }
}
