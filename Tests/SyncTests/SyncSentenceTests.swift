import Sync
import Testing

/// Every sentence says what was attempted, what went wrong and what to do.
@Suite struct SentenceTests {
  static let errors: [(SyncError, String)] = [
    (
      .gone(location: "X"),
      "Reading X: the dump that was there is gone. Nothing was deleted here. Restore it from the folder service's history, or begin it again from this machine. To go on: “tonnage sync --yes”."
    ),
    (
      .begunApart(location: "X", writer: "gym", documents: 12),
      "X holds another log (12 documents, written by gym). Are both logs yours? They are joined, and nothing is lost. To go on: “tonnage sync --adopt”."
    ),
    (
      .wantsNewBeginning(location: "X", .empty),
      "Reading X: there is nothing in it. It may have been cut short; restore it from the folder service's history, or from a backup. Nothing was changed, here or there. Begin the dump again? Its content is kept beside it, it gets everything that this machine holds, and other machines add theirs when they sync. To go on: “tonnage sync --begin-again”."
    ),
    (
      .wantsDeletions(location: "X", what: "12 sets removed by gym"),
      "Syncing with X would remove much of this log: 12 sets removed by gym. “tonnage sync --dry-run” shows which. To go on: “tonnage sync --yes”."
    ),
    (
      .notVerified(location: "X"),
      "Writing to X: what was read back is not what was written. Everything is merged here; the next sync looks again."
    ),
    (.cancelled, "The sync was cancelled. What was merged stays; the next sync does the rest."),
    (
      .unreadable(location: "X", .otherAthletes((1...7).map { "a\($0)" })),
      "Reading X: none of its documents is this athlete's; they belong to a1, a2, a3, a4, a5 and 2 more. Name another file. Nothing was changed, here or there."
    ),
    (
      .remote(
        RemoteError(
          .full, attempt: "Writing to X", problem: "the disk is full", remedy: "Free some space.")),
      "Writing to X: the disk is full. Free some space."
    ),
  ]

  @Test(arguments: errors.indices) func anErrorSaysWhatToDo(_ number: Int) {
    let (error, sentence) = Self.errors[number]
    #expect(error.sentence == sentence)
  }

  @Test func onlyWhatAYesHelpsIsAQuestion() {
    #expect(SyncError.gone(location: "X").question?.consent == .yes)
    #expect(SyncError.otherAthlete(location: "X", theirs: "a").question?.consent == .adopt)
    #expect(SyncError.wantsNewBeginning(location: "X", .empty).question?.consent == .beginAgain)
    #expect(SyncError.cancelled.question == nil)
  }
}
