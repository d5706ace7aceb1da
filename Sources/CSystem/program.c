#define _GNU_SOURCE
#include "CSystem.h"
#include <gnu/libc-version.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void cs_keep_memory_private(void) {
    // What a crash would leave on a disk, and what another program of the same account could read while this one runs.
    struct rlimit nothing = {0, 0};
    setrlimit(RLIMIT_CORE, &nothing);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

const char *cs_library_version(void) { return gnu_get_libc_version(); }
