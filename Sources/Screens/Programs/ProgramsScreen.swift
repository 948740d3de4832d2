import Terminal
import Training

/// What *Programs* keeps between two key presses.
struct ProgramsState: Equatable, Sendable {
  enum Column: Int, CaseIterable, Sendable {
    case programs, days, day
  }

  var page: ProgramsPage?
  var column = Column.programs
  var program = 0
  var week = 0
  var day = 0
  var readOnlyReason: String?

  var heading: ProgramHeading? {
    guard let programs = page?.programs, programs.indices.contains(program) else { return nil }
    return programs[program]
  }

  /// The day that is focused in the grid; nil where the program has none there.
  var focusedDay: ProgramDay? { page?.selected?.day(week: week, day: day) }
}

enum ProgramsAction: Hashable, Sendable {
  case move(ListMove)
  case left, right, enter, setCurrent, samples
}

/// *Programs*: programs, the grid of weeks and days, the day.
enum ProgramsScreen: ScreenKind {
  static let name = ScreenName.tab("Programs", key: "p", word: "programs")
  static let shows = Shown.these([.workoutLogs, .programs])

  private typealias Row = Binding<ProgramsState, ProgramsAction>

  static let bindings = BindingTable<ProgramsState, ProgramsAction>(
    [
      Row(
        .enter, keys: ["Enter"], words: "open", help: "Open; in the grid, start the day",
        group: "Programs", footer: 1, when: { $0.column == .programs && $0.heading != nil }),
      Row(
        .enter, keys: ["Enter"], words: "start the day", help: "Start the focused day",
        group: "Programs", footer: 1, when: { $0.column != .programs }, disabled: cannotStart),
      Row(
        .left, keys: ["h", "Left", "Esc"], words: "columns", help: "To the left",
        group: "Programs", footer: 3),
      Row(
        .right, keys: ["l", "Right"], words: "columns", help: "To the right", group: "Programs",
        footer: 3),
      Row(
        .setCurrent, keys: ["s"], words: "set current", help: "Make this the current program",
        group: "Programs", footer: 2, when: { $0.heading != nil }, disabled: { $0.readOnlyReason }),
      Row(
        .samples, keys: ["a"], words: "sample programs", help: "Add the sample programs",
        group: "Programs", footer: 2, when: { $0.page?.programs.isEmpty == true },
        disabled: { $0.readOnlyReason }),
    ] + ListMove.bindings(ProgramsAction.move))

  private static let cannotStart: @Sendable (ProgramsState) -> String? = { state in
    if let reason = state.readOnlyReason { return reason }
    guard let day = state.focusedDay else { return "There is no such day in this program." }
    return day.exercises.isEmpty ? "The day has no exercise." : nil
  }

  static func open(_ state: inout ProgramsState, shared: Shared) -> [Effect] {
    state.readOnlyReason = shared.readOnlyReason
    return [.load(.programs(selected: state.heading?.id))]
  }

  static func receive(_ state: inout ProgramsState, _ outcome: Outcome, shared: Shared) -> Update {
    guard case .programs(let page) = outcome else { return .none }
    let isNew = state.page?.selected?.id != page.selected?.id
    state.page = page
    state.program = page.programs.firstIndex { $0.id == page.selected?.id } ?? 0
    if isNew {
      state.week = page.next?.week ?? page.selected?.days.first?.weekIndex ?? 0
      state.day = page.next?.day ?? page.selected?.days.first?.dayIndex ?? 0
    }
    return .none
  }

  static func update(_ state: inout ProgramsState, _ action: ProgramsAction, shared: Shared)
    -> Update
  {
    switch action {
    case .move(let move): return self.move(&state, move)
    case .left:
      if state.column == .days, state.week > 0 {
        state.week -= 1
      } else {
        state.column = ProgramsState.Column(rawValue: state.column.rawValue - 1) ?? .programs
      }
    case .right: right(&state)
    case .enter:
      guard state.column != .programs else {
        right(&state)
        return .none
      }
      guard let program = state.page?.selected, let day = state.focusedDay else { return .none }
      return Update(effects: [
        .workout(
          .startDay(programId: program.id, week: day.weekIndex, day: day.dayIndex, date: nil))
      ])
    case .setCurrent:
      guard let id = state.heading?.id else { return .none }
      return Update(effects: [.program(.setCurrent(id: id))])
    case .samples: return Update(effects: [.program(.addSamples)])
    }
    return .none
  }

  static func click(_ state: inout ProgramsState, _ mark: Mark, shared: Shared) -> Update {
    state.column = .programs
    return move(&state, .by(mark.row - state.program))
  }

  static func key(_ state: inout ProgramsState, _ key: Key, shared: Shared) -> Update? {
    guard case .mouse(let mouse) = key, mouse.kind != .click else { return nil }
    return move(&state, .by(mouse.kind == .wheelUp ? -1 : 1))
  }

  private static func right(_ state: inout ProgramsState) {
    guard let program = state.page?.selected, !program.days.isEmpty else { return }
    switch state.column {
    case .programs: state.column = .days
    case .days:
      if state.week < program.weekCount - 1 { state.week += 1 } else { state.column = .day }
    case .day: break
    }
  }

  private static func move(_ state: inout ProgramsState, _ move: ListMove) -> Update {
    guard let page = state.page else { return .none }
    if state.column == .programs {
      let program = move.applied(to: state.program, count: page.programs.count)
      guard program != state.program else { return .none }
      state.program = program
      return Update(effects: [.load(.programs(selected: page.programs[program].id))])
    }
    state.day = move.applied(to: state.day, count: page.selected?.dayCount ?? 0)
    return .none
  }
}
