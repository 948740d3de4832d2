import Terminal
import Training

/// *Import*: choose a file, see what would happen, say what its exercises are, go; and take it back.
enum ImportScreen: ScreenKind {
  static let name = ScreenName.room("Import")
  static let shows = Shown.nothing

  private typealias Row = Binding<ImportState, ImportAction>

  static let bindings = BindingTable<ImportState, ImportAction>(
    fileKeys + planKeys
      + ListMove.bindings(ImportAction.move, when: { !$0.isTyping && !$0.isWorking }))

  private static let fileKeys: [Binding<ImportState, ImportAction>] = [
    Row(
      .open, keys: ["Enter"], words: "read", help: "Read the file; nothing is written yet",
      group: "Import", footer: 1, when: { $0.step == .files || $0.isTyping || asksUser($0) },
      disabled: { $0.readOnlyReason }),
    Row(
      .typePath, keys: ["i", "/"], words: "type a path", help: "Type the path of a file",
      group: "Import", footer: 2, when: { $0.step == .files }),
    Row(
      .complete, keys: ["Tab"], words: "complete",
      help: "Complete the path as far as it is certain", group: "Import", footer: 2,
      when: { $0.isTyping }),
    Row(
      .names, keys: ["m"], words: "names", help: "What the names of earlier imports stand for",
      group: "Import", footer: 3, when: { $0.step == .files }),
    Row(
      .unit(.kilograms), keys: ["k"], words: "kilograms", help: "The weights are in kilograms",
      group: "Import", footer: 1, when: { $0.step == .question(.unit) }),
    Row(
      .unit(.pounds), keys: ["l"], words: "pounds", help: "The weights are in pounds",
      group: "Import", footer: 1, when: { $0.step == .question(.unit) }),
    Row(
      .skipBadRows, keys: ["s"], words: "skip them",
      help: "Skip the rows that cannot be read, and list them", group: "Import", footer: 1,
      when: { if case .question(.badRows) = $0.step { true } else { false } }),
    Row(
      .cancel, keys: ["Esc", "x"], words: "cancel", help: "Stop; nothing is changed",
      group: "Import", footer: 1, when: { $0.isWorking }),
  ]

  private static let planKeys: [Binding<ImportState, ImportAction>] = [
    Row(
      .go, keys: ["Enter"], words: "import", help: "Bring it in", group: "Import", footer: 1,
      when: { $0.step == .plan }, disabled: nothingToWrite),
    Row(
      .choice(.exercise), keys: ["e"], words: "exercise", help: "Choose what the name stands for",
      group: "Import", footer: 2, when: { $0.focusedName != nil },
      disabled: { $0.readOnlyReason }),
    Row(
      .choice(.own), keys: ["o"], words: "own", help: "Keep the name as an exercise of your own",
      group: "Import", footer: 3, when: { $0.focusedName != nil },
      disabled: { $0.readOnlyReason }),
    Row(
      .notes, keys: ["w"], words: "warnings", help: "What is odd in the file, line by line",
      group: "Import", footer: 4,
      when: { [.plan, .result, .notes].contains($0.step) && $0.page?.notes.isEmpty == false }),
    Row(
      .choice(.twins), keys: ["d"], words: "twins",
      help: "Also bring in what another app's export already brought", group: "Import",
      footer: 5, when: { $0.step == .plan && ($0.page?.twins ?? 0) > 0 }),
    Row(
      .choice(.changes), keys: ["c"], words: "changes",
      help: "Take over what the app has changed since the last export", group: "Import",
      footer: 5, when: { $0.step == .plan && ($0.page?.changed ?? 0) > 0 }),
    Row(
      .choice(.deleted), keys: ["b"], words: "deleted too",
      help: "Bring in again what was deleted since", group: "Import", footer: 5,
      when: { $0.step == .plan && (($0.page?.deleted ?? 0) > 0 || $0.choices.bringsBack) }),
    Row(
      .takeBack, keys: ["u"], words: "take back",
      help: "Take the import back, except what was touched since", group: "Import", footer: 1,
      when: { $0.step == .result }, disabled: { $0.readOnlyReason }),
    Row(
      .history, keys: ["Enter"], words: "history", help: "Look at the workouts", group: "Import",
      footer: 1, when: { $0.step == .result }),
    Row(
      .back, keys: ["Esc"], words: "back", help: "Back; nothing is changed", group: "Import",
      footer: 6, when: { !$0.isWorking }),
  ]

  private static let asksUser: @Sendable (ImportState) -> Bool = {
    if case .question(.user) = $0.step { true } else { false }
  }
  private static let nothingToWrite: @Sendable (ImportState) -> String? = { state in
    if let reason = state.readOnlyReason { return reason }
    return state.page?.writes == 0 ? "Nothing in the file is new." : nil
  }

  static func open(_ state: inout ImportState, shared: Shared) -> [Effect] {
    state.readOnlyReason = shared.readOnlyReason
    switch state.step {
    case .files: return [.load(.importFiles)]
    case .names: return [.load(.importedNames)]
    default: return []
    }
  }

  static func key(_ state: inout ImportState, _ key: Key, shared: Shared) -> Update? {
    if case .typing(var line) = state.step {
      // While typing, Shift-Tab does not go to the screen before.
      guard line.handle(key) || key == .backTab else { return nil }
      state.step = .typing(line)
      return Update.none
    }
    guard case .mouse(let mouse) = key, mouse.kind != .click else { return nil }
    return update(&state, .move(.by(mouse.kind == .wheelUp ? -1 : 1)), shared: shared)
  }

  static func click(_ state: inout ImportState, _ mark: Mark, shared: Shared) -> Update {
    let wasFocused = state.focus == mark.row
    state.focus = mark.row
    return wasFocused && state.step == .files ? update(&state, .open, shared: shared) : .none
  }
}
