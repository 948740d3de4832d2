// What the pseudo-terminal harness needs of POSIX and Swift can't call: glibc hides these behind
// _GNU_SOURCE, which Swift's own import of it does not set.
#pragma once

#include <stddef.h>

/// Opens a pseudo-terminal, ready for its other end, whose path goes to `path`. The descriptor,
/// which programs started from here do not inherit, or an errno below zero.
int pty_open(char *path, size_t capacity);

/// Starts a program (looked up in PATH) as the leader of a session of its own, with a terminal as
/// its controlling one, standard signals and nothing else open. Its process id, or an errno below
/// zero. `directory` may be NULL.
int pty_spawn(char *const arguments[], char *const environment[], const char *terminal,
              const char *directory);
