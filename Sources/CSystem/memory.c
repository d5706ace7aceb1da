#include "CSystem.h"
#include <malloc.h>

void cs_give_memory_back(void) { malloc_trim(0); }
