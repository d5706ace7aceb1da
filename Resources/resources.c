#include "Resources.h"
// C23's #embed: clang takes it in every mode and warns that it does.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char categories[] = {
#embed "categories.csv"
};
static const unsigned char category_items[] = {
#embed "category_items.csv"
};
static const unsigned char departments[] = {
#embed "departments.csv"
};
static const unsigned char responsibilities[] = {
#embed "responsibilities.csv"
};
static const unsigned char playbooks[] = {
#embed "playbooks.csv"
};
static const unsigned char powers[] = {
#embed "powers.csv"
};
static const unsigned char category_words[] = {
#embed "category_words.csv"
};
static const unsigned char alarm_words[] = {
#embed "alarm_words.csv"
};
static const unsigned char grids[] = {
#embed "grids.csv"
};
static const unsigned char calendar[] = {
#embed "calendar.csv"
};
static const unsigned char drill[] = {
#embed "drill.csv"
};

#define FILE_OF(name) \
  ResourceFile resource_##name(void) { return (ResourceFile){name, sizeof name}; }

FILE_OF(categories)
FILE_OF(category_items)
FILE_OF(departments)
FILE_OF(responsibilities)
FILE_OF(playbooks)
FILE_OF(powers)
FILE_OF(category_words)
FILE_OF(alarm_words)
FILE_OF(grids)
FILE_OF(calendar)
FILE_OF(drill)
