import Terminal
import Training

/// *Sync*: the dump, what waits to go, what came, and what both sides had changed.
enum SyncScreen: ScreenKind {
  static let name = ScreenName.tab("Sync", key: "s")
  static let shows = Shown.everything

  private typealias Row = Binding<SyncState, SyncAction>

  static let bindings = BindingTable<SyncState, SyncAction>(
    [
      Row(
        .yes, keys: ["y"], words: "yes", help: "Yes, go on", group: "Sync", footer: 1,
        when: isAsked),
      Row(
        .no, keys: ["n", "Esc"], words: "no", help: "No, leave it", group: "Sync", footer: 1,
        when: isAsked),
      Row(
        .cancel, keys: ["x", "Esc"], words: "cancel", help: "Cancel the sync that is running",
        group: "Sync", footer: 1, when: { $0.isRunning && $0.isAtRest }),
      Row(
        .mine, keys: ["m"], words: "mine", help: "Keep this machine's value",
        group: "Conflicts", footer: 1, when: hasConflict, disabled: { $0.readOnlyReason }),
      Row(
        .theirs, keys: ["t"], words: "theirs", help: "Keep the other machine's value",
        group: "Conflicts", footer: 1, when: hasConflict, disabled: { $0.readOnlyReason }),
      Row(
        .both, keys: ["b"], words: "both", help: "Keep both: two sets, or one text after the other",
        group: "Conflicts", footer: 2, when: hasConflict, disabled: cannotKeepBoth),
      Row(
        .edit, keys: ["e"], words: "edit", help: "Type what it should be", group: "Conflicts",
        footer: 2, when: hasConflict, disabled: cannotType),
      Row(
        .setUp, keys: ["s"], words: "set up", help: "Name the dump: a file's path or a URL",
        group: "Sync", footer: 4, when: { $0.isAtRest && !$0.isRunning },
        disabled: { $0.readOnlyReason }),
      Row(
        .receipts, keys: ["H"], words: "history", help: "What came in, sync by sync",
        group: "Sync", footer: 3,
        when: { ($0.isAtRest || $0.mode == .receipts) && $0.page?.remote != nil }),
      Row(
        .leave, keys: ["Esc", "h", "Left"], words: "back", help: "Back to the dump", group: "Sync",
        footer: 1, when: { $0.mode == .receipts }),
      Row(
        .takeBack, keys: ["U"], words: "take back", help: "Take back what the last sync brought",
        group: "Sync", when: { $0.isAtRest && $0.page?.remote != nil && !$0.isRunning },
        disabled: nothingCame),
      Row(
        .accept, keys: ["Enter"], words: "take", help: "Take what was typed",
        group: "While typing", footer: 1, when: { $0.isTyping }),
      Row(
        .complete, keys: ["Tab"], words: "complete",
        help: "Complete the path as far as it is certain", group: "While typing", footer: 2,
        when: { $0.isTypingPath }),
      Row(
        .leave, keys: ["Esc"], words: "cancel", help: "Leave it as it was", group: "While typing",
        footer: 2, when: { $0.isTyping }),
    ] + ListMove.bindings(SyncAction.move, when: { $0.isAtRest || $0.mode == .receipts }))

  private static let isAsked: @Sendable (SyncState) -> Bool = {
    $0.mode == .undoing || ($0.mode == .list && $0.question != nil)
  }
  private static let hasConflict: @Sendable (SyncState) -> Bool = {
    $0.isAtRest && $0.focused != nil
  }
  private static let cannotKeepBoth: @Sendable (SyncState) -> String? = { state in
    if let reason = state.readOnlyReason { return reason }
    return state.focused?.canKeepBoth == true
      ? nil : "Both cannot be kept here: m keeps mine, t theirs."
  }
  private static let cannotType: @Sendable (SyncState) -> String? = { state in
    if let reason = state.readOnlyReason { return reason }
    return state.focused?.typing == nil
      ? "This cannot be typed here: m keeps mine, t theirs." : nil
  }
  private static let nothingCame: @Sendable (SyncState) -> String? = { state in
    if let reason = state.readOnlyReason { return reason }
    return state.page?.receipts.isEmpty == false ? nil : "No sync has brought anything yet."
  }

  static func open(_ state: inout SyncState, shared: Shared) -> [Effect] {
    state.readOnlyReason = shared.readOnlyReason
    return [.load(.sync)]
  }

  static func receive(_ state: inout SyncState, _ outcome: Outcome, shared: Shared) -> Update {
    switch outcome {
    case .sync(let page):
      state.page = page
      state.focus = max(0, min(state.focus, page.conflicts.count - 1))
    case .pathCompleted(let completion):
      guard case .location(var line) = state.mode else { return .none }
      line.receive(completion)
      state.mode = .location(line)
    case .syncing(let words): if state.isRunning { state.phase = words }
    case .synced: state.end()
    case .syncAsks(let words, let consent):
      state.end()
      state.question = SyncState.Question(words: words, consent: consent)
    case .failed(let sentence, .sync(.merge)):
      state.end()
      state.trouble = sentence
    default: break
    }
    return .none
  }

  static func beingTyped(_ state: SyncState) -> TypedText? {
    guard case .answer(let line) = state.mode, !line.text.isEmpty else { return nil }
    return TypedText(text: line.text, subject: "the answer to a conflict")
  }

