import Rehearsal
import Sync
import Synchronization
import Testing
import Training
import Wire

/// What a dump may be found to be, and what becomes of it: nothing, on either side, but a sentence with the place.
@Suite struct BadInputTests {
  typealias Case = (name: String, make: @Sendable (String) -> [UInt8], sentence: String)

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Replaces a part of the dump, which must be there, and makes the checksum right again.
  static func change(_ old: String, _ new: String) -> @Sendable (String) -> [UInt8] {
    { text in
      #expect(text.contains(old), "\(old) does not stand in the dump")
      return rehashed(bytes(text.replacing(old, with: new, maxReplacements: 1)))
    }
  }

  /// The bytes with the checksum of what follows it.
  static func rehashed(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array("\"checksum\":\"".utf8)
    guard let start = bytes.firstRange(of: mark)?.upperBound else { return bytes }
    var result = bytes
    result.replaceSubrange(
      start..<start + 16, with: ContentHash(bytes[(start + 17)...]).text.utf8)
    return result
  }

  static let noDumps: [Case] = [
    ("nothing", { _ in [] }, "there is nothing in it. It may have been cut short"),
    ("white space", { _ in bytes(" \n\t\r\n") }, "there is nothing in it"),
    ("null", { _ in bytes("null") }, "it is null and not a dump of documents"),
    ("a number", { _ in bytes("17") }, "it is a number and not a dump of documents"),
    ("a text", { _ in bytes("\"dump\"") }, "it is a text and not a dump of documents"),
    ("true", { _ in bytes("true") }, "it is true or false and not a dump"),
    ("a list", { _ in bytes("[1,2]") }, "it is a list and not a dump of documents"),
    ("an object", { _ in bytes("{}") }, "it is an object and not a dump of documents"),
    ("no documents", { _ in bytes("{\"workoutLogs\":[]}") }, "it is an object and not a dump"),
    ("a page", { _ in bytes("<html>\n<p>404") }, "line 1, column 1: expected a value"),
    ("a second dump behind", { bytes($0 + $0) }, "something follows after its end"),
    ("a byte order mark", { bytes("\u{FEFF}" + $0) }, "line 1, column 1: expected a value"),
    (
      "bytes that are no UTF-8",
      { text in
        var result = bytes(text)
        if let place = result.firstRange(of: bytes("Push")) { result[place.lowerBound] = 0xFF }
        return rehashed(result)
      }, "line 3, column 34: these bytes are not UTF-8"
    ),
    (
      "half a surrogate pair", change("\"Push\"", "\"\\ud800\""),
      "half of a surrogate pair stands alone"
    ),
    (
      "200 levels",
      change(
        "\"tombstones\":",
        "\"deep\":\(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)),\"tombstones\":"
      ),
      "it is nested deeper than 128 levels"
    ),
    (
      "a member twice", change("\"tombstones\":", "\"workoutLogs\":[],\n\"tombstones\":"),
      "the key “workoutLogs” appears twice in one object"
    ),
  ]

