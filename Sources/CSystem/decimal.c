#include "CSystem.h"
#include <stdio.h>

int cs_write_decimal(char *out, size_t size, double value, int decimals) {
  return snprintf(out, size, "%.*f", decimals, value);
}
