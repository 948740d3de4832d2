/// A key of a TOML table. Two keys are the same where their bytes are: TOML knows nothing of letters that can be
/// written in two ways.
package struct TOMLKey: Hashable, Comparable, ExpressibleByStringLiteral, Sendable {
  package let text: String

  package init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
  }

  package init(stringLiteral text: String) { self.init(text) }

  package static func == (left: TOMLKey, right: TOMLKey) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package static func < (left: TOMLKey, right: TOMLKey) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(text.utf8.count)
    text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// A value of a TOML file.
package enum TOMLContent: Equatable, Sendable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  /// A date, a time or both, which none of our files have.
  case moment(TOMLMoment)
  case array([TOMLContent])
  case table([TOMLKey: TOMLContent])

  /// An integer or a number.
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// What it is, for a sentence: `the text "lbs"`, `the number 3`.
  var words: String {
    switch self {
    case .string(let text): "the text \"\(text.shortened)\""
    case .integer(let value): "the number \(value)"
    case .number(let value): "the number \(value)"
    case .boolean(let value): "\(value)"
    case .moment: "a date or time"
    case .array: "a list"
    case .table: "a table"
    }
  }
}

extension String {
  /// The longest text that a sentence repeats, in characters.
  private static let longestQuote = 60

  /// The text, or its beginning where it is long.
  var shortened: String {
    let end = index(startIndex, offsetBy: Self.longestQuote, limitedBy: endIndex) ?? endIndex
    return end == endIndex ? self : self[..<end] + "…"
  }
}
