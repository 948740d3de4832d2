internal import Training

/// The check that no name leads to two exercises.
enum SharedNames {
  /// Throws at the first line one of whose names, folded, is already another exercise's.
  static func refuse(in file: CatalogueFile) throws(CatalogueError) {
    var owners: [UInt64: String] = [:]
    for (row, line) in zip(file.rows, file.lines) {
      let exercise = row.exercise
      for name in [exercise.name] + exercise.aliases {
        let key = NameKey(NameWords(name).folded).ordered
        let owner = owners.updateValue(exercise.id, forKey: key)
        if let owner, owner != exercise.id {
          throw CatalogueError(line: line, fault: .sharedName(name, ownerId: owner))
        }
      }
    }
  }
}
