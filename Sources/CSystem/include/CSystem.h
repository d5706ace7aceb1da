#ifndef CSYSTEM_H
#define CSYSTEM_H
// The few system calls that Swift does not see by itself.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Hashes `pin` with yescrypt and a salt from the system's random source (about 20 ms).
/// Writes the hash, with its salt and cost, to `out`; false where `size` is too small or the system refuses.
bool cs_pin_hash(const char *_Nonnull pin, char *_Nonnull out, size_t size);

/// Whether `pin` gives `hash`; compares in constant time.
bool cs_pin_matches(const char *_Nonnull pin, const char *_Nonnull hash);

/// The magic number of the file system that `path` lies on (linux/magic.h), or 0 where it cannot be told.
uint32_t cs_file_system_magic(const char *_Nonnull path);

/// Gives the file `from` the name `to` in one step that never takes it from another file. 0 where that was done, else the
/// error's number: EEXIST where the place is taken, EINVAL or ENOSYS where the file system knows no such step.
int cs_rename_to_free_place(const char *_Nonnull from, const char *_Nonnull to);

/// Writes `value` to `out` with `decimals` digits behind the point, rounded as its exact value says. How many characters
/// that takes. No program of ours sets the locale of numbers, so the point is a point.
int cs_write_decimal(char *_Nonnull out, size_t size, double value, int decimals);

/// Neither a crash nor another program of the same account gets to see what this one has in memory: no core file, and
/// only root looks into /proc/PID or debugs it.
void cs_keep_memory_private(void);

/// The version of the C library that the program runs with.
const char *_Nonnull cs_library_version(void);

/// Begins to ask on the terminal `file` without showing what is typed. Until `cs_unseen_end`, whatever would end or stop the
/// program is noted for `cs_unseen_wait` instead, and a crash gives the terminal back first. In the background it waits here,
/// stopped. False where `file` is no terminal; then there is nothing to end.
bool cs_unseen_begin(int file);

/// Waits until something can be read of the terminal (0), or a signal has come (its number).
int cs_unseen_wait(void);

/// Gives terminal and signals back as they were; a signal that came meanwhile and is still to be obeyed, or 0.
int cs_unseen_end(void);

/// Gives memory that was freed back to the system.
void cs_give_memory_back(void);
#endif
