import Training

/// One field of a document or of a part of one: its name, and how it is written and read.
struct FieldRule<Owner>: Sendable {
  var name: String
  var expected: String
  var get: @Sendable (Owner) -> String?
  /// False for JSON of another type.
  var set: @Sendable (inout Owner, JSONSlice) throws(WireError) -> Bool
  /// What was made of JSON of another type; nil where nothing could be.
  var legacy: @Sendable (inout Owner, JSONSlice) throws(WireError) -> LegacyValue<Void>?

  init<Value>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ codec: FieldCodec<Value>
  ) {
    self.name = name
    expected = codec.expected
    get = { codec.write($0[keyPath: path]) }
    set = { owner, json throws(WireError) in
      guard let value = try codec.read(json) else { return false }
      owner[keyPath: path] = value
      return true
    }
    legacy = { owner, json throws(WireError) in
      guard let legacy = try codec.legacy(json) else { return nil }
      owner[keyPath: path] = legacy.value
      return LegacyValue(value: (), sentence: legacy.sentence)
    }
  }
}

/// The fields of one type, declared once; both directions are derived from it.
struct FieldTable<Owner>: Sendable {
  private let rules: [FieldRule<Owner>]
  private let places: [String: Int]

  init(_ rules: [FieldRule<Owner>]) {
    self.rules = rules
    places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.name, $0) })
  }

  func knows(_ name: String) -> Bool { places[name] != nil }

  /// A member as a field: under the table's name where it has one, else under its key as it came.
  func field(_ member: JSONMember) -> Field {
    let name = member.name
    return Field(knows(name) ? name : member.key, member.value.raw)
  }

  /// The fields that have a value, in the order of the table, then the unknown ones in the order they came.
  func fields(of owner: Owner, unknown: UnknownFields) -> [Field] {
    var fields: [Field] = []
    fields.reserveCapacity(rules.count + unknown.count)
    for rule in rules {
      if let json = rule.get(owner) { fields.append(Field(rule.name, json)) }
    }
    for field in unknown {
      fields.append(Field(FieldName.ofUnknown(field.name, isKnown: knows(field.name)), field.json))
    }
    return fields
  }

  /// Sets the owner's fields and returns those that the table does not know.
  ///
  /// JSON's `null` reads as a missing field.
  func read(
    _ fields: [Field], into owner: inout Owner, at path: [String], _ reading: inout FieldReader
  ) throws(WireError) -> UnknownFields {
    var unknown: UnknownFields = []
    for field in fields {
      guard let place = places[field.name] else {
        unknown.append(UnknownField(name: FieldName.onWire(field.name), json: field.json))
        continue
      }
      let rule = rules[place]
      let path = path + [rule.name]
      let json: JSONSlice
      do throws(WireError) { json = try JSONSlice(field.json) } catch {
        throw reading.placed(error, at: path)
      }
      try Self.set(rule, to: json, of: &owner, at: path, &reading)
    }
    return unknown
  }

  /// As ``read(_:into:at:_:)-(Array<Field>,_,_,_)``, straight from an object's members: no text is made of them.
  func read(
    _ members: [JSONMember], into owner: inout Owner, at path: [String],
    _ reading: inout FieldReader
  ) throws(WireError) -> UnknownFields {
    var unknown: UnknownFields = []
    for member in members {
      guard let place = places[member.name] else {
        unknown.append(UnknownField(name: FieldName.onWire(member.key), json: member.value.raw))
        continue
      }
      let rule = rules[place]
      try Self.set(rule, to: member.value, of: &owner, at: path + [rule.name], &reading)
    }
    return unknown
  }

  private static func set(
    _ rule: FieldRule<Owner>, to json: JSONSlice, of owner: inout Owner, at path: [String],
    _ reading: inout FieldReader
  ) throws(WireError) {
    do throws(WireError) {
      if json.isNull { return }
      let failure: WireError
      do throws(WireError) {
        if try rule.set(&owner, json) { return }
        failure = reading.unexpected([], json, expected: rule.expected)
      } catch {
        failure = error
      }
      guard reading.isLenient, let legacy = try rule.legacy(&owner, json) else { throw failure }
      if let sentence = legacy.sentence { try reading.interpret(path, sentence) }
    } catch {
      throw reading.placed(error, at: path)
    }
  }
}
