public import Training

/// What the heading of a table says, and what the athlete says of it.
struct Heading {
  var file: String
  var columns: [String: Int]
  /// What the weights are in, where the file does not say.
  var unit: WeightUnit?
  /// The dates of the file as they stand, for the order of day and month.
  var dates: () -> [String]

  /// The order of day and month over the whole file.
  ///
  /// - Throws: ``InterchangeError/ambiguousDates(file:example:)`` where no date tells them apart.
  func dayOrder() throws(InterchangeError) -> DayOrder {
    var firstAboveTwelve = false
    var secondAboveTwelve = false
    var example: String?
    for text in dates() {
      guard LocalDate(text) == nil, let parts = DayOrder.parts(text) else { continue }
      example = example ?? text
      if parts[0] > 12 { firstAboveTwelve = true }
      if parts[1] > 12 { secondAboveTwelve = true }
    }
    guard let example else { return .yearFirst }
    guard firstAboveTwelve != secondAboveTwelve else {
      throw .ambiguousDates(file: file, example: example)
    }
    return firstAboveTwelve ? .dayFirst : .monthFirst
  }
}

/// Reads the rows of one kind of table.
protocol RowReader {
  static var layout: ForeignLayout { get }

  /// - Throws: ``InterchangeError/noUnit(file:)`` where the weights' unit is neither in the file nor given.
  init(_ heading: Heading) throws(InterchangeError)
  /// - Throws: ``RowFault`` for a row that cannot be read; nothing of it is kept then.
  mutating func read(_ row: RowFields, into builder: inout HistoryBuilder) throws(RowFault)
  /// Called for a row that was refused before it could be read.
  mutating func refuse(_ fault: RowFault)
  /// Called after the last row.
  mutating func finish(_ builder: inout HistoryBuilder)
}

extension RowReader {
  mutating func refuse(_ fault: RowFault) {}
  mutating func finish(_ builder: inout HistoryBuilder) {}
}

/// How a file is to be read.
public struct ForeignOptions: Hashable, Sendable {
  /// The kind of export; nil to tell it from the heading.
  public var format: ForeignFormat?
  /// What the weights are in, where the file does not say.
  public var unit: WeightUnit?
  /// Whether rows that cannot be read are passed over and listed, instead of refusing the file.
  public var skipsBadRows = false

  public init(format: ForeignFormat? = nil, unit: WeightUnit? = nil, skipsBadRows: Bool = false) {
    self.format = format
    self.unit = unit
    self.skipsBadRows = skipsBadRows
  }
}

extension ForeignHistory {
  /// How many rows lie between two looks at whether to go on.
  private static let rowsPerReport = 500

  /// Reads an export.
  ///
  /// - Parameters:
  ///   - file: What the file is called in sentences.
  ///   - progress: Told how far it is, from 0 to 1; throwing from it cancels.
  /// - Throws: ``InterchangeError`` with line and column, or what `progress` throws.
  public init(
    file: String, bytes: [UInt8], options: ForeignOptions = ForeignOptions(),
    progress: (Double) throws -> Void = { _ in }
  ) throws {
    let text = try CSVText(file: file, bytes: bytes)
    var reader = CSVReader(text, separator: CSVReader.separator(of: text))
    let first: CSVRow?
    do { first = try reader.next() } catch {
      throw InterchangeError.unreadable(
        file: file, reason: "\(error.place.words): \(error.problem)")
    }
    guard let first, let (layout, columns) = ForeignLayout.heading(first) else {
      throw InterchangeError.unknownTable(
        file: file, heading: first.map { row in row.fields.indices.map(row.text) } ?? [])
    }
    if let wanted = options.format, wanted != layout.format {
      throw InterchangeError.otherFormat(file: file, wanted: wanted, found: layout.format)
    }
    let start = reader
    let heading = Heading(
      file: file, columns: columns, unit: options.unit,
      dates: { Self.dates(in: start, columns["Date"] ?? 0) })
    var rows = try layout.reader(heading)
    var builder = HistoryBuilder(layout.format)
    var count = 0
    while let row = Self.next(&reader, &rows, &builder) {
      count += 1
      if count % Self.rowsPerReport == 0 { try progress(reader.progress) }
      Self.read(row, width: first.fields.count, columns, &rows, builder: &builder)
    }
    rows.finish(&builder)
    self = builder.finished()
    guard rowsOfContent + refusals.count > 0 else { throw InterchangeError.noRows(file: file) }
    if !refusals.isEmpty, !options.skipsBadRows || rowsOfContent == 0 {
      throw InterchangeError.badRows(file: file, notes: refusals)
    }
  }

  private var rowsOfContent: Int { rows.total - rows.refused }

  /// The next row that is one; those that are not are refused.
  private static func next(
    _ reader: inout CSVReader, _ rows: inout any RowReader, _ builder: inout HistoryBuilder
  ) -> CSVRow? {
    while true {
      do throws(RowFault) { return try reader.next() } catch {
        builder.refuse(error)
        rows.refuse(error)
      }
    }
  }

  private static func read(
    _ row: CSVRow, width: Int, _ columns: [String: Int], _ rows: inout any RowReader,
    builder: inout HistoryBuilder
  ) {
    if let fault = shapeFault(row, width: width) {
      builder.refuse(fault)
      return rows.refuse(fault)
    }
    do throws(RowFault) { try rows.read(RowFields(row, columns), into: &builder) } catch {
      builder.refuse(error)
    }
  }

  /// What keeps a row from being read at all; nil where nothing does.
  private static func shapeFault(_ row: CSVRow, width: Int) -> RowFault? {
    if ForeignLayout.mayBeHeading(row), ForeignLayout.heading(row) != nil {
      return RowFault(row.place(of: 0), "another heading begins here: are these two files in one?")
    }
    guard row.fields.count != width else { return nil }
    return RowFault(row.place(of: width), lengthProblem(row.fields.count, width))
  }

  private static func lengthProblem(_ found: Int, _ expected: Int) -> String {
    let fields = found == 1 ? "1 field" : "\(found) fields"
    let hint = found == 1 ? "; is another separator used here?" : ""
    return "the row has \(fields) where the heading has \(expected)\(hint)"
  }

  private static func dates(in reader: CSVReader, _ column: Int) -> [String] {
    var reader = reader
    var dates: [String] = []
    while true {
      do throws(RowFault) {
        guard let row = try reader.next() else { return dates }
        dates.append(row.text(column))
      } catch {
        // It is refused where the rows are read.
        continue
      }
    }
  }
}
