public import Catalog
import Interchange
public import Store
import Sync
import Synchronization
import Training
import Upkeep

/// The application's verbs: what the screens' effects and the command line both call.
///
/// Besides upkeep, the one place that looks an exercise up in order to embed it. Verbs throw ``LogbookError`` or
/// ``StoreError``; nothing is changed then.
public final class Logbook: Sendable {
  public let store: Store
  public let surroundings: Surroundings
  private let state: Mutex<Preferences>
  private let shelf: @Sendable () throws -> Catalogue?
  private let shelved = Mutex<Shelved?>(nil)

  /// - Parameter catalogue: The exercise master list; called when an exercise is looked up, never to draw a page.
  ///   Nil where there is none: the list is then rebuilt from the embedded copies.
  public init(
    store: Store, preferences: Preferences = Preferences(),
    surroundings: Surroundings = .system,
    catalogue: @escaping @Sendable () throws -> Catalogue? = { try Catalogue.builtIn() }
  ) {
    self.store = store
    self.surroundings = surroundings
    state = Mutex(preferences)
    shelf = catalogue
  }

  public var preferences: Preferences {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// The master list with the athlete's own exercises; without one, the exercises that documents embed.
  ///
  /// An exercise of the athlete's own that goes by the name of a listed one stands in its place and answers to its
  /// names: after an import, `bench press` is the lift that the athlete's history is of. A listed one that was
  /// trained itself keeps its place.
  func catalogue(_ reader: Reader) throws -> Catalogue {
    try catalogue(reader, with: try reader.all(Exercise.self))
  }

  /// The master list with these exercises of the athlete's own.
  func catalogue(_ reader: Reader, with own: [Exercise]) throws -> Catalogue {
    guard let list = try shelf() else {
      let known = Set(own.map(\.id))
      let embedded = try embeddedExercises(reader).filter { !known.contains($0.id) }
      return Catalogue(exercises: own + embedded)
    }
    if own.isEmpty { return list }
    let trained = Set(try reader.trainedExercises().map(\.exerciseId))
    let key = Shelved.Key(own: own, trained: trained)
    if let last = shelved.withLock({ $0 }), last.key == key { return last.catalogue }
    let catalogue = Self.list(list, with: own, trained: trained)
    shelved.withLock { $0 = Shelved(key: key, catalogue: catalogue) }
    return catalogue
  }

  /// The list that was put together last; building it again for every letter typed would index it every time.
  private struct Shelved {
    struct Key: Equatable {
      var own: [Exercise]
      var trained: Set<String>
    }
    var key: Key
    var catalogue: Catalogue
  }

  private static func list(_ list: Catalogue, with own: [Exercise], trained: Set<String>)
    -> Catalogue
  {
    let names = Set(own.map { $0.name.lowercased() })
    var replaced: Set<String> = []
    let named = own.map { exercise in
      guard let entry = list.entry(named: exercise.name), entry.id != exercise.id,
        !trained.contains(entry.id), replaced.insert(entry.id).inserted
      else { return exercise }
      var exercise = exercise
      exercise.aliases += ([entry.name] + entry.aliases).filter { !names.contains($0.lowercased()) }
      return exercise
    }
    return list.including(named, inPlaceOf: replaced)
  }

  /// The exercises that workouts and programs embed, rebuilt from the newest copies.
  private func embeddedExercises(_ reader: Reader) throws -> [Exercise] {
    var found: [String: ExerciseMetadata] = [:]
    func note(_ id: String, _ metadata: ExerciseMetadata) {
      found[id] = found[id].map { .newer($0, metadata) } ?? metadata
    }
    for choice in try reader.trainedExercises()
    where !choice.metadata.isUnknown {
      note(choice.exerciseId, choice.metadata)
    }
    for program in try reader.all(Program.self) {
      for exercise in program.days.flatMap(\.exercises) where exercise.exerciseMetadata != nil {
        note(exercise.exerciseId, exercise.metadata)
      }
    }
    return found.sorted { $0.key < $1.key }.map { Exercise(id: $0.key, metadata: $0.value) }
  }

  /// The metadata of an exercise to embed now; nil where nothing knows it.
  func metadata(_ id: String, _ reader: Reader) throws -> ExerciseMetadata? {
    if let own = try reader.document(Exercise.self, id)?.document {
      return own.embedded(at: surroundings.now())
    }
    if let shelf = try shelf() {
      return shelf.entry(id: id)?.embedded(at: surroundings.now())
    }
    return try catalogue(reader).entry(id: id)?.embedded(at: surroundings.now())
  }

  /// The exercise master list alone; nil where there is none.
  func masterList() throws -> Catalogue? { try shelf() }

  /// The athlete's id: made with the first document, kept for good.
  func athlete(_ transaction: Transaction) throws -> String {
    if let id = try transaction.reader.fact(.athlete) { return id }
    let id = surroundings.documentID()
    try transaction.setFact(.athlete, id)
    return id
  }
}

/// Why a verb could not be carried out. Nothing was changed.
public enum LogbookError: Error, Hashable, Sendable {
  case unknownExercise(name: String, suggestions: [String])
  case unknownProgram(name: String, known: [String])
  case noSuchDay(program: String)
  case noDays(program: String)
  case noWorkout(id: String)
  case implausible(what: String, value: String, advice: String)
  /// What ``Training/Bounds`` asks about, one sentence each: to be done after a yes.
  case unlikely(questions: [String])
  /// Reps without the weight that they need.
  case noWeight(exercise: String)
  /// No imported workout has an exercise of this name.
  case unknownName(String)
  /// What a conflict was about is gone.
  case conflictGone
  /// A conflict is about something of which there can be only one.
  case noRoomForBoth

