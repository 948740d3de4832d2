import Terminal
import Training

/// A letter that begins a typed set, as in `w60x8`, and is a command where it is pressed twice.
///
/// The first press does nothing by itself: it says what the second does. So no set that is typed, however slowly, ever
/// finishes the workout, deletes or swaps anything.
enum SetLetter: Character, CaseIterable, Sendable {
  /// `w60x8`; twice it swaps the exercise.
  case warmUp = "w"
  /// `d40x10`; twice it deletes the set.
  case drop = "d"
  /// `D40x10`, as phones write the first letter; twice it deletes the exercise.
  case capitalDrop = "D"
  /// `f60x5`; twice it finishes the workout, or resumes it.
  case failure = "f"

  /// Letters that begin a typed set and mean nothing else.
  static let free: Set<Character> = ["b", "B", "W", "F"]

  /// The letter with what was typed after it, where that goes on with a set: `w6`, `dr`, `f `; nil for any other key.
  func followed(by key: Key) -> String? {
    switch key {
    case .character(let next) where isContinued(by: next): "\(rawValue)\(next)"
    case .paste(let pasted): "\(rawValue)\(pasted.onOneLine)"
    default: nil
    }
  }

  private func isContinued(by next: Character) -> Bool {
    if next.isASCII && next.isNumber || "+-−.,xX×*@bB ".contains(next) { return true }
    return next.lowercased() == secondOfWord
  }

  /// The second letter of `warm-up`, `drop` and `failure`.
  private var secondOfWord: String {
    switch self {
    case .warmUp, .failure: "a"
    case .drop, .capitalDrop: "r"
    }
  }
}

extension LogState {
  /// The sets that count towards the plan, as the heading counts them.
  private var plannedSets: [LoggedSet] { shownLog?.plannedSets ?? [] }

  /// How many of them are not done.
  var openSetCount: Int { plannedSets.count { !$0.completed } }

  /// Whether finishing now leaves the program's day undone, so that the athlete may keep it open.
  var canKeepDayOpen: Bool {
    log.map { $0.isOfProgram && !$0.isWorkoutFinished } ?? false && openSetCount > 0
  }

  /// Why the workout cannot be finished just now, as a sentence; nil where it can.
  var cannotFinish: String? {
    guard let shownLog, shownLog.notes.isEmpty, shownLog.doneSetCount == 0 else { return nil }
    return "Nothing is logged yet: log a set, or discard the workout with X."
  }

  /// Why a finished workout cannot be resumed just now; nil where it can.
  var cannotResume: String? {
    underWay.map { "\($0) is under way: finish that one first." }
  }

  /// What a second press of the letter does, and how a set is typed on.
  func words(after letter: SetLetter) -> String {
    let question = question(after: letter)
    guard focusedSet != nil else { return question }
    switch letter {
    case .warmUp: return question + " A warm-up: type on, as in w60x8."
    case .drop: return question + " A drop set: type on, as in d40x10."
    case .failure: return question + " A set to failure: type on, as in f60x5."
    case .capitalDrop: return question
    }
  }

  private func question(after letter: SetLetter) -> String {
    let name = focusedEntry?.metadata.name ?? "the exercise"
    switch letter {
    case .warmUp: return "w swaps \(name) for another, Esc keeps it."
    case .drop: return "d deletes \(focusedSetName), Esc keeps it."
    case .capitalDrop:
      let done = focusedEntry?.sets.count { isDone($0) } ?? 0
      let with =
        done == 0 ? "" : done == 1 ? " with its logged set" : " with its \(done) logged sets"
      return "D deletes \(name)\(with), Esc keeps it."
    case .failure: return finishQuestion
    }
  }

  private var focusedSetName: String {
    guard let entry = focusedEntry, let id = focus?.set,
      let index = entry.sets.firstIndex(where: { $0.id == id })
    else { return "the set" }
    let name = entry.name(ofSet: index)
    return name.prefix(1).lowercased() + name.dropFirst()
  }

  private var finishQuestion: String {
    if log?.isWorkoutFinished ?? false {
      return cannotResume ?? "f resumes the workout, Esc leaves it finished."
    }
    if let cannotFinish { return cannotFinish }
    let (open, all) = (openSetCount, plannedSets.count)
    guard open > 0 else { return "f finishes the workout, Esc goes on." }
    let keeping = canKeepDayOpen ? "o finishes and keeps the day open, " : ""
    return "\(open) of \(NumberText.counted(all, "set")) \(open == 1 ? "is" : "are") not done. "
      + "f finishes without \(open == 1 ? "it" : "them"), \(keeping)Esc goes on."
  }
}
