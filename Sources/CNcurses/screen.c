#include "curses.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "modes.h"

static SCREEN *screen;
static FILE *input_file;
static FILE *output_file;
static int output_descriptor = -1;
static WINDOW *input_pad;
static bool mouse_on;

WINDOW *tonnage_input_pad(void) { return input_pad; }

static void send(const char *text) {
  size_t left = strlen(text);
  while (left > 0) {
    ssize_t written = write(output_descriptor, text, left);
    if (written <= 0) return;
    text += written;
    left -= (size_t)written;
  }
}

// A capability without its padding, `$<5/>`, which only tputs understands.
static void append_capability(char *text, size_t room, const char *name) {
  const char *value = tigetstr(name);
  if (value == NULL || value == (char *)-1) return;
  size_t length = strlen(text);
  while (*value != '\0' && length + 1 < room) {
    if (value[0] == '$' && value[1] == '<') {
      const char *end = strchr(value, '>');
      if (end != NULL) {
        value = end + 1;
        continue;
      }
    }
    text[length++] = *value++;
  }
  text[length] = '\0';
}

static void remember_restoration(int input, int output) {
  char text[512] = "\033[?2026l\033[?2004l\033[?1006l\033[?1003l\033[?1002l\033[?1000l";
  const char *names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    append_capability(text, sizeof text, names[i]);
  }
  tonnage_remember_restoration(input, output, text);
}

static void set_modes(void) {
  raw();
  noecho();
  nonl();
  set_escdelay(25);
  mouseinterval(0);
  input_pad = newpad(1, 1);
  keypad(input_pad, TRUE);
  nodelay(input_pad, TRUE);
  define_key("\033[200~", PASTE_BEGIN);
  define_key("\033[201~", PASTE_END);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
}

enum tonnage_open_result tonnage_open(int input, int output, const char *terminal) {
  static bool closes_at_exit;
  if (!closes_at_exit) closes_at_exit = atexit(tonnage_close) == 0;
  tonnage_remember_modes(input);
  input_file = fdopen(dup(input), "r");
  output_file = fdopen(dup(output), "w");
  screen = input_file && output_file ? newterm(terminal, output_file, input_file) : NULL;
  if (screen == NULL) {
    tonnage_close();
    return TONNAGE_UNKNOWN_TERMINAL;
  }
  set_term(screen);
  output_descriptor = output;
  const char *cup = tigetstr("cup");
  if (cup == NULL || cup == (char *)-1) {
    tonnage_close();
    return TONNAGE_NO_CURSOR_ADDRESSING;
  }
  remember_restoration(input, output);
  set_modes();
  // Before its first `endwin`, ncurses sends what it has at every movement of the cursor: a hundred writes a frame.
  def_prog_mode();
  endwin();
  reset_prog_mode();
  int width, height;
  tonnage_resize(&width, &height);
  send("\033[?2004h");
  return TONNAGE_OPENED;
}

void tonnage_close(void) {
  if (screen != NULL) {
    tonnage_set_mouse(false);
    if (output_descriptor >= 0) send("\033[?2004l");
    if (input_pad != NULL) delwin(input_pad);
    endwin();
    delscreen(screen);
  }
  tonnage_set_screen_up(false);
  if (input_file != NULL) fclose(input_file);
  if (output_file != NULL) fclose(output_file);
  screen = NULL;
  input_pad = NULL;
  input_file = NULL;
  output_file = NULL;
  output_descriptor = -1;
}

void tonnage_leave(void) {
  def_prog_mode();
  if (mouse_on) send("\033[?1006l\033[?1000l");
  send("\033[?2004l");
  endwin();
  tonnage_set_screen_up(false);
}

void tonnage_return(void) {
  reset_prog_mode();
  tonnage_set_screen_up(true);
  send("\033[?2004h");
  // The first update after `endwin` enters the screen again.
  clearok(curscr, TRUE);
  doupdate();
  if (mouse_on) {
    mousemask(0, NULL);
    tonnage_set_mouse(true);
  }
}

void tonnage_set_mouse(bool on) {
  mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
  mouse_on = on;
}

void tonnage_size(int *width, int *height) {
  struct winsize size;
  if (ioctl(output_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    *width = size.ws_col;
    *height = size.ws_row;
  } else {
    getmaxyx(stdscr, *height, *width);
  }
}

void tonnage_resize(int *width, int *height) {
  tonnage_size(width, height);
  if (is_term_resized(*height, *width)) resizeterm(*height, *width);
  clearok(curscr, TRUE);
}

void tonnage_redraw_all(void) {
  // A shell that took the terminal over meanwhile has set modes of its own.
  reset_prog_mode();
  send("\033[?2004h");
  clearok(curscr, TRUE);
}

int tonnage_colors(void) { return has_colors() ? COLORS : 0; }

int tonnage_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

bool tonnage_colors_are_direct(void) { return tigetflag("RGB") > 0 || tigetnum("RGB") > 0; }

bool tonnage_make_pair(int pair, int foreground, int background) {
#if NCURSES_VERSION_PATCH >= 20170401
  return init_extended_pair(pair, foreground, background) == OK;
#else
  return init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

// Emphasis bit n is the nth of these.
static const attr_t attributes[] = {A_BOLD, A_DIM, A_ITALIC, A_UNDERLINE, A_REVERSE};
enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof *attributes };

void tonnage_put(int y, int x, const struct tonnage_cell *cell) {
  wchar_t text[4] = {(wchar_t)cell->base, (wchar_t)cell->first_mark, (wchar_t)cell->second_mark, 0};
  attr_t bits = A_NORMAL;
  for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
    if (cell->emphasis & (1u << i)) bits |= attributes[i];
  }
  bool shown = wcwidth(text[0]) == cell->width;
  if (!shown) {
    text[0] = L'?';
    text[1] = 0;
  }
  int pair = cell->pair;
  cchar_t drawn;
  if (setcchar(&drawn, text, bits, (short)(pair > 32767 ? 32767 : pair), &pair) != OK) return;
  // At the last place of the screen this draws and then reports that the cursor can't move on.
  mvadd_wch(y, x, &drawn);
  if (!shown && cell->width == 2) {
    text[0] = L' ';
    if (setcchar(&drawn, text, bits, (short)(pair > 32767 ? 32767 : pair), &pair) == OK) {
      mvadd_wch(y, x + 1, &drawn);
    }
  }
}

bool tonnage_cell_at(int y, int x, struct tonnage_cell *cell) {
  cchar_t drawn;
  if (mvin_wch(y, x, &drawn) != OK) return false;
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t bits = 0;
  short short_pair = 0;
  int pair = 0;
  if (getcchar(&drawn, text, &bits, &short_pair, &pair) != OK) return false;
  *cell = (struct tonnage_cell){
      .base = (uint32_t)text[0],
      .first_mark = text[0] ? (uint32_t)text[1] : 0,
      .second_mark = text[0] && text[1] ? (uint32_t)text[2] : 0,
      .width = wcwidth(text[0]),
      .pair = pair,
  };
  for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
    if (bits & attributes[i]) cell->emphasis |= 1u << i;
  }
  return true;
}

void tonnage_update(int cursor_y, int cursor_x, bool synchronised) {
  if (cursor_y >= 0) move(cursor_y, cursor_x);
  curs_set(cursor_y >= 0 ? 1 : 0);
  if (synchronised) send("\033[?2026h");
  refresh();
  if (synchronised) send("\033[?2026l");
}

void tonnage_bell(void) { send("\a"); }
