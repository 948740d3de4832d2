/// A row of the help: every key of an action, what it does, and why it can't be taken now.
public struct KeyHelp: Equatable, Sendable {
  public let group: String
  public let keys: String
  public let help: String
  public let disabledReason: String?
}

extension BindingTable {
  /// The rows of the help, group by group in the order they first appear; with a filter, those
  /// whose keys, sentence or group hold every word of it, capitals aside (a single character is
  /// looked for among the keys as it is).
  public func help(
    in state: State, matching filter: String = "", glyphs: Glyphs = .unicode
  ) -> [KeyHelp] {
    let rows = bindings.filter { $0.isPresent(state) }.map { binding in
      KeyHelp(
        group: binding.group, keys: binding.keyList(glyphs), help: binding.help,
        disabledReason: binding.disabledReason(state))
    }
    return grouped(rows).filter { $0.matches(filter) }
  }

  /// The table in Markdown, for the README: a heading and a table a group. All bindings, whatever
  /// the state.
  public func markdown() -> String {
    let rows = grouped(
      bindings.map {
        KeyHelp(group: $0.group, keys: $0.markdownKeys, help: $0.help, disabledReason: nil)
      })
    var text = ""
    var group: String?
    for row in rows {
      if row.group != group {
        text += (group == nil ? "" : "\n") + "| \(row.group) | |\n|---|---|\n"
        group = row.group
      }
      text += "| \(row.keys) | \(row.help) |\n"
    }
    return text
  }

  private func grouped(_ rows: [KeyHelp]) -> [KeyHelp] {
    var order: [String] = []
    for row in rows where !order.contains(row.group) { order.append(row.group) }
    return order.flatMap { group in rows.filter { $0.group == group } }
  }
}

extension KeyHelp {
  fileprivate func matches(_ filter: String) -> Bool {
    let words = filter.split(separator: " ")
    if words.count == 1, words[0].count == 1 {
      return keys.split(separator: " ").contains(words[0])
    }
    let text = "\(group) \(keys) \(help)".lowercased()
    return words.allSatisfy { text.contains($0.lowercased()) }
  }
}

extension Binding {
  fileprivate func keyList(_ glyphs: Glyphs) -> String {
    keys.map { $0.label(glyphs) }.joined(separator: "  ")
  }

  fileprivate var markdownKeys: String {
    keys.map { key in
      let name = key.description == "|" ? "\\|" : key.description
      return "`\(name)`"
    }.joined(separator: " ")
  }
}
