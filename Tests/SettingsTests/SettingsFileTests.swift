import Foundation
import Terminal
import Testing
import Training

@testable import Settings

@Suite struct SettingsFileTests {
  private func contents(_ text: String) -> SettingsFile.Contents {
    SettingsFile.contents(of: text, file: "config.toml")
  }

  @Test func withoutAFileEverythingIsAtItsDefault() throws {
    let folder = try Folder()
    let contents = SettingsFile(path: folder.path + "/config.toml").load()
    #expect(contents == SettingsFile.Contents(settings: Settings(), mistakes: []))
  }

  @Test func everyKeyIsTakenOver() {
    let text = """
      unit = "lb"
      theme = "light"
      plot = "block"
      e1rm = "brzycki"
      color = "never"
      first_weekday = "sunday"
      bell = true
      mouse = false
      motion = false
      ascii = true
      rest_seconds = 90

      [kg]
      step = 1.25
      bar = 15
      plates = [5, 10, 2.5]
      [lb]
      step = 10
      [sync]
      device = "gym"
      user = "me"
      password_command = "pass show cloud"
      plain_password = true
      """
    var expected = Settings()
    expected.unit = .pounds
    expected.theme = "light"
    expected.plot = .block
    expected.formula = .brzycki
    expected.color = .never
    expected.firstWeekday = .sunday
    expected.bell = true
    expected.mouse = false
    expected.motion = false
    expected.asciiOnly = true
    expected.restSeconds = 90
    expected.kilograms = Settings.Gym(
      step: 1.25, rack: PlateRack(bar: 15, weights: [10, 5, 2.5]))
    expected.pounds.step = 10
    expected.sync.user = "me"
    expected.sync.device = "gym"
    expected.sync.passwordCommand = "pass show cloud"
    expected.sync.plainPassword = true
    #expect(contents(text) == SettingsFile.Contents(settings: expected, mistakes: []))
    #expect(expected.gym(.pounds).step == 10)
    #expect(expected.gym(.kilograms).rack.bar == 15)
    #expect(Settings.FirstWeekday.allCases.map(\.index) == [0, 5, 6])
  }

  @Test(arguments: [
    ("unit = \"stone\"", "unit", "should be \"kg\" or \"lb\", not the text \"stone\"."),
    ("bell = \"yes\"", "bell", "should be true or false, not the text \"yes\"."),
    ("rest_seconds = -5", "rest_seconds", "a number of seconds from 0 to 3600, not the number -5."),
    ("theme = 3", "theme", "should be the name of a theme, such as \"default\" or \"light\", not"),
    ("plot = [1]", "plot", "should be \"braille\", \"block\" or \"ascii\", not a list."),
    ("plot = 2026-01-01", "plot", "not a date or time."),
    ("[kg]\nstep = 0", "kg.step", "should be a weight from 0.01 to 500, not the number 0."),
    ("[kg]\nbar = 1e9", "kg.bar", "should be a weight from 0 to 500"),
    (
      "[lb]\nplates = [45, \"x\"]", "lb.plates", "a list of at most 30 weights, each above 0 and at"
    ),
    ("[lb]\nplates = 45", "lb.plates", "not the number 45."),
    ("kg = 20", "kg", "There is no such setting"),
    ("[sync]\nuser = \"\"", "sync.user", "should be the user's name on the server, not the text"),
    ("[sync]\nuser = \"a\\u0007\"", "sync.user", "should be the user's name on the server"),
    (
      "[sync]\npassword_command = 7", "sync.password_command",
      "should be a command that prints the password, such as \"pass show cloud\", not the number 7."
    ),
    ("[sync]\nplain_password = 1", "sync.plain_password", "should be true or false"),
    ("[sync]\npassword = \"a\"", "sync.password", "There are: unit, plot, e1rm"),
    ("unti = \"kg\"", "unti", "There is no such setting; perhaps unit was meant."),
    ("restseconds = 9", "restseconds", "perhaps rest_seconds was meant."),
    ("[kg]\nplate = [1]", "kg.plate", "perhaps kg.plates was meant."),
    ("colour = true", "colour", "perhaps color was meant."),
    ("breakfast = true", "breakfast", "There is no such setting. There are: unit, plot, e1rm"),
    ("bell = 1.5", "bell", "not the number 1.5."),
  ])
  func aMistakeNamesItsKeyAndWhatWouldBeRight(text: String, key: String, problem: String) throws {
    let contents = contents(text)
    let mistake = try #require(contents.mistakes.first)
    #expect(contents.mistakes.count == 1)
    #expect(mistake.key == key)
    #expect(mistake.problem.contains(problem), "\(mistake.problem)")
    #expect(mistake.line == text.split(separator: "\n").count)
    #expect(contents.settings == Settings())
  }

