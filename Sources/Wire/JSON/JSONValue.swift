/// A JSON value in parts: what commands answer, and what upkeep notes. Documents are read without it.
public indirect enum JSONValue: Sendable {
  case null
  case text(String)
  case number(Double)
  case integer(Int)
  case flag(Bool)
  case list([JSONValue])
  case object([(String, JSONValue)])
  /// A document that is JSON already.
  case raw(String)

  public var json: String {
    switch self {
    case .null: "null"
    case .text(let text): JSONText.string(text)
    case .number(let number): JSONText.number(number)
    case .integer(let integer): JSONText.integer(integer)
    case .flag(let flag): JSONText.bool(flag)
    case .list(let values): JSONText.array(values.map(\.json))
    case .object(let members): JSONText.object(members.map { (key: $0.0, json: $0.1.json) })
    case .raw(let json): json
    }
  }
}
