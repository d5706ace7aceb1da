#define _GNU_SOURCE
#include "CSystem.h"
#include <crypt.h>
#include <string.h>

enum { yescrypt_cost = 5 };

bool cs_pin_hash(const char *pin, char *out, size_t size) {
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    struct crypt_data data;
    memset(&data, 0, sizeof data);
    // No bytes of our own: libcrypt draws the salt from the system.
    if (!crypt_gensalt_rn("$y$", yescrypt_cost, NULL, 0, setting, sizeof setting)) return false;
    const char *hash = crypt_r(pin, setting, &data);
    // What crypt(3) worked with is wiped, whatever came of it; so below.
    bool is_done = hash && hash[0] != '*' && strlen(hash) < size;
    if (is_done) strcpy(out, hash);
    explicit_bzero(&data, sizeof data);
    return is_done;
}

static bool is_same(const char *one, const char *other) {
    size_t n = strlen(one);
    if (strlen(other) != n) return false;
    unsigned char difference = 0;
    for (size_t i = 0; i < n; i++) difference |= (unsigned char)(one[i] ^ other[i]);
    return difference == 0;
}

bool cs_pin_matches(const char *pin, const char *hash) {
    struct crypt_data data;
    memset(&data, 0, sizeof data);
    const char *again = crypt_r(pin, hash, &data);
    bool is_right = again && again[0] != '*' && is_same(hash, again);
    explicit_bzero(&data, sizeof data);
    return is_right;
}
