extension SetEntry {
  /// The set as it can be typed: what ``parse(_:unit:)`` reads as the same set.
  public var text: String {
    let mark =
      switch kind {
      case .warmUp: "w"
      case .drop: "d"
      case .failure: "f"
      case .working, nil: ""
      }
    var parts: [String] = []
    if let distance { parts.append(digits(distance) + (distanceUnit ?? .meters).rawValue) }
    if let seconds { parts.append(Self.time(seconds)) }
    let work = reps.map { "x\($0)" } ?? (parts.isEmpty || weight == nil ? "" : "x")
    let load = weight.map { digits($0) + (unit?.rawValue ?? "") } ?? ""
    let times = count == 1 ? "" : "x\(count)"
    let effort = rpe.map { "@" + digits($0) } ?? ""
    return mark + load + work + parts.joined(separator: " ") + times + effort
  }

  /// In the smallest unit whose number can be read.
  private static func time(_ seconds: Double) -> String {
    for (unit, length) in [("s", 1.0), ("min", 60)]
    where seconds / length <= EntryScanner.largestReadable {
      return digits(seconds / length) + unit
    }
    return digits(seconds / 3600) + "h"
  }
}

/// A number in plain digits, however small it is.
private func digits(_ value: Double) -> String {
  let text = plain(value)
  guard let exponent = text.firstIndex(of: "e"), let power = Int(text[exponent...].dropFirst()),
    power < 0
  else { return text }
  let sign = text.hasPrefix("-") ? "-" : ""
  let mantissa = text[..<exponent].filter(\.isNumber)
  return sign + "0." + String(repeating: "0", count: -power - 1) + mantissa
}
