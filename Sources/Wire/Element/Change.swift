public import Training

/// One step from one state of an element to another.
///
/// A path alternates child lists and ids and ends in a field's name, or in an id where a child was added or
/// taken out: `exercises`, ENTRY, `sets`, SET, `weight`.
public struct Change: Hashable, Sendable {
  public var path: [String]
  /// The JSON of the field, or the whole child as ``Element/encoded()`` writes it; nil where there was none.
  public var old: String?
  public var new: String?
  /// Where a child is taken out: what the remover had seen. Nil stands for what is in the child.
  public var removal: Removal?
  /// Whether a child that is added was there before and comes back, with the stamps it had.
  public var isReturn: Bool

  public init(
    path: [String], old: String?, new: String?, removal: Removal? = nil, isReturn: Bool = false
  ) {
    self.path = path
    self.old = old
    self.new = new
    self.removal = removal
    self.isReturn = isReturn
  }

  /// The change that takes this one back. A child that was taken out comes back as it was.
  public var inverted: Change {
    Change(path: path, old: new, new: old, isReturn: concernsChild && new == nil)
  }

  /// Whether a child is taken out.
  public var isRemoval: Bool { concernsChild && new == nil }

  /// Whether a child is added or taken out, and not a field changed.
  public var concernsChild: Bool { path.count.isMultiple(of: 2) }

  /// A path as one text, `/` and `~` in its parts escaped as in a JSON Pointer (RFC 6901).
  public static func pathText(_ path: [String]) -> String {
    path.map { part in
      guard part.utf8.contains(where: { $0 == tilde || $0 == slash }) else { return part }
      return part.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
    }.joined(separator: "/")
  }

  /// The path that ``pathText(_:)`` wrote; an empty text is the path of the document itself.
  public static func path(_ text: String) -> [String] {
    if text.isEmpty { return [] }
    return text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.utf8.contains(tilde) else { return String(part) }
      var result = ""
      var isEscape = false
      for character in part {
        if isEscape {
          result += character == "1" ? "/" : "~"
        } else if character != "~" {
          result.append(character)
        }
        isEscape = !isEscape && character == "~"
      }
      return result
    }
  }

  private static let tilde = UInt8(ascii: "~")
  private static let slash = UInt8(ascii: "/")
}

extension Sequence<Change> {
  /// The changes that take these back, last one first.
  public var inverted: [Change] { reversed().map(\.inverted) }

  /// The changes as JSON: `[[path, old, new, flags, removal], …]`, `null` where there was or is no value.
  ///
  /// Flags and removal stand there where they are needed. A value that is JSON's own `null` is told apart by 1 for the
  /// old one and 2 for the new one; 4 stands for a child that comes back.
  public func encoded() -> String {
    JSONText.array(
      map { change in
        let flags =
          (change.old == "null" ? 1 : 0) + (change.new == "null" ? 2 : 0)
          + (change.isReturn ? 4 : 0)
        let removal = change.removal.map { RemovalText.json($0) }
        return JSONText.array(
          [
            JSONText.string(Change.pathText(change.path)), change.old ?? "null",
            change.new ?? "null",
          ]
            + (flags == 0 && removal == nil ? [] : [JSONText.integer(flags)])
            + [removal].compactMap(\.self))
      })
  }
}

extension Array<Change> {
  /// Reads what ``Swift/Sequence/encoded()`` wrote.
  public static func decode(_ text: String) throws(WireError) -> [Change] {
    let json = try JSONSlice(text)
    guard json.kind == .array else { throw .notJournal(problem: "it is not a list of changes") }
    var changes: [Change] = []
    for item in json.elements {
      let parts = Array<JSONSlice>(item.elements)
      let flags = parts.count == 3 ? 0 : (4...5).contains(parts.count) ? parts[3].int : nil
      let removal = parts.count == 5 ? try RemovalText.removal(parts[4]) : nil
      guard let flags, let path = parts[0].string, (removal != nil) == (parts.count == 5) else {
        throw .notJournal(problem: "\(item.raw) is not a change")
      }
      func value(_ part: JSONSlice, _ bit: Int) -> String? {
        part.isNull && flags & bit == 0 ? nil : part.raw
      }
      changes.append(
        Change(
          path: Change.path(path), old: value(parts[1], 1), new: value(parts[2], 2),
          removal: removal, isReturn: flags & 4 != 0))
    }
    return changes
  }
}
