/// Why something typed could not be read.
public struct SetEntryError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    /// Nothing was typed.
    case empty
    /// No set at all.
    case unreadable
    /// A kind of set without a set.
    case kindAlone
    /// Nothing where this is expected.
    case missing(EntryField)
    /// No number in plain digits where this is expected.
    case notANumber(EntryField)
    /// A number that no value of this field can have.
    case tooLarge(EntryField)
    /// A number below zero where there is none.
    case negative(EntryField)
    /// A fraction where only whole numbers make sense.
    case notWhole(EntryField)
    case notATime
    case unknownUnit
    /// Three sets are `x3`; none, or more than a workout has, is a slip.
    case notACount
    /// Outside ``Bounds/rpe``.
    case noRPE
    /// A number that does not say what was done.
    case numberAlone
    /// An RPE, or a kind of set, of nothing.
    case effortAlone
    /// Two numbers side by side that are not two sets, and what may have been meant.
    case twoNumbers(meant: String)
  }

  /// Characters before what could not be read.
  public var position: Int
  /// What could not be read, or what stops short of something, without control characters and cut to a line's worth.
  public var quoted: String
  public var problem: Problem

  public init(position: Int, quoted: String, problem: Problem) {
    self.position = position
    self.quoted = quoted
    self.problem = problem
  }

  /// One sentence that quotes what was wrong and says what to type instead.
  public var sentence: String {
    switch problem {
    case .empty: "Nothing was typed: type weight x reps, such as 100x5."
    case .unreadable: "“\(quoted)” is not a set: type weight x reps, such as 100x5 or 100x5@8."
    case .kindAlone:
      "“\(quoted)” names a kind of set without a set: type it before one, as in w 60x8."
    case .missing(let field):
      quoted.isEmpty
        ? "Nothing was typed: type \(field.phrase) such as \(field.example)."
        : "“\(quoted)” stops short of \(field.phrase): add one such as \(field.example)."
    case .notANumber(let field):
      "“\(quoted)” is not \(field.phrase): type it in plain digits, such as \(field.example)."
    case .tooLarge(let field):
      "“\(quoted)” is too large to be \(field.phrase): type one such as \(field.example)."
    case .negative(let field):
      "“\(quoted)” is below zero, which \(field.phrase) cannot be: type one such as \(field.example)."
    case .notWhole(let field):
      "“\(quoted)” is not \(field.phrase), which is whole: type one such as \(field.example), and a space between sets."
    case .notATime: "“\(quoted)” is not a time: type 90s, 1:30 or 1:05:00."
    case .unknownUnit: "“\(quoted)” has an unknown unit: type kg, lb, s, min, m, km, mi, ft or yd."
    case .notACount: "“\(quoted)” is not a number of sets: type 1 to 99, such as 100x5x3."
    case .noRPE:
      "“\(quoted)” is not an RPE, which goes from \(plain(Bounds.rpe.lowerBound)) to \(plain(Bounds.rpe.upperBound)): type one such as 8.5."
    case .numberAlone:
      "“\(quoted)” is a number alone: type what was done, such as 100x5, 60s or 5km."
    case .effortAlone: "“\(quoted)”: the RPE of what? Type it after a set, such as 100x5@8."
    case .twoNumbers(let meant):
      "“\(quoted)” is two numbers, not a set: type \(meant) if that is what you mean."
    }
  }

  public var description: String { sentence }
}

/// What a number stands for.
public enum EntryField: Hashable, Sendable, CaseIterable {
  case weight, reps, rpe, seconds, distance

  var phrase: String {
    switch self {
    case .weight: "a weight"
    case .reps: "a number of reps"
    case .rpe: "an RPE"
    case .seconds: "a time"
    case .distance: "a distance"
    }
  }

  var example: String {
    switch self {
    case .weight: "102.5"
    case .reps: "5"
    case .rpe: "8.5"
    case .seconds: "90"
    case .distance: "5"
    }
  }
}
