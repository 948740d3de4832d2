import Testing

@Suite struct NameTests {
  /// A name leads to one file.
  @Test func noTwoFilesHaveOneName() throws {
    var places: [Substring: String] = [:]
    for file in try SourceTree.files(in: "Sources") + SourceTree.files(in: "Tests") {
      let name = file.path.split(separator: "/").last ?? ""
      if let other = places.updateValue(file.path, forKey: name) {
        Issue.record("\(file.path) and \(other) have the same name")
      }
    }
  }

  /// A call tells what its arguments are, where there are many.
  @Test func noCallOfOurOwnTakesMoreThanThreeUnlabelledParameters() throws {
    for file in try SourceTree.files(in: "Sources") {
      for function in file.code.functions {
        let names = file.code.unlabelledParameters(ofFunctionAt: function.line)
        #expect(names <= 3, "\(file.path):\(function.line) takes \(names) without a label")
      }
    }
  }
}
