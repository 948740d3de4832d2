import Chance
import Rehearsal
import Sync
import Training
import Wire

/// A device that edits its own copy of a document.
struct Replica {
  var clock: HybridClock
  var element: Element
  /// The wall clock, which may be wrong.
  var now: Int64
  /// What has come to the device.
  var seen: Seen
  private var made = 0

  init(_ device: String, _ element: Element, now: Int64) {
    clock = HybridClock(device: device)
    self.element = element
    self.now = now
    seen = element.seen
    if let latest = element.latestStamp { clock.observe(latest) }
  }

  mutating func stamp() -> Stamp { clock.next(at: Instant(milliseconds: now)) }

  /// One random edit. Fields, sets and entries come and go, are set and are cleared.
  mutating func edit(_ random: inout Seeded) throws {
    now += Int64(random.below(50)) - 10
    var change = randomChange(&random)
    let stamp = stamp()
    seen.insert(stamp)
    if change.isRemoval { change.removal = Removal(at: stamp, seen: seen.union(element.seen)) }
    element = try element.applying([change], stamp: stamp)
  }

  mutating func randomChange(_ random: inout Seeded) -> Change {
    let entries = element.children("exercises")
    guard let entry = entries.isEmpty ? nil : random.pick(entries), !random.chance(20) else {
      return random.chance(60)
        ? field([], element, random.pick(["name", "notes", "mood"]), &random)
        : added(["exercises"], newEntry(&random))
    }
    let path = ["exercises", entry.id]
    let sets = entry.children("sets")
    switch random.below(10) {
    case 0: return Change(path: path, old: entry.encoded(), new: nil)
    case 1: return field(path, entry, random.pick(["notes", "position"]), &random)
    case 2: return added(path + ["sets"], newSet(&random))
    default: break
    }
    guard let set = sets.isEmpty ? nil : random.pick(sets) else {
      return added(path + ["sets"], newSet(&random))
    }
    if random.chance(20) {
      return Change(path: path + ["sets", set.id], old: set.encoded(), new: nil)
    }
    return field(
      path + ["sets", set.id], set, random.pick(["weight", "reps", "note", "completed"]), &random)
  }

  private func field(_ path: [String], _ element: Element, _ name: String, _ random: inout Seeded)
    -> Change
  {
    let clears = name != "position" && random.chance(20)
    return Change(
      path: path + [name], old: element.field(name), new: clears ? nil : value(name, &random))
  }

  private func value(_ name: String, _ random: inout Seeded) -> String {
    switch name {
    // Documents leave the field out where there is no tick.
    case "completed": "true"
    case "position": "\"V\(random.below(9) + 1)\""
    case "weight", "reps": "\(random.below(6))"
    default: "\"\(random.pick(["a", "b", "c"]))\""
    }
  }

  private mutating func added(_ list: [String], _ child: Element) -> Change {
    made += 1
    var child = child
    child.id = "\(clock.device)\(made)"
    return Change(path: list + [child.id], old: nil, new: child.encoded())
  }

  private func newEntry(_ random: inout Seeded) -> Element {
    Element(
      id: "",
      fields: [
        Field("position", value("position", &random)), Field("exerciseId", "\"squat\""),
      ],
      children: [ChildList("sets", [])])
  }

  private func newSet(_ random: inout Seeded) -> Element {
    Element(
      id: "",
      fields: [
        Field("position", value("position", &random)), Field("weight", value("weight", &random)),
      ])
  }
}

/// A document with two entries of two sets each, as every device knew it once.
func commonDocument() -> Element {
  let stamp = Stamp(milliseconds: 1000, counter: 0, device: "z")
  let sets = (1...2).map {
    Element(id: "s\($0)", fields: [Field("position", "\"V\($0)\""), Field("weight", "100")])
  }
  let entries = (1...2).map {
    Element(
      id: "e\($0)", fields: [Field("position", "\"V\($0)\"")], children: [ChildList("sets", sets)])
  }
  return Element(
    id: "log", fields: [Field("name", "\"Push\"")], children: [ChildList("exercises", entries)]
  ).restamped(stamp)
}

/// Three copies after random edits, some of which were exchanged on the way.
func randomCopies(_ random: inout Seeded, rules: MergeRules = .standard) throws -> [Element] {
  let common = commonDocument()
  var replicas = ["a", "b", "c"].map {
    Replica($0, common, now: 1000 + Int64(random.below(2000)))
  }
  for _ in 0..<random.below(10) + 2 {
    let place = random.below(3)
    if random.chance(15) {
      var merge = ElementMerge(DocumentKey(.workoutLogs, "log"), rules: rules)
      let other = replicas[random.below(3)].element
      guard let joined = merge.join(replicas[place].element, other, base: common) else { continue }
      replicas[place].element = joined
      replicas[place].seen.formUnion(other.seen)
      if let latest = replicas[place].element.latestStamp { replicas[place].clock.observe(latest) }
    } else {
      try replicas[place].edit(&random)
    }
  }
  return replicas.map(\.element)
}

extension ElementMerge {
  /// Whether three copies, joined in either order, come to the same standing elements, but for those with a value in
  /// the archive and those of which one value was written twice.
  mutating func joinInAnyOrder(_ copies: [Element]) -> Bool {
    let base = commonDocument()
    func both(_ left: Element?, _ right: Element?, _ merge: inout ElementMerge) -> Element? {
      guard let left, let right else { return left ?? right }
      return merge.join(left, right, base: base)
    }
    let left = both(both(copies[0], copies[1], &self), copies[2], &self)
    let right = both(copies[0], both(copies[1], copies[2], &self), &self)
    let difference = (left?.standingIds ?? []).symmetricDifference(right?.standingIds ?? [])
    let archived = Set(
      losses.map { loss in
        loss.path.indices.filter { $0 % 2 == 1 }.map { loss.path[$0] }.joined(separator: "/")
      })
    // An entry goes with the last of its sets.
    return difference.allSatisfy { path in
      archived.contains { $0 == path || $0.hasPrefix(path + "/") }
        || copies.writtenTwice(path)
    }
  }
}

extension [Element] {
  /// Whether two of the copies hold the element, or one within it, with the same value of a field written at two
  /// times: there is nothing to archive then, and what stands hangs on which of the writes was seen.
  fileprivate func writtenTwice(_ path: String) -> Bool {
    var written: [String: Set<String>] = [:]
    for copy in self {
      for (place, field, value, stamp) in copy.writes(at: "")
      where place == path || place.hasPrefix(path + "/") {
        written["\(place) \(field) \(value)", default: []].insert(stamp)
      }
    }
    return written.values.contains { $0.count > 1 }
  }
}

extension Element {
  /// Every write of a field within the element, cleared ones too: the path of its element, its name, its value and its
  /// stamp.
  fileprivate func writes(at path: String) -> [(String, String, String, String)] {
    children.flatMap(\.elements).flatMap { child in
      let place = path.isEmpty ? child.id : "\(path)/\(child.id)"
      let own = child.fields.map { field in
        (
          place, field.name, "\(field.json)",
          "\(String(describing: child.stamps.stamp(of: field.name)))"
        )
      }
      let cleared = child.stamps.fields.filter { child.field($0.key) == nil }
        .map { (place, $0.key, "nothing", "\(Optional($0.value) as Any)") }
      return own + cleared + child.writes(at: place)
    }
  }

  /// The paths of all that stands in the element.
  var standingIds: Set<String> {
    children.reduce(into: []) { paths, list in
      for child in list.elements {
        paths.insert(child.id)
        paths.formUnion(child.standingIds.map { "\(child.id)/\($0)" })
      }
    }
  }
}
