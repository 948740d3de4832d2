import GRDB
import Sync
import Training

/// What a row's JSON is checked against whenever it is read: that it is what was written, and written for this row.
enum Checksum {
  /// As the column holds it.
  static func of(
    _ json: some Sequence<UInt8>, _ collection: String, _ id: String, part: Int
  ) -> Int64 {
    let place = ContentHash("\(collection)/\(id)/\(part)".utf8)
    return Int64(bitPattern: ContentHash(json).value ^ place.value)
  }

  /// The same for SQL, so that a migration can add the column.
  static let function = DatabaseFunction("checksum", argumentCount: 4, pure: true) { values in
    guard let collection = String.fromDatabaseValue(values[0]),
      let id = String.fromDatabaseValue(values[1]), let part = Int.fromDatabaseValue(values[2]),
      let json = String.fromDatabaseValue(values[3])
    else { return 0 }
    return of(json.utf8, collection, id, part: part)
  }
}
