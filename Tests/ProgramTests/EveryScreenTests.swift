import Catalog
import FrameText
import Logbook
import Store
import Terminal
import Testing
import Training

@testable import Screens

/// The ways to every screen that is drawn from documents alone.
private let ways: [(name: String, keys: [String])] = [
  ("today", []), ("log", ["Enter", "Enter"]), ("programs", ["gp"]), ("program day", ["gp", "l"]),
  ("progress", ["gr"]), ("exercise", ["gr", "Enter"]),
  ("exercise table", ["gr", "Enter", "t", "m"]),
  ("history", ["gh"]), ("calendar", ["gh", "c", "h", "h"]), ("workout", ["gh", "Enter"]),
  ("help", ["?"]), ("prompt", [":"]),
]

/// Everything drawn, at every size and in both alphabets.
struct EveryScreenTests {
  @Test func everyScreenFitsEverySize() throws {
    for glyphs in [Glyphs.unicode, .ascii] {
      for way in ways {
        let athlete = try Athlete(glyphs: glyphs)
        for key in way.keys { athlete.press(key) }
        for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 60)] {
          let frame = athlete.frame(width: width, height: height)
          #expect(frame.lines.count == height)
          #expect(frame.lines.allSatisfy { $0.displayWidth <= width }, "\(way.name)")
          #expect(frame.cursor != nil, "\(way.name) at \(width)×\(height) has no cursor")
          if glyphs == .ascii {
            let text = frame.lines.joined()
            #expect(
              text.utf8.allSatisfy { $0 < 0x80 } || way.name == "help", "\(way.name): \(text)")
          }
        }
      }
    }
  }

  @Test func theScreensAreTheSameWithoutACatalogueAndReadNoneOfIt() throws {
    let renamedList = try Catalogue.builtIn().all.map { exercise in
      var exercise = exercise
      exercise.metadata.name = "Renamed \(exercise.name)"
      exercise.metadata.primaryMuscleGroup = .unknown
      return exercise
    }
    for way in ways {
      let whole = try Athlete()
      for list in [renamedList, []] {
        let other = try Athlete()
        other.replaceCatalogue(with: list)
        let before = other.reads.count
        for key in way.keys { other.press(key) }
        #expect(other.reads.count == before, "\(way.name) reads the catalogue")
        let expected = try Athlete()
        for key in way.keys { expected.press(key) }
        #expect(other.frame() == expected.frame(), "\(way.name)")
      }
      #expect(whole.frame() != Frame(width: 80, height: 24), "\(way.name) is blank")
    }
  }

  @Test func aTerminalThatIsTooSmallIsToldSoAndLeft() throws {
    let athlete = try Athlete()
    #expect(athlete.screen(width: 20, height: 5).contains("20×5 is too small."))
    athlete.press("q")
    #expect(athlete.hasLeft)
  }

  @Test func helpFiltersAndCloses() throws {
    let athlete = try Athlete()
    athlete.press("?")
    #expect(athlete.screen().contains("Keys"))
    athlete.press("/")
    athlete.type("undo")
    #expect(!athlete.screen().contains("body weight"))
    athlete.press("Enter", "Esc")
    #expect(athlete.screen().contains("Push B"))
  }

  @Test func commandsAreCompletedAndSpelledOut() throws {
    let athlete = try Athlete()
    athlete.press(":")
    athlete.type("prog")
    #expect(athlete.screen().contains("programs  progress"))
    athlete.type("re")
    athlete.press("Tab", "Enter")
    #expect(athlete.screen().contains("[Progress]"))
    athlete.press(":")
    athlete.type("nonsense")
    athlete.press("Enter")
    #expect(athlete.screen().contains("There is no command “nonsense”."))
    athlete.press(":")
    athlete.type("bodyweight 82,5")
    athlete.press("Enter")
    #expect(athlete.screen().contains("Body weight 82.5 kg"))
  }

  @Test func aDayOfAProgramIsStartedFromItsGrid() throws {
    let athlete = try Athlete()
    athlete.press("gp", "l", "Enter")
    #expect(athlete.screen().contains("started."))
    #expect(athlete.screen().contains("[Log]"))
  }

  @Test func aPastWorkoutIsRepeatedMendedAndDeleted() throws {
    let athlete = try Athlete()
    let count = try athlete.logbook.store.read { try $0.count(of: .workoutLogs) }
    athlete.press("gh", "Enter")
    let name = try #require(
      try athlete.logbook.store.read { try $0.workouts(limit: 1) }.first?.name)
    #expect(athlete.screen().contains(name))
    athlete.press("r")
    #expect(athlete.screen().contains("[Log]"))
    #expect(try athlete.logbook.store.read { try $0.count(of: .workoutLogs) } == count + 1)
    athlete.press("gh", "Esc", "gg", "d")
    #expect(athlete.screen().contains("y/n"))
    athlete.press("y")
    #expect(try athlete.logbook.store.read { try $0.count(of: .workoutLogs) } == count)
    athlete.press("u")
    #expect(try athlete.logbook.store.read { try $0.count(of: .workoutLogs) } == count + 1)
  }

  @Test func progressIsFilteredSortedAndOpened() throws {
    let athlete = try Athlete()
    athlete.press("gr", "/")
    athlete.type("bench")
    athlete.press("Enter")
    #expect(athlete.screen().contains("Bench Press"))
    #expect(!athlete.screen().contains("Deadlift"))
    athlete.press("Enter", "]", "[", "m")
    #expect(athlete.screen().contains("Records"))
    athlete.press("Enter")
    #expect(athlete.screen().contains("[History]"))
  }

  @Test func aClickOnATabGoesThere() throws {
    let athlete = try Athlete()
    athlete.perform(athlete.app.handle(.key(.mouse(Mouse(.click, x: 20, y: 0)))))
    #expect(athlete.screen().contains("[Programs]"))
  }
}
