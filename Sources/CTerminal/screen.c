#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
// The screen and the keys of the one terminal that is open, by ncurses.
#include "CTerminal.h"
#include "inside.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

// The terminal that is open: all NULL where none is. Descriptors of their own, beside those it was opened on.
static SCREEN *screen;
static FILE *input, *output;
// It was asked to tell of clicks and of the wheel, and is asked again after a stop.
static bool mouse_is_on;

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000;1006h"
#define MOUSE_OFF "\033[?1000;1006l"
// Whatever a program before has left on: every kind of mouse report, and telling of the window's focus.
#define REPORTS_OFF "\033[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l"

void ct_utf8_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static void close_streams(void) {
  if (input) fclose(input);
  if (output) fclose(output);
  input = output = NULL;
}

// A descriptor of our own, which can be led elsewhere without that of the program being lost.
static FILE *stream(int fd, const char *mode) {
  int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  return own < 0 ? NULL : fdopen(own, mode);
}

static bool places_cursor(void) {
  const char *cup = tigetstr("cup");
  return cup && cup != (char *)-1;
}

static SCREEN *new_screen(const char *term) {
  const char *names[] = {term ? term : getenv("TERM"), "xterm-256color", "xterm"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!names[i] || !*names[i]) continue;
    SCREEN *made = newterm(names[i], output, input);
    if (!made) continue;
    set_term(made);
    if (places_cursor()) return made;
    endwin();
    delscreen(made);
  }
  return NULL;
}

// Past stdio, which would want to write again at exit what could not be written.
static void send_text(const char *text) {
  for (size_t left = strlen(text); left > 0;) {
    ssize_t written = write(fileno(output), text, left);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    text += written;
    left -= (size_t)written;
  }
}

// Until it has come back from endwin() once, ncurses sends what it has at each movement of the cursor: a screen in
// eighty pieces, over a network in as many packets.
static void gather_output(void) {
  endwin();
  refresh();
}

// The pad's keys send what is printed on them, whatever a program before has asked for; and nothing tells of itself.
static void ask_for_input(void) {
  const char *plain_keys = tigetstr("rmkx");
  if (plain_keys && plain_keys != (char *)-1) send_text(plain_keys);
  send_text(REPORTS_OFF PASTE_ON);
  if (mouse_is_on) send_text(MOUSE_ON);
}

static void take_over(void) {
  gather_output();
  raw();
  noecho();
  nonl();
  // Keys are read past ncurses, which must not stop in the middle of a screen for one either.
  typeahead(-1);
  leaveok(stdscr, FALSE);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  ask_for_input();
}

static void gather_farewell(void) {
  ct_say_farewell(MOUSE_OFF PASTE_OFF);
  const char *names[] = {"sgr0", "cnorm", "rmcup"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) ct_say_farewell(tigetstr(names[i]));
}

// Runs `work`, which writes to the terminal; false where that was broken off.
static bool writing(void (*work)(void)) { return ct_write_to(fileno(output), work, 0); }

bool ct_open(int in_fd, int out_fd, const char *term) {
  int in = in_fd < 0 ? STDIN_FILENO : in_fd, out = out_fd < 0 ? STDOUT_FILENO : out_fd;
  if (screen || !isatty(in) || !isatty(out)) return false;
  ct_remember(in, out);
  input = stream(in, "r");
  output = stream(out, "w");
  // The window is as large as the window is, whatever LINES and COLUMNS say.
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = input && output ? new_screen(term) : NULL;
  if (!screen) {
    close_streams();
    return false;
  }
  ct_begin_to_write();
  gather_farewell();
  writing(take_over);
  return true;
}

// Milliseconds in which a terminal has to hear that it is given back.
static const int patience = 300;

static void leave(void) {
  if (mouse_is_on) send_text(MOUSE_OFF);
  send_text(PASTE_OFF);
  endwin();
}

void ct_close(void) {
  if (!screen) return;
  if (!ct_write_to(fileno(output), leave, patience)) ct_give_back();
  delscreen(screen);
  mouse_is_on = false;
  screen = NULL;
  close_streams();
}

int ct_rows(void) { return LINES; }
int ct_columns(void) { return COLS; }
int ct_colours(void) { return has_colors() ? COLORS : 0; }
void ct_pair(int pair, int foreground, int background) {
  init_pair((short)pair, (short)foreground, (short)background);
}
void ct_erase(void) { erase(); }

static attr_t attributes_of(uint32_t bits) {
  return (bits & CT_BOLD ? A_BOLD : 0) | (bits & CT_DIM ? A_DIM : 0) | (bits & CT_UNDERLINE ? A_UNDERLINE : 0) |
         (bits & CT_REVERSE ? A_REVERSE : 0);
}

void ct_cell(int row, int column, const uint32_t *scalars, int count, uint32_t attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1];
  cchar_t cell;
  if (count > CCHARW_MAX) count = CCHARW_MAX;
  for (int i = 0; i < count; i++) text[i] = (wchar_t)scalars[i];
  text[count] = 0;
  if (setcchar(&cell, text, attributes_of(attributes), (short)pair, NULL) == OK) mvadd_wch(row, column, &cell);
}

void ct_line(int row, int column, int count, uint32_t attributes, int pair) {
  mvhline(row, column, ACS_HLINE | attributes_of(attributes) | (chtype)COLOR_PAIR(pair), count);
}

// What the next `show` does with the cursor.
static bool shows_cursor;

static void show(void) {
  curs_set(shows_cursor ? 1 : 0);
  wnoutrefresh(stdscr);
  doupdate();
}

bool ct_show(int row, int column, bool cursor_is_visible) {
  shows_cursor = cursor_is_visible;
  move(row, column);
  return writing(show);
}

static void ring(void) { beep(); }

void ct_redraw(void) { clearok(curscr, TRUE); }
static void resume(void) {
  reset_prog_mode();
  ask_for_input();
}
bool ct_resume(void) { return writing(resume); }
void ct_resize(int rows, int columns) { resizeterm(rows, columns); }
bool ct_bell(void) { return writing(ring); }

static void start_mouse(void) { send_text(MOUSE_ON); }

void ct_mouse(void) {
  if (!screen) return;
  mouse_is_on = true;
  writing(start_mouse);
}

// What the next `send_sequence` sends.
static const char *sequence_to_send;
static void send_sequence(void) { send_text(sequence_to_send); }

bool ct_send(const char *sequence) {
  if (!screen) return true;
  sequence_to_send = sequence;
  return writing(send_sequence);
}

int ct_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int ct_read(uint8_t *bytes, int most, int milliseconds) {
  struct pollfd waiting = {.fd = fileno(input), .events = POLLIN};
  if (poll(&waiting, 1, milliseconds) <= 0 || !(waiting.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL))) return 0;
  ssize_t count = read(waiting.fd, bytes, (size_t)most);
  if (count > 0) return (int)count;
  return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

const char *ct_key_text(const char *capability) {
  const char *text = tigetstr(capability);
  return text && text != (char *)-1 ? text : NULL;
}
