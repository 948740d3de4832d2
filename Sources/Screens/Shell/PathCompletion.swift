/// What a path that is being typed could be.
public struct PathCompletion: Hashable, Sendable {
  /// What was typed, up to the cursor.
  public let typed: String
  /// The same with as much more as is certain.
  public let completed: String
  /// What fits, where it is not one alone; folders end in `/`.
  public let names: [String]
  /// Why nothing fits; nil where something does.
  public let problem: String?

  /// - Parameters:
  ///   - names: What is in the folder that ``folder(of:)`` names.
  ///   - isFolder: Is asked about those that fit.
  public init(of typed: String, names: [String], isFolder: (String) -> Bool) {
    self.typed = typed
    let beginning = Self.name(in: typed)
    let fitting = names.filter {
      $0.hasPrefix(beginning) && (beginning.hasPrefix(".") || !$0.hasPrefix("."))
    }
    let shown = fitting.map { isFolder($0) ? $0 + "/" : $0 }.sorted()
    guard !shown.isEmpty else {
      completed = typed
      self.names = []
      problem = "Nothing here begins with “\(beginning)”."
      return
    }
    completed = Self.folder(of: typed) + shown.commonPrefix
    self.names = shown.count == 1 ? [] : shown
    problem = nil
  }

  /// Nothing to complete with, and why.
  public init(of typed: String, problem: String) {
    self.typed = typed
    completed = typed
    names = []
    self.problem = problem
  }

  /// The folder that a path being typed names, with its `/`; empty for the present one.
  public static func folder(of typed: String) -> String {
    String(typed.prefix(typed.count - name(in: typed).count))
  }

  private static func name(in typed: String) -> String {
    String(typed.reversed().prefix { $0 != "/" }.reversed())
  }
}

extension [String] {
  /// What all of them begin with; empty where there are none.
  var commonPrefix: String {
    dropFirst().reduce(first ?? "") { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
  }
}
