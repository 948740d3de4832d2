import Testing

@Suite struct ImportTests {
  @Test func everyTargetImportsOnlyWhatTheMapOfTheHouseAllows() throws {
    let files = try SourceTree.files(in: "Sources")
    #expect(files.count > 100)
    for file in files {
      guard let rule = HouseRules.rule(file.target) else {
        Issue.record("\(file.path) is in no target that the map of the house knows")
        continue
      }
      for (line, module) in file.code.imports {
        #expect(
          rule.allowed.contains(module),
          "\(file.path):\(line): \(file.target) may not import \(module)")
      }
    }
  }

  @Test func everyFolderOfTheSourcesHasItsRule() throws {
    let known = HouseRules.inC.union(HouseRules.imports.map(\.target))
    for target in try SourceTree.targets() {
      #expect(known.contains(target), "\(target) is missing from the map of the house")
    }
  }

  @Test func onlyTheGroundTellsOneOperatingSystemFromAnother() throws {
    for file in try SourceTree.files(in: "Sources") where !file.path.hasPrefix(HouseRules.ground) {
      let lines = file.code.linesHolding("#if ")
      #expect(lines == [], "\(file.path):\(lines): what differs belongs in \(HouseRules.ground)")
    }
  }

  @Test func onlyTheDriverOfTheTerminalSeesNcurses() throws {
    for file in try SourceTree.files(in: "Sources")
    where file.code.imports.contains(where: { $0.module == "CNcurses" }) {
      #expect(file.path.hasPrefix(HouseRules.driver), "\(file.path) may not see ncurses")
    }
  }

  @Test func ncursesIsNotPassedOnToWhoeverImportsTheTerminal() throws {
    for file in try SourceTree.files(in: String(HouseRules.driver.dropLast())) {
      for line in file.code.linesHolding("import CNcurses") {
        let text = file.code.lines[line - 1]
        #expect(!text.contains("public import"), "\(file.path):\(line): must not be public")
      }
    }
  }

  @Test func theManifestAndTheMapOfTheHouseAllowTheSame() throws {
    let package = PackageFile(try SourceTree.text("Package.swift"))
    #expect(package.dependencies.count > 10)
    for (target, named) in package.dependencies {
      let rule = try #require(HouseRules.rule(target), "\(target) is in no rule")
      let mapped = rule.house.union(rule.packages)
      let wider = named.subtracting(mapped)
      #expect(wider.isEmpty, "Package.swift lets \(target) import \(wider.sorted())")
      let narrower = mapped.subtracting(named)
      #expect(narrower.isEmpty, "\(target) may import \(narrower.sorted()), says the map alone")
    }
    let unbuilt = Set(HouseRules.imports.map(\.target)).subtracting(package.dependencies.keys)
    #expect(unbuilt.isEmpty, "\(unbuilt.sorted()) are in the map and not in Package.swift")
  }

  @Test func theReadmesMapNamesTheTargets() throws {
    let readme = try SourceTree.text("README.md")
    let rows = readme.split(separator: "\n").drop { $0 != "## The map of the house" }.dropFirst(3)
      .prefix { $0.hasPrefix("| `") }
    let named = Set(rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) })
    let built = Set(HouseRules.imports.map(\.target)).union(["CAssets"])
    #expect(named == built)
  }

  /// A screen is a folder and its lines in the list.
  @Test func everyFolderOfScreensIsInTheListOfScreens() throws {
    let list = try SourceTree.text("Sources/Screens/Shell/Screens.swift")
    let folders = Set(
      try SourceTree.files(in: "Sources/Screens").map { $0.path.split(separator: "/")[2] })
    #expect(folders.count > 5)
    for folder in folders where folder != "Shell" {
      let isListed = list.contains("AnyScreen(\(folder)Screen.self, ")
      #expect(isListed, "\(folder) is in no line of the list of screens")
    }
  }

  @Test func everyTargetOfTheSourcesStandsInTheManifest() throws {
    let package = PackageFile(try SourceTree.text("Package.swift"))
    let known = HouseRules.inC.union(package.dependencies.keys)
    for target in try SourceTree.targets() {
      #expect(known.contains(target), "\(target) could not be found in Package.swift")
    }
  }

  @Test func theMapOfTheHouseHasNoCircles() {
    func reaches(_ target: String, _ goal: String, past: Set<String>) -> Bool {
      let next = (HouseRules.rule(target)?.house ?? []).subtracting(past)
      return next.contains(goal) || next.contains { reaches($0, goal, past: past.union(next)) }
    }
    for rule in HouseRules.imports {
      #expect(!reaches(rule.target, rule.target, past: []), "\(rule.target) imports itself")
    }
  }

  @Test func screensCannotReachTheCatalogueByWhatTheyImport() {
    var reached = HouseRules.rule("Screens")?.house ?? []
    for _ in HouseRules.imports {
      for target in reached { reached.formUnion(HouseRules.rule(target)?.house ?? []) }
    }
    #expect(reached == ["Training", "Terminal", "CNcurses"])
  }
}
