public import Terminal
public import Training

/// Health in words, for the screen and for the command.
public struct HealthText: Sendable {
  let now: Instant
  let glyphs: Glyphs

  public init(now: Instant, glyphs: Glyphs = .unicode) {
    self.now = now
    self.glyphs = glyphs
  }

  /// What is wrong, or else as many as fit of the figures that matter most: one line.
  public func headline(_ component: HealthPage.Component, width: Int = .max) -> String {
    let findings = component.findings.map(\.words)
    if !findings.isEmpty { return findings.joined(separator: " \(glyphs.dot) ") }
    if component.error != nil { return "could not be looked at" }
    var facts = component.facts.filter(\.isHeadline).map(short)
    var line: String { facts.joined(separator: " \(glyphs.dot) ") }
    while line.displayWidth > width, facts.count > 1 { facts.removeLast() }
    return line
  }

  /// `writes 0.6 ms`, `100 % from embedded copies`.
  private func short(_ fact: HealthPage.Fact) -> String {
    if case .text(let text) = fact.figure { return text }
    if case .count(let count) = fact.figure {
      return "\(figure(fact.figure)) \(count == 1 ? fact.name.singular : fact.name)"
    }
    return if case .atLeast = fact.limit {
      "\(figure(fact.figure)) \(fact.name)"
    } else {
      "\(fact.name) \(figure(fact.figure))"
    }
  }

  public func figure(_ figure: HealthPage.Figure) -> String {
    switch figure {
    case .milliseconds(let value): milliseconds(value)
    case .bytes(let bytes): Self.bytes(bytes)
    case .percent(let value): "\(NumberText.decimal(value, places: 2)) %"
    case .count(let count): NumberText.grouped(Double(count))
    case .perMinute(let value): "\(NumberText.grouped(value.rounded())) a minute"
    case .at(let instant): ago(instant)
    case .share(let share, let level):
      "\(level.rawValue), \(NumberText.grouped((share * 100).rounded())) %"
    case .times(let median, let p99, _): "\(milliseconds(median)) (p99 \(milliseconds(p99)))"
    case .text(let text): text
    }
  }

  /// What a value is judged by, as it stands after it; nil where it is only shown.
  public func limit(_ fact: HealthPage.Fact) -> String? {
    switch fact.limit {
    case .atMost(.share): "of what is allowed"
    case .atMost(let limit): "at most \(figure(limit))"
    case .atLeast(let limit): "at least \(figure(limit))"
    case nil: nil
    }
  }

  private func milliseconds(_ value: Double) -> String {
    switch value {
    case ..<10: "\(NumberText.decimal(value, places: 1)) ms"
    case ..<10_000: "\(NumberText.grouped(value.rounded())) ms"
    default: "\(NumberText.grouped((value / 1000).rounded())) s"
    }
  }

  /// Bytes in the largest unit of which there is one: `61 KB`, `1.4 GB`.
  private static func bytes(_ bytes: Int) -> String {
    var value = Double(bytes)
    var unit = "bytes"
    for next in ["KB", "MB", "GB", "TB"] where value >= 1024 {
      value /= 1024
      unit = next
    }
    return "\(NumberText.decimal(value, places: value < 10 && unit != "bytes" ? 1 : 0)) \(unit)"
  }

  private func ago(_ instant: Instant) -> String {
    let seconds = now.seconds(since: instant)
    return switch seconds {
    // Before a clock was put back.
    case ..<0: instant.iso8601.prefix(16).replacing("T", with: " ") + " UTC"
    case ..<60: "just now"
    case ..<3600: "\(Int(seconds) / 60) min ago"
    case ..<172_800: "\(Int(seconds) / 3600) h ago"
    default: "\(Int(min(seconds, 1e12)) / 86_400) days ago"
    }
  }
}

extension String {
  /// One of what a plural with an s names.
  fileprivate var singular: String { hasSuffix("s") ? String(dropLast()) : self }
}
