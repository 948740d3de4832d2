/// One member of an object.
public struct JSONMember: Sendable {
  /// The key as it stands between its quotes, escapes included.
  public var key: String
  public var value: JSONSlice

  /// The key with its escapes resolved.
  public var name: String {
    guard key.utf8.contains(JSONByte.backslash) else { return key }
    let bytes = Array(key.utf8)
    return JSONSlice(bytes: bytes, start: 0, end: bytes.count).unescaped(0..<bytes.count)
  }
}

extension JSONSlice {
  /// The members of an object in the order they stand; none for any other value.
  ///
  /// Throws where a key appears twice, because no reader can know which of the two was meant.
  public func members() throws(WireError) -> [JSONMember] {
    guard kind == .object else { return [] }
    var keys: [Range<Int>] = []
    var members: [JSONMember] = []
    var index = skipWhitespace(start + 1)
    while bytes[index] != JSONByte.closeBrace {
      let keyEnd = skipString(index)
      keys.append(index + 1..<keyEnd - 1)
      let valueStart = skipWhitespace(skipWhitespace(keyEnd) + 1)
      let valueEnd = skipValue(valueStart)
      members.append(
        JSONMember(
          key: text(index + 1..<keyEnd - 1),
          value: JSONSlice(bytes: bytes, start: valueStart, end: valueEnd)))
      index = skipSeparator(valueEnd)
    }
    try refuseDuplicates(keys)
    return members
  }

  /// The value of one member of an object; nil where there is none.
  public subscript(name: String) -> JSONSlice? {
    get throws(WireError) { try members().first { $0.name == name }?.value }
  }

  /// The value of the first member of that name, the members after it unread; nil where there is none.
  public func first(_ name: String) -> JSONSlice? {
    guard kind == .object else { return nil }
    var index = skipWhitespace(start + 1)
    while bytes[index] != JSONByte.closeBrace {
      let keyEnd = skipString(index)
      let valueStart = skipWhitespace(skipWhitespace(keyEnd) + 1)
      let valueEnd = skipValue(valueStart)
      if isKey(index + 1..<keyEnd - 1, name) {
        return JSONSlice(bytes: bytes, start: valueStart, end: valueEnd)
      }
      index = skipSeparator(valueEnd)
    }
    return nil
  }

  private func isKey(_ range: Range<Int>, _ name: String) -> Bool {
    bytes[range].contains(JSONByte.backslash)
      ? unescaped(range) == name : bytes[range].elementsEqual(name.utf8)
  }

  /// The elements of an array, one at a time; none for any other value.
  public var elements: JSONElements { JSONElements(slice: self) }

  /// Walks a dump: an object of collections, each an array of documents or an object of documents by id.
  ///
  /// `body` receives the collection, the document's key where it has one, and the document. Members that are
  /// neither array nor object are passed over: they are the dump's own words, not documents.
  public func forEachDocument(
    _ body: (_ collection: String, _ key: String?, _ document: JSONSlice) throws(WireError) -> Void
  ) throws(WireError) {
    for collection in try members() {
      for document in collection.value.elements {
        try body(collection.name, nil, document)
      }
      for member in try collection.value.members() {
        try body(collection.name, member.name, member.value)
      }
    }
  }

  /// How many keys are compared one with another before a set of them is cheaper.
  private static let fewKeys = 24

  private func refuseDuplicates(_ keys: [Range<Int>]) throws(WireError) {
    let plain = keys.allSatisfy { !bytes[$0].contains(JSONByte.backslash) }
    if plain, keys.count <= Self.fewKeys {
      for (place, key) in keys.enumerated() {
        for other in keys[..<place]
        where other.count == key.count && bytes[other].elementsEqual(bytes[key]) {
          throw duplicate(key)
        }
      }
      return
    }
    var seen: Set<[UInt8]> = []
    for key in keys where !seen.insert(Array(unescaped(key).utf8)).inserted {
      throw duplicate(key)
    }
  }

  private func duplicate(_ key: Range<Int>) -> WireError {
    Self.malformed(.duplicateKey(text(key)), at: key.lowerBound - 1, in: bytes)
  }

  // MARK: Skipping over text that is known to be valid

  func skipWhitespace(_ index: Int) -> Int {
    var index = index
    while JSONByte.isWhitespace(bytes[index]) { index += 1 }
    return index
  }

  /// The index of the next member or element, or of the closing bracket.
  func skipSeparator(_ index: Int) -> Int {
    let index = skipWhitespace(index)
    return bytes[index] == JSONByte.comma ? skipWhitespace(index + 1) : index
  }

  private func skipString(_ start: Int) -> Int {
    bytes.withUnsafeBufferPointer { Self.skipString($0, start) }
  }

  func skipValue(_ start: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var index = start
      var depth = 0
      repeat {
        switch buffer[index] {
        case JSONByte.quote:
          index = Self.skipString(buffer, index)
          continue
        case JSONByte.openBrace, JSONByte.openBracket: depth += 1
        case JSONByte.closeBrace, JSONByte.closeBracket: depth -= 1
        default:
          if depth == 0 { return Self.skipScalar(buffer, index) }
        }
        index += 1
      } while depth > 0
      return index
    }
  }

  private static func skipString(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    while true {
      index = JSONByte.nextSpecial(buffer, index)
      switch buffer[index] {
      case JSONByte.quote: return index + 1
      case JSONByte.backslash: index += 2
      default: index += 1
      }
    }
  }

  private static func skipScalar(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < buffer.count {
      let byte = buffer[index]
      if byte == JSONByte.comma || byte == JSONByte.closeBrace || byte == JSONByte.closeBracket
        || JSONByte.isWhitespace(byte)
      {
        break
      }
      index += 1
    }
    return index
  }
}

/// The elements of an array, found one after the other.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
  private let slice: JSONSlice
  private var index: Int

  init(slice: JSONSlice) {
    self.slice = slice
    index = slice.kind == .array ? slice.skipWhitespace(slice.start + 1) : slice.end
  }

  public mutating func next() -> JSONSlice? {
    guard index < slice.end, slice.bytes[index] != JSONByte.closeBracket else { return nil }
    let end = slice.skipValue(index)
    defer { index = slice.skipSeparator(end) }
    return JSONSlice(bytes: slice.bytes, start: index, end: end)
  }
}
