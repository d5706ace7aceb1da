#ifndef CPIN_H
#define CPIN_H
#include <stdbool.h>
#include <stddef.h>

/// Hashes `pin` with yescrypt and a salt from the system's random source (about 20 ms).
/// Writes the hash, with its salt and cost, to `out`; false where `size` is too small or the system refuses.
bool pin_hash(const char *_Nonnull pin, char *_Nonnull out, size_t size);

/// Whether `pin` gives `hash`; compares in constant time.
bool pin_matches(const char *_Nonnull pin, const char *_Nonnull hash);
#endif
