import GRDB
import Training
import Wire

extension Transaction {
  /// Takes back what a step did, newest row first, as far as nothing else has changed there since; an exercise that
  /// something uses stays, so exercises come last.
  ///
  /// - Parameter wholly: Whether a document that the step brought is taken back whole or not at all, as those of
  ///   imports and merges are.
  /// - Returns: What stays, each with the reason.
  func reverse(_ rows: [JournalRow], wholly: Bool) throws -> [PartlyUndone.Kept] {
    let isExercise = { (row: JournalRow) in row.collection == .exercises }
    let inTurn =
      rows.reversed().filter { !isExercise($0) } + rows.reversed().filter { isExercise($0) }
    return try inTurn.flatMap { row -> [PartlyUndone.Kept] in
      let reasons = try reverse(row, row.collection.kind, wholly: wholly)
      let document = DocumentReference(collection: row.collection, id: row.id)
      return reasons.map { PartlyUndone.Kept(document: document, why: $0) }
    }
  }

  private func reverse<Document: DocumentKind>(
    _ row: JournalRow, _ type: Document.Type, wholly: Bool
  ) throws -> [PartlyUndone.Reason] {
    switch row.kind {
    case .create, .again, .back: return try takeOut(row, type, wholly: wholly)
    case .delete: return try bringBack(row, type)
    case .change:
      // A decision changes no document.
      guard let changes = row.changes, !changes.isEmpty else { return [] }
      return try take(back: changes, row, type)
    case .merge: return try mergeBack(row, type, wholly: wholly)
    }
  }

  /// Takes out what a row added: of the document what it said then, and nothing that came to it since.
  private func takeOut<Document: DocumentKind>(
    _ row: JournalRow, _ type: Document.Type, wholly: Bool
  ) throws -> [PartlyUndone.Reason] {
    guard let present = try reader.present(type, row.id) else {
      return [.gone(row.collection.noun)]
    }
    if row.collection == .exercises, try reader.isUsed(exercise: row.id, since: row.step) {
      return [.used]
    }
    guard
      let added = try Replay(database: database).state(type, row.id, before: row.row + 1)?.element
    else { return [.gone(row.collection.noun)] }
    let addition = Addition(of: added, in: present.element)
    if addition.isWhole {
      let former = present.element.removal?.why
      try delete(type, row.id, step.origin == .redo ? former ?? reason : reason)
      return []
    }
    if wholly || addition.paths.isEmpty { return [.changed(row.collection.noun)] }
    let removals = addition.paths.map { path in
      Change(path: path, old: present.element.part(at: path[...])?.encoded(), new: nil)
    }
    _ = try apply(removals, to: present, derivedFrom: present.document)
    return [.rest(row.collection.noun)]
  }

  /// Brings a deleted document back, or what of it has not come back since.
  private func bringBack<Document: DocumentKind>(_ row: JournalRow, _ type: Document.Type) throws
    -> [PartlyUndone.Reason]
  {
    let replay = Replay(database: database)
    guard let wanted = try replay.state(type, row.id, before: row.row), wanted.exists else {
      return []
    }
    if let present = try reader.present(type, row.id) {
      let missing = present.element.changes(to: wanted.element)
        .filter { $0.concernsChild && $0.old == nil }.map(\.returning)
      if missing.isEmpty { return [.back(row.collection.noun)] }
      _ = try apply(missing, to: present, derivedFrom: present.document)
      return []
    }
    guard let former = try replay.state(type, row.id)?.element else {
      return [.gone(row.collection.noun)]
    }
    try bringBack(wanted.element, deletedAs: former, type)
    return []
  }

  /// Back to what the document was before a merge, by an edit of this device.
  private func mergeBack<Document: DocumentKind>(
    _ row: JournalRow, _ type: Document.Type, wholly: Bool
  ) throws -> [PartlyUndone.Reason] {
    let replay = Replay(database: database)
    guard let merged = row.merged,
      let former = try replay.state(type, row.id, before: row.row)
    else { return [.gone(row.collection.noun)] }
    guard former.exists else { return try takeOut(row, type, wholly: wholly) }
    return try take(back: former.element.changes(to: merged).filter { !$0.isRefresh }, row, type)
  }

