/// What the package's manifest says of its targets.
struct PackageFile {
  /// What each target of the sources names as its dependencies: targets, and the modules of packages.
  private(set) var dependencies: [String: Set<String>] = [:]

  init(_ text: String) {
    let products = Self.products(text)
    for (name, list) in Self.parts(text) + Self.programs(text) {
      // A dependency is a target in quotation marks, or the name of a constant that stands for a product.
      let quoted = list.split(separator: "\"", omittingEmptySubsequences: false)
      var named: Set<String> = []
      for (index, piece) in quoted.enumerated() {
        if index % 2 == 1 {
          named.insert(String(piece))
        } else {
          let words = piece.split { !($0.isLetter || $0.isNumber) }.map(String.init)
          named.formUnion(words.compactMap { products[$0] })
        }
      }
      dependencies[name] = named
    }
  }

  /// The products that constants stand for, such as `let grdb = Target.Dependency.product(name: "GRDB", …`.
  private static func products(_ text: String) -> [String: String] {
    var products: [String: String] = [:]
    for piece in pieces(text, after: "\nlet ") {
      let words = piece.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard words.count > 5, words.dropFirst().starts(with: ["Target", "Dependency", "product"])
      else { continue }
      products[String(words[0])] = String(words[5])
    }
    return products
  }

  /// `part("Wire", ["Training"])`
  private static func parts(_ text: String) -> [(String, Substring)] {
    pieces(text, after: "part(").compactMap { piece in
      let target = upToParenthesis(piece)
      let name = target.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
      return name.isEmpty ? nil : (String(name), target[name.endIndex...].dropFirst())
    }
  }

  /// `.executableTarget(name: "tonnage", dependencies: ["Training", …`, where it is part of the sources.
  private static func programs(_ text: String) -> [(String, Substring)] {
    pieces(text, after: ".executableTarget(").compactMap { piece in
      let target = upToParenthesis(piece)
      guard !target.contains("path: \"Tests/") else { return nil }
      let name = target.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
      let list = target.drop { $0 != "[" }.prefix { $0 != "]" }
      return (String(name), list)
    }
  }

  private static func pieces(_ text: String, after mark: String) -> [Substring] {
    text.indices.filter { text[$0...].hasPrefix(mark) }.map {
      text[text.index($0, offsetBy: mark.count)...]
    }
  }

  private static func upToParenthesis(_ text: Substring) -> Substring {
    var depth = 0
    return text.prefix {
      if $0 == "(" { depth += 1 }
      if $0 == ")" { depth -= 1 }
      return depth >= 0
    }
  }
}
