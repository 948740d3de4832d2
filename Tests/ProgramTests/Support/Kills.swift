import Foundation

/// How often the tests of kills kill the program.
enum Kills {
  /// 25 times, or as `TONNAGE_KILLS` says.
  static let count = ProcessInfo.processInfo.environment["TONNAGE_KILLS"].flatMap { Int($0) } ?? 25
}