  /// Takes changes back one by one, the last one first. What has changed since is left, and the others go on.
  private func take<Document: DocumentKind>(
    back changes: [Change], _ row: JournalRow, _ type: Document.Type
  ) throws -> [PartlyUndone.Reason] {
    guard let present = try reader.present(type, row.id) else {
      return [.gone(row.collection.noun)]
    }
    var element = present.element
    var (taken, reasons): ([Change], [PartlyUndone.Reason]) = ([], [])
    for change in changes.inverted {
      switch Self.inverse(change, in: element) {
      case .left(let reason): reasons.append(reason)
      case .taken(let changes, let rest):
        for change in changes {
          let knowing = try knowing(change, element)
          element = try element.applying([knowing], stamp: stamp)
          taken.append(knowing)
        }
        if let rest { reasons.append(rest) }
      }
    }
    if element.stamps.fields[Element.backMark(of: stamp)] == stamp, present.element.removal != nil,
      taken.allSatisfy(\.isRemoval)
    {
      // It had been removed before, and stood only with what is taken back.
      try delete(type, row.id, reason)
    } else if !taken.isEmpty {
      _ = try apply(taken, to: present, derivedFrom: present.document)
    }
    return reasons
  }

  private enum Inverse {
    case left(PartlyUndone.Reason)
    /// What takes it back, and what stays of it.
    case taken([Change], PartlyUndone.Reason?)
  }

  /// What takes a change back where the document is as it is now.
  private static func inverse(_ change: Change, in element: Element) -> Inverse {
    let path = change.path[...]
    guard let parent = element.part(at: change.concernsChild ? path.dropLast(2) : path.dropLast())
    else { return .left(.gone("it")) }
    guard change.concernsChild else {
      let name = path.last ?? ""
      return parent.holds(change.old, in: name) ? .taken([change], nil) : .left(.field(name))
    }
    let present = element.part(at: path)
    guard change.isRemoval else {
      return present == nil ? .taken([change], nil) : .left(.back("it"))
    }
    guard let present, let old = change.old, let added = try? Element.decode(old) else {
      return .left(.gone("it"))
    }
    let addition = Addition(of: added, in: present)
    let removals = addition.paths.map { inner in
      Change(
        path: change.path + inner, old: present.part(at: inner[...])?.encoded(), new: nil)
    }
    if removals.isEmpty { return .left(.changed("it")) }
    return .taken(removals, addition.isWhole ? nil : .rest("it"))
  }
}

/// What a step added, as far as it is still what it was: the outermost parts that can go, and nothing else with them.
struct Addition {
  /// Paths from the element on; the empty one for all of it.
  private(set) var paths: [[String]] = []
  var isWhole: Bool { paths == [[]] }

  /// - Parameters:
  ///   - added: The element as the step added it.
  ///   - present: The element as it is.
  init(of added: Element, in present: Element) {
    var isWhole = added.hasSameFields(as: present)
    for list in present.children {
      let known = Dictionary(added.children(list.name).map { ($0.id, $0) }) { first, _ in first }
      for child in list.elements {
        let inner = known[child.id].map { Addition(of: $0, in: child).paths } ?? []
        if inner != [[]] { isWhole = false }
        paths += inner.map { [list.name, child.id] + $0 }
      }
    }
    if isWhole { paths = [[]] }
  }
}

extension Element {
  /// Whether the fields say the same, apart from what the athlete did not edit: refreshed metadata, its position,
  /// and which exercise a name of an import stands for.
  fileprivate func hasSameFields(as other: Element) -> Bool {
    let own = Element(id: id, fields: fields)
    return own.changes(to: Element(id: id, fields: other.fields)).allSatisfy {
      $0.isRefresh || $0.path == ["exerciseId"] || $0.path == ["position"]
    }
  }
}

extension Change {
  /// Whether it brings embedded metadata up to date, which is not an edit.
  var isRefresh: Bool {
    !concernsChild && path.last.map(Element.unstampedFields.contains) ?? false
  }

  /// The same child as one that was there before.
  fileprivate var returning: Change {
    var change = self
    change.isReturn = true
    return change
  }
}
