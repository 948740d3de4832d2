import Catalog
import Testing
import Training
import Wire

@testable import Interchange

/// 2025-01-06T10:00:00Z.
let now = Instant(milliseconds: 1_736_157_600_000)

let listText = """
  bench-press | Bench Press | Chest | Barbell | Push | Barbell | compound | 3 | 5 | weight reps | Barbell Bench Press
  plank | Plank | Abs | Bodyweight | Core | None | isolation | 1 | 4 | seconds |
  """

/// A small dump of two athletes, as the app wrote them.
let dumpText = """
  {
    "users": [{"id": "u1", "name": "Ana Lift"}, {"id": "u2", "name": "Bo Press", "goals": []}],
    "exercises": [
      {"id": "x1", "name": "Barbell Bench Press", "primaryMuscleGroup": "Chest", "exerciseType": "Barbell",
       "instructions": "Push."},
      {"id": "x2", "name": "Plank", "exerciseType": "Bodyweight", "isGlobal": true},
      {"id": "x3", "userId": "u2", "name": "Bo's Own", "primaryMuscleGroup": "Back"}
    ],
    "exercises_metadata": [{"id": "all_exercises", "exercises": {
      "x1": {"name": "Something else"}, "x9": {"name": "Listed Only", "primaryMuscleGroup": "Back"}}}],
    "programs": [
      {"id": "p1", "userId": "u1", "name": "Flat", "weightUnit": "LB", "isCurrent": true, "weeklyConfigs": {
        "week1_day1": {"name": "A", "exercises": [{"exerciseId": "x1", "sets": 3, "reps": 5, "restMinutes": 3}]}}},
      {"id": "p2", "userId": "u1", "name": "Nested", "weightUnit": "KG", "isCurrent": true, "weeklyConfigs": {
        "0": {"0": {"name": "B", "exercises": [{"exerciseId": "x2", "sets": 2, "reps": "30s"}]}}}},
      {"id": "p3", "userId": "u2", "name": "Bo's", "weightUnit": "KG", "weeklyConfigs": {}}
    ],
    "workoutLogs": [
      {"id": "l1", "userId": "u1", "date": "2024-12-01T18:00:00.000Z", "completedDate": "2024-12-01T18:50:00.000Z",
       "isWorkoutFinished": true, "weightUnit": "LB", "duration": 50, "mood": "good", "exercises": [
         {"exerciseId": "x1", "sets": 2, "reps": [5, ""], "weights": [185, "190,5"], "completed": [true, true],
          "isAdded": false},
         {"exerciseId": "ghost", "sets": 1, "reps": [8], "weights": [20], "completed": [true]}]},
      {"id": "l2", "userId": "u2", "date": "2024-12-02T18:00:00.000Z", "isWorkoutFinished": true,
       "weightUnit": "KG", "exercises": []}
    ],
    "userAnalytics": [
      {"id": "u1_x1", "userId": "u1", "exerciseId": "x1",
       "performanceMetrics": {"totalSessions": 9, "maxWeight": 185, "totalVolume": 925}},
      {"id": "u1", "userId": "u1", "streak": 3}
    ]
  }
  """

func dump(_ text: String, file: String = "dump.json") throws(InterchangeError) -> LegacyDump {
  try LegacyDump(file: file, bytes: Array(text.utf8))
}

/// The plan for one athlete of a dump.
func plan(
  _ text: String, user: String? = nil, known: [String: ExerciseMetadata] = [:],
  list: String? = listText
) throws -> ImportPlan {
  let dump = try dump(text)
  return dump.plan(
    for: try dump.user(user), known: known,
    catalogue: try list.map { try Catalogue(text: $0) }, now: now)
}
