#ifdef __linux__
#define _GNU_SOURCE 1
#endif

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "CPty.h"

int pty_open(char *path, size_t capacity) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) return -errno;
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  if (grantpt(terminal) == 0 && unlockpt(terminal) == 0 &&
      ptsname_r(terminal, path, capacity) == 0) {
    return terminal;
  }
  int code = errno;
  close(terminal);
  return -code;
}

// A session's leader that opens a terminal gets it as its controlling one.
static void connect_to(posix_spawn_file_actions_t *actions, const char *terminal,
                       const char *directory) {
  posix_spawn_file_actions_addopen(actions, 0, terminal, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(actions, 0, 1);
  posix_spawn_file_actions_adddup2(actions, 0, 2);
#ifdef __linux__
  posix_spawn_file_actions_addclosefrom_np(actions, 3);
#endif
  if (directory != NULL) posix_spawn_file_actions_addchdir_np(actions, directory);
}

static void begin_anew(posix_spawnattr_t *attributes) {
  short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#ifdef __APPLE__
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  posix_spawnattr_setflags(attributes, flags);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(attributes, &signals);
}

int pty_spawn(char *const arguments[], char *const environment[], const char *terminal,
              const char *directory) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  connect_to(&actions, terminal, directory);
  begin_anew(&attributes);
  pid_t child = 0;
  int code = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return code == 0 ? child : -code;
}
