import Rehearsal
import Sync
import Synchronization
import Training
import Wire

extension Promise {
  /// What is promised of stores that are copied and put back, of writes that fail, and of dumps that are torn.
  func isKeptOfCopies(_ scene: Scene, _ key: DocumentKey) throws -> Bool {
    try scene.inStep(1)
    switch self {
    case .aCopiedMachineGetsAnIdOfItsOwn: return try tellsCopiesApart(scene, key)
    case .aStoreThatIsPutBackStampsUnderAnIdOfItsOwn:
      let backup = scene.laptop.state.withLock { $0 }
      try scene.log("w2", on: scene.laptop, at: 2000)
      try scene.sync(scene.laptop)
      scene.laptop.put(backup, keepsID: scene.flaws.keepsCopiedIDs)
      try scene.log("w3", on: scene.laptop, at: 2000)
      let key = DocumentKey(.workoutLogs, "w3")
      let isOther = try scene.laptop.element(key)?.latestStamp?.device != backup.device
      // Nobody else has this id, so nothing is told.
      let told = try scene.sync(scene.laptop).notices
      try scene.sync(scene.gym)
      return try isOther && told.isEmpty
        && scene.laptop.element(DocumentKey(.workoutLogs, "w2")) != nil
        && scene.gym.element(key) != nil
    case .aFailedWriteIsNobodyElses:
      let device = scene.laptop.syncSnapshot().device
      for round in Int64(2)...4 {
        try scene.set(
          "10\(round)", at: Scene.firstWeight, of: key, on: scene.laptop, at: round * 1000)
        scene.remote.state.withLock { $0.faults = [.none, .refused(.full)] }
        guard case .remote? = try scene.refusal(scene.laptop) else { return false }
      }
      let report = try scene.sync(scene.laptop)
      return report.notices.isEmpty && scene.laptop.syncSnapshot().device == device
        && scene.text.contains("104")
    case .whatCannotBeReadIsKeptBeforeItIsReplaced: return try isBegunAgain(scene)
    default: return true
    }
  }

  private func tellsCopiesApart(_ scene: Scene, _ key: DocumentKey) throws -> Bool {
    try scene.log("mine", on: scene.laptop, at: 1500)
    let copy = scene.laptop.copy()
    // One that only reads what it wrote itself keeps its id.
    guard try scene.sync(scene.laptop).notices.isEmpty else { return false }
    try scene.log("w2", on: scene.laptop, at: 2000)
    try scene.sync(scene.laptop)
    try scene.log("w3", on: copy, at: 2000)
    let told = try scene.sync(copy).notices.contains {
      $0.contains("writes the dump under this one's id")
    }
    guard try scene.sync(copy).notices.isEmpty else { return false }
    try scene.sync(scene.laptop)
    let (third, device) = (DocumentKey(.workoutLogs, "w3"), scene.laptop.syncSnapshot().device)
    return try told && copy.syncSnapshot().device != device
      && copy.element(third)?.latestStamp?.device == copy.syncSnapshot().device
      && copy.element(key)?.latestStamp?.device == device
      && scene.laptop.element(third) != nil && scene.sync(scene.laptop).isUnchanged
  }

  private func isBegunAgain(_ scene: Scene) throws -> Bool {
    try scene.log("w2", on: scene.gym, at: 2000)
    let lineage = scene.laptop.syncLink()?.lineage
    let torn = String(scene.text.dropLast(40))
    scene.text = torn
    guard case .wantsNewBeginning? = try scene.refusal(scene.gym) else { return false }
    guard case .wantsNewBeginning? = try scene.refusal(scene.gym, { $0.yes = true }) else {
      return false
    }
    guard scene.text == torn else { return false }
    try scene.sync(scene.gym) { $0.beginsAgain = true }
    let kept = scene.remote.state.withLock { $0.asides }
    try scene.sync(scene.laptop)
    return try kept == [Array(torn.utf8)] && scene.gym.syncLink()?.lineage == lineage
      && scene.laptop.element(DocumentKey(.workoutLogs, "w2")) != nil
      && scene.laptop.syncLink()?.lineage == lineage
  }
}
