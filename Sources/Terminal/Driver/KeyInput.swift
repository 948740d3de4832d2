internal import CNcurses

extension NcursesDriver {
  /// All that has come in, without waiting.
  func readKeys() -> [RawKey] {
    var raws: [RawKey] = []
    while true {
      let key = tonnage_read_key()
      switch key.kind {
      case TONNAGE_NOTHING: return raws
      case TONNAGE_CHARACTER: raws.append(.character(UInt32(key.code)))
      case TONNAGE_MOUSE: if let mouse = Self.mouse(key) { raws.append(.key(.mouse(mouse))) }
      default: if let raw = Self.function(key.code) { raws.append(raw) }
      }
    }
  }

  static func mouse(_ key: tonnage_key) -> Mouse? {
    let place = (x: Int(key.x), y: Int(key.y))
    switch tonnage_mouse_kind(UInt32(key.code)) {
    case TONNAGE_MOUSE_CLICK: return Mouse(.click, x: place.x, y: place.y)
    case TONNAGE_MOUSE_WHEEL_UP: return Mouse(.wheelUp, x: place.x, y: place.y)
    case TONNAGE_MOUSE_WHEEL_DOWN: return Mouse(.wheelDown, x: place.x, y: place.y)
    default: return nil
    }
  }

  static func function(_ code: Int32) -> RawKey? {
    let functionKeys = Int32(TONNAGE_KEY_F0.rawValue)
    if code > functionKeys { return .key(.function(Int(code - functionKeys))) }
    switch tonnage_function_key(UInt32(code)) {
    case TONNAGE_KEY_PASTE_BEGIN: return .pasteBegin
    case TONNAGE_KEY_PASTE_END: return .pasteEnd
    default: return keys[code].map(RawKey.key)
    }
  }

  private static let keys: [Int32: Key] = [
    Int32(TONNAGE_KEY_UP.rawValue): .up, Int32(TONNAGE_KEY_DOWN.rawValue): .down,
    Int32(TONNAGE_KEY_LEFT.rawValue): .left, Int32(TONNAGE_KEY_RIGHT.rawValue): .right,
    Int32(TONNAGE_KEY_HOME.rawValue): .home, Int32(TONNAGE_KEY_END.rawValue): .end,
    Int32(TONNAGE_KEY_PAGE_UP.rawValue): .pageUp,
    Int32(TONNAGE_KEY_PAGE_DOWN.rawValue): .pageDown,
    Int32(TONNAGE_KEY_BACKSPACE.rawValue): .backspace,
    Int32(TONNAGE_KEY_DELETE.rawValue): .delete, Int32(TONNAGE_KEY_INSERT.rawValue): .insert,
    Int32(TONNAGE_KEY_BACK_TAB.rawValue): .backTab, Int32(TONNAGE_KEY_ENTER.rawValue): .enter,
  ]
}
