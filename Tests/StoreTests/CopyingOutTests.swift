import Chance
import Foundation
import GRDB
import Sync
import Testing
import Training
import Wire

@testable import Store

/// What can be read of a damaged store comes out of it, whatever is damaged.
struct CopyingOutTests {
  private static let workouts = 135

  /// A store of workouts of several pages each, two programs' worth of other documents, and a long one in rows.
  private func filled(_ folder: Folder) throws -> Set<DocumentKey> {
    let store = try Store.open(at: folder.store, now: time())
    var keys: Set<DocumentKey> = []
    for number in 0..<Self.workouts {
      let exercises = number == 70 ? 45 : 1 + number % 9
      let log = workout(
        "w\(number)", on: number,
        (0..<exercises).map { entry(id: "e\($0)", sets: [(100, 5), (100, 5), (90, 8)]) })
      try store.add(log)
      keys.insert(DocumentKey(.workoutLogs, log.id))
    }
    for number in 0..<40 {
      let weight = BodyWeight(
        id: "b\(number)", userId: "u", date: day(number), value: 80, unit: .kilograms)
      try store.add(weight)
      keys.insert(DocumentKey(.bodyWeights, weight.id))
    }
    try store.setFact(.athlete, "u")
    try store.close()
    return keys
  }

  private func copies(_ store: Store) throws -> (texts: [DocumentKey: String], losses: Losses) {
    var texts: [DocumentKey: String] = [:]
    let losses = try store.copyOut { documents in
      for collection in Collection.allCases {
        try documents.forEach(of: collection) { id, json in
          let key = DocumentKey(collection, id)
          #expect(texts.updateValue(json, forKey: key) == nil, "\(key) came twice")
        }
      }
    }
    return (texts, losses)
  }

  private func copies(_ folder: Folder) throws -> (texts: [DocumentKey: String], losses: Losses) {
    let store = try Store.open(at: folder.store, now: time())
    do {
      let copies = try copies(store)
      try store.close()
      return copies
    } catch {
      try store.close()
      throw error
    }
  }

  @Test func aSoundStoreComesOutWhole() throws {
    let folder = try Folder()
    let keys = try filled(folder)
    let (texts, losses) = try copies(folder)
    #expect(Set(texts.keys) == keys)
    #expect(losses == Losses(isDamaged: false, documents: []))
    #expect(losses.sentence == nil)
  }

  /// The pages that hold the schema: they and the first one are what nothing can be read without.
  private func schemaPages(_ folder: Folder) throws -> Set<Int> {
    let file = try RawFile(folder.store)
    return BTree(image: try FileImage(file, nil)).walk(from: 1).pages
  }

  /// Puts 0xEE into each page in turn, and looks what comes out.
  @Test func aBadPageAnywhereCostsOnlyWhatLiesOnIt() throws {
    let folder = try Folder()
    let keys = try filled(folder)
    let (whole, _) = try copies(folder)
    let bytes = try folder.bytes()
    let schema = try schemaPages(folder)
    var lost: [Int] = []
    let pages = bytes.count / 4096
    // All of them take a while: a stretch of them, and the roots.
    let chosen = Rounds.isLong ? Array(2...pages) : Array(stride(from: 2, through: pages, by: 5))
    for page in chosen + (try roots(folder)) where !schema.contains(page) {
      var bad = bytes
      bad.replaceSubrange(
        ((page - 1) * 4096)..<(page * 4096), with: [UInt8](repeating: 0xEE, count: 4096))
      try folder.write(bad)
      DamageNote.remove(folder.store)
      let (texts, losses) = try copies(folder)
      #expect(texts.allSatisfy { whole[$0.key] == $0.value })
      // Nothing is lost without being named.
      #expect(keys.subtracting(texts.keys) == Set(losses.documents), "page \(page)")
      lost.append(losses.documents.count)
    }
    print("documents lost by a bad page: at most \(lost.max() ?? 0) of \(keys.count)")
    #expect(lost.max() ?? 0 <= 30)
    #expect(lost.sorted()[lost.count / 2] <= 1)
  }

  private func roots(_ folder: Folder) throws -> [Int] {
    let queue = try DatabaseQueue(path: folder.store)
    let roots = try queue.read { try Int.fetchAll($0, sql: "SELECT rootpage FROM sqlite_master") }
    try queue.close()
    return roots.filter { $0 > 1 }
  }

  @Test func aChangedByteInADocumentIsNeverCopiedOut() throws {
    let folder = try Folder()
    let keys = try filled(folder)
    let (whole, _) = try copies(folder)
    let bytes = try folder.bytes()
    let schema = try schemaPages(folder)
    var random = Seeded(7)
    var hits = 0
    for _ in 0..<(Rounds.isLong ? 400 : 25) {
      var bad = bytes
      var places: [Int] = []
      while places.count < 3 {
        let place = Int.random(in: 4096..<bad.count, using: &random)
        if !schema.contains(place / 4096 + 1) { places.append(place) }
      }
      for place in places { bad[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random)) }
      try folder.write(bad)
      DamageNote.remove(folder.store)
      do {
        let (texts, losses) = try copies(folder)
        #expect(texts.allSatisfy { whole[$0.key] == $0.value })
        #expect(keys.subtracting(texts.keys).isSubset(of: losses.documents))
        if losses.isDamaged { hits += 1 }
      } catch let error as StoreError {
        // The page of a mark, or of what opening reads.
        #expect(!error.sentence.isEmpty)
      }
    }
    #expect(hits > 0)
  }

  @Test func whatOnlyTheLogHoldsIsReadAroundTheDamageToo() throws {
    let folder = try Folder()
    let keys = try filled(folder)
    let store = try Store.open(at: folder.store, now: time())
    let root = try #require(try roots(folder).first)
    try store.add(single(55, 5, on: 500))
    var bytes = try folder.bytes()
    for place in ((root - 1) * 4096)..<(root * 4096) { bytes[place] = 0xEE }
    let log = try folder.bytes("store.db-wal")
    let other = try Folder()
    try other.write(bytes)
    try other.write(log, to: "store.db-wal")
    let (texts, _) = try copies(other)
    #expect(texts[DocumentKey(.workoutLogs, "w500")] != nil)
    #expect(texts.count >= keys.count - 30)
    try store.close()
  }

  @Test func lossesAreNamedByKind() {
    #expect(Losses(isDamaged: false, documents: []).sentence == nil)
    #expect(
      Losses(
        isDamaged: true,
        documents: [
          DocumentKey(.workoutLogs, "w1"), DocumentKey(.workoutLogs, "w2"),
          DocumentKey(.programs, "p"),
        ]
      ).sentence
        == "The store is damaged. Missing, as they cannot be read: 2 workouts (w1, w2); 1 program (p). "
        + "Everything else is there. A backup may still have them.")
    #expect(
      Losses(isDamaged: true, documents: []).sentence
        == "The store is damaged. Every known document could be read, and is in this export; "
        + "go back to a backup with “tonnage restore”, or import this export into a new store.")
  }
}
