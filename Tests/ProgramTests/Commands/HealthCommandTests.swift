import Foundation
import PtyHarness
import Store
import Testing
import Training

/// `tonnage health`: what it says, and its exit status.
@Suite(.aside) struct HealthCommandTests {
  private func components(_ run: CommandRun) throws -> [String: [String: Any]] {
    let json = try #require(run.json as? [String: Any])
    return try #require(json["components"] as? [String: [String: Any]])
  }

  @Test func anEmptyLogIsHealthy() throws {
    let home = try Home(withSample: false)
    let run = try home.command("health")
    #expect(run.status == 0 && run.errors == "", "\(run)")
    #expect(run.output.hasPrefix("The log is healthy.\n\ncomponent  status"))
  }

  @Test func aLogWithoutABackupIsDegradedAndNamesTheCommand() throws {
    let home = try Home(withSample: false)
    #expect(try home.command("log", "Squat", "100x5").status == 0)
    // The first write of a day makes one by itself.
    try home.removeBackups()
    let run = try home.command("health")
    #expect(run.status == 3 && run.errors == "", "\(run)")
    #expect(
      run.output.contains(
        "Backups: there is none. “tonnage backup --store \(home.store)” makes one."))
    let json = try home.command("health", "--json")
    #expect(json.status == 3)
    let backups = try #require(try components(json)["backups"])
    #expect(backups["status"] as? String == "degraded")
    let finding = try #require((backups["findings"] as? [[String: Any]])?.first)
    #expect(finding["command"] as? String == "tonnage backup")
    let database = try #require(try components(json)["database"])
    let figures = try #require(database["figures"] as? [[String: Any]])
    #expect(figures.allSatisfy { $0["name"] is String && $0["value"] is NSNumber })
  }

  @Test func aDamagedFileIsUnhealthyOnceItIsLookedThrough() throws {
    let home = try Home()
    var bytes = try #require(FileManager.default.contents(atPath: home.store))
    let place = try #require(bytes.range(of: Data("\"isWorkoutFinished\":true".utf8))).lowerBound
    let start = place / 4096 * 4096
    bytes.replaceSubrange(start..<(start + 4096), with: Data(count: 4096))
    try bytes.write(to: URL(fileURLWithPath: home.store))
    let run = try home.command("health", "--deep")
    #expect(run.status == 4, "\(run)")
    #expect(run.output.contains("the file is damaged"))
    #expect(run.output.contains("tonnage export"))
  }

  @Test func aReadOnlyLogIsUnhealthyAndSaysWhy() throws {
    let home = try Home()
    let store = try home.openStore()
    try store.close()
    // Damage that was noted makes it read-only for everybody.
    var bytes = try #require(FileManager.default.contents(atPath: home.store))
    let place = try #require(bytes.range(of: Data("\"isWorkoutFinished\":true,\"".utf8))).upperBound
    bytes[place] ^= 1
    try bytes.write(to: URL(fileURLWithPath: home.store))
    #expect(try home.command("export").status == 1)
    let run = try home.command("health", "--json")
    #expect(run.status == 4)
    let database = try #require(try components(run)["database"])
    #expect(database["status"] as? String == "unhealthy")
  }

  @Test func whatTheScreensMeasureIsThereAfterTheyAreLeft() throws {
    let home = try Home()
    let before = try components(home.command("health", "--json"))
    #expect("\(before)".contains("none was drawn yet"))
    let program = try home.open(rows: 40, columns: 120)
    try program.wait(for: "Push B")
    try program.type("gr")
    try program.wait(for: "[Progress]")
    try program.type("gH")
    try program.wait(for: "Database")
    try program.wait(for: "degraded")
    try program.leave()
    let speed = try #require(try components(home.command("health", "--json"))["speed"])
    let figures = try #require(speed["figures"] as? [[String: Any]])
    #expect(figures.contains { $0["name"] as? String == "Progress" && $0["p99"] is NSNumber })
    #expect(figures.contains { $0["name"] as? String == "errors" })
  }
}
