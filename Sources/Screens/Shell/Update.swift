import Training

/// What a key, or what became of an effect, comes to beyond the screen's own state.
public struct Update: Hashable, Sendable {
  public var effects: [Effect]
  /// What the message line says; nil leaves it as it is.
  public var message: Message?
  public var navigate: Navigation?

  public init(effects: [Effect] = [], message: Message? = nil, navigate: Navigation? = nil) {
    self.effects = effects
    self.message = message
    self.navigate = navigate
  }

  /// Nothing beyond the state.
  public static let none = Update()

  /// A blank workout on a day, after a yes where the day is asked about.
  static func startBlank(on date: LocalDate, _ shared: Shared) -> Update {
    let effect = Effect.workout(.startBlank(date: date))
    guard let words = Bounds.date(date, today: shared.today) else {
      return Update(effects: [effect])
    }
    return Update(navigate: .question(words: words, effect: effect))
  }
}

/// A line about what happened.
public struct Message: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case good, info, warning, error
  }

  public var text: String
  public var kind: Kind
  /// Whether `u` takes back what it tells of.
  public var undoable: Bool

  public init(_ text: String, kind: Kind = .info, undoable: Bool = false) {
    self.text = text
    self.kind = kind
    self.undoable = undoable
  }
}

/// Where to go.
public enum Navigation: Hashable, Sendable {
  case screen(Screen)
  /// *Log* on this workout, which is under way.
  case log(id: String)
  /// The editor of *History* on this workout; *Log*, where it is the one under way.
  case edit(id: String)
  /// *Progress* on this exercise.
  case exercise(id: String)
  /// *History* on this workout.
  case workout(id: String)
  /// *Import*: on this file, or to choose one.
  case importing(path: String?)
  /// The exercise picker.
  case picker(PickerPurpose)
  case back
  /// Stays, and carries the effect out after a yes.
  case question(words: String, effect: Effect)
}

/// What an exercise is picked for.
public enum PickerPurpose: Hashable, Sendable {
  /// A new entry after this one, or at the end.
  case add(logId: String, after: String?)
  /// Another exercise in the place of this entry's.
  case swap(logId: String, entry: String)
  /// What a name of an export stands for: in the import that is planned, or in those that were made.
  case map(format: String, name: String, isPlanned: Bool)
}
