public import Store
import Training
public import Upkeep

extension Logbook {
  /// Looks through a store's file, whether it opens or not, and works out what can be had of it. Nothing is written.
  ///
  /// - Throws: ``Store/StoreError`` where there is no store, or nothing can be had of it.
  public static func diagnose(_ path: String, _ surroundings: Surroundings = .system) throws
    -> Diagnosis
  {
    let examination = try Store.examine(path, now: surroundings.now())
    guard !examination.isHopeless else {
      throw StoreError.cannotOpen(
        path: path,
        reason: "it is damaged, nothing can be read of it, and there is no good backup beside it. "
          + "It was left as it is. Move it away; then import an export with “tonnage import”, or "
          + "merge a dump with “tonnage sync setup”")
    }
    return Diagnosis(examination)
  }

  /// Puts the rescued store in the damaged one's place; the damaged file is kept beside it.
  public static func rescue(_ diagnosis: Diagnosis, _ surroundings: Surroundings = .system) throws
    -> Replaced
  {
    try diagnosis.examination.carryOut(at: surroundings.now())
  }

  /// Puts the damaged file back; the rescued store is kept beside it.
  public static func undoRescue(of path: String, _ surroundings: Surroundings = .system) throws
    -> Replaced
  {
    try Store.undoRescue(of: path, at: surroundings.now())
  }
}
