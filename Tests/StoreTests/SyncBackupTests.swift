import Foundation
import Sync
import Testing
import Training

@testable import Store

/// The copies that are made before a sync changes much.
@Suite struct SyncBackupTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try Store.open(at: folder.store, now: time())
    try store.add(single(100, 5, on: 0))
  }

  private func backups() throws -> [String] {
    try folder.names().filter { $0.hasSuffix(".backup") }
  }

  @Test func oneStateIsCopiedOnce() throws {
    let first = try #require(try store.syncBackUp(at: time(1)))
    #expect(try store.syncBackUp(at: time(2)) == first)
    #expect(try backups().count == 1)
    try store.add(single(100, 5, on: 1))
    #expect(try store.syncBackUp(at: time(3)) != first)
    #expect(try backups().count == 2)
  }

  @Test func aCopyThatIsGoneIsMadeAgain() throws {
    let first = try #require(try store.syncBackUp(at: time(1)))
    try FileManager.default.removeItem(atPath: first)
    let second = try #require(try store.syncBackUp(at: time(2)))
    #expect(FileManager.default.fileExists(atPath: second))
    #expect(try backups().count == 1)
  }
}
