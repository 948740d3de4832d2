import Terminal
import Training

/// What *Today* keeps between two key presses.
struct TodayState: Equatable, Sendable {
  enum Mode: Equatable, Sendable {
    case page
    case bodyWeight(LineEditor)
    case otherDate(LineEditor)
  }

  var page: TodayPage?
  var mode = Mode.page
  var readOnlyReason: String?

  var isTyping: Bool { mode != .page }
}

enum TodayAction: Hashable, Sendable {
  case start, otherDay, blank, bodyWeight, otherDate
  case accept, cancel
}

/// *Today*: what is planned, the week so far, the latest records.
enum TodayScreen: ScreenKind {
  static let name = ScreenName.tab("Today", key: "t", word: "today")
  static let shows = Shown.these([.workoutLogs, .programs, .bodyWeights])

  private typealias Row = Binding<TodayState, TodayAction>

  static let bindings = BindingTable<TodayState, TodayAction>([
    Row(
      .start, keys: ["Enter"], words: "start", help: "Start the day, or go on with the workout",
      group: "Today", footer: 1, when: isPage, disabled: cannotStart),
    Row(
      .otherDay, keys: ["p"], words: "other day", help: "Choose another day of a program",
      group: "Today", footer: 2, when: isPage),
    Row(
      .blank, keys: ["b"], words: "blank workout", help: "Start a blank workout", group: "Today",
      footer: 3, when: isPage, disabled: { $0.readOnlyReason }),
    Row(
      .bodyWeight, keys: ["w"], words: "body weight", help: "Log your body weight",
      group: "Today", footer: 4, when: isPage, disabled: { $0.readOnlyReason }),
    Row(
      .otherDate, keys: ["D"], words: "past day", help: "Log a workout for another date",
      group: "Today", footer: 6, when: isPage, disabled: { $0.readOnlyReason }),
    Row(
      .accept, keys: ["Enter"], words: "log", help: "Take what was typed", group: "While typing",
      footer: 1, when: { $0.isTyping }),
    Row(
      .cancel, keys: ["Esc"], words: "cancel", help: "Leave it as it was", group: "While typing",
      footer: 2, when: { $0.isTyping }),
  ])

  private static let isPage: @Sendable (TodayState) -> Bool = { !$0.isTyping }
  private static let cannotStart: @Sendable (TodayState) -> String? = { state in
    if let reason = state.readOnlyReason { return reason }
    guard let page = state.page, page.unfinished == nil, page.next == nil else { return nil }
    return page.program == nil
      ? "No program is current: p chooses one, b starts a blank workout."
      : "The program has no day with an exercise: p chooses another."
  }

  static func open(_ state: inout TodayState, shared: Shared) -> [Effect] {
    state.readOnlyReason = shared.readOnlyReason
    return [.load(.today)]
  }

  static func receive(_ state: inout TodayState, _ outcome: Outcome, shared: Shared) -> Update {
    if case .today(let page) = outcome { state.page = page }
    return .none
  }

  static func beingTyped(_ state: TodayState) -> TypedText? {
    guard case .bodyWeight(let line) = state.mode, !line.text.isEmpty else { return nil }
    return TypedText(text: line.text, subject: "body weight")
  }

  static func key(_ state: inout TodayState, _ key: Key, shared: Shared) -> Update? {
    switch state.mode {
    case .page: return nil
    case .bodyWeight(var line):
      guard line.handle(key) != .ignored else { return nil }
      state.mode = .bodyWeight(line)
    case .otherDate(var line):
      guard line.handle(key) != .ignored else { return nil }
      state.mode = .otherDate(line)
    }
    return Update.none
  }

  static func update(_ state: inout TodayState, _ action: TodayAction, shared: Shared) -> Update {
    switch action {
    case .start:
      if let unfinished = state.page?.unfinished {
        return Update(navigate: .log(id: unfinished.id))
      }
      guard let next = state.page?.next else { return .none }
      return Update(effects: [
        .workout(
          .startDay(programId: next.programId, week: next.weekIndex, day: next.dayIndex, date: nil))
      ])
    case .otherDay: return Update(navigate: .screen(.programs))
    case .blank: return Update(effects: [.workout(.startBlank(date: nil))])
    case .bodyWeight: state.mode = .bodyWeight(LineEditor())
    case .otherDate: state.mode = .otherDate(LineEditor(shared.today.description))
    case .cancel: state.mode = .page
    case .accept: return accept(&state, shared: shared)
    }
    return .none
  }

  private static func accept(_ state: inout TodayState, shared: Shared) -> Update {
    switch state.mode {
    case .page: return .none
    case .bodyWeight(let line):
      do {
        let entry = try NumberEntry.parse(line.text, as: .weight, unit: shared.unit)
        state.mode = .page
        return Update(effects: [
          .athlete(
            .bodyWeight(value: entry.value, unit: entry.unit ?? shared.unit, date: shared.today))
        ])
      } catch {
        return Update(message: Message(error.sentence, kind: .warning))
      }
    case .otherDate(let line):
      do {
        let date = try LocalDate.typed(line.text, today: shared.today)
        state.mode = .page
        return .startBlank(on: date, shared)
      } catch {
        return Update(message: Message(error.sentence, kind: .warning))
      }
    }
  }
}
