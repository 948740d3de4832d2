import Terminal
import Training

/// What *Progress* keeps between two key presses.
struct ProgressState: Equatable, Sendable {
  enum Order: CaseIterable, Sendable {
    case trend, name, recent
  }

  enum Figure: CaseIterable, Sendable {
    case e1RM, weight, volume

    var title: String {
      switch self {
      case .e1RM: "e1RM"
      case .weight: "heaviest weight"
      case .volume: "volume"
      }
    }
  }

  var page: ProgressPage?
  var focus = 0
  var order = Order.trend
  var filter = LineEditor()
  var isFiltering = false
  /// The exercise whose detail is open; nil for the list.
  var opened: String?
  /// The exercise whose detail stands beside the list where there is room.
  var previewed: String?
  var detail: ExercisePage?
  var figure = Figure.e1RM
  var range = PlotRange.year
  var showsTable = false
  var session = 0
  /// How many sessions have been asked for.
  var sessionLimit = ProgressScreen.sessionPage

  var isDetail: Bool { opened != nil }
  /// The exercise whose detail is shown, or asked for.
  var shown: String? { opened ?? previewed }

  /// The rows that fit the filter, in the chosen order.
  var rows: [ProgressRow] {
    let words = filter.text.lowercased().split(separator: " ")
    let fitting = (page?.rows ?? []).filter { row in
      let text = "\(row.metadata.name) \(row.metadata.primaryMuscleGroup.rawValue)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    switch order {
    case .trend: return fitting
    case .name: return fitting.sorted { $0.metadata.name < $1.metadata.name }
    case .recent: return fitting.sorted { $0.lastDate > $1.lastDate }
    }
  }

  var focused: ProgressRow? { rows.indices.contains(focus) ? rows[focus] : nil }
}

enum ProgressAction: Hashable, Sendable {
  case move(ListMove)
  case open, close, filter, clearFilter, keepFilter, sort
  case figure, range(Int), table
}

/// *Progress*: the trend of every exercise, and one exercise's past.
enum ProgressScreen: ScreenKind {
  static let name = ScreenName.tab("Progress", key: "r", word: "progress")
  static let shows = Shown.these([.workoutLogs])

  static let sessionPage = 30

  private typealias Row = Binding<ProgressState, ProgressAction>

  static let bindings = BindingTable<ProgressState, ProgressAction>(
    [
      Row(
        .keepFilter, keys: ["Enter", "Down"], words: "keep", help: "Keep the filter",
        group: "Progress", footer: 1, when: { $0.isFiltering }),
      Row(
        .clearFilter, keys: ["Esc"], words: "clear", help: "Show all exercises again",
        group: "Progress", footer: 2,
        when: { $0.isFiltering || (!$0.isDetail && !$0.filter.isEmpty) }),
      Row(
        .open, keys: ["Enter", "l", "Right"], words: "open", help: "Open what is focused",
        group: "Progress", footer: 1, when: { !$0.isFiltering }),
      Row(
        .close, keys: ["Esc", "h", "Left"], words: "back", help: "Back to the list",
        group: "Progress", footer: 2, when: { $0.isDetail }),
      Row(
        .figure, keys: ["m"], words: "e1RM/weight/volume", help: "Plot another figure",
        group: "Progress", footer: 3, when: { $0.isDetail }),
      Row(
        .range(-1), keys: ["["], words: "range", help: "A shorter time range",
        group: "Progress", footer: 4, when: { $0.isDetail }),
      Row(
        .range(1), keys: ["]"], words: "range", help: "A longer time range",
        group: "Progress", footer: 4, when: { $0.isDetail }),
      Row(
        .table, keys: ["t"], words: "table", help: "Numbers instead of the plot",
        group: "Progress", footer: 5, when: { $0.isDetail }),
      Row(
        .filter, keys: ["/"], words: "filter", help: "Show only what matches what you type",
        group: "Progress", footer: 3, when: { !$0.isDetail && !$0.isFiltering }),
      Row(
        .sort, keys: ["s"], words: "sort", help: "By trend, by name, by the last session",
        group: "Progress", footer: 4, when: { !$0.isDetail && !$0.isFiltering }),
      Row(
        .move(.by(1)), keys: ["n"], words: "next", help: "The next match", group: "Progress",
        when: { !$0.isDetail && !$0.filter.isEmpty }),
      Row(
        .move(.by(-1)), keys: ["N"], words: "next", help: "The previous match",
        group: "Progress", when: { !$0.isDetail && !$0.filter.isEmpty }),
    ] + ListMove.bindings(ProgressAction.move, when: { !$0.isFiltering }))

