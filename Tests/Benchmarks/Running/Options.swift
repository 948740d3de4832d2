import Foundation

/// What was asked for on the command line.
struct Options {
  /// The program that is measured; nil for the one beside this one.
  var tonnage: String?
  /// Where the histories are kept, to be found again by the next run.
  var folder = FileManager.default.temporaryDirectory.path + "/tonnage-benchmarks"
  /// Whether existing histories are made again.
  var fresh = false
  var json = false
  var wantsHelp = false
  /// How often what is quick is measured: the number of rounds is a multiple of this.
  var rounds = 5
  /// The one figure to measure; nil for all.
  var only: String?

  static let help = """
    benchmarks [--tonnage PATH] [--only NAME] [--rounds N] [--folder PATH] [--fresh] [--json]

    Measures each figure as a ratio to a reference measured in the same run.

      --tonnage PATH  the program to measure: the static release build that .ci/release makes
      --only NAME     one of: \(Bench.names.joined(separator: ", "))
      --rounds N      5 as a rule; more for steadier figures
      --folder PATH   where the histories are kept; one that is there is used again
      --fresh         makes the histories again
      --json          prints JSON
    """

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--tonnage": tonnage = try Self.value(of: argument, &rest)
      case "--folder": folder = try Self.value(of: argument, &rest)
      case "--only": only = try Self.figure(Self.value(of: argument, &rest))
      case "--rounds": rounds = try Self.count(Self.value(of: argument, &rest))
      case "--fresh": fresh = true
      case "--json": json = true
      case "--help", "-h": wantsHelp = true
      default: throw Mistake("“\(argument)” is not understood. --help lists what is.")
      }
    }
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let value = rest.popFirst() else { throw Mistake("\(option) takes a value.") }
    return value
  }

  private static func count(_ text: String) throws -> Int {
    guard let count = Int(text), (1...1000).contains(count) else {
      throw Mistake("“\(text)” is not a number of rounds from 1 to 1000.")
    }
    return count
  }

  private static func figure(_ name: String) throws -> String {
    guard Bench.names.contains(name) else {
      throw Mistake(
        "There is no figure “\(name)”, but these: \(Bench.names.joined(separator: ", ")).")
    }
    return name
  }
}

/// Why nothing could be measured: a sentence.
struct Mistake: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