  @Test func aTableThatIsNoneIsToldAtItsHeader() {
    let mistakes = contents("bell = true\n[breakfast]\neggs = 2").mistakes
    #expect(mistakes.map(\.line) == [2])
    #expect(mistakes.map(\.key) == ["breakfast"])
  }

  @Test func aMistakeUndoesNothingElse() {
    let contents = contents("# my settings\nunit = \"lb\"\nbell = 3\nmouse = false\n")
    #expect(contents.settings.unit == .pounds)
    #expect(!contents.settings.mouse)
    #expect(
      contents.mistakes.map(\.description) == [
        "config.toml, line 3, bell: should be true or false, not the number 3. "
          + "The default is used."
      ])
  }

  @Test func aLineThatIsNotTOMLIsLeftOutAndTheRestHolds() throws {
    let contents = contents("mouse = false\nunit = lb\nbell = true\n")
    #expect(!contents.settings.mouse)
    #expect(contents.settings.bell)
    let mistake = try #require(contents.mistakes.first)
    #expect(contents.mistakes.count == 1)
    #expect(mistake.line == 2)
    #expect(mistake.problem.hasPrefix("This line is not TOML ("))
  }

  @Test func aTextThatIsNothingLikeTOMLIsGivenUp() {
    let contents = contents(String(repeating: "][\n", count: 100))
    #expect(contents.settings == Settings())
    #expect(!contents.mistakes.isEmpty && contents.mistakes.count <= 20)
    #expect(self.contents("key = \"\"\"never closed").settings == Settings())
  }

  @Test func linesAreFoundBehindLongValuesAndComments() {
    let text = """
      # bell = 1
      theme = \"\"\"
      bell = 2\"\"\" # text
      [kg] # "kg"
      plates = [ # all
        20, # twenty
        "bell = 3",
      ]
      "bar" = -1
      [lb]
      step = 'x'
      """
    let lines = contents(text).mistakes.map(\.line)
    #expect(lines == [5, 9, 11])
    #expect(contents("kg = { bar = -1 }").mistakes.map(\.line) == [1])
    #expect(contents("bell = true\nkg.bar = -1").mistakes.map(\.line) == [2])
  }

  @Test func aFileThatCantBeReadIsToldAndTheDefaultsHold() throws {
    let folder = try Folder()
    let contents = SettingsFile(path: folder.path).load()
    #expect(contents.settings == Settings())
    #expect(contents.mistakes.first?.problem.contains("could not be read") == true)
    try Data([0x62, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder.path + "/config.toml"))
    let binary = SettingsFile(path: folder.path + "/config.toml").load()
    #expect(binary.mistakes.first?.problem.contains("is not text in UTF-8") == true)
  }

  @Test func settingAKeyKeepsEveryOtherCharacter() throws {
    let folder = try Folder()
    let text = """
      # mine
      unit = "kg"   # what else
        bell=false

      [kg] # metric
      # bar = 15
      plates = [
        20,
      ]   # few
      [lb]
      step = 5
      """
    try folder.write(text, to: "config.toml")
    let file = SettingsFile(path: folder.path + "/config.toml")
    try file.set("unit", text: "lb")
    try file.set("bell", literal: "true")
    try file.set("kg.plates", literal: "[25, 20]")
    try file.set("kg.bar", literal: "15")
    try file.set("mouse", literal: "false")
    try file.set("lb.bar", literal: "35")
    #expect(
      try folder.read("config.toml") == """
        # mine
        unit = "lb"   # what else
          bell=true
        mouse = false

        [kg] # metric
        # bar = 15
        plates = [25, 20]   # few
        bar = 15
        [lb]
        step = 5
        bar = 35

        """)
    #expect(file.load().mistakes.isEmpty)
    #expect(file.load().settings.pounds.rack.bar == 35)
  }

  @Test func settingAKeyWithoutAFileMakesOneForTheOwnerAlone() throws {
    let folder = try Folder()
    let file = SettingsFile(path: folder.path + "/config.toml")
    try file.set("kg.step", literal: "1.25")
    try file.set("theme", text: "my \"own\"\\\t\u{1}theme\n")
    #expect(file.load().settings.theme == "my \"own\"\\\t\u{1}theme\n")
    #expect(file.load().settings.kilograms.step == 1.25)
    #expect(try folder.read("config.toml").hasSuffix("[kg]\nstep = 1.25\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["config.toml"])
  }

  @Test func aLinkStaysALink() throws {
    let folder = try Folder()
    try folder.write("bell = false\n", to: "dotfile")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/config.toml", withDestinationPath: folder.path + "/dotfile")
    try SettingsFile(path: folder.path + "/config.toml").set("bell", literal: "true")
    #expect(try folder.read("dotfile") == "bell = true\n")
  }

  @Test func whatWouldSpoilTheFileIsRefused() throws {
    let folder = try Folder()
    let text = "kg = { bar = 20 }\n"
    try folder.write(text, to: "config.toml")
    let file = SettingsFile(path: folder.path + "/config.toml")
    for (key, literal) in [
      ("kg.bar", "15"), ("bell", "maybe"), ("bell", "3"), ("nonsense", "1"),
      ("bell", "true\nunit = \"lb\""),
    ] {
      #expect(throws: SettingsError.notEditable(path: file.path, key: key)) {
        try file.set(key, literal: literal)
      }
    }
    #expect(try folder.read("config.toml") == text)
  }

  @Test func aFolderThatIsNotThereIsToldWithTheReason() throws {
    let file = SettingsFile(path: "/no/such/folder/config.toml")
    #expect(throws: SettingsError.unwritable(path: file.path, code: ENOENT)) {
      try file.set("bell", literal: "true")
    }
  }

  @Test func aFullOrForbiddenPlaceLeavesNoDraftBehind() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/config.toml", withIntermediateDirectories: false)
    let file = SettingsFile(path: folder.path + "/config.toml")
    #expect(throws: SettingsError.self) { try file.set("bell", literal: "true") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["config.toml"])
  }

  @Test func everyErrorSaysWhatToDo() {
    #expect(SettingsError.noHome.description.contains("Set HOME"))
    #expect(
      SettingsError.unreadable(path: "/x", code: EACCES).description
        == "/x could not be read: Permission denied. Check its permissions.")
    #expect(SettingsError.notText(path: "/x", line: 2).description.contains("Save it as UTF-8"))
    #expect(
      SettingsError.unwritable(path: "/x", code: ENOSPC).description.contains("space on the disk"))
    #expect(
      SettingsError.notEditable(path: "/x", key: "bell").description.contains("in an editor"))
  }
}

@Suite struct DirectoriesTests {
  @Test func theVariablesOfXDGNameTheFolders() throws {
    let directories = try Directories(environment: [
      "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c/", "XDG_STATE_HOME": "/s",
    ])
    #expect(directories.data == "/d/tonnage")
    #expect(directories.configFile == "/c/tonnage/config.toml")
    #expect(directories.themes == "/c/tonnage/themes")
    #expect(directories.errorLog == "/s/tonnage/errors.log")
  }

  @Test func withoutThemOrWithRelativeOnesTheyAreUnderHome() throws {
    let directories = try Directories(environment: ["HOME": "/h", "XDG_DATA_HOME": "relative"])
    #expect(directories.data == "/h/.local/share/tonnage")
    #expect(directories.config == "/h/.config/tonnage")
    #expect(directories.state == "/h/.local/state/tonnage")
  }

  @Test func withoutAHomeThereIsNowhere() {
    #expect(throws: SettingsError.noHome) { try Directories(environment: [:]) }
  }
}
