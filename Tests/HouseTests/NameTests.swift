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
}
