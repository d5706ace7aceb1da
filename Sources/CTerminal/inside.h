#ifndef CTERMINAL_INSIDE_H
#define CTERMINAL_INSIDE_H
// What the files of this target have of each other; nobody else calls it.
#include <stdbool.h>

#pragma GCC visibility push(hidden)

// For giving the terminal back (crash.c).

// Keeps the modes of `in` as they are now, and by which descriptors the terminal is given back from here on.
void ct_remember(int in, int out);
// Adds to what is written then; nothing where terminfo has no such text (NULL, -1) or there is no more room.
void ct_say_farewell(const char *text);
// Gives the terminal back without ncurses and without waiting: only calls that are allowed in a signal handler.
void ct_give_back(void);
void ct_answer_signal(int number, void (*how)(int));

// For writing to a terminal that may take nothing (loop.c).

// A terminal that was opened anew takes what is written.
void ct_begin_to_write(void);
// Runs `work`, which writes to `fd`, for these milliseconds at most, or for ever where that is 0. False where it was
// broken off, now or before; `fd` leads to /dev/null then. Without ct_signals nothing breaks it off.
bool ct_write_to(int fd, void (*work)(void), int milliseconds);

#pragma GCC visibility pop
#endif
