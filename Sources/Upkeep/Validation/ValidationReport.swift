public import Store
public import Sync

/// What a look through documents has found, before anything is done about it.
public struct ValidationReport: Sendable {
  /// A document that cannot be read, or a file that is not what was written.
  public struct Fault: Hashable, Sendable {
    public var document: DocumentKey?
    public var sentence: String

    public init(_ document: DocumentKey? = nil, _ sentence: String) {
      self.document = document
      self.sentence = sentence
    }
  }

  public var survey: MetadataSurvey
  /// What is wrong besides; the first ones.
  public var faults: [Fault]
  public var faultCount: Int
  /// Checks that could not be made.
  public var failures: [FailedCheck]
  /// The athletes of a file of several, by name.
  public var athletes: [String]

  public init(
    survey: MetadataSurvey, faults: [Fault] = [], faultCount: Int? = nil,
    failures: [FailedCheck] = [], athletes: [String] = []
  ) {
    self.survey = survey
    self.faults = faults
    self.faultCount = faultCount ?? faults.count
    self.failures = failures
    self.athletes = athletes
  }

  public var isClean: Bool { survey.isClean && faultCount == 0 && failures.isEmpty }
}
