import Testing

@Suite struct ConductTests {
  @Test func nothingInTheSourcesEndsTheProgramInsteadOfSayingWhatIsWrong() throws {
    for file in try SourceTree.files(in: "Sources") {
      let code = file.code
      for crash in HouseRules.crashes {
        for line in code.linesHolding(crash) {
          Issue.record("\(file.path):\(line): \(crash) ends the program without a sentence")
        }
      }
    }
  }

  @Test func everyWayAroundTheCompilersChecksSaysWhyItIsRight() throws {
    for file in try SourceTree.files(in: "Sources") {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      let code = file.code
      for escape in HouseRules.escapes {
        for line in code.linesHolding(escape) {
          let near = lines[max(0, line - 4)..<line]
          #expect(near.contains { $0.contains("//") }, "\(file.path):\(line): \(escape), and why?")
        }
      }
    }
  }

  @Test func nothingIsLeftToBeDoneLater() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
    for file in try SourceTree.files(in: "Sources") + SourceTree.files(in: "Tests") {
      for mark in marks {
        let isClean = !file.text.contains(mark)
        #expect(isClean, "\(file.path) has a \(mark)")
      }
    }
  }

  @Test func theTopOfTheRepositoryHoldsNothingElse() throws {
    guard let names = try SourceTree.topLevel() else {
      print("The top of the repository was not looked at: this is no git checkout.")
      return
    }
    for name in names where !name.hasPrefix(".") {
      #expect(HouseRules.topLevel.contains(name), "\(name) may not stand at the top")
    }
  }
}
