/// When to draw in colour: `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
  case auto
  case always
  case never
}

/// What a terminal can do, worked out from the environment and from what is probed: pure, so that
/// it can be tested without one.
public struct Capabilities: Equatable, Sendable {
  public let colorDepth: ColorDepth
  public let glyphs: Glyphs

  /// The locales tried in turn when the environment's own has no UTF-8.
  private static let fallbackLocales = ["C.UTF-8", "en_US.UTF-8"]

  /// The signs to draw with: Unicode if the environment's locale, or one of two others that are
  /// often there, is one of UTF-8. `accepts` sets a locale ("" for the environment's) and says
  /// whether it is.
  public static func glyphs(trying accepts: (String) -> Bool) -> Glyphs {
    for locale in [""] + fallbackLocales where accepts(locale) { return .unicode }
    return .ascii
  }

  /// Whether colours are wanted at all (https://no-color.org: set and not empty).
  public static func wantsColor(environment: [String: String], choice: ColorChoice) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto: return environment["NO_COLOR", default: ""].isEmpty
    }
  }

  /// The terminal descriptions to try in turn: with `COLORTERM` the terminal's family in direct
  /// colour (`tmux-direct` for `tmux-256color`), then `TERM` itself. `TERM` stays as it is for
  /// programs started from here.
  public static func descriptions(
    environment: [String: String], choice: ColorChoice
  ) -> [String] {
    let name = environment["TERM", default: ""]
    let direct = ["truecolor", "24bit"].contains(environment["COLORTERM", default: ""])
    guard direct, wantsColor(environment: environment, choice: choice),
      name.contains(where: \.isLetter)
    else { return [name] }
    let family = name.split(separator: "-").first.map(String.init) ?? name
    return family == "dumb" || family == "linux" ? [name] : ["\(family)-direct", name]
  }

  /// The colours to use, from how many the terminal description has.
  public static func colorDepth(
    environment: [String: String], choice: ColorChoice, colors: Int, isDirect: Bool
  ) -> ColorDepth {
    guard wantsColor(environment: environment, choice: choice) else { return .none }
    if isDirect, colors > 256 { return .direct }
    switch colors {
    case 256...: return .indexed256
    case 16...: return .sixteen
    case 8...: return .eight
    default: return .none
    }
  }
}
