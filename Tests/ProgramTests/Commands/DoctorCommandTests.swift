import Foundation
import PtyHarness
import ReplayCheck
import Store
import Testing
import Training

/// `tonnage doctor`, as an athlete meets it.
@Suite(.aside) struct DoctorCommandTests {
  private func wipe(page: Int, of path: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seek(toOffset: UInt64((page - 1) * 4096))
    try handle.write(contentsOf: Data(count: 4096))
    try handle.close()
  }

  /// The page on which a text stands.
  private func page(of text: String, in path: String) throws -> Int {
    let bytes = try #require(FileManager.default.contents(atPath: path))
    return try #require(bytes.range(of: Data(text.utf8))).lowerBound / 4096 + 1
  }

  @Test func aSoundStoreIsSaidToBeSound() throws {
    let home = try Home()
    let before = FileManager.default.contents(atPath: home.store)
    let ran = try home.command("doctor")
    #expect(ran.status == 0)
    #expect(ran.output == "\(home.store) is sound. There is nothing to do.\n")
    let json = try home.command("doctor", "--json", "--yes").output
    #expect(json.contains("\"sound\":true") && json.contains("\"done\":false"))
    #expect(FileManager.default.contents(atPath: home.store) == before)
    #expect(try !home.files().contains { $0.contains("doctor") })
  }

  @Test func withoutItsBeginningTheStoreComesBackWhole() throws {
    let home = try Home()
    _ = try home.command("log", "Squat", "60x5")
    let workouts = try home.command("workouts").output
    try wipe(page: 1, of: home.store)
    #expect(try home.command("workouts").status == 1)
    let dry = try home.command("doctor")
    #expect(dry.status == 3)
    #expect(dry.output.contains("is damaged: it does not begin as a store does."))
    #expect(dry.output.contains("No document is lost."))
    #expect(dry.output.contains("“tonnage doctor --yes --store \(home.store)” does it"))
    let done = try home.command("doctor", "--yes")
    #expect(done.status == 0 && done.errors == "")
    #expect(done.output.contains("“tonnage doctor --undo --store \(home.store)” puts it back."))
    #expect(try home.command("workouts").output == workouts)
    #expect(try home.command("log", "Squat", "61x5").status == 0)
    let back = try home.command("doctor", "--undo")
    #expect(back.status == 0)
    #expect(back.output.contains("The rescued store is kept as \(home.store).after-doctor."))
    #expect(try home.command("workouts").status == 1)
  }

  @Test func whatIsLostIsNamedByItsDayAndTitle() throws {
    let home = try Home()
    try wipe(page: page(of: "\"isWorkoutFinished\":true", in: home.store), of: home.store)
    let ran = try home.command("doctor", "--json")
    #expect(ran.status == 3)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any])
    let lost = try #require(json["lost"] as? [[String: Any]])
    #expect(!lost.isEmpty)
    for document in lost {
      #expect((document["title"] as? String)?.isEmpty == false)
      #expect(document["date"] as? String != nil)
    }
    let text = try home.command("doctor", "--dry-run").output
    let title = try #require(lost[0]["title"] as? String)
    let date = try #require(lost[0]["date"] as? String)
    #expect(text.contains("  workout \(date) \(title)"))
    #expect(text.contains("Lost, as neither the file nor its journal nor a backup has: "))
  }

  @Test func onATerminalItAsks() throws {
    let home = try Home()
    try wipe(page: 1, of: home.store)
    for (answer, status) in [("n\r", 3), ("y\r", 0)] as [(String, Int32)] {
      let program = try home.run([Home.program, "doctor", "--store", home.store], rows: 40)
      try program.wait(forText: "Put the rescued store in its place? [y/N]")
      try program.type(answer)
      #expect(try program.waitForExit() == .exited(status))
    }
    #expect(try home.command("doctor").status == 0)
  }

  @Test func theNextSyncBringsWhatTheFileHasLost() throws {
    let machines = try Machines()
    for weight in [100, 105] { try machines.log(weight, on: "laptop") }
    try machines.begin("laptop")
    try machines.begin("gym")
    try machines.log(110, on: "gym")
    try machines.run("sync", on: "gym")
    let store = machines.store("laptop")
    try machines.log(115, on: "laptop")
    for page in [1, try page(of: "\"setDetails\"", in: store)] {
      try wipe(page: page, of: store)
      let done = try machines.run("doctor", "--yes", on: "laptop")
      #expect(done.status == 0, "\(done)")
      #expect(try machines.run("sync", on: "laptop").status == 0)
      #expect(try machines.weights(on: "laptop").isSuperset(of: [100, 105, 110]))
    }
    #expect(try machines.run("sync", on: "gym").status == 0)
    #expect(try machines.weights(on: "gym") == machines.weights(on: "laptop"))
    // Nothing is left to be said on either side.
    let again = try machines.run("sync", on: "laptop").output
    #expect(again == "Nothing to sync: both sides are the same.\n")
  }

  @Test func whatCannotBeRescuedIsLeftAndSaid() throws {
    let home = try Home()
    _ = try home.command("log", "Squat", "60x5")
    try Data(count: 40_960).write(to: URL(fileURLWithPath: home.store))
    let ran = try home.command("doctor", "--yes")
    #expect(ran.status == 1)
    #expect(FileManager.default.contents(atPath: home.store) == Data(count: 40_960))
    let nothing = try home.command("doctor", "--undo")
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("doctor has put nothing aside here that could be put back"))
    #expect(try home.command("doctor", "--undo", "--yes").status == 64)
  }
}
