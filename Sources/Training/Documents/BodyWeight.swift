/// What the athlete weighed on a day.
public struct BodyWeight: Hashable, Sendable {
  public var id: String
  public var userId: String
  public var date: LocalDate
  /// In ``unit``.
  public var value: Double
  public var unit: WeightUnit
  public var note: String
  /// That the weighing was removed before, and stands again.
  public var removal: Removal?
  public var stamps: Stamps
  public var unknown: UnknownFields

  public init(
    id: String, userId: String, date: LocalDate, value: Double, unit: WeightUnit,
    note: String = "", removal: Removal? = nil, stamps: Stamps = Stamps(),
    unknown: UnknownFields = []
  ) {
    self.id = id
    self.userId = userId
    self.date = date
    self.value = value
    self.unit = unit
    self.note = note
    self.removal = removal
    self.stamps = stamps
    self.unknown = unknown
  }

  public var kilograms: Double { unit.convert(value, to: .kilograms) }
}
