import Terminal
import Training

/// What *Sync* keeps between two key presses.
struct SyncState: Equatable, Sendable {
  enum Mode: Equatable, Sendable {
    case list
    /// What came in, sync by sync.
    case receipts
    /// Where the dump lies is being typed.
    case location(PathLine)
    /// The answer to the focused conflict is being typed.
    case answer(LineEditor)
    /// Whether to take back what the last sync brought.
    case undoing
  }

  /// Something a sync wants to know before it goes on.
  struct Question: Equatable, Sendable {
    var words: String
    var consent: SyncConsent
  }

  var page: SyncPage?
  var mode = Mode.list
  /// The conflict the cursor is on.
  var focus = 0
  /// The first receipt that is shown.
  var scroll = 0
  /// What is going on while a sync is running.
  var phase: String?
  var isCancelling = false
  /// Why the last sync stopped.
  var trouble: String?
  var question: Question?
  var readOnlyReason: String?

  var isRunning: Bool { phase != nil }
  var focused: SyncConflict? {
    guard let conflicts = page?.conflicts, conflicts.indices.contains(focus) else { return nil }
    return conflicts[focus]
  }
  var isTyping: Bool {
    switch mode {
    case .location, .answer: true
    case .list, .receipts, .undoing: false
    }
  }
  var isTypingPath: Bool { if case .location = mode { true } else { false } }
  /// Whether the list has the keys.
  var isAtRest: Bool { mode == .list && question == nil }
}

enum SyncAction: Hashable, Sendable {
  case move(ListMove)
  case mine, theirs, both, edit
  case setUp, receipts, takeBack, cancel
  case accept, complete, leave
  case yes, no
}
