#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CNcurses.h"

bool tonnage_try_locale(const char *name) {
  if (setlocale(LC_CTYPE, name) == NULL) return false;
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool tonnage_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool tonnage_make_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe(ends) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
  *reading = ends[0];
  *writing = ends[1];
  return true;
}

void tonnage_close_descriptor(int descriptor) { close(descriptor); }

void tonnage_wake(int writing, uint8_t byte) {
  ssize_t written;
  do written = write(writing, &byte, 1);
  while (written < 0 && errno == EINTR);
}

int tonnage_drain(int reading, uint8_t *bytes, int capacity) {
  ssize_t count;
  do count = read(reading, bytes, (size_t)capacity);
  while (count < 0 && errno == EINTR);
  return count > 0 ? (int)count : 0;
}

// A terminal that hung up, or a file at its end, is readable for ever and gives nothing.
static bool has_ended(int input, short events) {
  if (events & (POLLERR | POLLNVAL)) return true;
  int waiting = 0;
  if (ioctl(input, FIONREAD, &waiting) != 0) return (events & POLLHUP) != 0;
  return waiting == 0;
}

int tonnage_wait(int input, int reading, int milliseconds) {
  struct pollfd ends[2] = {{.fd = input, .events = POLLIN}, {.fd = reading, .events = POLLIN}};
  int count;
  do count = poll(ends, 2, milliseconds);
  while (count < 0 && errno == EINTR);
  int result = TONNAGE_WAIT_TIMEOUT;
  if (ends[1].revents != 0) result |= TONNAGE_WAIT_WOKEN;
  if (ends[0].revents != 0) {
    result |= has_ended(input, ends[0].revents) ? TONNAGE_WAIT_HANGUP : TONNAGE_WAIT_INPUT;
  }
  return result;
}

static int saved_errors = -1;

int tonnage_redirect_errors(const char *path) {
  int log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log < 0) return errno;
  saved_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  dup2(log, STDERR_FILENO);
  close(log);
  return 0;
}

void tonnage_restore_errors(void) {
  if (saved_errors < 0) return;
  dup2(saved_errors, STDERR_FILENO);
  close(saved_errors);
  saved_errors = -1;
}

static const int child_signals[] = {SIGINT,  SIGQUIT, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGWINCH,
                                    SIGSEGV, SIGABRT, SIGILL,  SIGTRAP, SIGBUS,  SIGFPE, SIGPIPE};

static void become(char *const arguments[]) {
  for (size_t i = 0; i < sizeof child_signals / sizeof *child_signals; i++) {
    signal(child_signals[i], SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (saved_errors >= 0) dup2(saved_errors, STDERR_FILENO);
  execvp(arguments[0], arguments);
  _exit(127);
}

int tonnage_run(char *const arguments[]) {
  struct sigaction ignore, standard, old_int, old_quit, old_stop;
  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(SIGINT, &ignore, &old_int);
  sigaction(SIGQUIT, &ignore, &old_quit);
  // An editor that is suspended stops its whole group: were this process to ignore that, the shell
  // would never see the terminal free.
  sigaction(SIGTSTP, &standard, &old_stop);
  pid_t child = fork();
  if (child == 0) become(arguments);
  int status = 127 << 8;
  if (child > 0) {
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  }
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGQUIT, &old_quit, NULL);
  sigaction(SIGTSTP, &old_stop, NULL);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
