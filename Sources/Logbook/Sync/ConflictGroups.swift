import Store
import Sync
import Training
import Wire

/// Makes one conflict of what both sides changed in one place at one sync, in words.
struct ConflictGroups {
  let reader: Reader
  /// This machine.
  let device: String
  /// What the others are called.
  let names: [String: String]

  private struct Place: Hashable {
    var key: DocumentKey
    var path: [String]
    var at: Instant
  }

  /// How many conflicts wait for an answer: the one count of them.
  static func waitingCount(_ archived: [ArchivedLoss]) -> Int {
    Set(archived.filter { $0.state == .waiting }.map(place)).count
  }

  /// - Parameter archived: What is not answered, newest first.
  func groups(_ archived: [ArchivedLoss]) throws -> [SyncConflict] {
    var order: [Place] = []
    var groups: [Place: [ArchivedLoss]] = [:]
    for loss in archived {
      let place = Self.place(of: loss)
      if groups[place] == nil { order.append(place) }
      groups[place, default: []].append(loss)
    }
    let conflicts = try order.map { place in
      try conflict((groups[place] ?? []).sorted { $0.number < $1.number }, place)
    }
    return conflicts.filter(\.isWaiting) + conflicts.filter { !$0.isWaiting }
  }

  /// One value by itself.
  func words(of loss: ArchivedLoss) throws -> SyncConflict {
    try conflict([loss], Self.place(of: loss))
  }

  private static func place(of loss: ArchivedLoss) -> Place {
    let path = loss.loss.reason == .field ? Array(loss.loss.path.dropLast()) : loss.loss.path
    return Place(key: loss.loss.key, path: path, at: loss.at)
  }

  private func conflict(_ losses: [ArchivedLoss], _ place: Place) throws -> SyncConflict {
    let log =
      place.key.collection == .workoutLogs
      ? try reader.document(WorkoutLog.self, place.key.id)?.document : nil
    let found = Found(log, place.path)
    let sides = losses.map(\.loss)
    var conflict = SyncConflict(
      numbers: losses.map(\.number), place: try words(place, found),
      isWaiting: losses.contains { $0.state == .waiting }, other: other(sides),
      mineAt: sides.compactMap { $0.wasMine ? $0.lostStamp : $0.keptStamp }.max().map(Self.time),
      theirsAt: sides.compactMap { $0.wasMine ? $0.keptStamp : $0.lostStamp }.max().map(Self.time),
      fields: sides.map { field($0, found) })
    guard sides.allSatisfy({ $0.reason == .field }) else {
      // What one side took out has no other value to stand beside it. Of whole documents two can stand as one workout,
      // or as two weighings; of a program or an exercise there is one.
      let hasRoom = place.key.collection == .workoutLogs || place.key.collection == .bodyWeights
      conflict.canKeepBoth = hasRoom && sides.contains { $0.reason == .document }
      return conflict
    }
    if place.key.collection == .bodyWeights {
      conflict.canKeepBoth = try reader.document(BodyWeight.self, place.key.id) != nil
    } else if let set = found.set, let entry = found.entry {
      conflict.canKeepBoth = true
      conflict.typing = .set(set, entry: entry)
    } else if sides.count == 1, Self.isText(sides[0].kept), Self.isText(sides[0].lost) {
      conflict.canKeepBoth = sides[0].isOfNote
      conflict.typing = .text(sides[0].kept.flatMap { try? JSONSlice($0).string } ?? "")
    }
    return conflict
  }

  /// The parts of a workout that a path leads to.
  private struct Found {
    var entry: LoggedExercise?
    var set: LoggedSet?
    var setName: String?

    init(_ log: WorkoutLog?, _ path: [String]) {
      guard let log, path.count >= 2, path[0] == "exercises",
        let entry = log.exercises.first(where: { $0.id == path[1] })
      else { return }
      self.entry = entry
      guard path.count >= 4, let place = entry.sets.firstIndex(where: { $0.id == path[3] }) else {
        return
      }
      set = entry.sets[place]
      setName = entry.name(ofSet: place)
    }
  }

