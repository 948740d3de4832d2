import Chance
import Foundation
import PtyHarness
import Testing

/// No settings file and no theme ends the program: it says what is wrong, and goes on.
struct BrokenSettingsTests {
  private static let config = """
    unit = "lb" # what else
    theme = 'mine'
    [kg]
    plates = [25, 20]
    step = 1.25
    [sync]
    password_command = "pass \\"show\\" \\u00e9"
    """

  @Test(arguments: ["[kg]\nplates = [25, 20", "[[[", "[=]", "a = ", "unit = \"lb", "x = {", "\0"])
  func theCommandsSayWhatIsWrongWithTheSettingsAndGoOn(text: String) throws {
    let home = try Home(withSample: false)
    try home.configure("rest_seconds = 90\n\(text)".utf8)
    let today = try home.execute(["today", "--store", home.store])
    #expect(today.status == 0 && !today.wasSignalled)
    #expect(today.complaint.contains("config.toml, line "), "\(today.complaint)")
    #expect(today.complaint.contains("is not TOML"), "\(today.complaint)")
    #expect(!today.output.isEmpty)
  }

  @Test func everyMistakeOfTheSettingsAndOfTheThemeIsALine() throws {
    let home = try Home(withSample: false)
    try home.configure(
      "unit = \"stone\"\nbell = 3\ntheme = \"mine\"\n[kg]\nplates = [20, \"x\"]\n".utf8)
    try home.configure("good = 7\nheading = \"none\"\n".utf8, as: "themes/mine.toml")
    let lines = try home.execute(["today", "--store", home.store]).complaint
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 5, "\(lines)")
    for (line, end) in zip(
      lines,
      [
        "config.toml, line 1, unit: should be \"kg\" or \"lb\", not the text \"stone\". The default is used.",
        "config.toml, line 2, bell: should be true or false, not the number 3. The default is used.",
        "config.toml, line 5, kg.plates: should be a list of at most 30 weights, each above 0 and at most 500, not the text \"x\" in place 2 of the list. The default is used.",
        "themes/mine.toml, line 1, good: should be a colour or a table, not the number 7.",
        "themes/mine.toml, line 2, heading: \"none\" is neither a colour nor in the palette.",
      ])
    { #expect(line.hasPrefix("tonnage: ") && line.hasSuffix(end), "\(line)") }
  }

  @Test func settingsThatChanceHasChangedEndNothing() throws {
    let home = try Home(withSample: false)
    var random = Seeded(Seed.first)
    for _ in 0..<40 {
      var text = Array(Self.config.utf8)
      for _ in 0...(random.below(3)) {
        let place = random.below(text.count)
        switch random.below(4) {
        case 0: text.remove(at: place)
        case 1: text.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 2: text.insert(Array("[]{}=\"'#\n.,\\".utf8)[random.below(12)], at: place)
        default: text.removeSubrange(place...)
        }
        if text.isEmpty { text = [0x5B] }
      }
      try home.configure(text)
      let run = try home.execute(["bodyweight", "--store", home.store])
      #expect(
        run.status == 0 && !run.wasSignalled,
        "\(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  @Test func aPipeInTheSettingsPlaceIsNotWaitedFor() throws {
    let home = try Home(withSample: false)
    try home.configure([])
    let path = "\(home.folder)/.config/tonnage/config.toml"
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    let today = try home.execute(["today", "--store", home.store])
    #expect(today.status == 0)
    #expect(today.complaint.contains("it is not a file, but a folder, a pipe or a device"))
  }

  @Test func theScreensOpenOnBrokenSettingsAndABrokenTheme() throws {
    let home = try Home()
    try home.configure("theme = \"mine\"\n[kg]\nplates = [25, 20\n".utf8)
    try home.configure("good = \"#00ff00\"\n[[[\n[=]\nbad = {".utf8, as: "themes/mine.toml")
    let program = try home.open()
    // The number and the place stand first: they are not what is cut.
    try program.wait(forSentence: "mistakes in the settings, all in")
    try program.startWorkout()
    try program.leave()
    let log = try String(
      contentsOfFile: "\(home.folder)/.local/state/tonnage/errors.log", encoding: .utf8)
    let lines = log.split(separator: "\n")
    for words in ["config.toml, line 3", "mine.toml, line 2"] {
      #expect(lines.contains { $0.contains(words) }, "\(log)")
    }
    #expect(program.screen.leftovers == [])
  }

  @Test func oneMistakeInAThemeStandsOnTheScreensWhole() throws {
    let home = try Home()
    try home.configure("theme = \"mine\"\n".utf8)
    try home.configure("good = \"#00ff0\"\n".utf8, as: "themes/mine.toml")
    let program = try home.open()
    try program.wait(forSentence: "\"#00ff0\" is neither a colour nor in the palette.")
    try program.leave()
  }
}
