import Chance
import FrameText
import Terminal
import Testing
import Training

@testable import Screens

private let everyAction: [LogAction] = [
  .set(.log), .set(.toggleDone), .set(.step(1)), .set(.stepReps(-1)), .set(.type), .set(.typeReps),
  .set(.typeRPE), .set(.cycleKind),
  .set(.toggleUnit), .list(.addSet), .list(.duplicateSet), .list(.removeSet), .list(.moveSet(1)),
  .list(.addExercise), .list(.duplicateExercise),
  .list(.removeExercise), .list(.swapExercise), .list(.toggleSuperset), .list(.moveExercise(1)),
  .togglePlates, .text(.note(.set)),
  .text(.note(.exercise)), .text(.note(.workout)), .text(.editNote(.set)),
  .text(.editNote(.exercise)), .text(.editNote(.workout)),
  .rest(.toggle), .rest(.add(15)), .workout(.finish(keepsDayOpen: false)),
  .workout(.finish(keepsDayOpen: true)), .workout(.resume), .workout(.discard), .text(.rename),
  .text(.setDate),
  .move(.rows(1)),
  .move(.exercises(1)), .move(.first), .move(.last), .typing(.accept), .typing(.cancel),
  .typing(.moveOut(1)), .text(.openEditor), .answer(isYes: true), .answer(isYes: false),
  .closeSummary, .letter(.warmUp), .letter(.drop), .letter(.capitalDrop), .letter(.failure),
]

@Suite struct LogRobustnessTests {
  @Test func withoutAWorkoutNothingIsChangedWhateverIsAsked() {
    for action in everyAction {
      var state = LogState(isLoaded: true)
      let update = LogScreen.update(&state, action, shared: logShared())
      #expect(update.effects.isEmpty, "\(action)")
      _ = drawn(state)
    }
  }

  @Test func withoutASetNoSetIsChangedWhateverIsAsked() {
    let bare = LogPage(log: workout([exercise("a", Lift.bench, [])]), version: 1)
    for action in everyAction {
      var state = opened(bare)
      let update = LogScreen.update(&state, action, shared: logShared())
      #expect(!update.effects.contains { changesASet($0) }, "\(action)")
      _ = drawn(state)
    }
  }

  @Test func noFrameIsTooSmall() {
    var gym = LogGym()
    for _ in 0..<4 {
      for (width, height) in [(0, 0), (1, 1), (5, 2), (20, 5), (300, 3), (8, 60)] {
        let frame = drawn(gym.state, width, height)
        #expect(frame.lines.count == height)
      }
      gym.press("1", "n", "Esc", "X")
    }
  }

  @Test func theHeadingStaysWhenALongExerciseScrolls() throws {
    let sets = (0..<40).map { set("s\($0)", 50, 5) }
    var gym = LogGym(LogPage(log: workout([exercise("a", Lift.bench, sets)]), version: 1))
    gym.press("G")
    let lines = drawn(gym.state).lines
    #expect(lines[2].contains("Bench Press") && lines[20].contains("40"))
    #expect(gym.row.contains("40"))
  }

  @Test func whatWasChangedBeforeGoesAlongWithTypedSets() {
    var gym = LogGym()
    gym.press("t", "j", ">", "k")
    gym.type("90x3x2")
    gym.press("Enter")
    gym.settle()
    #expect(gym.set("b3")?.kind == .warmUp && gym.set("b3")?.weight == 90)
    #expect(gym.set("b4")?.reps == 3)
  }

  @Test func aRefusedChangeIsNotLoggedWithOldValues() {
    var gym = LogGym()
    gym.press("+")
    gym.wait(1)
    gym.press("Enter")
    #expect(gym.edits.last == .logSet(entry: "bench", set: "b3", weightChange(102.5)))
  }

  /// Whatever is pressed, and whenever the store answers or refuses: what the rows show is what is on disk after
  /// leaving.
  @Test(arguments: Seed.some(60))
  func randomKeysLoseNoInput(seed: UInt64) {
    var random = Seeded(seed)
    var gym = LogGym()
    let keys: [KeySequence] = [
      "Enter", "+", "-", "<", ">", "t", "U", "Space", "1", "5", "x", "@", "r", "Esc", "Down", "Up",
      "j", "k", "[", "]", "a", "d", "y", "J", "K", "s", "}", "{", "Y", "n", "p", "G", "gg", "C",
    ]
    for _ in 0..<150 {
      for key in (keys.randomElement(using: &random) ?? "j").keys { gym.press(key) }
      switch Int.random(in: 0..<6, using: &random) {
      case 0: gym.settle()
      case 1: gym.wait(0.5)
      default: break
      }
      #expect(gym.state.focus.map { gym.state.rows.contains($0) } ?? gym.state.rows.isEmpty)
    }
    gym.settle()
    gym.take(Update(effects: LogScreen.leave(&gym.state, shared: gym.shared)))
    let shown = sets(of: gym.state).map { gym.state.shown($0) }
    gym.settle()
    #expect(gym.state.drafts.isEmpty, "seed \(seed)")
    #expect(sets(of: gym.state) == shown, "seed \(seed)")
  }

  private func changesASet(_ effect: Effect) -> Bool {
    guard case .workout(.edit(_, let edit)) = effect else { return false }
    switch edit {
    case .changeSet, .logSet, .logSets, .unlogSet, .duplicateSet, .removeSet, .moveSet: return true
    default: return false
    }
  }

  private func sets(of state: LogState) -> [LoggedSet] {
    (state.log?.exercises ?? []).flatMap(\.sets)
  }
}
