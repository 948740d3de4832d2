import Store
import Training

extension Logbook {
  /// Makes a program the current one.
  public func setCurrentProgram(id: String) throws -> String {
    let now = surroundings.now()
    return try store.write(Step("Current program changed"), at: now) { transaction in
      guard let chosen = try transaction.read(Program.self, id) else {
        throw StoreError.missing(collection: .programs, id: id)
      }
      for other in try transaction.reader.ids(of: .programs) where other != id {
        guard var program = try transaction.read(Program.self, other), program.document.isCurrent
        else { continue }
        program.document.isCurrent = false
        program.document = try self.refreshed(program.document, transaction.reader)
        try transaction.put(program.document, expecting: program.version)
      }
      var program = chosen.document
      if !program.isCurrent {
        program.isCurrent = true
        program = try self.refreshed(program, transaction.reader)
        try transaction.put(program, expecting: chosen.version)
      }
      return "\(program.name) is the current program."
    }
  }
}
