import FrameText
import Terminal
import Testing
import Training

@testable import Screens

/// Keys, answers and waits, without a terminal and without a store.
@Suite struct DialogueTests {
  private static let trouble = "Writing to log.tonnage: the disk is full."

  /// *Log* on a workout, with nothing under way.
  private func log(unsynced: Int? = nil) -> Dialogue {
    var shared = logShared()
    shared.unsynced = unsynced
    var dialogue = Dialogue(App(shared: shared, start: .today))
    answer(dialogue.begin(), &dialogue)
    answer(type("gl", &dialogue), &dialogue)
    return dialogue
  }

  /// Answers everything, the workout with a page.
  private func answer(_ work: [Dialogue.Work], _ dialogue: inout Dialogue) {
    var waiting = work
    while !waiting.isEmpty {
      guard case .inTurn(let effects) = waiting.removeFirst() else { continue }
      for effect in effects {
        let outcomes: [Outcome] = if case .load(.log) = effect { [.log(busyPage())] } else { [] }
        waiting += dialogue.take(.answer(Answer(effect, outcomes)))
      }
    }
  }

  private func type(_ keys: String, _ dialogue: inout Dialogue) -> [Dialogue.Work] {
    keys.flatMap { character in
      dialogue.take(.key(character == "\r" ? .enter : .character(character)))
    }
  }

  /// Has the store fail at all effects of a piece of work.
  private func fail(
    _ work: [Dialogue.Work], _ dialogue: inout Dialogue, isTrouble: Bool = true
  ) -> [Dialogue.Work] {
    effects(work).flatMap { effect in
      dialogue.take(
        .answer(
          Answer(effect, [.failed(sentence: Self.trouble, effect: effect)], isTrouble: isTrouble)))
    }
  }

  private func effects(_ work: [Dialogue.Work]) -> [Effect] {
    work.flatMap { if case .inTurn(let effects) = $0 { effects } else { [Effect]() } }
  }

  private func message(_ dialogue: Dialogue) -> String {
    dialogue.app.view(size: Size(width: 120, height: 24)).lines[20...22].joined(separator: " ")
  }

  private func pass(_ seconds: Double, _ dialogue: inout Dialogue) -> [Dialogue.Work] {
    dialogue.take(.tick(dialogue.app.now.advanced(bySeconds: seconds)))
  }

  // MARK: Waiting

