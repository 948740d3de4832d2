import Catalog
import FrameText
import Logbook
import Remotes
import Store
import Sync
import Synchronization
import Terminal
import Training

@testable import Screens
@testable import tonnage

/// An athlete at the keyboard: the real screens over the real verbs and a store in memory, without a terminal.
///
/// Time stands still but for what a test lets pass; ids count up, so that frames are the same every time.
final class Athlete {
  let logbook: Logbook
  let reads = CatalogueReads()
  var app: App
  private(set) var hasLeft = false

  /// 23 November 2026, 18:00 UTC, a Monday.
  static let evening = Instant(milliseconds: 1_795_456_800_000)

  init(glyphs: Glyphs = .unicode, isNew: Bool = false) throws {
    let sample = isNew ? nil : try SampleStore.ofTheEvening.get()
    let counter = Counter(sample?.idsUsed ?? 0)
    let clock = Clock(Self.evening)
    let shelf = Shelf(try Catalogue.builtIn(reads: reads))
    logbook = Logbook(
      store: try sample?.copy() ?? Store.empty(),
      surroundings: Surroundings(
        now: { clock.now }, utcOffset: { _ in 0 },
        makeID: { _ in "id\(counter.next())" }, pause: { _ in }),
      catalogue: { shelf.catalogue })
    self.clock = clock
    self.shelf = shelf
    app = App(
      shared: Shared(now: Self.evening, glyphs: glyphs), start: isNew ? .firstRun : .today)
    perform(app.open())
  }

  private let clock: Clock
  private let shelf: Shelf

  /// Puts another list in the place of the catalogue.
  func replaceCatalogue(with exercises: [Exercise]) {
    shelf.catalogue = Catalogue(exercises: exercises, reads: reads)
  }

  /// Lets seconds pass.
  func wait(_ seconds: Double) {
    clock.now = clock.now.advanced(bySeconds: seconds)
    app.setNow(clock.now)
    perform(app.handle(.tick(clock.now)))
  }

  /// Presses keys by their names, one after the other.
  func press(_ names: String...) {
    for name in names {
      guard let key = Key(name: name) else {
        for character in name { perform(app.handle(.key(.character(character)))) }
        continue
      }
      perform(app.handle(.key(key)))
    }
  }

  /// Types text, character by character.
  func type(_ text: String) {
    for character in text { perform(app.handle(.key(.character(character)))) }
  }

  var runner: Runner {
    Runner(
      logbook: logbook, report: { _ in },
      syncing: ScreenSyncs(
        logbook: logbook, deviceName: "here", report: { _ in }, location: { $0 },
        remote: { link, _ in FileRemote(path: link.location) }),
      importing: ScreenImports(logbook: logbook, home: "/", report: { _ in }),
      meter: ScreenMeter(logbook), keepUnit: { _ in })
  }

  func perform(_ effects: [Effect]) {
    let runner = runner
    for effect in effects {
      if effect == .terminal(.quit) { hasLeft = true }
      for outcome in runner.perform(effect) { perform(app.handle(.outcome(outcome))) }
    }
  }

  func frame(width: Int = 80, height: Int = 24) -> Frame {
    app.view(size: Size(width: width, height: height))
  }

  /// The screen's text.
  func screen(width: Int = 80, height: Int = 24) -> String {
    frame(width: width, height: height).lines.joined(separator: "\n")
  }
}

/// A clock that a test moves.
private final class Clock: Sendable {
  private let value: Mutex<Instant>

  init(_ now: Instant) { value = Mutex(now) }

  var now: Instant {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}

/// The catalogue of a logbook, which a test takes away.
private final class Shelf: Sendable {
  private let value: Mutex<Catalogue>

  init(_ catalogue: Catalogue) { value = Mutex(catalogue) }

  var catalogue: Catalogue {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
