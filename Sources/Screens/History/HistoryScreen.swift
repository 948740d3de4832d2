import Terminal
import Training

/// What *History* keeps between two key presses.
struct HistoryState: Equatable, Sendable {
  var page: HistoryPage?
  var year: Int?
  var focus = 0
  /// Whether the calendar has the keys.
  var isCalendar = false
  var day: LocalDate?
  var limit = HistoryScreen.pageLength
  /// The workout that is looked at; nil for the list.
  var opened: String?
  /// The workout that stands beside the list where there is room.
  var previewed: String?
  var workout: LogPage?
  var scroll = 0
  var isDeleting = false
  /// The opened workout where it is edited, with *Log*'s keys.
  var editing: LogState?
  var readOnlyReason: String?

  var isOpen: Bool { opened != nil }
  /// Whether the keys are for looking: nothing is asked, nothing edited.
  var isLookedAt: Bool { !isDeleting && editing == nil }
  /// The workout that is shown, or asked for.
  var shown: String? { opened ?? previewed }
  var focused: WorkoutRow? {
    guard let rows = page?.rows, rows.indices.contains(focus) else { return nil }
    return rows[focus]
  }
  /// The workout that a key is about: the open one, else the focused one.
  var subject: String? { opened ?? (isCalendar ? nil : focused?.id) }
}

enum HistoryAction: Hashable, Sendable {
  case move(ListMove)
  case open, close, calendar
  case year(Int), day(Int)
  case repeatWorkout, resume, delete, logPast
  case yes, no
  /// What *Log*'s keys do to the workout that is edited.
  case edit(LogAction)
  case closeEditing
}

/// *History*: a year at a glance, the list of workouts, one workout.
enum HistoryScreen: ScreenKind {
  static let name = ScreenName.tab("History", key: "h", word: "history")
  static let shows = Shown.these([.workoutLogs])

  static let pageLength = 50

  private typealias Row = Binding<HistoryState, HistoryAction>

  static let bindings = BindingTable<HistoryState, HistoryAction>(
    [
      Row(
        .yes, keys: ["y"], words: "delete", help: "Yes, delete it", group: "History", footer: 1,
        when: { $0.isDeleting }),
      Row(
        .no, keys: ["n", "Esc"], words: "keep", help: "No, keep it", group: "History", footer: 1,
        when: { $0.isDeleting }),
      Row(
        .open, keys: ["Enter"], words: "open", help: "Open the workout, or that of the day",
        group: "History", footer: 1, when: { !$0.isOpen }),
      Row(
        .close, keys: ["Esc", "h", "Left"], words: "back", help: "Back to the list",
        group: "History", footer: 1, when: { $0.isOpen && $0.isLookedAt }),
      Row(
        .closeEditing, keys: ["Esc"], words: "back", help: "Stop editing an old workout",
        group: "History", footer: 1, when: { $0.editing?.mode == .rows }),
      Row(
        .repeatWorkout, keys: ["r"], words: "repeat", help: "Do the workout again today",
        group: "History", footer: 3, when: hasSubject, disabled: { $0.readOnlyReason }),
      Row(
        .resume, keys: ["R"], words: "edit",
        help: "Edit the workout here, with Log's keys; one under way opens in Log",
        group: "History", footer: 4, when: hasSubject, disabled: { $0.readOnlyReason }),
      Row(
        .delete, keys: ["d", "Del"], words: "delete", help: "Delete the workout; u undoes it",
        group: "History", footer: 6, when: hasSubject, disabled: { $0.readOnlyReason }),
      Row(
        .logPast, keys: ["D"], words: "log this day",
        help: "Log a workout for the day under the cursor", group: "History", footer: 5,
        when: { !$0.isOpen }, disabled: { $0.readOnlyReason }),
      Row(
        .calendar, keys: ["c"], words: "calendar", help: "Calendar or list", group: "History",
        footer: 2, when: { !$0.isOpen }),
      Row(
        .year(-1), keys: ["["], words: "year", help: "The previous year", group: "History",
        footer: 2, when: { !$0.isOpen }),
      Row(
        .year(1), keys: ["]"], words: "year", help: "The next year", group: "History", footer: 2,
        when: { !$0.isOpen }),
      Row(
        .day(-7), keys: ["h", "Left"], words: "week", help: "The previous week", group: "History",
        when: { $0.isCalendar && !$0.isOpen }),
      Row(
        .day(7), keys: ["l", "Right"], words: "week", help: "The next week", group: "History",
        when: { $0.isCalendar && !$0.isOpen }),
    ] + ListMove.bindings(HistoryAction.move, when: { $0.isLookedAt }))

  /// While an old workout is edited, *Log*'s keys come first.
  static let allBindings =
    LogScreen.bindings.lifted(state: { $0.editing }, action: HistoryAction.edit) + bindings

  private static let hasSubject: @Sendable (HistoryState) -> Bool = {
    $0.subject != nil && $0.isLookedAt
  }

  static func open(_ state: inout HistoryState, shared: Shared) -> [Effect] {
    state.readOnlyReason = shared.readOnlyReason
    state.editing?.look(at: shared)
    if state.year == nil { state.year = shared.today.components.year }
    if state.day == nil { state.day = shared.today }
    guard state.isOpen || shared.isWide else { return load(state) }
    return load(state) + (state.shown.map { [.load(.workout(id: $0))] } ?? [])
  }

  /// Asks for the focused workout where it stands beside the list and is not there yet.
  private static func preview(_ state: inout HistoryState, shared: Shared) -> [Effect] {
    guard shared.isWide, !state.isOpen, let row = state.focused, row.id != state.previewed else {
      return []
    }
    state.previewed = row.id
    state.scroll = 0
    return [.load(.workout(id: row.id))]
  }

