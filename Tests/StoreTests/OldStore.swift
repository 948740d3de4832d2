import Foundation
import GRDB
import Sync
import Testing
import Training
import Wire

@testable import Store

/// The stored file of a released format, written by a program of its time, and what that program exported of it.
///
/// `Fixtures/make` says how they were made, and what is in them.
struct OldStore: CustomTestStringConvertible {
  let format: Int

  /// One of every format but the newest.
  static let all = (1..<Schema.latest).map { OldStore(format: $0) }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  var testDescription: String { "format \(format)" }

  /// 2026-11-28T00:00:00Z, some hours after the files were made: everything in them is past, and little of it old.
  static let afterwards = Instant(milliseconds: 1_795_824_000_000)

  /// Puts a copy of the file in a folder.
  func copy(to folder: Folder) throws {
    try folder.write(try Data(contentsOf: file("tonnage")))
  }

  /// A copy of the file, opened by the present program.
  func opened(in folder: Folder) throws -> Store {
    try copy(to: folder)
    return try Store.open(at: folder.store, now: Self.afterwards)
  }

  /// What the program of its time exported.
  func export() throws -> JSONSlice {
    try JSONSlice(Array(try Data(contentsOf: file("json"))))
  }

  /// The documents of that export, byte for byte, by id.
  func exported(_ collection: Collection) throws -> [String: String] {
    let documents = try export().first(collection.rawValue).unwrapped(collection.rawValue)
    return try Dictionary(
      uniqueKeysWithValues: documents.elements.map {
        (try ($0.first("id")?.string).unwrapped("an id"), $0.raw)
      })
  }

  private func file(_ ending: String) -> URL {
    Self.folder.appendingPathComponent("format-\(format).\(ending)")
  }
}

extension Folder {
  /// What a query gives in a file, whatever its format.
  func rows(_ sql: String, in name: String = "store.db") throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: "\(path)/\(name)", configuration: configuration)
    let rows = try queue.read { try Row.fetchAll($0, sql: sql).map { "\($0)" } }
    try queue.close()
    return rows
  }
}

extension Store {
  /// The documents, byte for byte, by id.
  func documents(_ collection: Collection) throws -> [String: String] {
    var documents: [String: String] = [:]
    let losses = try copyOut { out in
      try out.forEach(of: collection) { documents[$0] = $1 }
    }
    guard losses.sentence == nil else { throw Missing(what: losses.sentence ?? "") }
    return documents
  }
}
