@testable import Settings

extension TOMLContent {
  /// The value as the cases write it: keys in the order of their bytes, without quotes.
  var text: String {
    switch self {
    case .string(let text): "'\(text)'"
    case .integer(let value): "\(value)"
    case .number(let value): value.isNaN ? "nan" : "\(value)"
    case .boolean(let value): "\(value)"
    case .moment(let moment): moment.text
    case .array(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .table(let table): Self.text(table)
    }
  }

  static func text(_ table: [TOMLKey: TOMLContent]) -> String {
    let parts = table.sorted { $0.key < $1.key }.map { "\($0.key.text): \($0.value.text)" }
    return "{" + parts.joined(separator: ", ") + "}"
  }
}

extension TOMLMoment {
  var text: String {
    let date = day.map {
      "\(Self.padded($0.year, 4))-\(Self.padded($0.month))-\(Self.padded($0.day))"
    }
    let clock = time.map {
      [$0.hour, $0.minute, $0.second].map { Self.padded($0) }.joined(separator: ":")
        + ($0.fraction.isEmpty ? "" : "." + $0.fraction)
    }
    let zone = offset.map {
      "\($0 < 0 ? "-" : "+")\(Self.padded(abs($0) / 60)):\(Self.padded(abs($0) % 60))"
    }
    return [date, clock].compactMap { $0 }.joined(separator: "T") + (zone ?? "")
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
