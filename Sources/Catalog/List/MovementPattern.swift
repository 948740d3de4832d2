/// The movement patterns the exercise list may name, in the order they are shown.
///
/// Documents keep a pattern as text, so that a word from outside survives; only the list is held to
/// these.
public enum MovementPattern: String, CaseIterable, Sendable {
  case push = "Push"
  case pull = "Pull"
  case squat = "Squat"
  case hinge = "Hinge"
  case lunge = "Lunge"
  case carry = "Carry"
  case rotation = "Rotation"
  case core = "Core"
  case isolation = "Isolation"
  case olympic = "Olympic"
  case jump = "Jump"
  case cardio = "Cardio"
}