  private func words(_ place: Place, _ found: Found) throws -> SyncConflict.Place {
    let heading = try reader.heading(place.key)
    return SyncConflict.Place(
      title: heading.title.isEmpty ? "A deleted \(place.key.collection.noun)" : heading.title,
      date: heading.date,
      exercise: found.entry?.metadata.name, set: found.setName)
  }

  private func other(_ sides: [Loss]) -> String {
    let devices = sides.compactMap { ($0.wasMine ? $0.keptStamp : $0.lostStamp)?.device }
    guard let other = devices.first(where: { $0 != device }) ?? devices.first else {
      return "the other"
    }
    return names[other] ?? other
  }

  private static func time(_ stamp: Stamp) -> Instant { Instant(milliseconds: stamp.milliseconds) }

  private static func isText(_ json: String?) -> Bool { json?.hasPrefix("\"") ?? true }

  // MARK: Values

  private func field(_ loss: Loss, _ found: Found) -> SyncConflict.Field {
    let name = loss.reason == .field ? loss.path.last ?? "" : "all of it"
    let (lost, kept) = (
      value(loss.lost, name, loss, found: found), value(loss.kept, name, loss, found: found)
    )
    return SyncConflict.Field(
      name: Self.title(name), mine: loss.wasMine ? lost : kept, theirs: loss.wasMine ? kept : lost,
      before: loss.base == nil ? "" : value(loss.base, name, loss, found: found),
      mineStands: !loss.wasMine)
  }

  /// A field's name as the athlete knows it.
  private static func title(_ name: String) -> String {
    switch name {
    case "rpe": "RPE"
    case "completed": "logged"
    case "completedAt": "logged at"
    case "exerciseId": "exercise"
    case "supersetGroup": "superset"
    case "bodyweight": "body weight"
    default: name
    }
  }

  private func value(_ json: String?, _ name: String, _ loss: Loss, found: Found) -> String {
    guard let json, let slice = try? JSONSlice(json) else {
      return loss.reason == .field ? "none" : "deleted"
    }
    if loss.reason != .field { return whole(json, loss) }
    switch (name, slice.kind) {
    case ("weight", .number):
      return "\(slice.double?.shortText ?? slice.raw) \((found.set?.unit ?? .kilograms).rawValue)"
    case (_, .number): return slice.double?.shortText ?? slice.raw
    case (_, .bool): return slice.bool == true ? "yes" : "no"
    case (_, .string): return slice.string ?? slice.raw
    case (_, .null): return "none"
    case (_, .object), (_, .array): return slice.raw
    }
  }

  /// A set, an entry or a document in a few words.
  private func whole(_ json: String, _ loss: Loss) -> String {
    guard let element = try? Element.decode(json) else { return "kept" }
    if loss.path.count == 4, let set = try? LoggedSet(element: element) { return set.words }
    let sets =
      element.children("sets").count
      + element.children("exercises").reduce(0) { $0 + $1.children("sets").count }
    let name = element.field("name").flatMap { try? JSONSlice($0).string }
    let words = [name, sets > 0 ? "\(sets) \(sets == 1 ? "set" : "sets")" : nil]
    let text = words.compactMap { $0 }.joined(separator: ", ")
    return text.isEmpty ? "kept" : text
  }
}

extension LoggedSet {
  /// `100 kg × 5`.
  fileprivate var words: String {
    var words: [String] = []
    if let weight { words.append("\(weight.shortText) \(unit.rawValue)") }
    if let reps { words.append("× \(reps)") }
    if let seconds { words.append("\(seconds.shortText) s") }
    if let distance { words.append("\(distance.shortText) \(distanceUnit.rawValue)") }
    return words.isEmpty ? "an open set" : words.joined(separator: " ")
  }
}
