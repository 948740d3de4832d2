import Foundation
import GRDB
import Testing

/// Pages of the store that no document lies in: what is damaged there is said as well.
struct DamagedPagesTests {
  private static let pageSize = 4096

  /// Overwrites a page of the store with zeros.
  ///
  /// - Parameter number: Counted from 1.
  private func wipe(page number: Int, of home: Home) throws {
    let handle = try #require(FileHandle(forWritingAtPath: home.store))
    try handle.seek(toOffset: UInt64((number - 1) * Self.pageSize))
    try handle.write(contentsOf: Data(count: Self.pageSize))
    try handle.close()
  }

  /// The first page of a table or of an index.
  private func root(_ name: String, of home: Home) throws -> Int {
    let queue = try DatabaseQueue(path: home.store)
    let root = try queue.read {
      try Int.fetchOne(
        $0, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [name])
    }
    try queue.close()
    return try #require(root)
  }

  @Test(arguments: ["workout", "workout_by_date", "journal", "lineage", "tombstone", "summary"])
  func anExportSaysThatTheStoreIsDamagedWhereverItIs(table: String) throws {
    let home = try Home()
    // The sample's journal holds the import alone.
    #expect(try home.command("log", "Squat", "60x5").status == 0)
    let whole = try home.command("export")
    #expect(whole.status == 0 && whole.errors == "")
    try wipe(page: root(table, of: home), of: home)
    let export = try home.command("export")
    #expect(export.status == 1)
    #expect(export.errors.contains("The store is damaged."), "\(export.errors)")
    // What is there is whole all the same: no document lies there.
    let documents = export.output.split(separator: "\n").filter { $0.hasPrefix("{\"id\"") }
    #expect(documents == whole.output.split(separator: "\n").filter { $0.hasPrefix("{\"id\"") })
    #expect(!documents.isEmpty)
  }

  @Test func aStoreWithoutItsBeginningIsCalledDamagedAndItsBackupNamed() throws {
    let home = try Home()
    #expect(try home.command("log", "Squat", "60x5").status == 0)
    for name in try home.files() where name.contains(".backup") {
      try FileManager.default.removeItem(atPath: "\(home.folder)/\(name)")
    }
    try wipe(page: 1, of: home)
    let ruin = try home.command("export")
    #expect(ruin.status == 1 && ruin.output == "")
    #expect(ruin.errors.hasPrefix("tonnage: Opening \(home.store): it is damaged: "))
    #expect(ruin.errors.contains("There is no backup beside it."))
    for name in ["migration.2026-01-02-030405", "sync.2026-03-02-030405", "wide.2025-09-02-030405"]
    {
      try SampleStore.ofToday.get().write(to: "\(home.store).\(name).backup")
    }
    let named = try home.command("workouts").errors
    let command = "“tonnage restore sync.2026-03-02-030405 --store \(home.store)”"
    #expect(named.contains("put the newest backup in its place with \(command)."), "\(named)")
    // Done as it says, the log is there again; backups of older versions have no manifest.
    let asked = try home.command("restore", "sync.2026-03-02-030405")
    #expect(asked.status == 1 && asked.errors.contains("It has no manifest: "))
    #expect(try home.command("restore", "sync.2026-03-02-030405", "--yes").status == 0)
    #expect(try home.command("workouts").status == 0)
  }
}
