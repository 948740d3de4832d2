// The one place that includes ncurses, wide.
#pragma once

#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif
#ifdef __linux__
#define _XOPEN_SOURCE 700  // wcwidth
#endif
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1

#include <ncurses.h>

/// Input is read through a pad: reading through `stdscr` would refresh it on every key.
WINDOW *tonnage_input_pad(void);
/// Keys that terminfo does not know, numbered above all that ncurses uses.
enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END = KEY_MAX + 2 };