  static func open(_ state: inout ProgressState, shared: Shared) -> [Effect] {
    [.load(.progress)] + (state.isDetail || shared.isWide ? load(state) : [])
  }

  private static func load(_ state: ProgressState) -> [Effect] {
    guard let id = state.shown else { return [] }
    return [.load(.exercise(id: id, range: state.range, sessions: state.sessionLimit))]
  }

  /// Asks for the focused exercise's detail where it stands beside the list and is not there yet.
  private static func preview(_ state: inout ProgressState, shared: Shared) -> Update {
    guard shared.isWide, !state.isDetail, let row = state.focused,
      row.exerciseId != state.previewed
    else { return .none }
    state.previewed = row.exerciseId
    state.sessionLimit = sessionPage
    state.session = 0
    return Update(effects: load(state))
  }

  static func receive(_ state: inout ProgressState, _ outcome: Outcome, shared: Shared) -> Update {
    switch outcome {
    case .progress(let page):
      let focused = state.focused?.exerciseId
      state.page = page
      let place = state.rows.firstIndex { $0.exerciseId == focused }
      state.focus = place ?? min(state.focus, max(0, state.rows.count - 1))
      return preview(&state, shared: shared)
    case .exercise(let page, let id) where id == state.shown:
      if page == nil { state.opened = nil }
      state.detail = page
      state.session = min(state.session, max(0, (page?.sessions.count ?? 1) - 1))
    default: break
    }
    return .none
  }

  static func key(_ state: inout ProgressState, _ key: Key, shared: Shared) -> Update? {
    if case .mouse(let mouse) = key, mouse.kind != .click {
      return move(&state, .by(mouse.kind == .wheelUp ? -1 : 1), shared: shared)
    }
    guard state.isFiltering, state.filter.handle(key) != .ignored else { return nil }
    state.focus = 0
    return preview(&state, shared: shared)
  }

  /// The marks of the rows: the exercises, and the sessions of one.
  static let exerciseList = 0
  static let sessionList = 1

  static func click(_ state: inout ProgressState, _ mark: Mark, shared: Shared) -> Update {
    if mark.list == sessionList {
      guard state.isDetail || state.detail?.exerciseId == state.previewed else { return .none }
      if state.isDetail, state.session == mark.row { return open(&state) }
      state.opened = state.shown
      state.session = mark.row
      return .none
    }
    if state.isDetail { close(&state) }
    state.isFiltering = false
    if state.focus == mark.row { return open(&state) }
    return move(&state, .by(mark.row - state.focus), shared: shared)
  }

  static func update(_ state: inout ProgressState, _ action: ProgressAction, shared: Shared)
    -> Update
  {
    switch action {
    case .move(let move): return self.move(&state, move, shared: shared)
    case .open: return open(&state)
    case .close: close(&state)
    case .filter: state.isFiltering = true
    case .keepFilter: state.isFiltering = false
    case .clearFilter:
      state.isFiltering = false
      state.filter = LineEditor()
      return preview(&state, shared: shared)
    case .sort:
      state.order = state.order.next
      state.focus = 0
      return preview(&state, shared: shared)
    case .figure: state.figure = state.figure.next
    case .table: state.showsTable.toggle()
    case .range(let step):
      let all = PlotRange.allCases
      let index = (all.firstIndex(of: state.range) ?? 0) + step
      guard all.indices.contains(index) else { return .none }
      state.range = all[index]
      return Update(effects: load(state))
    }
    return .none
  }

  private static func open(_ state: inout ProgressState) -> Update {
    if state.isDetail {
      guard let detail = state.detail, detail.sessions.indices.contains(state.session) else {
        return .none
      }
      return Update(navigate: .workout(id: detail.sessions[state.session].logId))
    }
    guard let row = state.focused else { return .none }
    state.opened = row.exerciseId
    if state.detail?.exerciseId == row.exerciseId { return .none }
    state.detail = nil
    state.session = 0
    state.sessionLimit = sessionPage
    return Update(effects: load(state))
  }

  /// Back to the list; the detail stays beside it where there is room.
  private static func close(_ state: inout ProgressState) {
    state.previewed = state.opened
    state.opened = nil
  }

  private static func move(_ state: inout ProgressState, _ move: ListMove, shared: Shared)
    -> Update
  {
    guard state.isDetail else {
      state.focus = move.applied(to: state.focus, count: state.rows.count)
      return preview(&state, shared: shared)
    }
    let count = state.detail?.sessions.count ?? 0
    state.session = move.applied(to: state.session, count: count)
    guard state.detail?.hasOlderSessions == true, state.session >= count - 5 else { return .none }
    state.sessionLimit += sessionPage
    return Update(effects: load(state))
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one; the first after the last.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
