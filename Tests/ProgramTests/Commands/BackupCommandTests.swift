import Foundation
import ReplayCheck
import Store
import Testing
import Training

/// `backup`, `backups` and `restore` in the real program.
@Suite(.aside) struct BackupCommandTests {
  private let home: Home

  init() throws {
    home = try Home(withSample: false)
    #expect(try home.command("log", "Squat", "100x5", "--date", "2026-03-02").status == 0)
    #expect(try home.command("log", "Squat", "105x5", "--date", "2026-03-04").status == 0)
  }

  private func days() throws -> [String] {
    let store = try home.openStore()
    defer { try? store.close() }
    #expect(try store.replayMismatches().isEmpty)
    return try store.read { try $0.all(WorkoutLog.self) }.map { "\($0.date)" }.sorted()
  }

  private func backups() throws -> [[String: Any]] {
    try #require(try home.command("backups", "--json").json as? [[String: Any]])
  }

  private func ids() throws -> [String] { try backups().compactMap { $0["id"] as? String } }

  @Test func theFirstWriteOfADayIsFollowedByABackupAndTheOthersAreNot() throws {
    #expect(try backups().compactMap { $0["reason"] as? String } == ["daily"])
    let list = try home.command("backups")
    #expect(list.status == 0 && list.errors == "")
    let lines = list.output.split(separator: "\n").map(String.init)
    #expect(lines[0].split(separator: " ") == ["id", "when", "why", "size", "workouts", "state"])
    #expect(lines[1].hasPrefix("daily.") && lines[1].hasSuffix("1  verified"))
    #expect(lines.last?.hasPrefix("1 backup, ") == true)
  }

