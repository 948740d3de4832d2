#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"
#include "modes.h"

// Read by handlers: plain memory, written before the handlers can see it.
static volatile sig_atomic_t pipe_descriptor = -1;
static volatile sig_atomic_t screen_up;
static volatile sig_atomic_t ending;
static int terminal_input = -1;
static int terminal_output = -1;
static bool has_modes;
static struct termios modes;
static char restoration[512];
static size_t restoration_length;

static const int requests[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE};
enum {
  REQUEST_COUNT = sizeof requests / sizeof *requests,
  CRASH_COUNT = sizeof crashes / sizeof *crashes,
};
static struct sigaction before[REQUEST_COUNT + CRASH_COUNT];
static char crash_stack[64 * 1024];

static void give_terminal_back(void) {
  if (!screen_up) return;
  screen_up = 0;
  ssize_t written = write(terminal_output, restoration, restoration_length);
  (void)written;  // There is nobody left to tell.
  if (has_modes) tcsetattr(terminal_input, TCSANOW, &modes);
}

static void die_of(int number) {
  give_terminal_back();
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

static void on_crash(int number) { die_of(number); }

static bool ends_program(int number) {
  return number == SIGTERM || number == SIGHUP || number == SIGINT || number == SIGQUIT;
}

static void on_request(int number) {
  int saved = errno;
  if (ends_program(number)) {
    // Asked a second time, the loop is stuck: don't wait for it.
    if (ending) die_of(number);
    ending = 1;
  }
  if (pipe_descriptor >= 0) tonnage_wake(pipe_descriptor, (uint8_t)number);
  errno = saved;
}

static void install(int number, void (*handler)(int), int flags, struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, old);
}

// Where the main actor runs on a thread of Dispatch's, that thread blocks every signal, and there
// may be no other left to take one.
static void unblock(void) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < REQUEST_COUNT; i++) sigaddset(&set, requests[i]);
  for (int i = 0; i < CRASH_COUNT; i++) sigaddset(&set, crashes[i]);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void tonnage_install_signals(int writing) {
  pipe_descriptor = writing;
  ending = 0;
  // A stack that ran over can't run a handler.
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, NULL);
  for (int i = 0; i < REQUEST_COUNT; i++) {
    install(requests[i], on_request, SA_RESTART, &before[i]);
  }
  for (int i = 0; i < CRASH_COUNT; i++) {
    install(crashes[i], on_crash, SA_ONSTACK, &before[REQUEST_COUNT + i]);
  }
  unblock();
}

void tonnage_remove_signals(void) {
  for (int i = 0; i < REQUEST_COUNT; i++) sigaction(requests[i], &before[i], NULL);
  for (int i = 0; i < CRASH_COUNT; i++) sigaction(crashes[i], &before[REQUEST_COUNT + i], NULL);
  pipe_descriptor = -1;
}

void tonnage_stop_process(void) {
  struct sigaction old;
  install(SIGTSTP, SIG_DFL, 0, &old);
  // The group, as the terminal does it, so that a shell waiting for this program sees it stop.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &old, NULL);
}

void tonnage_remember_restoration(int input, int output, const char *text) {
  terminal_input = input;
  terminal_output = output;
  size_t length = strlen(text);
  restoration_length = length < sizeof restoration ? length : sizeof restoration;
  memcpy(restoration, text, restoration_length);
  screen_up = 1;
}

void tonnage_set_screen_up(bool up) { screen_up = up; }

void tonnage_remember_modes(int input) { has_modes = tcgetattr(input, &modes) == 0; }

int tonnage_signal_resize(void) { return SIGWINCH; }
int tonnage_signal_stop(void) { return SIGTSTP; }
int tonnage_signal_continue(void) { return SIGCONT; }