  @Test func aKeyWaitsForTheAnswerOfTheKeyBefore() {
    var dialogue = log()
    let first = type("a", &dialogue)
    #expect(effects(first) == [.workout(.edit(logId: "log", .addSet(entry: "bench", after: "b3")))])
    #expect(type("ad", &dialogue).isEmpty)
    var page = busyPage()
    page.log.exercises[0].sets.insert(set("new", 100, 5), at: 4)
    let edited = Outcome.edited(
      page, message: "Set added.", focus: SetFocus(entry: "bench", set: "new"))
    let second = dialogue.take(.answer(Answer(effects(first)[0], [edited])))
    #expect(
      effects(second) == [.workout(.edit(logId: "log", .addSet(entry: "bench", after: "new")))])
  }

  @Test func aWaitIsToldWhenItIsLongAndNoLongerThanItLasts() {
    var dialogue = log()
    let work = type("a", &dialogue)
    #expect(dialogue.nextDeadline(after: logNow) == logNow.advanced(bySeconds: 0.3))
    #expect(pass(0.2, &dialogue).isEmpty)
    #expect(!message(dialogue).contains("Saving"))
    _ = pass(0.2, &dialogue)
    #expect(message(dialogue).contains("Saving…"))
    _ = type("j", &dialogue)
    #expect(message(dialogue).contains("What you type waits its turn."))
    answer(work, &dialogue)
    #expect(!message(dialogue).contains("Saving"))
  }

  @Test func whatIsReadIsNotCalledSaved() {
    var dialogue = log()
    _ = type("gr", &dialogue)
    _ = pass(0.4, &dialogue)
    #expect(message(dialogue).contains("Reading…"))
  }

  // MARK: Trouble

  @Test func keysTypedAfterWhatCouldNotBeWrittenAreNotTakenAndAreNamed() {
    var dialogue = log()
    let work = type("\r102x5\rj", &dialogue)
    #expect(fail(work, &dialogue).isEmpty)
    #expect(message(dialogue).contains("the disk is full."))
    #expect(message(dialogue).contains("What you typed after it was dropped: 102x5⏎j"))
    #expect(dialogue.app.state.screens.log.focus == LogPlace(entry: "bench", set: "b3"))
    #expect(dialogue.app.state.screens.log.mode == .rows)
  }

  @Test func keysTypedAfterWhatMadeNoSenseAreTaken() {
    var dialogue = log()
    let work = type("u", &dialogue) + type("a", &dialogue)
    #expect(effects(work) == [.journal(.undo)])
    #expect(
      effects(fail(work, &dialogue, isTrouble: false)) == [
        .workout(.edit(logId: "log", .addSet(entry: "bench", after: "b3")))
      ])
  }

  @Test func keysTypedAfterWhatCouldNotBeReadAreTaken() {
    var dialogue = log()
    let work = type("gr", &dialogue) + type("gh", &dialogue)
    #expect(effects(work) == [.load(.progress)])
    _ = fail(work, &dialogue)
    #expect(dialogue.app.state.screen == .history)
  }

  @Test func nothingIsStoppedOrOpenedAfterWhatCouldNotBeWritten() {
    for key in [Key.control("z"), .character("e")] {
      var dialogue = log()
      _ = type("+", &dialogue)
      let work = dialogue.take(.key(key))
      #expect(effects(work).count == 1)
      #expect(fail(work, &dialogue).isEmpty)
      #expect(message(dialogue).contains("the disk is full."))
    }
  }

  // MARK: Leaving

  @Test func leavingWaitsForWhatIsWrittenAndTellsWhatCouldNotBe() {
    var dialogue = log()
    let work = type("+q", &dialogue)
    #expect(effects(work).count == 1)
    #expect(!work.contains(.end(status: 0)))
    #expect(fail(work, &dialogue) == [.end(status: 1)])
    #expect(
      dialogue.unsaved == [
        "Writing to log.tonnage: the disk is full. Not saved: set 4 of Bench Press as 102.5x5."
      ])
  }

  @Test func leavingTriesOnceMoreWhatCouldNotBeLogged() {
    var dialogue = log()
    let work = fail(type("\rq", &dialogue), &dialogue)
    guard case .workout(.edit(_, .logSet(entry: "bench", set: "b3", _))) = effects(work).first
    else {
      Issue.record("\(work)")
      return
    }
    var page = busyPage()
    page.log.exercises[0].sets[3].completed = true
    let edited = Outcome.edited(page, message: "Set 3 logged.", focus: nil)
    #expect(dialogue.take(.answer(Answer(effects(work)[0], [edited]))) == [.end(status: 0)])
    #expect(dialogue.unsaved.isEmpty)
  }

  @Test func aSignalKeepsItsStatusWhateverCouldNotBeSaved() {
    var dialogue = log()
    _ = type("+", &dialogue)
    let work = dialogue.take(.leave(status: 143))
    #expect(fail(work, &dialogue) == [.end(status: 143)])
    #expect(!dialogue.unsaved.isEmpty)
  }

  @Test func controlCDoesNotWaitForKeysThatAreSeenToWait() {
    var dialogue = log()
    let work = type("ada", &dialogue)
    _ = pass(0.4, &dialogue)
    #expect(dialogue.take(.key(.control("c"))).isEmpty)
    #expect(dialogue.take(.answer(Answer(effects(work)[0], []))) == [.end(status: 1)])
    #expect(dialogue.unsaved == ["These keys were dropped: da"])
  }

  @Test func controlCAfterTroubleNamesTheKeysThatWereNotTaken() {
    var dialogue = log()
    let work = type("a102x5", &dialogue) + dialogue.take(.key(.control("c")))
    #expect(fail(work, &dialogue) == [.end(status: 1)])
    #expect(dialogue.unsaved.contains("These keys were dropped: 102x5"))
  }

  @Test(arguments: [
    ("100x", "“100x” (set 4 of Bench Press)"), ("C-", "“2026-11-19-” (the workout's date)"),
    ("Tx", "“Push Ax” (the workout's name)"), ("9999x5\r", "“9999x5” (set 4 of Bench Press)"),
  ])
  func whatWasOnlyBeingTypedIsTold(keys: String, words: String) {
    var dialogue = log()
    _ = type(keys, &dialogue)
    #expect(dialogue.take(.key(.control("c"))) == [.end(status: 1)])
    #expect(dialogue.unsaved == ["Something was being typed. Not saved: \(words)."])
  }

  @Test func aNoteBeingTypedIsSavedAndALineLeftAsItWasIsNoLoss() {
    var dialogue = log()
    _ = type("nheavy", &dialogue)
    #expect(effects(dialogue.take(.leave(status: 143))).count == 1)
    dialogue = log()
    _ = type("T", &dialogue)
    #expect(dialogue.take(.key(.control("c"))) == [.end(status: 0)])
  }

  @Test func aNoteThatCouldNotBeWrittenStandsInItsLineAgain() {
    for (keys, text) in [("nheavy\r", "heavy"), ("Nslow\r", "slow"), ("Tx\r", "Push Ax")] {
      var dialogue = log()
      #expect(fail(type(keys, &dialogue), &dialogue).isEmpty)
      guard case .text(let field) = dialogue.app.state.screens.log.mode else {
        Issue.record("\(keys)")
        continue
      }
      #expect(field.line.text == text)
    }
  }

  // MARK: Long work

  @Test func suspendingCancelsASyncAndWaitsForItsEnd() {
    var dialogue = log(unsynced: 1)
    #expect(type("S", &dialogue) == [.apart(.sync(.merge(.none)))])
    #expect(dialogue.take(.key(.control("z"))) == [.now(.sync(.cancel))])
    let cancelled = Outcome.failed(
      sentence: "The sync was cancelled.", effect: .sync(.merge(.none)))
    let work = dialogue.take(.answer(Answer(.sync(.merge(.none)), [cancelled])))
    #expect(effects(work) == [.load(.unsynced)])
    #expect(dialogue.take(.answer(Answer(.load(.unsynced), []))) == [.now(.terminal(.suspend))])
    #expect(dialogue.take(.answer(Answer(.terminal(.suspend), []))).isEmpty)
    #expect(message(dialogue).contains("The sync was cancelled."))
  }

  @Test func leavingDuringASyncCancelsItSaysSoAndDoesNotWaitForEver() {
    var dialogue = log(unsynced: 1)
    _ = type("S", &dialogue)
    #expect(type("q", &dialogue) == [.now(.sync(.cancel))])
    #expect(pass(1, &dialogue).isEmpty)
    #expect(pass(3.5, &dialogue).isEmpty)
    #expect(pass(0.5, &dialogue) == [.end(status: 1)])
    #expect(
      dialogue.unsaved == [
        "The sync was being cancelled and had not ended: the next one completes it."
      ])
  }

  @Test func aSyncHoldsNoKeysBack() {
    var dialogue = log(unsynced: 1)
    _ = type("S", &dialogue)
    #expect(effects(type("a", &dialogue)).count == 1)
  }

  @Test func aSyncBeginsWhenWhatWasTypedBeforeIsWritten() {
    var dialogue = log(unsynced: 1)
    let work = type("+S", &dialogue)
    #expect(effects(work).count == 1)
    #expect(!work.contains(.apart(.sync(.merge(.none)))))
    #expect(dialogue.take(.answer(Answer(effects(work)[0], []))) == [.apart(.sync(.merge(.none)))])
  }

  /// *Import* reading a file.
  private func importing() -> Dialogue {
    var dialogue = log()
    answer(type(":import strong.csv\r", &dialogue), &dialogue)
    return dialogue
  }

  private static let plan = Effect.importing(.plan(path: "strong.csv", ImportChoices()))

  @Test func keysTypedAheadOfAnImportAreMeantForItsPlan() {
    var dialogue = importing()
    #expect(dialogue.take(.key(.escape)).isEmpty)
    #expect(type("gt", &dialogue).isEmpty)
    let failed = Outcome.failed(sentence: "No such file.", effect: Self.plan)
    let work = dialogue.take(.answer(Answer(Self.plan, [failed])))
    #expect(dialogue.app.state.screens.importing.step == .files)
    answer(work, &dialogue)
    #expect(dialogue.app.state.screen == .today)
  }

  @Test func whatCancelsAnImportWaitsForNoAnswerAndNoKey() {
    for isAhead in [false, true] {
      var dialogue = importing()
      if isAhead { #expect(type("j", &dialogue).isEmpty) }
      #expect(dialogue.take(.shown).isEmpty)
      #expect(!effects(dialogue.take(.storeChanged)).isEmpty)
      #expect(dialogue.take(.key(.escape)) == [.now(.importing(.cancel))])
    }
  }

  @Test(arguments: [Key.control("c"), .character("q"), .control("z")])
  func whatLeavesAnImportCancelsItThoughAnAnswerIsWaitedFor(key: Key) {
    var dialogue = importing()
    _ = dialogue.take(.shown)
    let reading = effects(dialogue.take(.storeChanged))
    #expect(dialogue.take(.key(key)) == [.now(.importing(.cancel))])
    let cancelled = Outcome.failed(sentence: "The import was cancelled.", effect: Self.plan)
    var work = dialogue.take(.answer(Answer(Self.plan, [cancelled])))
    for effect in reading { work += dialogue.take(.answer(Answer(effect, []))) }
    let end: Dialogue.Work = key == .control("z") ? .now(.terminal(.suspend)) : .end(status: 0)
    #expect(work.contains(end))
  }

  @Test func anImportThatDoesNotEndIsNamedWhenTheProgramIsLeft() {
    var dialogue = importing()
    _ = dialogue.take(.shown)
    #expect(type("q", &dialogue) == [.now(.importing(.cancel))])
    #expect(pass(6, &dialogue) == [.end(status: 1)])
    #expect(
      dialogue.unsaved == [
        "The import was being cancelled and had not ended: History shows whether it was done."
      ])
  }

  @Test func aWorkoutThatCouldNotBeFinishedIsTold() {
    var dialogue = log()
    let work = type("ffq", &dialogue)
    #expect(fail(work, &dialogue) == [.end(status: 1)])
    #expect(dialogue.unsaved == ["\(Self.trouble) Not saved: finishing the workout."])
  }

  @Test func keysTypedInSightOfAnImportAreMeantForIt() {
    var dialogue = importing()
    #expect(dialogue.take(.shown).isEmpty)
    #expect(dialogue.take(.key(.escape)) == [.now(.importing(.cancel))])
    #expect(type("q", &dialogue) == [.now(.importing(.cancel))])
    let cancelled = Outcome.failed(sentence: "The import was cancelled.", effect: Self.plan)
    #expect(
      dialogue.take(.answer(Answer(Self.plan, [cancelled]))) == [.end(status: 1)])
    #expect(dialogue.unsaved == ["The import was cancelled."])
  }
}
