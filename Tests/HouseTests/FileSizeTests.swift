import Testing

@Suite struct SizeTests {
  private static func allFiles() throws -> [SourceFile] {
    let manifest = SourceFile(path: "Package.swift", text: try SourceTree.text("Package.swift"))
    return try SourceTree.files(in: "Sources") + SourceTree.files(in: "Tests") + [manifest]
  }

  @Test func noFileIsLongerThanFiveHundredLines() throws {
    for file in try Self.allFiles() {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= HouseRules.mostLinesOfAFile, "\(file.path) has \(lines) lines")
    }
  }

  @Test func noFunctionIsLongerThanEightyLines() throws {
    var count = 0
    for file in try Self.allFiles() {
      for function in file.code.functions {
        count += 1
        #expect(
          function.length <= HouseRules.mostLinesOfAFunction,
          "\(file.path):\(function.line): a function of \(function.length) lines")
      }
    }
    #expect(count > 1000)
  }
}
