import Chance
import Rehearsal
import Sync

/// What several devices do, as a list: it can be played, cut down and told.
struct Story {
  struct Event {
    enum What {
      case create, edit, delete, undo, restore
      /// An export of another program, of which there are some: the same file comes to several devices.
      case takeIn(file: Int)
      case sync(Weather)
      case copying(Copying)
    }

    var device: Int
    var what: What
    /// How far the device's clock has moved since its last event, in milliseconds: it may jump back.
    var elapsed: Int64
    /// What is random about the event: the same whatever is cut out before it.
    var seed: UInt64
  }

  /// What a sync meets.
  enum Weather {
    case fair
    /// One fault a call, of the network or of the file.
    case faults([MemoryRemote.Fault])
    /// The network is gone after some calls; at once, for a device that is offline.
    case cutAfter(calls: Int)
    /// The process is killed after some steps of its store.
    case killedAfter(steps: Int)
    /// Another device syncs between reading and writing.
    case raced(by: Int)
    /// Something is edited in another window once the merge is made.
    case editedMeanwhile
    case once(Strategy)
  }

  var seed: UInt64
  var devices: Int
  var strategy: Strategy
  /// How wrong each device's clock is, in milliseconds.
  var skews: [Int64]
  var events: [Event]

  /// - Parameter isLong: 20 to 200 events a device, else 20 to 80 in all.
  init(seed: UInt64, isLong: Bool = false) {
    var random = Seeded(seed)
    self.seed = seed
    let count = 2 + random.below(5)
    devices = count
    strategy =
      random.chance(70) ? .mergeChanges : random.pick([.lastWriteWins, .userPrompt, .mergeChanges])
    skews = (0..<count).map { _ in Int64(random.below(100_000)) - 50_000 }
    events = []
    let length = isLong ? count * (20 + random.below(181)) : 20 + random.below(61)
    for _ in 0..<length {
      var elapsed = Int64(random.below(1000))
      if random.chance(3) { elapsed += Int64(random.below(200_000)) - 100_000 }
      events.append(
        Event(
          device: random.below(count), what: Self.what(&random, devices: count), elapsed: elapsed,
          seed: random.next()))
    }
  }

  private static func what(_ random: inout Seeded, devices: Int) -> Event.What {
    switch random.below(100) {
    case ..<9: .create
    case ..<12: .delete
    case ..<16: .undo
    case ..<19: .restore
    case ..<23: .takeIn(file: random.below(3))
    case ..<68: .edit
    case ..<72: .copying(Copying(&random, devices: devices))
    default: .sync(weather(&random, devices: devices))
    }
  }

  private static func weather(_ random: inout Seeded, devices: Int) -> Weather {
    let kinds: [RemoteError.Kind] = [
      .unreachable, .lostRace, .locked, .unauthorised, .forbidden, .noFolder, .tooLarge, .full,
      .throttled(seconds: 1), .server(status: 503),
    ]
    switch random.below(100) {
    case ..<60: return .fair
    case ..<72:
      let fault =
        random.chance(40) ? MemoryRemote.Fault.answerLost : .refused(random.pick(kinds))
      return .faults(Array(repeating: .none, count: random.below(3)) + [fault])
    case ..<80: return .cutAfter(calls: random.below(4))
    case ..<88: return .killedAfter(steps: random.below(3))
    case ..<93: return .raced(by: random.below(devices))
    case ..<97: return .editedMeanwhile
    default: return .once(random.pick(Strategy.allCases))
    }
  }
}

// MARK: Cutting down

extension Story {
  /// The shortest story that still fails, as far as it is found by leaving out events and bad weather.
  func shrunk(tries: Int = 400, whereFails fails: (Story) -> Bool) -> Story {
    var (story, left) = (self, tries)
    story.events = shortened(events, tries: &left) { fails(playing($0)) }
    for place in story.events.indices where left > 0 {
      guard case .sync(let weather) = story.events[place].what else { continue }
      if case .fair = weather { continue }
      var fairer = story
      fairer.events[place].what = .sync(.fair)
      left -= 1
      if fails(fairer) { story = fairer }
    }
    return story.withFewerDevices(fails)
  }

  private func playing(_ events: [Event]) -> Story {
    var story = self
    story.events = events
    return story
  }

  /// Without the last devices, as long as they do nothing that matters.
  private func withFewerDevices(_ fails: (Story) -> Bool) -> Story {
    var story = self
    while story.devices > 2, !story.events.contains(where: { $0.device == story.devices - 1 }) {
      var smaller = story
      smaller.devices -= 1
      guard fails(smaller) else { break }
      story = smaller
    }
    return story
  }

  /// The story in words, a line an event.
  var words: String {
    let lines = events.map { event -> String in
      let jump = abs(event.elapsed) > 1000 ? " (its clock jumps by \(event.elapsed) ms)" : ""
      return "  d\(event.device)\(jump): \(event.what)".replacing(
        "SyncTests.Story.Weather.", with: "")
    }
    return
      (["\(devices) devices, \(strategy.rawValue), \(events.count) events:"] + lines
      + ["  all sync until nothing is new"]).joined(separator: "\n")
  }
}
