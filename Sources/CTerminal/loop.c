#define _GNU_SOURCE
// What the loop waits for: signals, the clock, the line. And what keeps it from waiting for ever while it writes.
#include "CTerminal.h"
#include "inside.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

// A terminal that nobody reads holds whoever writes to it in write(2), and ncurses writes again what a signal broke off.
// So SIGTERM and SIGHUP, which are read from a descriptor otherwise, and SIGALRM lead its descriptor to /dev/null while it
// writes: what is left of the screen ends there at once, and every function comes back as ever.
static const int breaking[] = {SIGTERM, SIGHUP, SIGALRM};
static sigset_t breaking_set;
// /dev/null; -1 until ct_signals has opened it.
static int nowhere = -1;
// Between ct_signals and ct_release_signals.
static bool is_breakable;
// These concern the terminal that is open; and the descriptor that is being written to, or -1.
static volatile sig_atomic_t is_broken_off, written_to = -1;

static void break_off(int number) {
  (void)number;
  int kept = errno;
  // Without SA_RESTART the call that is broken off ends; and one that has not begun yet finds the new way.
  if (written_to >= 0) dup3(nowhere, written_to, O_CLOEXEC);
  is_broken_off = 1;
  errno = kept;
}

static bool make_breakable(void) {
  if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return false;
  struct sigaction action = {.sa_handler = break_off};
  sigemptyset(&breaking_set);
  for (size_t i = 0; i < sizeof breaking / sizeof *breaking; i++) {
    sigaction(breaking[i], &action, NULL);
    sigaddset(&breaking_set, breaking[i]);
  }
  sigprocmask(SIG_BLOCK, &breaking_set, NULL);
  is_breakable = true;
  return true;
}

void ct_begin_to_write(void) { is_broken_off = 0; }

static void set_alarm(int milliseconds) {
  struct itimerval once = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
  setitimer(ITIMER_REAL, &once, NULL);
}

bool ct_write_to(int fd, void (*work)(void), int milliseconds) {
  if (is_broken_off) return false;
  if (!is_breakable) {
    work();
    return true;
  }
  written_to = fd;
  sigprocmask(SIG_UNBLOCK, &breaking_set, NULL);
  if (milliseconds > 0) set_alarm(milliseconds);
  work();
  if (milliseconds > 0) set_alarm(0);
  sigprocmask(SIG_BLOCK, &breaking_set, NULL);
  written_to = -1;
  return !is_broken_off;
}

int ct_signals(void) {
  static const int numbers[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT};
  if (!make_breakable()) return -1;
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&set, numbers[i]);
  if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

void ct_release_signals(void) {
  sigset_t none_blocked;
  for (size_t i = 0; i < sizeof breaking / sizeof *breaking; i++) ct_answer_signal(breaking[i], SIG_DFL);
  sigemptyset(&none_blocked);
  sigprocmask(SIG_SETMASK, &none_blocked, NULL);
  is_breakable = false;
}

static sigset_t end_set(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  return set;
}

void ct_hold_ends(bool is_so) {
  sigset_t set = end_set();
  sigprocmask(is_so ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

int ct_read_or_end(uint8_t *bytes, int most) {
  // Made at the first waiting, and there until the program ends.
  static int ends = -1;
  sigset_t set = end_set();
  if (ends < 0) ends = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  for (;;) {
    struct pollfd waiting[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = ends, .events = POLLIN}};
    if (poll(waiting, 2, -1) < 0) {
      if (errno != EINTR) return 0;
      continue;
    }
    if (waiting[1].revents) return 0;
    ssize_t count = read(STDIN_FILENO, bytes, (size_t)most);
    if (count >= 0 || errno != EINTR) return count > 0 ? (int)count : 0;
  }
}

bool ct_takes_output(void) {
  struct pollfd line = {.fd = STDOUT_FILENO, .events = POLLOUT};
  return poll(&line, 1, 0) > 0;
}

int ct_read_signal(int fd) {
  struct signalfd_siginfo info;
  return read(fd, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

int ct_timer(int milliseconds) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (fd < 0) return -1;
  struct timespec step = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  struct itimerspec each = {step, step};
  return timerfd_settime(fd, 0, &each, NULL) == 0 ? fd : -1;
}

void ct_drain(int fd) {
  char buffer[4096];
  while (read(fd, buffer, sizeof buffer) > 0) {}
}

bool ct_window(int fd, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}
