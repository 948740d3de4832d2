import Sync
import Training
import Wire

/// Every edit that was acknowledged, who made it, and what its maker had before its eyes.
struct Ledger {
  struct Place: Hashable {
    var key: DocumentKey
    var path: [String]
  }

  /// One edit of a field.
  struct Entry {
    var place: Place
    var value: String?
    var stamp: Stamp
    var seen: Set<Stamp>
    /// Whether it said what stood there already: then there is nothing to lose.
    var isRestated: Bool
    /// What stood there the last time its maker was in step; nil where it never was.
    var base: String??
  }

  struct Deletion {
    /// The path is empty for a whole document.
    var place: Place
    var stamp: Stamp
    var seen: Set<Stamp>
  }

  var entries: [Place: [Entry]] = [:]
  var deletions: [DocumentKey: [Deletion]] = [:]
  /// What each device has before its eyes, and what the makers of that had before theirs.
  var seen: [Set<Stamp>]
  private var knowledge: [Stamp: Set<Stamp>] = [:]

  init(devices: Int) { seen = Array(repeating: [], count: devices) }

  mutating func know(_ stamp: Stamp, _ device: Int) {
    seen[device].insert(stamp)
    knowledge[stamp] = seen[device]
  }

  mutating func acknowledge(
    _ place: Place, _ value: String?, _ stamp: Stamp, _ device: Int, base: String?? = nil,
    isRestated: Bool = false
  ) {
    know(stamp, device)
    entries[place, default: []].append(
      Entry(
        place: place, value: value, stamp: stamp, seen: seen[device], isRestated: isRestated,
        base: base))
  }

  mutating func acknowledgeDeletion(_ place: Place, _ stamp: Stamp, _ device: Int) {
    know(stamp, device)
    deletions[place.key, default: []].append(
      Deletion(place: place, stamp: stamp, seen: seen[device]))
  }

  /// Everything in a device's store is before its eyes, and what its makers had before theirs. What a run decided by
  /// another strategy is an edit of the device as well.
  mutating func noteSeen(_ stamps: Set<Stamp>, _ device: Int, name: String) {
    let new = stamps.subtracting(seen[device])
    for stamp in new { seen[device].formUnion(knowledge[stamp] ?? []) }
    for stamp in new where stamp.device == name && knowledge[stamp] == nil { know(stamp, device) }
  }

  // MARK: What has to hold

  /// An edit that is nowhere; nil where none is.
  func firstLost(in documents: [DocumentKey: Element], archive: [Loss]) -> String? {
    let archive = Dictionary(grouping: archive, by: \.key)
    for (place, edits) in entries.sorted(by: { $0.key.key < $1.key.key }) {
      let document = documents[place.key]
      let losses = (archive[place.key] ?? []).filter { place.path.starts(with: $0.path) }
      let kept = edits.filter { isKept($0, in: document, losses) }
      for edit in edits where !edit.isRestated {
        // Two who wrote the same have lost nothing where one of them is accounted for.
        if kept.contains(where: { $0.value == edit.value }) { continue }
        return "lost: \(place.key.id) \(place.path.joined(separator: "/")) = "
          + "\(edit.value ?? "nothing") of \(edit.stamp.text); \(story(of: edit, document, losses))"
      }
    }
    return nil
  }

  /// Whether an edit is in the document, was overwritten by someone who had seen it, or is in the archive.
  private func isKept(_ edit: Entry, in document: Element?, _ losses: [Loss]) -> Bool {
    let path = edit.place.path
    if let document {
      if document.stamp(at: path[...]) == edit.stamp { return true }
      // Whoever says what stands there has lost nothing.
      if document.descendant(at: path.dropLast()) != nil,
        document.field(at: path[...]) == edit.value
      {
        return true
      }
    }
    // Whoever says what stood there before is no conflict for the one that holds.
    let holds = document?.stamp(at: path[...]).flatMap { stamp in
      entries[edit.place]?.first { $0.stamp == stamp }
    }
    if let base = holds?.base, base == edit.value { return true }
    // What was cleared in something that is gone is as gone as it was to be.
    if edit.value == nil, document?.descendant(at: path.dropLast()) == nil { return true }
    let isOverwritten = entries[edit.place, default: []].contains {
      $0.stamp > edit.stamp && $0.seen.contains(edit.stamp)
    }
    if isOverwritten { return true }
    let isDeleted = deletions[edit.place.key, default: []].contains {
      path.starts(with: $0.place.path) && $0.seen.contains(edit.stamp)
    }
    if isDeleted { return true }
    return losses.contains { loss in
      if loss.path == path, loss.reason == .field {
        return loss.lostStamp == edit.stamp || isSaidAgain(edit, by: loss.lost, loss.lostStamp)
      }
      guard let text = loss.lost, let element = try? Element.decode(text) else { return false }
      let inner = path.dropFirst(loss.path.count)
      let stamp = element.stamp(at: inner)
      return stamp == edit.stamp || isSaidAgain(edit, by: element.field(at: inner), stamp)
    }
  }

