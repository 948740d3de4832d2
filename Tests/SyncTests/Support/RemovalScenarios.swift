import Sync
import Training
import Wire

/// The promises about removals.
extension Promise {
  func isKeptOfRemovals(_ scene: Scene, _ key: DocumentKey) throws -> Bool {
    switch self {
    case .whatWhoeverRemovedHadNotSeenStands:
      // Whoever syncs first, and though the laptop's clock is ahead.
      return try [true, false].allSatisfy { laptopFirst in
        let scene = Scene(scene.flaws)
        try scene.inStep(1, sets: 2)
        try scene.delete(key, on: scene.laptop, at: 40_000_000_000)
        try scene.add("s9", to: key, on: scene.gym, at: 3000)
        try scene.settle(laptopFirst ? [scene.laptop, scene.gym] : [scene.gym, scene.laptop])
        return try scene.sets(key, on: scene.laptop) == ["s9"]
          && scene.sets(key, on: scene.gym) == ["s9"]
      }
    case .whatWasSeenGoesThoughItWasOverwritten:
      try scene.inStep(1)
      try scene.set("90", at: Scene.firstWeight, of: key, on: scene.gym, at: 2000)
      try scene.sync(scene.gym)
      try scene.sync(scene.laptop)
      let stale = scene.gym.copy()
      try scene.set("95", at: Scene.firstWeight, of: key, on: scene.laptop, at: 3000)
      try scene.delete(key, on: scene.laptop, at: 4000)
      try scene.settle([scene.laptop, stale])
      return try scene.laptop.element(key) == nil && stale.element(key) == nil
    case .unseenHoldsBeforeSeen:
      // The later value was seen by the remover, and is still on a machine that hears of it last.
      try scene.inStep(1, sets: 2)
      let (first, home) = (["exercises", "e", "sets", "s1"], MemoryStore("home"))
      try scene.set("95", at: Scene.firstWeight, of: key, on: scene.laptop, at: 5000)
      try scene.sync(scene.laptop)
      try scene.sync(home)
      try scene.set(nil, at: first, of: key, on: scene.laptop, at: 6000)
      try scene.sync(scene.laptop)
      try scene.set("90", at: Scene.firstWeight, of: key, on: scene.gym, at: 3000)
      try scene.sync(scene.gym)
      try scene.sync(home)
      guard try scene.weight(key, on: home) == "90" else { return false }
      try scene.settle([scene.gym, home, scene.laptop])
      return try [scene.laptop, scene.gym, home].allSatisfy {
        try scene.weight(key, on: $0) == "90"
      }
    case .movingAndRemovingAreNoEdits:
      try scene.inStep(1, sets: 3)
      let sets = ["exercises", "e", "sets"]
      try scene.delete(key, on: scene.laptop)
      try scene.set("\"V0\"", at: sets + ["s3", "position"], of: key, on: scene.gym, at: 3000)
      try scene.set(nil, at: sets + ["s2"], of: key, on: scene.gym, at: 3000)
      try scene.settle([scene.laptop, scene.gym])
      return try scene.laptop.element(key) == nil && scene.gym.element(key) == nil
    case .whatStandsAgainStaysWithoutTheRest:
      try scene.inStep(1, sets: 2)
      let away = MemoryStore("home")
      try scene.sync(away)
      try scene.delete(key, on: scene.laptop)
      try scene.set("105", at: Scene.firstWeight, of: key, on: scene.gym, at: 3000)
      try scene.settle([scene.laptop, scene.gym, away])
      return try scene.sets(key, on: scene.laptop) == ["s1"] && scene.sets(key, on: away) == ["s1"]
    case .bringingBackWritesNothingElse:
      try scene.inStep(1)
      guard let former = try scene.laptop.element(key) else { return false }
      try scene.delete(key, on: scene.laptop)
      try scene.set("105", at: Scene.firstWeight, of: key, on: scene.gym, at: 3000)
      _ = try scene.laptop.bringBack(key, former, at: 4000)
      try scene.settle([scene.laptop, scene.gym])
      return try scene.weight(key, on: scene.laptop) == "105"
        && scene.weight(key, on: scene.gym) == "105"
    default: return true
    }
  }
}

extension Scene {
  /// Adds a set that was done to the first entry.
  func add(_ id: String, to key: DocumentKey, on store: MemoryStore, at now: Int64) throws {
    let set = LoggedSet(id: id, weight: 60, reps: 8, completed: true, position: "V8")
    try self.set(
      set.element.encoded(), at: ["exercises", "e", "sets", id], of: key, on: store, at: now)
  }

  func sets(_ key: DocumentKey, on store: MemoryStore) throws -> [String]? {
    try store.element(key)?.children("exercises").flatMap { $0.children("sets").map(\.id) }
  }

  /// Everyone syncs, in this order, until all have what all had.
  func settle(_ stores: [MemoryStore]) throws {
    for _ in 0..<2 { for store in stores { try sync(store) { $0.yes = true } } }
  }
}
