/// The bar and the plates at hand.
public struct PlateRack: Hashable, Sendable {
  public struct Plates: Hashable, Sendable {
    /// Of one plate, in the rack's unit.
    public var weight: Double
    /// How many pairs there are, one plate for each side.
    public var pairs: Int

    public init(weight: Double, pairs: Int) {
      self.weight = weight
      self.pairs = pairs
    }
  }

  public var bar: Double
  public var plates: [Plates]

  public init(bar: Double, plates: [Plates]) {
    self.bar = bar
    self.plates = plates
  }

  /// A rack that has as many of each plate as a bar can hold.
  public init(bar: Double, weights: [Double]) {
    self.init(bar: bar, plates: weights.map { Plates(weight: $0, pairs: Self.mostPairs) })
  }

  private static let mostPairs = 20

  /// What a gym has: a bar of 20 kg and plates from 25 to 1.25, or a bar of 45 lb and plates from 45 to 2.5.
  public static func standard(_ unit: WeightUnit) -> PlateRack {
    switch unit {
    case .kilograms: PlateRack(bar: 20, weights: [25, 20, 15, 10, 5, 2.5, 1.25])
    case .pounds: PlateRack(bar: 45, weights: [45, 35, 25, 10, 5, 2.5])
    }
  }
}

/// What to put on each side of a bar.
public struct PlatesPerSide: Hashable, Sendable {
  /// Heaviest first, as they go on.
  public var plates: [Double]
  /// What of the total (both sides) the plates at hand cannot make; 0 where they can.
  public var remainder: Double

  public init(plates: [Double], remainder: Double) {
    self.plates = plates
    self.remainder = remainder
  }
}

extension PlateRack {
  /// The heaviest total that is looked for.
  public static let heaviestTotal = 2000.0
  /// The lightest plate that is looked at.
  public static let lightestPlate = 0.1

  /// The fewest plates that come nearest to `total` without exceeding it, of equally many the heaviest; nil below the bar, and above
  /// ``heaviestTotal``.
  public func perSide(total: Double) -> PlatesPerSide? {
    guard total.isFinite, bar >= 0, total >= bar, total <= Self.heaviestTotal else { return nil }
    let usable = plates.filter {
      $0.pairs > 0 && (Self.lightestPlate...Self.heaviestTotal).contains($0.weight)
    }
    let grain = usable.map { Self.thousandths($0.weight) }.reduce(0, Self.greatestDivisor)
    guard grain > 0 else { return PlatesPerSide(plates: [], remainder: total - bar) }
    let target = Self.thousandths(total - bar) / 2 / grain
    let chosen = PlateSearch(usable, grain: grain, target: target).best
    let loaded = chosen.reduce(0) { $0 + Self.thousandths($1) } * 2
    let remainder = Double(Self.thousandths(total - bar) - loaded) / 1000
    return PlatesPerSide(plates: chosen, remainder: remainder)
  }

  fileprivate static func thousandths(_ weight: Double) -> Int { Int((weight * 1000).rounded()) }

  private static func greatestDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestDivisor(right, left % right)
  }
}

/// Finds, for every load up to the target in steps of the grain, the fewest plates that make it.
private struct PlateSearch {
  private let plates: [PlateRack.Plates]
  /// The plates' weights in grains, lightest first.
  private let sizes: [Int]
  /// How many plates of each weight make a load, by plate and load.
  private var taken: [[Int]] = []
  /// The fewest plates for each load; nil where there is no way.
  private var fewest: [Int?]

  init(_ usable: [PlateRack.Plates], grain: Int, target: Int) {
    plates = usable.sorted { $0.weight < $1.weight }
    sizes = plates.map { PlateRack.thousandths($0.weight) / grain }
    fewest = [0] + Array(repeating: nil, count: target)
    for (size, plate) in zip(sizes, plates) { add(size: size, pairs: plate.pairs) }
  }

  private mutating func add(size: Int, pairs: Int) {
    var next = fewest
    var counts = Array(repeating: 0, count: fewest.count)
    for load in fewest.indices {
      for count in 1...max(1, min(pairs, load / size)) where count * size <= load {
        // Of equally many plates the heavier ones are taken: 25 and 15, not 20 and 20.
        guard let rest = fewest[load - count * size], rest + count <= next[load] ?? .max else {
          continue
        }
        next[load] = rest + count
        counts[load] = count
      }
    }
    fewest = next
    taken.append(counts)
  }

  /// The plates of the heaviest load that can be made.
  var best: [Double] {
    var load = fewest.lastIndex { $0 != nil } ?? 0
    var result: [Double] = []
    for index in plates.indices.reversed() {
      let count = taken[index][load]
      result += Array(repeating: plates[index].weight, count: count)
      load -= count * sizes[index]
    }
    return result
  }
}