  @Test func beforeThereIsABackupTheListSaysHowToMakeOne() throws {
    let blank = try Home(withSample: false)
    let list = try blank.program("backups", "--store", blank.store)
    #expect(list.status == 0)
    #expect(
      list.output
        == "There is no backup yet. “tonnage backup --store \(blank.store)” makes one.\n")
    #expect(try blank.program("backups", "--json", "--store", blank.store).output == "[]\n")
    // Nothing was made by asking.
    #expect(!FileManager.default.fileExists(atPath: blank.store))
  }

  @Test func aBackupIsMadeListedAndGoneBackTo() throws {
    let made = try home.command("backup")
    #expect(made.status == 0)
    let id = try #require(try ids().first)
    #expect(id.hasPrefix("asked."))
    #expect(made.output.hasPrefix("Backup \(id) made and verified: 2 workouts, "))
    _ = try home.command("undo")
    _ = try home.command("log", "Squat", "110x5", "--date", "2026-03-06")
    let asked = try home.command("restore", "asked")
    #expect(asked.status == 1)
    #expect(
      asked.errors.contains(
        "would bring back 1 workout; leave 1 workout that came later; bring back 1 logged set. Repeat with --yes if it is right."
      ), "\(asked.errors)")
    #expect(try home.command("restore", "asked", "--json").error?["code"] as? String == "unlikely")
    let dry = try home.command("restore", "asked", "--dry-run", "--exact")
    #expect(dry.status == 0 && dry.output.contains("remove 1 workout that came later"))
    #expect(try days() == ["2026-03-02", "2026-03-06"])
    let done = try home.command("restore", "asked", "--yes")
    #expect(done.status == 0)
    #expect(done.output.contains("1 workout came back"))
    #expect(done.output.contains("“tonnage undo --store \(home.store)” takes it back."))
    #expect(try days() == ["2026-03-02", "2026-03-04", "2026-03-06"])
    #expect(try home.command("undo").output.contains("Backup \(id) restored"))
    #expect(try days() == ["2026-03-02", "2026-03-06"])
    let exact = try home.command("restore", "asked", "--yes", "--exact", "--json")
    #expect((exact.json as? [String: Any])?["restored"] as? Bool == true)
    #expect(try days() == ["2026-03-02", "2026-03-04"])
    let again = try home.command("restore", "asked", "--yes", "--exact")
    #expect(again.status == 0 && again.output.contains("Nothing was changed."))
  }

  @Test func aFlippedBitIsToldAndListedFromThenOn() throws {
    _ = try home.command("backup")
    let path = try #require(try backups().first?["path"] as? String)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(try home.command("backups").output.contains("damaged") == false)
    #expect(try home.command("backups", "--verify").output.contains("damaged"))
    let refused = try home.command("restore", "asked", "--yes")
    #expect(refused.status == 1 && refused.errors.contains("its checksum differs. Nothing was"))
    // The newest good one is the daily one.
    #expect(try home.command("restore", "--dry-run").output.contains("the backup daily."))
  }

  @Test func removedIsRemovedAndAnUnknownOneIsSaid() throws {
    _ = try home.command("backup")
    let unknown = try home.command("backups", "remove", "asked", "nothing")
    #expect(unknown.status == 1 && unknown.errors.contains("Looking for the backup nothing"))
    #expect(try ids().count == 2)
    let removed = try home.command("backups", "remove", "asked")
    #expect(removed.status == 0 && removed.output.hasPrefix("1 backup removed, "))
    #expect(try ids().count == 1)
    #expect(try home.files().filter { $0.contains("asked") } == [])
    #expect(try home.command("backups", "allow", "0").status == 64)
    #expect(try home.command("backups", "allow", "3").output.hasPrefix("Backups may take 3 GB "))
  }

  @Test(arguments: ["ruined", "emptied", "removed", "torn"])
  func aLogThatIsGoneIsReplacedByItsBackup(fate: String) throws {
    _ = try home.command("backup")
    let whole = try Data(contentsOf: URL(fileURLWithPath: home.store))
    switch fate {
    case "ruined":
      try (Data(count: 4096) + whole.dropFirst(4096)).write(to: URL(fileURLWithPath: home.store))
    case "emptied": try Data().write(to: URL(fileURLWithPath: home.store))
    case "removed": try FileManager.default.removeItem(atPath: home.store)
    default: try whole.prefix(50).write(to: URL(fileURLWithPath: home.store))
    }
    let was = FileManager.default.contents(atPath: home.store)
    if fate != "removed" {
      let refused = try home.command("workouts")
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains("“tonnage restore asked.") && refused.errors.contains(home.store))
    }
    let asked = try home.command("restore")
    #expect(asked.status == 1)
    #expect(asked.errors.contains("with 2 workouts would take its place"), "\(asked.errors)")
    #expect(FileManager.default.contents(atPath: home.store) == was)
    let done = try home.command("restore", "--yes")
    #expect(done.status == 0)
    #expect(done.output.contains("has taken the log's place."), "\(done.output)")
    #expect(try days() == ["2026-03-02", "2026-03-04"])
    let kept = try home.files().filter { $0.contains(".ruined.") }
    #expect(kept.count == (fate == "removed" ? 0 : 1))
    for name in kept {
      #expect(FileManager.default.contents(atPath: "\(home.folder)/\(name)") == was)
    }
    #expect(try home.command("log", "Squat", "90x5").status == 0)
  }

  /// Makes a backup of 130 KB where there is less room, and then where there is enough.
  private static let onASmallDisk = """
    set -e
    mkdir "$HOME/disk"
    mount -t tmpfs -o size=1m tmpfs "$HOME/disk"
    store="$HOME/disk/log.tonnage"
    cp "$HOME/log.tonnage" "$store"
    head -c 600000 /dev/zero > "$HOME/disk/filler"
    cat /dev/zero > "$HOME/disk/rest" 2> /dev/null || true
    echo "backup: $("$0" backup --store "$store" 2>&1)"
    echo "list: $("$0" backups --json --store "$store" 2>&1)"
    ls "$HOME/disk"
    rm "$HOME/disk/filler" "$HOME/disk/rest"
    "$0" backup --store "$store"
    "$0" workouts --store "$store"
    """

  @Test(.enabled(if: Home.canMount, "no small disk can be mounted here"))
  func aFullDiskIsSaidAndLeavesNoHalfBackup() throws {
    let run = try home.script(inNamespace: Self.onASmallDisk)
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines[0].contains("the disk is full. Nothing was changed"), "\(lines)")
    #expect(lines.contains("list: []"))
    #expect(!lines.contains { $0.hasSuffix(".draft") || $0.hasSuffix(".backup") })
    #expect(run.output.contains("made and verified: 2 workouts"))
    #expect(run.output.contains("2026-03-04"))
  }
}
