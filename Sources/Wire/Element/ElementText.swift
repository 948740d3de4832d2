import Training

extension Element {
  /// The whole element as compact JSON: id, fields, stamps, children, in the order they stand.
  ///
  /// Keys: `i` id, `f` fields, `s` the element's stamp, `t` stamps of fields, `c` children, `r` their removals, `x` the
  /// element's own.
  public func encoded() -> String {
    var object = JSONObjectText()
    object.add("i", JSONText.string(id))
    object.add("f", JSONText.object(fields.map { (key: JSONText.key($0.name), json: $0.json) }))
    object.add("s", StampText.json(stamps.element))
    object.add("t", StampText.json(stamps.fields))
    let lists = children.map { list in
      (key: JSONText.key(list.name), json: JSONText.array(list.elements.map { $0.encoded() }))
    }
    if !lists.isEmpty { object.add("c", JSONText.object(lists)) }
    let removals = children.compactMap { list in
      RemovalText.json(list.removed).map { (key: JSONText.key(list.name), json: $0) }
    }
    if !removals.isEmpty { object.add("r", JSONText.object(removals)) }
    object.add("x", removal.map { RemovalText.json($0) })
    return object.text
  }

  /// Reads what ``encoded()`` wrote.
  public static func decode(_ text: String) throws(WireError) -> Element {
    try Element(encoded: JSONSlice(text))
  }

  private init(encoded json: JSONSlice) throws(WireError) {
    var element = Element(id: "")
    var removals: [JSONMember] = []
    guard json.kind == .object else { throw Self.notElement(json) }
    for member in try json.members() {
      switch member.key {
      case "i": element.id = try Self.required(member.value.string, in: json)
      case "f":
        for field in try member.value.members() {
          element.fields.append(Field(field.name, field.value.raw))
        }
      case "s": element.stamps.element = try Self.required(StampText.stamp(member.value), in: json)
      case "t": element.stamps.fields = try Self.required(StampText.stamps(member.value), in: json)
      case "c":
        for list in try member.value.members() {
          var children: [Element] = []
          for child in list.value.elements { children.append(try Element(encoded: child)) }
          element.children.append(ChildList(list.name, children))
        }
      case "r": removals = try member.value.members()
      case "x": element.removal = try Self.required(RemovalText.removal(member.value), in: json)
      default: throw Self.notElement(json)
      }
    }
    for list in removals {
      let index = element.index(ofList: list.name)
      element.children[index].removed = try Self.required(
        RemovalText.removals(list.value), in: json)
    }
    self = element
  }

  private static func required<Value>(_ value: Value?, in json: JSONSlice) throws(WireError)
    -> Value
  {
    guard let value else { throw notElement(json) }
    return value
  }

  private static func notElement(_ json: JSONSlice) -> WireError {
    .notJournal(problem: "\(json.raw.prefix(80)) is not an element")
  }
}

/// Stamps as JSON.
enum StampText {
  static func json(_ stamp: Stamp?) -> String? { stamp.map { "\"\($0.text)\"" } }

  /// Stamps by name or id, in the order of the names; nil where there are none.
  static func json(_ stamps: [String: Stamp]) -> String? {
    guard !stamps.isEmpty else { return nil }
    return JSONText.object(
      stamps.sorted { $0.key < $1.key }.map {
        (key: JSONText.key($0.key), json: "\"\($0.value.text)\"")
      })
  }

  static func stamp(_ json: JSONSlice) -> Stamp? { json.string.flatMap { Stamp(text: $0) } }

  /// Nil where the value is not an object of stamps.
  static func stamps(_ json: JSONSlice) throws(WireError) -> [String: Stamp]? {
    guard json.kind == .object else { return nil }
    var stamps: [String: Stamp] = [:]
    for member in try json.members() {
      guard let stamp = stamp(member.value) else { return nil }
      stamps[member.name] = stamp
    }
    return stamps
  }
}
