import Rehearsal
import Sync
import Training
import Wire

extension Element {
  /// The paths of what was removed, alone or with what holds it, and stands again for what came to it.
  func upheld(at path: [String] = [], isRemoved: Bool = false) -> [[String]] {
    let isRemoved = isRemoved || path.isEmpty && removal != nil
    return (isRemoved && !children.isEmpty ? [path] : [])
      + children.flatMap { list in
        list.elements.flatMap { child in
          child.upheld(
            at: path + [list.name, child.id], isRemoved: isRemoved || list.removed[child.id] != nil)
        }
      }
  }

  /// Every field with a value, but for the place in its list and what is refreshed rather than edited.
  func values() -> [[String]: String] {
    Dictionary(
      uniqueKeysWithValues: allFields().filter { Self.isEdited($0.path.last) }
        .map { ($0.path, $0.json) })
  }

  /// When each field was written or cleared.
  func writes(at path: [String] = []) -> [(path: [String], stamp: Stamp)] {
    let names = Set(fields.map(\.name)).union(stamps.fields.keys).filter(Self.isEdited)
    let own = names.compactMap { name in
      (stamps.fields[name] ?? (field(name) == nil ? nil : stamps.element))
        .map { (path: path + [name], stamp: $0) }
    }
    return own
      + children.flatMap { list in
        list.elements.flatMap { $0.writes(at: path + [list.name, $0.id]) }
      }
  }

  private static func isEdited(_ name: String?) -> Bool {
    guard let name else { return false }
    return name != "position" && !name.hasPrefix("back.") && !unstampedFields.contains(name)
  }

  /// What an earlier state held and this one does not, by the paths of the outermost.
  func takenOut(of former: Element, at path: [String] = []) -> [(path: [String], removal: Removal)]
  {
    former.children.flatMap { list -> [(path: [String], removal: Removal)] in
      let present = children(list.name)
      let removed = children.first { $0.name == list.name }?.removed ?? [:]
      return list.elements.flatMap { child -> [(path: [String], removal: Removal)] in
        let place = path + [list.name, child.id]
        if let now = present.first(where: { $0.id == child.id }) {
          return now.takenOut(of: child, at: place)
        }
        return removed[child.id].map { [(place, $0)] } ?? []
      }
    }
  }

  /// Whether the element is there that a field's path names.
  func holds(_ path: [String]) -> Bool { descendant(at: path.dropLast()) != nil }
}

extension [DocumentKey: Element] {
  /// Whether all is the same, but for the order of what has one place.
  func isSame(as other: Self) -> Bool { difference(from: other).isEmpty }

  func difference(from other: Self) -> String {
    Set(keys).union(other.keys).sorted().compactMap { key in
      let (left, right) = (self[key], other[key])
      return left?.canonical == right?.canonical
        ? nil : "\(key.id): \(left?.encoded() ?? "none") and \(right?.encoded() ?? "none")"
    }.joined(separator: "; ")
  }
}
