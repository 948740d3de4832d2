/// Where the athlete's files are, after the XDG Base Directory Specification 0.8. A pure function
/// of the environment; nothing is created.
public struct Directories: Equatable, Sendable {
  /// The store and its backups.
  public let data: String
  /// `config.toml` and `themes/`.
  public let config: String
  /// Logs.
  public let state: String

  /// The folders that an environment names; a relative path in one of its variables is ignored,
  /// as the specification asks.
  public init(environment: [String: String]) throws(SettingsError) {
    data = try Self.folder("XDG_DATA_HOME", or: ".local/share", environment)
    config = try Self.folder("XDG_CONFIG_HOME", or: ".config", environment)
    state = try Self.folder("XDG_STATE_HOME", or: ".local/state", environment)
  }

  public var configFile: String { config + "/config.toml" }
  public var themes: String { config + "/themes" }
  /// What standard error goes to while the screen is up.
  public var errorLog: String { state + "/errors.log" }

  private static func folder(
    _ variable: String, or standard: String, _ environment: [String: String]
  ) throws(SettingsError) -> String {
    if let named = environment[variable], named.hasPrefix("/") { return joined(named, "tonnage") }
    guard let home = environment["HOME"], home.hasPrefix("/") else { throw .noHome }
    return joined(home, standard + "/tonnage")
  }

  private static func joined(_ folder: String, _ rest: String) -> String {
    folder.hasSuffix("/") ? folder + rest : folder + "/" + rest
  }
}
