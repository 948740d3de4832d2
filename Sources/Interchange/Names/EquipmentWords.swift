import Catalog
import Training

/// The words that apps put in brackets to say what an exercise is done with, in the languages they are offered in.
enum EquipmentWords {
  /// By folded words.
  static let types: [String: ExerciseType] = {
    let words: [(ExerciseType, [String])] = [
      (
        .barbell,
        ["Barbell", "Barra", "Barre", "Langhantel", "Bilanciere", "Halterstang", "EZ Bar"]
      ),
      (
        .dumbbell,
        [
          "Dumbbell", "Halter", "Halteres", "Mancuerna", "Mancuernas", "Haltère", "Haltères",
          "Kurzhantel", "Kurzhanteln", "Manubrio", "Manubri",
        ]
      ),
      (
        .cable,
        [
          "Cable", "Cabo", "Polia", "Polea", "Poulie", "Câble", "Kabel", "Kabelzug", "Cavo", "Cavi",
        ]
      ),
      (.machine, ["Machine", "Máquina", "Maschine", "Macchina"]),
      (
        .smithMachine,
        [
          "Smith Machine", "Smith", "Máquina Smith", "Multipower", "Machine Smith", "Multipresse",
          "Smith Maschine",
        ]
      ),
      (
        .bodyweight,
        [
          "Bodyweight", "Peso Corporal", "Poids du Corps", "Körpergewicht", "Corpo Libero",
          "Lichaamsgewicht",
        ]
      ),
      (
        .bodyweightLoadable,
        ["Weighted", "Com Peso", "Con Peso", "Lastrado", "Lesté", "Mit Gewicht", "Met Gewicht"]
      ),
      (.kettlebell, ["Kettlebell"]),
      (.trapBar, ["Trap Bar", "Hex Bar"]),
      (
        .bands,
        [
          "Band", "Resistance Band", "Elástico", "Banda", "Banda Elástica", "Faixa", "Élastique",
          "Widerstandsband", "Gummiband", "Fascia Elastica", "Weerstandsband",
        ]
      ),
      (
        .leverArms,
        [
          "Plate Loaded", "Máquina de Placas", "Máquina de Discos", "Machine à Disques",
          "Lever Arms",
        ]
      ),
    ]
    var types: [String: ExerciseType] = [:]
    for (type, names) in words {
      for name in names { types[FoldedName(name).text] = type }
    }
    return types
  }()

  /// Words that say what an exercise is done with wherever in a name they stand.
  private static let telling: [String: ExerciseType] = [
    "barbell": .barbell, "dumbbell": .dumbbell, "cable": .cable, "kettlebell": .kettlebell,
    "smith": .smithMachine, "machine": .machine, "band": .bands, "bodyweight": .bodyweight,
    "trapbar": .trapBar,
  ]

  /// What the name itself says of the equipment; nil where it says nothing, or two things.
  static func type(in name: String) -> ExerciseType? {
    let types = Set(FoldedName(name).words.compactMap { telling[$0] })
    return types.count == 1 ? types.first : nil
  }
}

/// A name that ends in its equipment: `Bench Press (Barbell)`, `Supino Reto (Barra)`.
struct EquipmentBracket {
  /// The name before the bracket.
  let name: String
  let type: ExerciseType

  /// Nil for a name without a bracket, or with something else in it.
  init?(_ name: String) {
    guard let open = name.lastIndex(of: "("), let close = name.lastIndex(of: ")"), open < close,
      name[name.index(after: close)...].allSatisfy(\.isWhitespace)
    else { return nil }
    let inside = name[name.index(after: open)..<close]
    guard let type = EquipmentWords.types[FoldedName(String(inside)).text] else { return nil }
    self.name = TrimmedName.text(String(name[..<open]))
    self.type = type
  }

  /// Whether an exercise is done with what the bracket says.
  func fits(_ metadata: ExerciseMetadata) -> Bool {
    metadata.exerciseType == type
      || type == .bodyweight && metadata.exerciseType == .bodyweightLoadable
  }
}
