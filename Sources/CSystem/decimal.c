#include "CSystem.h"
#include <stdio.h>

int write_decimal(char *out, size_t size, double value, int places) {
  return snprintf(out, size, "%.*f", places, value);
}
