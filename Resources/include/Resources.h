#ifndef RESOURCES_H
#define RESOURCES_H
#include <stddef.h>

// The starter catalogue, compiled in: a file's bytes as they are, and how many. Never freed, never NUL-terminated.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} ResourceFile;

ResourceFile resource_categories(void);
ResourceFile resource_category_items(void);
ResourceFile resource_departments(void);
ResourceFile resource_responsibilities(void);
ResourceFile resource_playbooks(void);
ResourceFile resource_powers(void);
ResourceFile resource_category_words(void);
ResourceFile resource_alarm_words(void);
ResourceFile resource_grids(void);
ResourceFile resource_calendar(void);
ResourceFile resource_drill(void);

#endif