  /// Whether a later edit says the same, as one by another strategy does.
  private func isSaidAgain(_ edit: Entry, by value: String?, _ stamp: Stamp?) -> Bool {
    value == edit.value && stamp.map { edit.stamp < $0 } ?? false
  }

  /// Something that was taken out and is there, though nothing was written to it that whoever took it out had not
  /// seen; nil where nothing is.
  ///
  /// - Parameter wholly: Whether a later edit anywhere in the document brings it back, and not only one of the part.
  func firstUnexplained(in documents: [DocumentKey: Element], wholly: Bool) -> String? {
    for (key, deletions) in deletions.sorted(by: { $0.key < $1.key }) {
      guard let document = documents[key] else { continue }
      for deletion in deletions {
        let path = deletion.place.path
        guard let part = document.part(at: path[...]) else { continue }
        let isLater = document.latestStamp.map { $0 > deletion.stamp } ?? false
        if part.contentStamps.isSubset(of: deletion.seen), !(wholly && isLater) {
          return
            "\(key.id) \(path.joined(separator: "/")) was taken out at \(deletion.stamp.text) by one who "
            + "had seen all of it, and is there: \(part.encoded())"
        }
      }
    }
    return nil
  }

  /// All that is known of the field an edit was lost of.
  private func story(of edit: Entry, _ document: Element?, _ losses: [Loss]) -> String {
    let path = edit.place.path
    let stamp = document.map { $0.stamp(at: path[...])?.text ?? "none" } ?? "no document"
    let edits = entries[edit.place, default: []].map {
      "\($0.value ?? "nothing") of \($0.stamp.text) knowing it: \($0.seen.contains(edit.stamp))"
    }
    let gone = deletions[edit.place.key, default: []].filter { path.starts(with: $0.place.path) }
      .map { "\($0.place.path) of \($0.stamp.text) knowing it: \($0.seen.contains(edit.stamp))" }
    let lost = losses.map {
      "\($0.reason) \($0.path) \($0.lost ?? "nothing") of \($0.lostStamp?.text ?? "none")"
    }
    return "now of \(stamp); edits \(edits); taken out \(gone); archived \(lost)"
  }
}

extension Element {
  /// Every stamp of every field, set and entry, removals included.
  var allStamps: Set<Stamp> {
    var stamps = Set(self.stamps.fields.values)
    if let stamp = self.stamps.element { stamps.insert(stamp) }
    if let removal { stamps.insert(removal.at) }
    for list in children {
      stamps.formUnion(list.removed.values.map(\.at))
      for child in list.elements { stamps.formUnion(child.allStamps) }
    }
    return stamps
  }

  /// The stamps of what was written to the element and to what it holds: not of moves, nor of removals.
  var contentStamps: Set<Stamp> {
    var stamps: Set<Stamp> = []
    var hasContent = false
    for name in Set(fields.map(\.name)).union(self.stamps.fields.keys)
    where name != "position" && !Self.unstampedFields.contains(name) {
      hasContent = true
      let stamp = self.stamps.fields[name] ?? (field(name) == nil ? nil : self.stamps.element)
      if let stamp { stamps.insert(stamp) }
    }
    if !hasContent, let stamp = self.stamps.element { stamps.insert(stamp) }
    for child in children.flatMap(\.elements) { stamps.formUnion(child.contentStamps) }
    return stamps
  }

  /// The element at a path that ends in an id.
  func descendant(at path: ArraySlice<String>) -> Element? { part(at: path) }

  private func child(at path: ArraySlice<String>) -> Element? {
    guard path.count > 1 else { return self }
    let id = path[path.startIndex + 1]
    return children(path[path.startIndex]).first { $0.id == id }?.child(at: path.dropFirst(2))
  }

  func field(at path: ArraySlice<String>) -> String? {
    path.last.flatMap { child(at: path)?.field($0) }
  }

  /// When the field at a path was written or cleared last.
  func stamp(at path: ArraySlice<String>) -> Stamp? {
    guard let name = path.last, let element = child(at: path) else { return nil }
    return element.stamps.fields[name]
      ?? (element.field(name) == nil ? nil : element.stamps.element)
  }

  /// Every field with a value, by its path.
  func allFields(at path: [String] = []) -> [(path: [String], json: String)] {
    fields.map { (path + [$0.name], $0.json) }
      + children.flatMap { list in
        list.elements.flatMap { $0.allFields(at: path + [list.name, $0.id]) }
      }
  }
}
