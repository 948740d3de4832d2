import Chance
import Rehearsal
import Sync

/// What several athletes' machines do, through the program's verbs: a list that can be played, cut down and told.
struct LogbookStory {
  enum What: Hashable {
    case log, edit, remove, discard, weigh
    case undo, redo
    /// An export of another app, of which there are some: the same file comes to several machines.
    case takeIn(file: Int)
    case undoImport, undoSync
    /// Our own export of a machine, made now or the last one kept, read in by another.
    case export(isTable: Bool)
    case bring
    /// What lost a merge is put back, or let go.
    case restore, settle
    /// Old steps of the journal are folded.
    case tidy
    case sync(Weather)
  }

  /// What a sync meets.
  enum Weather: Hashable {
    case fair
    /// The network is gone after some calls.
    case cutAfter(calls: Int)
    /// A write arrives, its answer does not.
    case answerLost
  }

  struct Event {
    var device: Int
    var what: What
    /// Since the device's last event.
    var seconds: Double
    /// What is random about the event: the same whatever is cut out before it.
    var seed: UInt64
  }

  let seed: UInt64
  let devices: Int
  let strategy: Strategy
  /// How wrong each device's clock is, in seconds.
  let skews: [Double]
  var events: [Event]

  init(seed: UInt64) {
    var random = Seeded(seed)
    self.seed = seed
    let count = 2 + random.below(2)
    devices = count
    strategy = random.chance(75) ? .mergeChanges : random.pick([.lastWriteWins, .userPrompt])
    // One clock in a while is ahead by more than a year.
    let isAhead = random.chance(10)
    skews = (0..<count).map { number in
      isAhead && number == 0 ? 400 * 86_400 : Double(random.below(100)) - 50
    }
    events = []
    for _ in 0..<(15 + random.below(21)) {
      events.append(
        Event(
          device: random.below(count), what: Self.what(&random), seconds: Self.pause(&random),
          seed: random.next()))
    }
  }

  /// What one machine does alone, within some days: as much as is asked for.
  init(alone count: Int, seed: UInt64) {
    var random = Seeded(seed)
    self.seed = seed
    devices = 1
    strategy = .mergeChanges
    skews = [0]
    events = []
    while events.count < count {
      let what = Self.what(&random)
      switch what {
      case .undoSync, .export, .bring, .restore, .settle, .sync: continue
      default:
        events.append(
          Event(device: 0, what: what, seconds: Double(random.below(7200)), seed: random.next()))
      }
    }
  }

  private static func what(_ random: inout Seeded) -> What {
    switch random.below(100) {
    case ..<14: .log
    case ..<30: .edit
    case ..<35: .remove
    case ..<39: .discard
    case ..<42: .weigh
    case ..<52: .undo
    case ..<56: .redo
    case ..<61: .takeIn(file: random.below(3))
    case ..<63: .undoImport
    case ..<65: .undoSync
    case ..<68: .export(isTable: random.chance(30))
    case ..<72: .bring
    case ..<74: .restore
    case ..<75: .settle
    case ..<77: .tidy
    default: .sync(weather(&random))
    }
  }

  private static func weather(_ random: inout Seeded) -> Weather {
    switch random.below(100) {
    case ..<80: .fair
    case ..<92: .cutAfter(calls: random.below(4))
    default: .answerLost
    }
  }

  /// Between sets as a rule, at times over night, and seldom so long that the journal folds.
  private static func pause(_ random: inout Seeded) -> Double {
    switch random.below(100) {
    case ..<80: Double(1 + random.below(300))
    case ..<96: Double(random.below(3 * 86_400))
    default: Double(random.below(60 * 86_400))
    }
  }

  /// The shortest story that still fails, as far as it is found by leaving out events.
  ///
  /// - Parameter tries: How many shorter ones are played at most.
  func shrunk(tries: Int = 300, whereFails fails: (LogbookStory) -> Bool) -> LogbookStory {
    func playing(_ events: [Event]) -> LogbookStory {
      var story = self
      story.events = events
      return story
    }
    var left = tries
    return playing(shortened(events, tries: &left) { fails(playing($0)) })
  }

  /// The events, one a line.
  var words: String {
    "\(devices) devices, \(strategy), clocks \(skews)\n"
      + events.map { "d\($0.device) \($0.what) after \(Int($0.seconds)) s" }
      .joined(separator: "\n")
  }
}
