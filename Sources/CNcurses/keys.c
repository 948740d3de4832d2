#include "curses.h"

#include <errno.h>
#include <wchar.h>

#include "CNcurses.h"

static struct tonnage_key mouse_key(void) {
  MEVENT event;
  struct tonnage_key key = {.kind = TONNAGE_MOUSE, .code = TONNAGE_MOUSE_OTHER};
  if (getmouse(&event) != OK) return key;
  key.x = event.x;
  key.y = event.y;
  if (event.bstate & BUTTON1_PRESSED) key.code = TONNAGE_MOUSE_CLICK;
  if (event.bstate & BUTTON4_PRESSED) key.code = TONNAGE_MOUSE_WHEEL_UP;
  if (event.bstate & BUTTON5_PRESSED) key.code = TONNAGE_MOUSE_WHEEL_DOWN;
  return key;
}

static int function_code(wint_t code) {
  switch (code) {
    case KEY_UP: return TONNAGE_KEY_UP;
    case KEY_DOWN: return TONNAGE_KEY_DOWN;
    case KEY_LEFT: return TONNAGE_KEY_LEFT;
    case KEY_RIGHT: return TONNAGE_KEY_RIGHT;
    case KEY_HOME: return TONNAGE_KEY_HOME;
    case KEY_END: return TONNAGE_KEY_END;
    case KEY_PPAGE: return TONNAGE_KEY_PAGE_UP;
    case KEY_NPAGE: return TONNAGE_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return TONNAGE_KEY_BACKSPACE;
    case KEY_DC: return TONNAGE_KEY_DELETE;
    case KEY_IC: return TONNAGE_KEY_INSERT;
    case KEY_BTAB: return TONNAGE_KEY_BACK_TAB;
    case KEY_ENTER: return TONNAGE_KEY_ENTER;
    case PASTE_BEGIN: return TONNAGE_KEY_PASTE_BEGIN;
    case PASTE_END: return TONNAGE_KEY_PASTE_END;
    default: break;
  }
  if (code > KEY_F(0) && code <= KEY_F(12)) return TONNAGE_KEY_F0 + (int)(code - KEY_F(0));
  return TONNAGE_KEY_UNKNOWN;
}

struct tonnage_key tonnage_read_key(void) {
  struct tonnage_key key = {.kind = TONNAGE_NOTHING};
  wint_t code = 0;
  switch (wget_wch(tonnage_input_pad(), &code)) {
    case OK:
      key.kind = TONNAGE_CHARACTER;
      key.code = (int32_t)code;
      break;
    case KEY_CODE_YES:
      if (code == KEY_MOUSE) return mouse_key();
      key.kind = TONNAGE_FUNCTION;
      key.code = function_code(code);
      break;
    default: break;
  }
  return key;
}