  /// What was attempted, what went wrong, and what the athlete can do.
  public var sentence: String {
    switch self {
    case .unknownExercise(let name, let suggestions) where suggestions.isEmpty:
      "There is no exercise “\(name)”. “tonnage exercises” lists them all."
    case .unknownExercise(let name, let suggestions):
      "There is no exercise “\(name)”. Did you mean \(Self.alternatives(suggestions))?"
    case .unknownProgram(let name, let known) where known.isEmpty:
      "There is no program “\(name)”, nor any other. “tonnage” offers sample programs when it starts."
    case .unknownProgram(let name, let known):
      "There is no program “\(name)”. Choose \(Self.alternatives(known))."
    case .noSuchDay(let program):
      "“\(program)” has no such day. “tonnage programs” lists its days."
    case .noDays(let program):
      "“\(program)” has no day with an exercise, so there is nothing to start. Choose another program, or start a blank workout."
    case .noWorkout(let id):
      "There is no workout “\(id)”. “tonnage workouts” lists them; it may have been deleted elsewhere."
    case .unlikely(let questions): "\(questions.joined(separator: " ")) Nothing was logged."
    case .noWeight(let exercise):
      "Logging \(exercise): the weight is missing. Write it as 100x5, or as 0x5 for none. Nothing was logged."
    case .conflictGone:
      "Answering the conflict: what it was about is gone. Answer with mine or theirs, or fix it on its own screen."
    case .noRoomForBoth:
      "Answering the conflict: both can't be kept, as there can only be one. Answer with mine or theirs."
    case .unknownName(let name):
      "No imported workout has an exercise “\(name)”. “tonnage import map” lists the names."
    case .implausible(let what, let value, let advice):
      "\(what): “\(value)” looks wrong. \(advice) Nothing was logged."
    }
  }

  private static func alternatives(_ names: [String]) -> String {
    let quoted = names.map { "“\($0)”" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// The sentence of any error that a verb throws.
public func sentence(of error: any Error) -> String {
  switch error {
  case let error as StoreError: error.sentence
  case let error as LogbookError: error.sentence
  case let error as InterchangeError: error.sentence
  case let error as EditError: error.sentence
  case let error as SyncError: error.sentence
  case let error as RemoteError: error.sentence
  case let error as BackupError: error.sentence
  case let error as MigrationError: error.sentence
  // The errors of the exercise list, of documents and of typed sets describe themselves in a sentence.
  default: "\(error)"
  }
}
