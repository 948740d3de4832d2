/// The tables by which different spellings of a word become one.
enum WordForms {
  /// The form of a word that stands for all its spellings.
  static func fold(_ word: String) -> String {
    if let known = spellings[word] { return known }
    let singular = singular(word)
    return spellings[singular] ?? singular
  }

  /// Words that tell nothing apart.
  static let littleWords: Set<String> = [
    "a", "an", "and", "at", "for", "from", "in", "of", "off", "on", "the", "to", "with",
    "attachment",
  ]

  private static let spellings: [String: String] = [
    // Abbreviations.
    "bb": "barbell", "db": "dumbbell", "dbs": "dumbbell", "kb": "kettlebell", "kbs": "kettlebell",
    "bw": "bodyweight", "ext": "extension", "exts": "extension", "inc": "incline",
    "dec": "decline", "tri": "tricep", "tris": "tricep", "bi": "bicep", "bis": "bicep",
    "cg": "close", "wg": "wide", "rev": "reverse", "alt": "alternating", "oh": "overhead",
    "mach": "machine", "ham": "hamstring",
    // Spellings.
    "dumbell": "dumbbell", "dumbel": "dumbbell", "dumbbel": "dumbbell", "barbel": "barbell",
    "kettlebel": "kettlebell", "flye": "fly", "flie": "fly", "calve": "calf", "abs": "ab",
    "ups": "up",
    "tyre": "tire", "curtsey": "curtsy",
    // Words used for one another.
    "one": "single", "1": "single", "legged": "leg", "armed": "arm", "alternate": "alternating",
    "sitting": "seated", "incl": "incline", "biceps": "bicep", "triceps": "tricep",
    "hexagonal": "hex",
  ]

  /// First half → second half → the whole.
  static let compounds: [String: [String: String]] = [
    "pull": [
      "up": "pullup", "down": "pulldown", "over": "pullover", "through": "pullthrough",
      "apart": "pullapart",
    ],
    "push": ["up": "pushup", "down": "pushdown"],
    "press": ["up": "pushup", "down": "pressdown"],
    "chin": ["up": "chinup"], "sit": ["up": "situp"], "step": ["up": "stepup"],
    "get": ["up": "getup"], "muscle": ["up": "muscleup"], "cross": ["over": "crossover"],
    "skull": ["crusher": "skullcrusher"], "kick": ["back": "kickback"],
    "roll": ["out": "rollout"], "dead": ["lift": "deadlift", "bug": "deadbug"],
    "body": ["weight": "bodyweight"], "dumb": ["bell": "dumbbell"], "bar": ["bell": "barbell"],
    "kettle": ["bell": "kettlebell"], "wood": ["chop": "woodchop", "chopper": "woodchopper"],
    "t": ["bar": "tbar"], "v": ["bar": "vbar", "up": "vup"], "ez": ["bar": "ezbar"],
    "trap": ["bar": "trapbar"], "hex": ["bar": "trapbar"], "smith": ["machine": "smith"],
    "bent": ["over": "bentover"], "hyper": ["extension": "hyperextension"],
    "tread": ["mill": "treadmill"], "face": ["pull": "facepull"],
  ]

  /// The halves of each compound, for a search that names only one.
  static let halves: [String: [String]] = {
    var halves: [String: [String]] = [:]
    for first in compounds.keys.sorted() {
      for (second, whole) in compounds[first] ?? [:] where whole == first + second {
        halves[whole] = [first, second]
      }
    }
    return halves
  }()

  /// Latin letters with a mark, and the letters they are written as without.
  static let plainLetters: [String: String] = {
    let groups: [(plain: String, marked: String)] = [
      ("a", "àáâãäåāăą"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"),
      ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"),
      ("n", "ñńņňŉ"), ("o", "òóôõöøōŏő"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšș"),
      ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
      ("z", "źżž"),
    ]
    var plain: [String: String] = [:]
    for group in groups {
      for letter in group.marked { plain[String(letter)] = group.plain }
    }
    return plain
  }()

  /// English plurals, as far as names of exercises go: raises, presses, crunches, flies.
  private static func singular(_ word: String) -> String {
    guard word.utf8.count >= 4, word.hasSuffix("s"), !word.hasSuffix("ss") else { return word }
    if word.hasSuffix("sses") || word.hasSuffix("ches") { return String(word.dropLast(2)) }
    return String(word.dropLast())
  }
}
