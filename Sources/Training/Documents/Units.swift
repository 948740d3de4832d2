/// The unit a weight was lifted in.
public enum WeightUnit: String, Hashable, Sendable, CaseIterable {
  case kilograms = "kg"
  case pounds = "lb"

  /// Kilograms in one of this unit; the pound is the international avoirdupois pound.
  public var kilograms: Double { self == .kilograms ? 1 : 0.453_592_37 }

  /// Reads `kg`, `kgs`, `KG`, `lb`, `lbs`, `LB` and the words; nil for anything else.
  public init?(spelling: some StringProtocol) {
    switch spelling.lowercased() {
    case "kg", "kgs", "kilogram", "kilograms": self = .kilograms
    case "lb", "lbs", "pound", "pounds": self = .pounds
    default: return nil
    }
  }

  /// `value` of this unit in `unit`, not rounded.
  public func convert(_ value: Double, to unit: WeightUnit) -> Double {
    self == unit ? value : value * kilograms / unit.kilograms
  }
}

/// The unit a distance was covered in.
public enum DistanceUnit: String, Hashable, Sendable, CaseIterable {
  case meters = "m"
  case kilometers = "km"
  case miles = "mi"
  case feet = "ft"
  case yards = "yd"

  /// Metres in one of this unit.
  public var meters: Double {
    switch self {
    case .meters: 1
    case .kilometers: 1000
    case .miles: 1609.344
    case .feet: 0.3048
    case .yards: 0.9144
    }
  }
}

extension Double {
  /// The shortest decimal that reads back as this number, without `.0`.
  public var shortText: String {
    self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
  }
}
