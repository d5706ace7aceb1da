#define _GNU_SOURCE
// Giving the terminal back where the program ends by a crash, or beginning anew where the desk was locked.
#include "CTerminal.h"
#include "inside.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// The modes the terminal had before it was opened; nothing is known of them until then.
static struct termios before;
static bool before_known;
// What gives the terminal back, gathered while it is safe to ask for it, and the descriptors it is given back by.
static char farewell[256];
static size_t farewell_length;
static int farewell_in = STDIN_FILENO, farewell_out = STDOUT_FILENO;

void ct_remember(int in, int out) {
  before_known = tcgetattr(in, &before) == 0;
  farewell_in = in;
  farewell_out = out;
  farewell_length = 0;
}

void ct_say_farewell(const char *text) {
  if (!text || text == (char *)-1) return;
  size_t length = strlen(text);
  if (farewell_length + length > sizeof farewell) return;
  memcpy(farewell + farewell_length, text, length);
  farewell_length += length;
}

// What is still unread of the screen makes room where nobody reads.
void ct_give_back(void) {
  int flags = fcntl(farewell_out, F_GETFL);
  if (flags >= 0) fcntl(farewell_out, F_SETFL, flags | O_NONBLOCK);
  ssize_t written = write(farewell_out, farewell, farewell_length);
  if (written != (ssize_t)farewell_length) {
    tcflush(farewell_out, TCOFLUSH);
    written = write(farewell_out, farewell, farewell_length);
  }
  if (flags >= 0) fcntl(farewell_out, F_SETFL, flags);
  if (before_known) tcsetattr(farewell_in, TCSANOW, &before);
}

// The signals of a crash, who had each of them before, and a stack for the crash that has used up the other one.
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT};
static struct sigaction former[sizeof fatal / sizeof *fatal];
static char crash_stack[1 << 16];

// What begins in the place of a program that crashed while it was locked: its arguments, the words where that is of no use
// any more, and the digit in the last argument that counts; since when it runs; and whether it is locked now.
static char *const *again;
static const char *words_at_the_end;
static char *times;
static struct timespec began;
static volatile sig_atomic_t is_locked;

static bool is_within_a_minute(void) {
  struct timespec now;
  return clock_gettime(CLOCK_MONOTONIC, &now) == 0 && now.tv_sec - began.tv_sec < 60;
}

void ct_answer_signal(int number, void (*how)(int)) {
  struct sigaction action = {.sa_handler = how};
  sigaction(number, &action, NULL);
}

// From here on keys stop nothing, and the end of the line ends all.
static void leave_signals_to_the_line(void) {
  static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGALRM};
  static const int ending[] = {SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) ct_answer_signal(ending[i], SIG_DFL);
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) ct_answer_signal(ignored[i], SIG_IGN);
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
    if (fatal[i] != SIGQUIT) ct_answer_signal(fatal[i], SIG_DFL);
  }
  sigset_t none_blocked;
  sigemptyset(&none_blocked);
  sigprocmask(SIG_SETMASK, &none_blocked, NULL);
}

// Nobody gets past this but by closing the terminal, or with it.
_Noreturn static void wait_at_the_end(const char *words) {
  static const char clean[] = "\033[0m\033[2J\033[H";
  struct termios keys = before;
  cfmakeraw(&keys);
  if (before_known) tcsetattr(farewell_in, TCSANOW, &keys);
  if (write(farewell_out, clean, sizeof clean - 1) < 0 || write(farewell_out, words, strlen(words)) < 0) _exit(1);
  char forgotten[256];
  for (;;) {
    struct pollfd line = {.fd = farewell_in, .events = POLLIN};
    if (poll(&line, 1, -1) < 0 && errno != EINTR) _exit(1);
    if (line.revents && read(farewell_in, forgotten, sizeof forgotten) <= 0) _exit(1);
  }
}

// Only calls that are allowed in a signal handler. Whoever passes by finds the lock again, not the shell that the desk
// was started from.
static void begin_anew(void) {
  leave_signals_to_the_line();
  char next = is_within_a_minute() ? (char)(*times + 1) : '1';
  if (next <= '3') {
    *times = next;
    // The program takes over the modes of a shell, as it found them the first time.
    if (before_known) tcsetattr(farewell_in, TCSANOW, &before);
    execve("/proc/self/exe", again, environ);
  }
  wait_at_the_end(words_at_the_end);
}

// The signal goes on to whoever had it before.
static void crashed(int number) {
  if (is_locked && again) begin_anew();
  ct_give_back();
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &former[i], NULL);
  raise(number);
}

void ct_begin_anew_when_locked(char *const *arguments, const char *last_words) {
  clock_gettime(CLOCK_MONOTONIC, &began);
  words_at_the_end = last_words;
  char *last = NULL;
  for (size_t i = 0; arguments[i]; i++) last = arguments[i];
  if (!last || !*last) return;
  times = last + strlen(last) - 1;
  again = arguments;
}

void ct_locked(bool now) { is_locked = now; }
bool ct_is_locked(void) { return is_locked; }

void ct_wait_at_the_end(const char *words) {
  leave_signals_to_the_line();
  wait_at_the_end(words);
}

void ct_restore_on_crash(void) {
  static bool is_so;
  if (is_so) return;
  is_so = true;
  if (!before_known) before_known = tcgetattr(farewell_in, &before) == 0;
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack}, present;
  if (sigaltstack(NULL, &present) == 0 && present.ss_flags & SS_DISABLE) sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, &former[i]);
}
