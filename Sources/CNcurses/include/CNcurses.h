// What the Terminal target needs of ncurses and POSIX and Swift can't call itself. Never includes
// <ncurses.h>: seen from Swift its globals (`stdscr`, `COLORS`) are errors in Swift 6 mode, its
// macros (`getmaxyx`, the mouse masks) and variadic calls are missing.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// MARK: screen.c

/// The terminal's way of drawing one place: a base scalar, up to two marks (0 where there are
/// none), columns (1 or 2), attributes as the bits of Terminal's `Emphasis`, and a colour pair.
struct tonnage_cell {
  uint32_t base;
  uint32_t first_mark;
  uint32_t second_mark;
  int32_t width;
  uint32_t emphasis;
  int32_t pair;
};

enum tonnage_open_result {
  TONNAGE_OPENED = 0,
  /// There is no such terminal in terminfo.
  TONNAGE_UNKNOWN_TERMINAL,
  /// It can't move its cursor.
  TONNAGE_NO_CURSOR_ADDRESSING,
};

/// Opens a screen on two file descriptors, which stay the caller's. `newterm` takes FILE pointers,
/// and glibc's `stdin` and `stdout` are mutable globals that Swift 6 refuses.
enum tonnage_open_result tonnage_open(int input, int output, const char *terminal);
/// Ends the screen and gives the terminal back as it was found. Does nothing when none is open.
void tonnage_close(void);
/// Leaves the screen for a while and comes back to it: `stdscr` and `curscr` are globals.
void tonnage_leave(void);
void tonnage_return(void);
/// Turns reports of clicks and the wheel on or off: the masks are macros.
void tonnage_set_mouse(bool on);

/// The size that the terminal reports, or else the one that ncurses worked out; variadic `ioctl`.
void tonnage_size(int *width, int *height);
/// Tells ncurses of the terminal's present size, and gives it.
void tonnage_resize(int *width, int *height);
/// Sets the terminal's modes again and has everything drawn again by the next update, whatever is
/// thought to be there.
void tonnage_redraw_all(void);

/// The number of colours, and of pairs: `COLORS` and `COLOR_PAIRS` are globals.
int tonnage_colors(void);
int tonnage_pairs(void);
/// Whether colours are numbered by their red, green and blue (the boolean `RGB` of terminfo).
bool tonnage_colors_are_direct(void);
/// Makes a pair; -1 is the terminal's own colour. False where it could not be made: drawing with
/// such a pair gives black on black.
bool tonnage_make_pair(int pair, int foreground, int background);

/// Draws a cell: `setcchar` takes pairs beyond 32,767 only through its untyped last parameter.
/// What this terminal's locale can't show, or counts otherwise, is drawn as a question mark.
void tonnage_put(int y, int x, const struct tonnage_cell *cell);
/// Reads back what would be on the screen; false outside it.
bool tonnage_cell_at(int y, int x, struct tonnage_cell *cell);
/// Sends what was drawn, in one synchronised update, with the cursor at a place or hidden (y < 0).
void tonnage_update(int cursor_y, int cursor_x, bool synchronised);
/// Rings the terminal's bell.
void tonnage_bell(void);

// MARK: keys.c

/// Kinds of what `tonnage_read_key` gives.
enum tonnage_key_kind {
  TONNAGE_NOTHING = 0,
  TONNAGE_CHARACTER,
  TONNAGE_FUNCTION,
  TONNAGE_MOUSE,
};

/// Keys that are no characters; ncurses' own numbers are macros.
enum tonnage_function_key {
  TONNAGE_KEY_UNKNOWN = 0,
  TONNAGE_KEY_UP,
  TONNAGE_KEY_DOWN,
  TONNAGE_KEY_LEFT,
  TONNAGE_KEY_RIGHT,
  TONNAGE_KEY_HOME,
  TONNAGE_KEY_END,
  TONNAGE_KEY_PAGE_UP,
  TONNAGE_KEY_PAGE_DOWN,
  TONNAGE_KEY_BACKSPACE,
  TONNAGE_KEY_DELETE,
  TONNAGE_KEY_INSERT,
  TONNAGE_KEY_BACK_TAB,
  TONNAGE_KEY_ENTER,
  TONNAGE_KEY_PASTE_BEGIN,
  TONNAGE_KEY_PASTE_END,
  TONNAGE_KEY_F0 = 100,
};

enum tonnage_mouse_kind {
  TONNAGE_MOUSE_OTHER = 0,
  TONNAGE_MOUSE_CLICK,
  TONNAGE_MOUSE_WHEEL_UP,
  TONNAGE_MOUSE_WHEEL_DOWN,
};

struct tonnage_key {
  enum tonnage_key_kind kind;
  /// A scalar, a `tonnage_function_key` or a `tonnage_mouse_kind`.
  int32_t code;
  int32_t x;
  int32_t y;
};

/// The next key that has come in, without waiting; `get_wch` is a macro.
struct tonnage_key tonnage_read_key(void);

// MARK: process.c

/// Tries a locale by name ("" for the environment's); true if it is one of UTF-8. `nl_langinfo`
/// takes a macro.
bool tonnage_try_locale(const char *name);
/// Whether a file descriptor is a terminal.
bool tonnage_is_terminal(int descriptor);

/// A pipe that wakes the loop; both ends are left alone by `poll` when nothing is there.
bool tonnage_make_pipe(int *reading, int *writing);
void tonnage_close_descriptor(int descriptor);
/// Writes one byte, 0 for a message or a signal's number. A full pipe wakes as well as one more
/// byte would.
void tonnage_wake(int writing, uint8_t byte);
/// Reads what has come through the pipe; gives the number of bytes.
int tonnage_drain(int reading, uint8_t *bytes, int capacity);

enum tonnage_wait_result {
  TONNAGE_WAIT_TIMEOUT = 0,
  TONNAGE_WAIT_INPUT = 1,
  TONNAGE_WAIT_WOKEN = 2,
  /// Input has ended: no key will ever come again.
  TONNAGE_WAIT_HANGUP = 4,
};

/// Waits until there is input or the pipe has something, at most so long (-1: for ever). The bits
/// of `poll` are macros of differing types.
int tonnage_wait(int input, int reading, int milliseconds);

/// Sends standard error to a file while the screen is up, so that nothing writes over it; the
/// result is 0 or an errno. `open` is variadic.
int tonnage_redirect_errors(const char *path);
void tonnage_restore_errors(void);

/// Runs a program on the terminal and waits for it: its exit status, 128 + n after signal n, or 127
/// if it could not be started. `fork` is not available to Swift.
int tonnage_run(char *const arguments[]);

// MARK: signals.c

/// From here on signals that ask for something (WINCH, TSTP, CONT, TERM, HUP, INT, QUIT) are bytes
/// in the pipe, and a crash gives the terminal back before the process dies of it. Handlers run
/// between any two instructions: nothing in Swift may be called there. To be called before
/// `tonnage_open`, since ncurses installs handlers of its own where it finds none.
void tonnage_install_signals(int writing);
/// Puts back what stood before.
void tonnage_remove_signals(void);
/// Stops the process group as C-z does, and returns when it goes on.
void tonnage_stop_process(void);
/// What a crash has to write and set to give the terminal back; the screen counts as up from here.
void tonnage_remember_restoration(int input, int output, const char *text);
/// Whether a crash has to give the terminal back.
void tonnage_set_screen_up(bool up);

int tonnage_signal_resize(void);
int tonnage_signal_stop(void);
int tonnage_signal_continue(void);
