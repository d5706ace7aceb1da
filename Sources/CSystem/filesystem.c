#include "CSystem.h"
#include <sys/vfs.h>

uint32_t file_system_magic(const char *path) {
    struct statfs facts;
    return statfs(path, &facts) == 0 ? (uint32_t)facts.f_type : 0;
}
