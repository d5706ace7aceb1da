#ifndef CSYSTEM_H
#define CSYSTEM_H
// The few system calls that Swift does not see by itself.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Hashes `pin` with yescrypt and a salt from the system's random source (about 20 ms).
/// Writes the hash, with its salt and cost, to `out`; false where `size` is too small or the system refuses.
bool pin_hash(const char *_Nonnull pin, char *_Nonnull out, size_t size);

/// Whether `pin` gives `hash`; compares in constant time.
bool pin_matches(const char *_Nonnull pin, const char *_Nonnull hash);

/// The magic number of the file system that `path` lies on (linux/magic.h), or 0 where it cannot be told.
uint32_t file_system_magic(const char *_Nonnull path);

/// Gives memory that was freed back to the system.
void give_memory_back(void);
#endif
