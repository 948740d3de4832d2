/// SQLite's write-ahead log as it lies beside a database: chapter 4 of SQLite's file format.
///
/// The log starts over, with other salts, once all of it is in the database; what an older generation left behind its
/// end has that one's salts.
struct WriteAheadLog {
  /// A page as one transaction left it.
  struct Frame: Hashable {
    var page: Int
    /// Pages of the database after the transaction whose last frame this is; 0 for the others.
    var pagesAfter: Int
    /// Where the page's bytes begin in the log.
    var offset: Int
  }

  static let headerBytes = 32
  static let frameHeaderBytes = 24

  let file: RawFile
  let pageSize: Int
  /// The header's first 24 bytes and their checksum.
  private let header: [UInt8]
  private let isBigEndian: Bool

  /// The log beside a database; nil where there is none, or its header says nothing, and SQLite would not read it either.
  init?(beside path: String) throws(StoreError) {
    // One that cannot be read counts as missing, as it does for SQLite.
    guard let file = try? RawFile(path + "-wal") else { return nil }
    let header = try file.bytes(Self.headerBytes, at: 0)
    guard header.count == Self.headerBytes else { return nil }
    let magic = header.number(at: 0, bytes: 4)
    guard magic == 0x377F_0682 || magic == 0x377F_0683 else { return nil }
    isBigEndian = magic & 1 == 1
    self.file = file
    self.header = header
    pageSize = header.number(at: 8, bytes: 4)
    guard pageSize >= 512, pageSize <= 65_536, pageSize & (pageSize - 1) == 0 else { return nil }
    var sum = Checksum(isBigEndian: isBigEndian)
    sum.add(header, 0..<24)
    guard sum.fits(header, at: 24) else { return nil }
  }

  /// Whether the log is still of the same generation.
  func isSame() throws(StoreError) -> Bool {
    try file.bytes(Self.headerBytes, at: 0) == header
  }

  /// Walks the frames of this generation from the first on, until `body` says that it has seen enough.
  ///
  /// Whether they were committed is not looked at.
  func forEachFrame(_ body: (Frame) throws -> Bool) throws {
    var place = Self.headerBytes
    while true {
      let head = try file.bytes(Self.frameHeaderBytes, at: place)
      guard head.count == Self.frameHeaderBytes, head[8..<16] == header[16..<24] else { return }
      if try !body(frame(head, at: place)) { return }
      place += Self.frameHeaderBytes + pageSize
    }
  }

  private func frame(_ head: [UInt8], at place: Int) -> Frame {
    Frame(
      page: head.number(at: 0, bytes: 4), pagesAfter: head.number(at: 4, bytes: 4),
      offset: place + Self.frameHeaderBytes)
  }

  /// Where the last committed state of each page lies, and how many pages the database has; nil where nothing was
  /// committed.
  func committed() throws -> (places: [Int: Int], pages: Int)? {
    var places: [Int: Int] = [:]
    var pages = 0
    var open: [Frame] = []
    var sum = Checksum(isBigEndian: isBigEndian)
    sum.add(header, 0..<24)
    try forEachFrame { frame in
      let head = try file.bytes(Self.frameHeaderBytes, at: frame.offset - Self.frameHeaderBytes)
      let page = try file.bytes(pageSize, at: frame.offset)
      guard page.count == pageSize else { return false }
      sum.add(head, 0..<8)
      sum.add(page, 0..<pageSize)
      guard frame.page > 0, sum.fits(head, at: 16) else { return false }
      open.append(frame)
      if frame.pagesAfter > 0 {
        for frame in open { places[frame.page] = frame.offset }
        open = []
        pages = frame.pagesAfter
      }
      return true
    }
    return pages > 0 ? (places, pages) : nil
  }

  /// The checksum that runs through the frames.
  private struct Checksum {
    var first: UInt32 = 0
    var second: UInt32 = 0
    let isBigEndian: Bool

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
      bytes.withUnsafeBytes { buffer in
        var (one, two) = (first, second)
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
          one = one &+ word(buffer, place) &+ two
          two = two &+ word(buffer, place + 4) &+ one
        }
        (first, second) = (one, two)
      }
    }

    private func word(_ buffer: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
      let word = buffer.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
    }

    /// Whether eight bytes, the most significant of each four first, are this checksum.
    func fits(_ bytes: [UInt8], at place: Int) -> Bool {
      bytes.number(at: place, bytes: 4) == Int(first)
        && bytes.number(at: place + 4, bytes: 4) == Int(second)
    }
  }
}
