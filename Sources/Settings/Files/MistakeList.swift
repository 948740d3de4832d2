/// The mistakes of one file as they are found, in its order. After so many the others are only counted: who has
/// thousands needs no thousand sentences.
struct MistakeList {
  private(set) var mistakes: [Mistake] = []
  private var others = 0

  private static let most = 20

  /// Makes a mistake's sentence, where there is room for it.
  mutating func add(_ mistake: @autoclosure () -> Mistake) {
    if mistakes.count < Self.most { mistakes.append(mistake()) } else { others += 1 }
  }

  /// The mistakes of the file, those of its syntax among them, by their lines.
  func all(beside syntax: [Mistake], file: String) -> [Mistake] {
    var all = (syntax + mistakes).sorted { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) }
    if others > 0 {
      let more = others == 1 ? "There is 1 more mistake" : "There are \(others) more mistakes"
      all.append(Mistake(file: file, problem: "\(more). Fix these first."))
    }
    return all
  }
}
