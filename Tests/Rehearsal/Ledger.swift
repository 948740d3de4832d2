package import Sync
package import Training
package import Wire

/// Every edit that was acknowledged, who made it, and what its maker had before its eyes.
package struct Ledger {
  package struct Place: Hashable {
    package var key: DocumentKey
    package var path: [String]

    package init(key: DocumentKey, path: [String]) {
      self.key = key
      self.path = path
    }
  }

  /// One edit of a field.
  package struct Entry {
    package var place: Place
    package var value: String?
    package var stamp: Stamp
    package var seen: Set<Stamp>
    /// Whether it said what stood there already: then there is nothing to lose.
    package var isRestated: Bool
    /// What stood there the last time its maker was in step; nil where it never was.
    package var base: String??
  }

  package struct Deletion {
    /// The path is empty for a whole document.
    package var place: Place
    package var stamp: Stamp
    package var seen: Set<Stamp>
  }

  package var entries: [Place: [Entry]] = [:]
  package var deletions: [DocumentKey: [Deletion]] = [:]
  /// What each device has before its eyes, and what the makers of that had before theirs.
  package var seen: [Set<Stamp>]
  private var knowledge: [Stamp: Set<Stamp>] = [:]
  /// What came to each device in a sync.
  private var synced: [Set<Stamp>]

  package init(devices: Int) {
    seen = Array(repeating: [], count: devices)
    synced = seen
  }

  package mutating func know(_ stamp: Stamp, _ device: Int) {
    seen[device].insert(stamp)
    knowledge[stamp] = seen[device]
  }

  package mutating func acknowledge(
    _ place: Place, _ value: String?, _ stamp: Stamp, _ device: Int, base: String?? = nil,
    isRestated: Bool = false
  ) {
    know(stamp, device)
    entries[place, default: []].append(
      Entry(
        place: place, value: value, stamp: stamp, seen: seen[device], isRestated: isRestated,
        base: base))
  }

  package mutating func acknowledgeDeletion(_ place: Place, _ stamp: Stamp, _ device: Int) {
    know(stamp, device)
    deletions[place.key, default: []].append(
      Deletion(place: place, stamp: stamp, seen: seen[device]))
  }

  /// Everything in a device's store is before its eyes, and after a sync what its makers had before theirs: a dump is
  /// whole, a file need not be. What a run decided by another strategy is an edit of the device as well.
  package mutating func noteSeen(
    _ stamps: Set<Stamp>, _ device: Int, name: String, isSynced: Bool = true
  ) {
    let new = stamps.subtracting(isSynced ? synced[device] : seen[device])
    if isSynced {
      for stamp in new { seen[device].formUnion(knowledge[stamp] ?? []) }
      synced[device].formUnion(new)
    } else {
      seen[device].formUnion(new.filter { knowledge[$0] != nil })
    }
    for stamp in new where stamp.device == name && knowledge[stamp] == nil { know(stamp, device) }
  }

  /// A device goes on with what another, or itself, had before its eyes by the time of an earlier ledger.
  package mutating func putBack(_ device: Int, as other: Int, of earlier: Ledger) {
    seen[device] = earlier.seen[other]
    synced[device] = earlier.synced[other]
  }

  // MARK: What has to hold

  /// An edit that is nowhere; nil where none is.
  package func firstLost(in documents: [DocumentKey: Element], archive: [Loss]) -> String? {
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
    // An edit that repeats the value before is not a conflict for the one that holds.
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
      // What has no value was said to have none by whoever wrote all of it.
      let stamp = element.stamp(at: inner) ?? element.part(at: inner.dropLast())?.stamps.element
      return stamp == edit.stamp || isSaidAgain(edit, by: element.field(at: inner), stamp)
    }
  }

  /// Whether a later edit says the same, as one by another strategy does.
  private func isSaidAgain(_ edit: Entry, by value: String?, _ stamp: Stamp?) -> Bool {
    value == edit.value && stamp.map { edit.stamp < $0 } ?? false
  }

  /// Something that was taken out and is there, though nothing was written to it that its remover had not
  /// seen; nil where nothing is.
  ///
  /// - Parameter wholly: Whether a later edit anywhere in the document brings it back, and not only one of the part.
  package func firstUnexplained(in documents: [DocumentKey: Element], wholly: Bool) -> String? {
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
