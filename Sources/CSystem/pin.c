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
    if (!hash || hash[0] == '*' || strlen(hash) >= size) return false;
    strcpy(out, hash);
    return true;
}

bool cs_pin_matches(const char *pin, const char *hash) {
    struct crypt_data data;
    memset(&data, 0, sizeof data);
    const char *again = crypt_r(pin, hash, &data);
    if (!again || again[0] == '*') return false;
    size_t n = strlen(hash);
    if (strlen(again) != n) return false;
    unsigned char difference = 0;
    for (size_t i = 0; i < n; i++) difference |= (unsigned char)(again[i] ^ hash[i]);
    return difference == 0;
}
