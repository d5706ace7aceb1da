#include "CSystem.h"
#include <malloc.h>

void give_memory_back(void) { malloc_trim(0); }
