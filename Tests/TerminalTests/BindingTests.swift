import FrameText
import Terminal
import Testing

private enum Deed: Equatable {
  case log, more, less, top, today, quit, finish, resume
}

private struct Gym {
  var isFinished = false
  var hasSets = true
}

private let table = BindingTable<Gym, Deed>([
  Binding(
    .log, keys: ["Enter"], words: "log", help: "Log the set and start the rest timer",
    group: "Sets", footer: 1, disabled: { $0.hasSets ? nil : "Add an exercise first." }),
  Binding(.more, keys: ["+"], words: "kg", help: "One step heavier", group: "Sets", footer: 2),
  Binding(.less, keys: ["-"], words: "kg", help: "One step lighter", group: "Sets", footer: 2),
  Binding(.top, keys: ["gg", "Home"], words: "top", help: "Go to the first row", group: "Moving"),
  Binding(
    .finish, keys: ["F"], words: "finish", help: "Finish the workout", group: "Workout", footer: 3,
    when: { !$0.isFinished }),
  Binding(
    .resume, keys: ["F"], words: "resume", help: "Go on with the workout", group: "Workout",
    footer: 3, when: { $0.isFinished }),
])

private let shell = BindingTable<Gym, Deed>([
  Binding(.today, keys: ["gt"], words: "today", help: "Go to Today", group: "Moving"),
  Binding(.quit, keys: ["q", "C-c"], words: "quit", help: "Leave", group: "Moving"),
])

@Suite struct BindingTests {
  @Test func aBoundKeyGivesItsAction() {
    #expect(table.dispatch(.enter, in: Gym()) == .action(.log))
    #expect(table.dispatch(.home, in: Gym()) == .action(.top))
    #expect(table.dispatch(.character("z"), in: Gym()) == .unbound)
  }

  @Test func aKeyThatCantBeTakenSaysWhy() {
    #expect(
      table.dispatch(.enter, in: Gym(hasSets: false)) == .disabled("Add an exercise first."))
  }

  @Test func theSameKeyMeansWhatIsPresent() {
    #expect(table.dispatch(.character("F"), in: Gym()) == .action(.finish))
    #expect(table.dispatch(.character("F"), in: Gym(isFinished: true)) == .action(.resume))
  }

  @Test func twoTablesShareTheBeginningOfASequence() {
    let both = table + shell
    let g = Key.character("g")
    #expect(both.dispatch(g, in: Gym()) == .pending([g]))
    #expect(both.dispatch(g, after: [g], in: Gym()) == .action(.top))
    #expect(both.dispatch(.character("t"), after: [g], in: Gym()) == .action(.today))
  }

  @Test func aKeyThatBreaksASequenceCountsOnItsOwn() {
    let both = table + shell
    let g = Key.character("g")
    #expect(both.dispatch(.character("q"), after: [g], in: Gym()) == .action(.quit))
    #expect(both.dispatch(.character("z"), after: [g], in: Gym()) == .unbound)
  }

  @Test func anEarlierSequenceHidesAShorterKeyBehindIt() {
    let late = BindingTable<Gym, Deed>([
      Binding(.less, keys: ["g"], words: "less", help: "Less", group: "Sets")
    ])
    let g = Key.character("g")
    #expect((table + late).dispatch(g, in: Gym()) == .pending([g]))
    #expect((late + table).dispatch(g, in: Gym()) == .action(.less))
  }

  @Test func aLiftedTableActsForTheStateThatHoldsItsOwn() {
    struct App { var gym: Gym? }
    enum Top: Equatable { case gym(Deed) }
    let lifted = table.lifted(state: { (app: App) in app.gym }, action: Top.gym)
    #expect(lifted.dispatch(.enter, in: App(gym: Gym())) == .action(.gym(.log)))
    #expect(lifted.dispatch(.enter, in: App(gym: nil)) == .unbound)
    #expect(
      lifted.dispatch(.enter, in: App(gym: Gym(hasSets: false)))
        == .disabled("Add an exercise first."))
  }

  @Test func theFooterPairsKeysOfTheSameWordsAndEndsInTheHelp() {
    let items = table.footer(in: Gym(), width: 80)
    #expect(items.map(\.keys) == ["⏎", "+/-", "F", "?"])
    #expect(items.map(\.words) == ["log", "kg", "finish", "more"])
    #expect(table.footer(in: Gym(), width: 80, glyphs: .ascii).first?.keys == "Enter")
  }

  @Test func theFooterLeavesOutTheLeastImportantFirstAndNeverTheHelp() {
    #expect(table.footer(in: Gym(), width: 25).map(\.words) == ["log", "kg", "more"])
    #expect(table.footer(in: Gym(), width: 1).map(\.words) == ["more"])
  }

  @Test func theFooterHasNoKeyThatCantBeTaken() {
    let items = table.footer(in: Gym(isFinished: true, hasSets: false), width: 80)
    #expect(items.map(\.words) == ["kg", "resume", "more"])
  }

  @Test func theFooterIsDrawnInItsRoles() {
    var frame = Frame(width: 30, height: 1)
    frame.putFooter(table.footer(in: Gym(), width: 25), y: 0, x: 1)
    #expect(frame.lines == [" ⏎ log   +/- kg   ? more"])
    #expect(frame.styleLines[0].hasPrefix("1-1 footerKey  3-5 footerText  9-11 footerKey"))
  }

  @Test func helpStandsInGroupsWithEveryKeyAndTheReason() {
    let rows = (table + shell).help(in: Gym(hasSets: false))
    #expect(rows.map(\.group) == ["Sets", "Sets", "Sets", "Moving", "Moving", "Moving", "Workout"])
    #expect(rows[0].disabledReason == "Add an exercise first.")
    #expect(rows[3].keys == "gg  Home")
  }

  @Test func helpIsFilteredByWordsOrByAKey() {
    #expect(table.help(in: Gym(), matching: "step heavier").map(\.help) == ["One step heavier"])
    #expect(table.help(in: Gym(), matching: "MOVING").map(\.keys) == ["gg  Home"])
    #expect(table.help(in: Gym(), matching: "F").map(\.help) == ["Finish the workout"])
    #expect(table.help(in: Gym(), matching: "no such").isEmpty)
  }

  @Test func theKeyTableOfTheReadmeHasEveryBinding() {
    let bar = BindingTable<Gym, Deed>([
      Binding(.log, keys: ["|"], words: "bar", help: "A bar", group: "Sets")
    ])
    #expect(bar.markdown() == "| Sets | |\n|---|---|\n| `\\|` | A bar |\n")
    let text = (table + shell).markdown()
    #expect(text.contains("| `gg` `Home` | Go to the first row |\n"))
    #expect(text.contains("\n\n| Moving | |\n"))
    #expect(text.contains("Finish the workout") && text.contains("Go on with the workout"))
  }
}