  static func load(_ state: HistoryState) -> [Effect] {
    guard let year = state.year else { return [] }
    let last = LocalDate(year: year, month: 12, day: 31)
    return [
      .load(.history(year: year, from: last.map { HistoryAnchor(date: $0) }, limit: state.limit))
    ]
  }

  static func receive(_ state: inout HistoryState, _ outcome: Outcome, shared: Shared) -> Update {
    switch outcome {
    case .history(let page) where page.year == state.year:
      let focused = state.focused?.id
      state.page = page
      let place = page.rows.firstIndex { $0.id == focused }
      state.focus = place ?? min(state.focus, max(0, page.rows.count - 1))
      return Update(effects: preview(&state, shared: shared))
    case .workout(let page):
      guard state.shown != nil, page == nil || page?.log.id == state.shown else { return .none }
      state.workout = page
      if page == nil { return close(gone: &state) }
      return receiveEdited(&state, .log(page), shared: shared)
    case .edited, .finished, .textEdited, .failed:
      return receiveEdited(&state, outcome, shared: shared)
    case .done(_, let changed):
      if changed.contains(.workoutLogs) { state.editing?.seeksRestored = true }
    default: break
    }
    return .none
  }

  static func key(_ state: inout HistoryState, _ key: Key, shared: Shared) -> Update? {
    if state.editing != nil { return editKey(&state, key, shared: shared) }
    guard case .mouse(let mouse) = key, mouse.kind != .click else { return nil }
    return move(&state, .by(mouse.kind == .wheelUp ? -1 : 1), shared: shared)
  }

  static func click(_ state: inout HistoryState, _ mark: Mark, shared: Shared) -> Update {
    guard !state.isDeleting else { return .none }
    if state.editing != nil { return editClick(&state, mark, shared: shared) }
    if state.isOpen { close(&state) }
    state.isCalendar = false
    if state.focus == mark.row { return open(&state) }
    return move(&state, .by(mark.row - state.focus), shared: shared)
  }

  static func update(_ state: inout HistoryState, _ action: HistoryAction, shared: Shared)
    -> Update
  {
    switch action {
    case .move(let move): return self.move(&state, move, shared: shared)
    case .open: return open(&state)
    case .close: close(&state)
    case .calendar: state.isCalendar.toggle()
    case .year(let step): return turn(&state, by: step)
    case .day(let days): return moveDay(&state, by: days)
    case .repeatWorkout:
      guard let id = state.subject else { return .none }
      return Update(effects: [.workout(.repeatWorkout(id: id))])
    case .resume:
      guard let id = state.subject else { return .none }
      return Update(navigate: .edit(id: id))
    case .delete: state.isDeleting = true
    case .no: state.isDeleting = false
    case .yes:
      state.isDeleting = false
      guard let id = state.subject else { return .none }
      state.opened = nil
      state.previewed = nil
      state.workout = nil
      return Update(effects: [.workout(.discard(logId: id))])
    case .logPast:
      let date = state.isCalendar ? state.day : state.focused?.date ?? state.day
      return Update(effects: [.workout(.startBlank(date: date))])
    case .edit(let action): return edit(&state, action, shared: shared)
    case .closeEditing: return closeEditing(&state, shared: shared)
    }
    return .none
  }

  private static func open(_ state: inout HistoryState) -> Update {
    if state.isCalendar {
      guard let place = state.page?.rows.firstIndex(where: { $0.date == state.day }) else {
        return Update(message: Message("No workout on that day. D logs one."))
      }
      state.focus = place
      state.isCalendar = false
      return .none
    }
    guard let row = state.focused else { return .none }
    state.opened = row.id
    state.scroll = 0
    if state.workout?.log.id == row.id { return .none }
    state.workout = nil
    return Update(effects: [.load(.workout(id: row.id))])
  }

  /// Back to the list; the workout stays beside it where there is room.
  private static func close(_ state: inout HistoryState) {
    state.previewed = state.opened
    state.opened = nil
  }

  private static func move(_ state: inout HistoryState, _ move: ListMove, shared: Shared)
    -> Update
  {
    if state.isOpen {
      state.scroll = move.applied(to: state.scroll, count: WorkoutDrawing.lineCount(state.workout))
      return .none
    }
    if state.isCalendar {
      switch move {
      case .by(let days): return moveDay(&state, by: days)
      case .first, .last: return .none
      }
    }
    let count = state.page?.rows.count ?? 0
    state.focus = move.applied(to: state.focus, count: count)
    var effects = preview(&state, shared: shared)
    if state.page?.hasOlder == true, state.focus >= count - 10 {
      state.limit += pageLength
      effects += load(state)
    }
    return Update(effects: effects)
  }

  private static func moveDay(_ state: inout HistoryState, by days: Int) -> Update {
    guard let day = state.day?.advanced(byDays: days) else { return .none }
    let year = day.components.year
    guard (1...9999).contains(year) else { return .none }
    state.day = day
    guard year != state.year else { return .none }
    state.year = year
    state.limit = pageLength
    return Update(effects: load(state))
  }

  private static func turn(_ state: inout HistoryState, by step: Int) -> Update {
    guard let year = state.year, (1...9999).contains(year + step) else { return .none }
    state.year = year + step
    state.focus = 0
    state.limit = pageLength
    let (_, month, day) = state.day?.components ?? (0, 1, 1)
    state.day = LocalDate(year: year + step, month: month, day: min(day, 28))
    return Update(effects: load(state))
  }
}
