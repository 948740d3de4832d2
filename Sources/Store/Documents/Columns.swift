import GRDB
import Training

extension Row {
  /// The value of a column; throws where a damaged row holds one of another type.
  func at<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws
    -> Value
  {
    try decode(atIndex: index)
  }

  /// The day a column holds as days since 1970-01-01.
  func day(_ index: Int) throws -> LocalDate {
    let number: Int = try at(index)
    guard LocalDate.calendar.contains(number) else {
      throw StoreError.failed(attempt: "Reading a date", reason: "\(number) is not a day")
    }
    return LocalDate(dayNumber: number)
  }

  /// The value whose thousandths a column holds.
  func thousandths(_ index: Int) throws -> Double { (try at(index) as Int64).fromThousandths }

  /// A share of the average intensity, in two columns.
  func intensity(_ index: Int) throws -> Intensity {
    Intensity(millionths: try at(index), sets: try at(index + 1)).bounded
  }

  /// A session's key, in three columns.
  func sessionKey(_ index: Int) throws -> SessionKey {
    SessionKey(date: try day(index).dayNumber, began: try at(index + 1), log: try at(index + 2))
  }
}

extension LocalDate {
  /// The day numbers from the first of January of the year 1 to the last of December of 9999.
  static let calendar = -719_162...2_932_896
}

/// The most that a column of sums may hold: so little that no number of rows overflows 64 bits.
private let sumLimit: Int64 = 1 << 42

extension Double {
  /// The value in thousandths, so that sums are exact whatever their order.
  ///
  /// Held within ±4.4 × 10⁹; NaN is 0. No workout comes near that, but a file may say anything.
  var thousandths: Int64 {
    if isNaN { return 0 }
    let limit = Double(sumLimit)
    return Int64(Swift.min(limit, Swift.max(-limit, (self * 1000).rounded())))
  }
}

extension Int64 {
  /// The value of which this is thousandths.
  var fromThousandths: Double { Double(self) / 1000 }
}

extension Intensity {
  /// This, or nothing where no session comes to as much.
  var bounded: Intensity {
    millionths.magnitude <= sumLimit.magnitude && sets.magnitude <= sumLimit.magnitude
      ? self : Intensity()
  }
}
