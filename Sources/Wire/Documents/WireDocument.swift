public import Training

/// A document that is stored and synced: bytes ↔ ``Element`` ↔ typed value.
public protocol WireDocument: Sendable {
  var id: String { get }
  var stamps: Stamps { get set }
  /// That the document was removed before, and stands again.
  var removal: Removal? { get set }

  /// The generic form, without derived values.
  var element: Element { get }

  /// Reads the generic form. Throws ``WireError/unexpected(document:path:problem:)`` with the place of a field
  /// that holds another type of value than it must.
  init(element: Element) throws(WireError)

  /// The document as compact JSON on one line, derived values included.
  func json() -> String

  /// Reads what ``json()`` wrote, strictly; see ``LegacyReader`` for the documents of other programs.
  init(json: JSONSlice) throws(WireError)

  /// ``element``, with what is as it was in `former` taken from the former element.
  func element(after former: Former<Self>) -> Element

  /// ``init(element:)``, with what is as it was in the former element taken from the former document.
  init(element: Element, after former: Former<Self>) throws(WireError)

  /// ``json()`` of a document whose ``element`` is known; texts of parts are taken from `texts` and kept there.
  func json(of element: Element, _ texts: inout PartTexts) -> String
}

/// A document as it was before an edit, with its ``WireDocument/element``.
///
/// An edit changes little of a document: what it left alone need not be written, compared and read again.
public struct Former<Document: Sendable>: Sendable {
  public let document: Document
  public let element: Element

  public init(_ document: Document, _ element: Element) {
    self.document = document
    self.element = element
  }
}

/// The JSON of parts of a document as they were written last.
public struct PartTexts: Sendable {
  private var texts: [String: (element: Element, unit: String?, text: String)] = [:]

  public init() {}

  /// The text of a part: the one that was made last where the part is as it was.
  mutating func text(
    _ element: Element, unit: String?, _ make: (Element, String?) -> String
  ) -> String {
    if let last = texts[element.id], last.unit == unit, last.element == element { return last.text }
    let text = make(element, unit)
    texts[element.id] = (element, unit, text)
    return text
  }
}

extension WireDocument {
  public func element(after former: Former<Self>) -> Element { element }

  public init(element: Element, after former: Former<Self>) throws(WireError) {
    try self.init(element: element)
  }

  public func json(of element: Element, _ texts: inout PartTexts) -> String { json() }
}

extension WireDocument {
  /// Reads a whole JSON text. Throws ``WireError/malformed(_:line:column:)`` where it is none.
  public init(json bytes: [UInt8]) throws(WireError) { try self.init(json: JSONSlice(bytes)) }

  /// Reads a whole JSON text. Throws ``WireError/malformed(_:line:column:)`` where it is none.
  public init(json text: String) throws(WireError) { try self.init(json: JSONSlice(text)) }
}

extension Element {
  /// Of a document: without `lastUpdated` where a stamp says better when it was edited.
  var withoutDerivedDate: Element {
    guard field(Self.derivedDate) != nil, latestStamp != nil else { return self }
    var copy = self
    copy.set(Self.derivedDate, to: nil)
    return copy
  }

  static let derivedDate = "lastUpdated"
}

/// An object of the wire, taken apart: its id, its stamps, the members that hold other elements, and its fields.
struct WireObject {
  /// The member that says of a whole document that it was removed before.
  static let removal = "removedBefore"

  var id: String?
  var stamps = Stamps()
  var removal: Removal?
  var fields: [Field] = []
  var parts: [String: JSONSlice] = [:]

  /// - Parameters:
  ///   - parts: The members that are not fields.
  ///   - apart: Names that mean something else in the element, so that a member so called is an unknown field.
  init<Owner>(
    _ json: JSONSlice, _ table: FieldTable<Owner>, parts names: Set<String> = [],
    apart: Set<String> = [], at path: [String], _ reading: FieldReader
  ) throws(WireError) {
    guard json.kind == .object else {
      throw reading.unexpected(path, json, expected: "an object")
    }
    for member in try reading.members(of: json, at: path) {
      let name = member.name
      switch name {
      case "id" where !member.value.isNull:
        guard
          let text = member.value.string
            ?? (reading.isLenient ? member.value.int?.description : nil)
        else { throw reading.unexpected(path + ["id"], member.value, expected: "a text") }
        id = text.isEmpty ? nil : text
      case "id": continue
      case "stamp":
        guard let stamp = StampText.stamp(member.value) else {
          throw reading.unexpected(path + [name], member.value, expected: "a stamp")
        }
        stamps.element = stamp
      case "stamps": stamps.fields = try Self.stamps(member.value, at: path + [name], reading)
      case Self.removal where path.isEmpty && names.contains(name):
        guard let removal = try RemovalText.removal(member.value) else {
          throw reading.unexpected([name], member.value, expected: "a removal")
        }
        self.removal = removal
      case _ where names.contains(name): parts[name] = member.value
      default:
        var field = table.field(member)
        field.name = FieldName.ofUnknown(field.name, isKnown: apart.contains(name))
        fields.append(field)
      }
    }
  }

  /// The removals of children by id; none where the member is missing.
  func removals(_ name: String, at path: [String], _ reading: FieldReader) throws(WireError)
    -> [String: Removal]
  {
    guard let part = parts[name] else { return [:] }
    guard let removals = try RemovalText.removals(part) else {
      throw reading.unexpected(path + [name], part, expected: "an object of removals")
    }
    return removals
  }

  func field(_ name: String) throws(WireError) -> JSONSlice? {
    guard let field = fields.first(where: { $0.name == name }) else { return nil }
    let json = try JSONSlice(field.json)
    return json.isNull ? nil : json
  }

  private static func stamps(_ json: JSONSlice, at path: [String], _ reading: FieldReader)
    throws(WireError) -> [String: Stamp]
  {
    guard let stamps = try StampText.stamps(json) else {
      throw reading.unexpected(path, json, expected: "an object of stamps")
    }
    return stamps
  }
}

extension FieldReader {
  /// The members of an object, duplicate keys refused with the document's name.
  func members(of json: JSONSlice, at path: [String]) throws(WireError) -> [JSONMember] {
    do throws(WireError) {
      return try json.members()
    } catch {
      throw placed(error, at: path)
    }
  }
}

extension JSONObjectText {
  /// The id, the fields and what follows them.
  mutating func add(_ element: Element, except names: Set<String> = []) {
    for field in element.fields where !names.contains(field.name) {
      add(FieldName.onWire(field.name), field.json)
    }
  }

  /// The removal and the stamps of a whole document.
  mutating func add(endOf document: Element) {
    addDerivedDate(document)
    add(WireObject.removal, document.removal.map { RemovalText.json($0) })
    add(document.stamps)
  }

  mutating func add(_ stamps: Stamps) {
    add("stamp", StampText.json(stamps.element))
    add("stamps", StampText.json(stamps.fields))
  }

  /// `lastUpdated` as the instant of the latest stamp; nothing where there is none.
  private mutating func addDerivedDate(_ element: Element) {
    guard let stamp = element.latestStamp else { return }
    add(Element.derivedDate, "\"\(Instant(milliseconds: stamp.milliseconds).iso8601)\"")
  }
}