  static let heads: [Case] = [
    (
      "a newer format", change("\"version\":2", "\"version\":3"),
      "written by a newer Tonnage (format 3, this one knows 2). Update Tonnage"
    ),
    ("format 0", change("\"version\":2", "\"version\":0"), "its “version” is not a version"),
    (
      "a format in words", change("\"version\":2", "\"version\":\"1\""),
      "its “version” is not a number"
    ),
    (
      "a strange strategy", change("merge-changes", "coin-toss"),
      "“coin-toss”, which is not last-write-wins, merge-changes or user-prompt"
    ),
    (
      "a count below nothing", change("\"generation\":1", "\"generation\":-1"),
      "its “generation” is not a count"
    ),
    (
      "a count beyond all", change("\"generation\":1", "\"generation\":9223372036854775807"),
      "its “generation” is not a count"
    ),
    (
      "a count of halves", change("\"generation\":1", "\"generation\":1.5"),
      "its “generation” is not a count"
    ),
    (
      "a count of 1e999", change("\"generation\":1", "\"generation\":1e999"),
      "its “generation” is not a count"
    ),
    (
      "a date that is none", change("\"writtenAt\":\"1970", "\"writtenAt\":\"197"),
      "its “writtenAt” is not an instant"
    ),
    (
      "a device that is a number", change("\"device\":\"laptop\"", "\"device\":5"),
      "its “device” is not a text"
    ),
    (
      "devices that are a list", change("\"devices\":{}", "\"devices\":[]"),
      "its “devices” is not an object of names"
    ),
    (
      "athletes that are a text",
      change("\"devices\":{}", "\"devices\":{},\"otherAthletes\":\"x\""),
      "its “otherAthletes” is not a list of ids"
    ),
    (
      "a deletion of a strange kind", change("\"tombstones\":{}", "\"tombstones\":{\"meals\":{}}"),
      "its “tombstones” is not an object of collections"
    ),
    (
      "deletions in a list", change("\"tombstones\":{}", "\"tombstones\":[]"),
      "its “tombstones” is not an object of collections"
    ),
    (
      "a deletion at no time",
      change("\"tombstones\":{}", "\"tombstones\":{\"programs\":{\"p\":\"yesterday\"}}"),
      "its “tombstones” is not an object of removals by id"
    ),
    (
      "a deletion beyond the calendar",
      change("\"tombstones\":{}", "\"tombstones\":{\"programs\":{\"p\":\"1y2p0ij32e8e7.0.a\"}}"),
      "in programs, document “p” has a stamp beyond the year 9999"
    ),
    (
      "a deletion of nobody",
      change("\"tombstones\":{}", "\"tombstones\":{\"programs\":{\"p\":{\"seen\":{}}}}"),
      "its “tombstones” is not an object of removals by id"
    ),
    (
      "a deletion that has seen the end of days",
      change(
        "\"tombstones\":{}",
        "\"tombstones\":{\"programs\":{\"p\":{\"at\":\"a.0.a\",\"seen\":{\"a\":\"1y2p0ij32e8e7.0\"}}}}"
      ),
      "in programs, document “p” has a stamp beyond the year 9999"
    ),
    (
      "a deletion that has seen no moment",
      change(
        "\"tombstones\":{}",
        "\"tombstones\":{\"programs\":{\"p\":{\"at\":\"a.0.a\",\"seen\":{\"a\":7}}}}"),
      "its “tombstones” is not an object of removals by id"
    ),
    (
      "nothing seen", { Array($0.replacing(#/,"seen":\{[^}]*\}/#, with: "").utf8) },
      "its “seen” is not an object of moments by device"
    ),
    (
      "a strange thing seen",
      { Array($0.replacing(#/"seen":\{[^}]*\}/#, with: "\"seen\":[]").utf8) },
      "its “seen” is not an object of moments by device"
    ),
  ]

  static let documents: [Case] = [
    (
      "a document twice",
      { text in
        let line = text.split(separator: "\n").first { $0.contains("\"id\":\"w1\"") } ?? ""
        return rehashed(bytes(text.replacing(line, with: line + "\n" + line)))
      }, "in workoutLogs the id “w1” appears twice. Take one of the two out by hand"
    ),
    (
      "a set twice", change("\"id\":\"s2\"", "\"id\":\"s1\""),
      "document “w1”: The document “w1” cannot be read: exercises/e/sets/s1"
    ),
    (
      "a key twice", change("\"name\":\"Push\"", "\"name\":\"Push\",\"name\":\"Pull\""),
      "the key “name” appears twice in one object"
    ),
    (
      "an id that is a number", change("\"id\":\"w2\"", "\"id\":2"),
      "in workoutLogs document number 2 has no id that is a text"
    ),
    (
      "an id that is null", change("\"id\":\"w2\"", "\"id\":null"),
      "in workoutLogs document number 2 has no id"
    ),
    (
      "an id that is empty", change("\"id\":\"w2\"", "\"id\":\"\""),
      "in workoutLogs document number 2 has no id"
    ),
    (
      "an id of a set that is a number", change("\"id\":\"s1\"", "\"id\":1"),
      "exercises/e/sets/1/id must be a text, but is 1"
    ),
    (
      "a document that is a text", change("\"programs\":[]", "\"programs\":[\"base\"]"),
      "in programs document number 1 has no id"
    ),
    (
      "documents that are a number", change("\"programs\":[]", "\"programs\":7"),
      "its “programs” is a number and not a list of documents"
    ),
    (
      "documents that are null", change("\"programs\":[]", "\"programs\":null"),
      "its “programs” is null and not a list of documents"
    ),
    (
      "a day that does not exist", change("\"date\":\"2024-10-04\"", "\"date\":\"2026-02-30\""),
      "date must be a day written YYYY-MM-DD, but is \"2026-02-30\""
    ),
    (
      "a day of the year 99999", change("\"date\":\"2024-10-04\"", "\"date\":\"99999-01-01\""),
      "date must be"
    ),
    (
      "a weight of 1e999", change("\"weights\":[100,100]", "\"weights\":[1e999,100]"),
      "weight must be a number, but is 1e999"
    ),
    ("repetitions in words", change("\"reps\":[5,5]", "\"reps\":[\"five\",5]"), "reps must be"),
    (
      "a stamp that is none", change("\"stamp\":\"rs.0.laptop\"", "\"stamp\":\"soon\""),
      "stamp must be a stamp, but is \"soon\""
    ),
    (
      "a stamp beyond the calendar",
      change("\"stamp\":\"rs.0.laptop\"", "\"stamp\":\"1y2p0ij32e8e7.0.a\""),
      "document “w1” has a stamp beyond the year 9999"
    ),
    (
      "a text of two megabytes",
      change("\"Push\"", "\"\(String(repeating: "a", count: 2_000_000))\""),
      "in workoutLogs, document “w1” has 2000"
    ),
  ]

  @Test(arguments: noDumps.indices) func whatIsNoDumpIsRefused(_ number: Int) throws {
    try expectRefused(Self.noDumps[number])
  }

  @Test(arguments: heads.indices) func aBadHeadIsRefused(_ number: Int) throws {
    try expectRefused(Self.heads[number])
  }

  @Test(arguments: documents.indices) func aBadDocumentIsRefused(_ number: Int) throws {
    try expectRefused(Self.documents[number])
  }

  /// A device in step but for an edit of its own, and the dump.
  private func scene() throws -> Scene {
    let scene = Scene()
    try scene.inStep(3, sets: 2)
    let key = DocumentKey(.workoutLogs, "w3")
    try scene.set("101", at: Scene.firstWeight, of: key, on: scene.gym, at: 2000)
    return scene
  }

  private func expectRefused(_ bad: Case) throws {
    let scene = try scene()
    let found = bad.make(scene.text)
    scene.remote.state.withLock { state in
      state.bytes = found
      state.generation += 1
    }
    let (store, writes) = (scene.gym.contents, scene.remote.state.withLock { $0.writes })
    // Even a yes to every question does not let it in.
    let error = try scene.refusal(scene.gym) { $0.yes = true }
    let sentence = try #require(error?.sentence, "\(bad.name) was read")
    #expect(sentence.contains(bad.sentence), "\(bad.name): \(sentence)")
    #expect(sentence.hasPrefix("Reading memory: "))
    #expect(sentence.contains(". Nothing was changed, here or there."))
    #expect(scene.gym.contents == store, "\(bad.name) changed the store")
    #expect(scene.remote.state.withLock { $0.bytes } == found)
    #expect(scene.remote.state.withLock { $0.writes } == writes, "\(bad.name) was written over")
  }

  @Test func aDumpCutShortAnywhereIsRefused() throws {
    let scene = try scene()
    let whole = Array(scene.text.utf8)
    let store = scene.gym.contents
    for length in 0..<whole.count {
      scene.remote.state.withLock { state in
        state.bytes = Array(whole[..<length])
        state.generation += 1
      }
      // Without its last line feed it is whole JSON, and its checksum tells.
      let error = try scene.refusal(scene.gym) { $0.yes = length < whole.count - 1 }
      switch error {
      case .wantsNewBeginning?: #expect(length < whole.count - 1)
      case .edited?: #expect(length == whole.count - 1)
      default: Issue.record("cut to \(length) bytes: \(String(describing: error))")
      }
      #expect(scene.gym.contents == store)
    }
  }

  // MARK: Read by rule

  /// Takes the changed dump, sends an edit, and gives what then stands at the remote.
  private func taken(_ change: (String) -> [UInt8]) throws -> (scene: Scene, log: WorkoutLog) {
    let scene = try scene()
    scene.text = String(decoding: change(scene.text), as: UTF8.self)
    try scene.sync(scene.gym)
    let element = try #require(try scene.gym.element(DocumentKey(.workoutLogs, "w1")))
    return (scene, try WorkoutLog(element: element))
  }

  @Test func escapeSequencesInNamesStayWhatTheyAre() throws {
    let (scene, log) = try taken(Self.change("\"Push\"", "\"\\u001b[31mPush\\u0007\""))
    #expect(log.name == "\u{1B}[31mPush\u{07}")
    #expect(scene.text.contains("\\u001b[31mPush\\u0007"))
    #expect(!scene.text.contains("\u{1B}"))
  }

  @Test func aPathInAnIdIsAnIdLikeAnyOther() throws {
    let id = "../../etc/passwd~1"
    let scene = try scene()
    scene.text = String(
      decoding: Self.change("\"id\":\"w2\"", "\"id\":\"\(id)\"")(scene.text), as: UTF8.self)
    try scene.sync(scene.gym)
    let key = DocumentKey(.workoutLogs, id)
    #expect(try scene.gym.element(key)?.field("name") == "\"Push\"")
    try scene.set("102", at: Scene.firstWeight, of: key, on: scene.gym, at: 3000)
    try scene.set("103", at: Scene.firstWeight, of: key, on: scene.laptop, at: 3000)
    try scene.sync(scene.gym)
    try scene.sync(scene.laptop)
    #expect(try scene.weight(key, on: scene.laptop) == "102")
    try scene.delete(key, on: scene.laptop, at: 4000)
    try scene.sync(scene.laptop) { $0.yes = true }
    #expect(scene.text.contains("\"tombstones\":{\"workoutLogs\":{\"\(id)\":"))
  }

  @Test func numbersBeyondADoubleStayInFieldsThatAreNotOurs() throws {
    let (scene, log) = try taken(
      Self.change("\"name\":\"Push\"", "\"name\":\"Push\",\"mood\":[1e999,{\"x\":-0.0}]"))
    #expect(log.name == "Push")
    #expect(scene.text.contains("\"mood\":[1e999,{\"x\":-0.0}]"))
  }

  @Test func aLongTextIsReadWhole() throws {
    let long = String(repeating: "ä", count: 200_000)
    let (scene, log) = try taken(Self.change("\"Push\"", "\"\(long)\""))
    #expect(log.name == long)
    #expect(scene.text.contains(long))
  }

  @Test func whatIsNotOursComesBackByteForByte() throws {
    let members = ",\n\"meals\" : [ {\"id\":1,\"kcal\":7.10e2} ],\"x\\u0041\":null"
    let scene = try scene()
    scene.text = String(
      decoding: Self.change("\"tombstones\":{}", "\"tombstones\":{}\(members)")(scene.text),
      as: UTF8.self)
    try scene.sync(scene.gym)
    #expect(scene.text.contains("\"meals\":[ {\"id\":1,\"kcal\":7.10e2} ]"))
    #expect(scene.text.contains("\"x\\u0041\":null"))
  }

  @Test func aStampOfTheYear9999IsRead() throws {
    let last = Stamp(milliseconds: 253_402_300_799_999, counter: 0, device: "a").text
    let (scene, _) = try taken(Self.change("\"stamp\":\"rs.0.laptop\"", "\"stamp\":\"\(last)\""))
    let key = DocumentKey(.workoutLogs, "w1")
    try scene.set("102", at: Scene.firstWeight, of: key, on: scene.gym, at: 3000)
    try scene.sync(scene.gym)
    #expect(try scene.weight(key, on: scene.gym) == "102")
    #expect(scene.text.contains("[102,100]"))
  }

  @Test func aLogThatWasBegunApartIsJoinedAfterOneQuestion() throws {
    let scene = Scene()
    try scene.log("w1", on: scene.laptop)
    try scene.sync(scene.laptop)
    try scene.log("mine", on: scene.gym)
    scene.gym.state.withLock { $0.userId = "someone" }
    let (store, text) = (scene.gym.contents, scene.text)
    let error = try scene.refusal(scene.gym) { $0.yes = true }
    #expect(
      error?.sentence
        == "memory holds another log (1 document, written by laptop). Are both logs yours? They are joined, and nothing is lost. To go on: “tonnage sync --adopt”."
    )
    #expect(scene.gym.contents == store && scene.text == text)
    try scene.sync(scene.gym) { $0.adopt = true }
    #expect(scene.gym.state.withLock { $0.userId } == "me")
    #expect(scene.gym.syncSnapshot().documents.count == 2)
  }

  @Test func aWrongOrMissingChecksumIsAskedAboutAndChangesNothing() throws {
    for change in [("\"checksum\":\"", "\"checksum\":\"f"), ("\"checksum\"", "\"check\"")] {
      let scene = try scene()
      scene.text = scene.text.replacing(change.0, with: change.1, maxReplacements: 1)
      let (store, text) = (scene.gym.contents, scene.text)
      let error = try scene.refusal(scene.gym)
      #expect(error?.sentence.contains("was edited by hand since it was written") ?? false)
      #expect(error?.sentence.contains("nothing but its head") ?? false)
      #expect(scene.gym.contents == store && scene.text == text)
    }
  }
}