  static func key(_ state: inout SyncState, _ key: Key, shared: Shared) -> Update? {
    switch state.mode {
    case .location(var line):
      // While typing, Shift-Tab does not go to the screen before.
      guard line.handle(key) || key == .backTab else { return nil }
      state.mode = .location(line)
    case .answer(var line):
      let leaves = key == .tab || key == .backTab
      guard line.handle(key) != .ignored || leaves else { return nil }
      state.mode = .answer(line)
    case .list, .receipts, .undoing:
      guard case .mouse(let mouse) = key, mouse.kind != .click else { return nil }
      move(&state, .by(mouse.kind == .wheelUp ? -1 : 1))
    }
    return Update.none
  }

  static func click(_ state: inout SyncState, _ mark: Mark, shared: Shared) -> Update {
    if state.isAtRest { state.focus = mark.row }
    return .none
  }
}

// MARK: - Update

extension SyncScreen {
  static func update(_ state: inout SyncState, _ action: SyncAction, shared: Shared) -> Update {
    switch action {
    case .move(let by): move(&state, by)
    case .mine: return answer(state, .mine)
    case .theirs: return answer(state, .theirs)
    case .both: return answer(state, .both)
    case .edit: state.mode = .answer(LineEditor(typedText(state.focused)))
    case .setUp: state.mode = .location(PathLine(state.page?.remote?.location ?? ""))
    case .receipts:
      state.mode = state.mode == .receipts ? .list : .receipts
      state.scroll = 0
    case .takeBack: state.mode = .undoing
    case .cancel:
      state.isCancelling = true
      return Update(effects: [.sync(.cancel)])
    case .leave: state.mode = .list
    case .no:
      state.mode = .list
      state.question = nil
    case .yes: return goOn(&state)
    case .accept: return accept(&state)
    case .complete:
      guard case .location(let line) = state.mode else { return .none }
      return Update(effects: line.completion())
    }
    return .none
  }

  private static func move(_ state: inout SyncState, _ move: ListMove) {
    if state.mode == .receipts {
      state.scroll = move.applied(to: state.scroll, count: state.page?.receipts.count ?? 0)
    } else {
      state.focus = move.applied(to: state.focus, count: state.page?.conflicts.count ?? 0)
    }
  }

  private static func answer(_ state: SyncState, _ answer: ConflictAnswer) -> Update {
    guard let conflict = state.focused else { return .none }
    return Update(effects: [.sync(.answer(numbers: conflict.numbers, answer))])
  }

  private static func goOn(_ state: inout SyncState) -> Update {
    if state.mode == .undoing {
      state.mode = .list
      return Update(effects: [.sync(.takeBack)])
    }
    guard let question = state.question else { return .none }
    return Update(effects: [state.begin(question.consent)])
  }

  private static func accept(_ state: inout SyncState) -> Update {
    switch state.mode {
    case .location(let line):
      let location = line.text.withoutOuterSpace
      guard !location.isEmpty else {
        return Update(
          message: Message("Type a path such as ~/Sync/tonnage.json, or a URL.", kind: .warning))
      }
      state.mode = .list
      state.trouble = nil
      return Update(effects: [.sync(.setUp(location: location))])
    case .answer(let line): return acceptAnswer(line.text, &state)
    case .list, .receipts, .undoing: return .none
    }
  }

  private static func acceptAnswer(_ text: String, _ state: inout SyncState) -> Update {
    guard let conflict = state.focused else { return .none }
    switch conflict.typing {
    case .set(let set, let entry):
      do throws(SetEntryError) {
        let changes = try TypedSets.parse(text, entry: entry, set: set).changes
        guard changes.count == 1, let change = changes.first else {
          return Update(message: Message("Type one set, such as 100x5@8.", kind: .warning))
        }
        state.mode = .list
        return answer(state, .set(change))
      } catch {
        return Update(message: Message(error.sentence, kind: .warning))
      }
    case .text:
      state.mode = .list
      return answer(state, .text(text))
    case nil:
      state.mode = .list
      return .none
    }
  }

  /// What stands, as it would be typed.
  private static func typedText(_ conflict: SyncConflict?) -> String {
    switch conflict?.typing {
    case .text(let text): text.onOneLine
    case .set(let set, _): set.typed
    case nil: ""
    }
  }
}

extension SyncState {
  /// Starts a sync; what was shown of the one before goes.
  mutating func begin(_ consent: SyncConsent = .none) -> Effect {
    phase = "starting"
    isCancelling = false
    trouble = nil
    question = nil
    return .sync(.merge(consent))
  }

  fileprivate mutating func end() {
    phase = nil
    isCancelling = false
  }
}

extension LoggedSet {
  /// The set as it is typed: `100x5@8`.
  var typed: String {
    var text = weight.map { NumberText.decimal($0, glyphs: .ascii) } ?? ""
    if let reps { text += "x\(reps)" }
    if let distance {
      text += NumberText.decimal(distance, glyphs: .ascii) + distanceUnit.rawValue
    }
    if let seconds {
      text += (text.isEmpty ? "" : " ") + NumberText.decimal(seconds, glyphs: .ascii) + "s"
    }
    if let rpe { text += "@" + NumberText.decimal(rpe, glyphs: .ascii) }
    return text
  }
}

extension String {
  fileprivate var withoutOuterSpace: String {
    let tail = drop(while: \.isWhitespace)
    return String(tail.prefix(tail.count - tail.reversed().prefix(while: \.isWhitespace).count))
  }
}
