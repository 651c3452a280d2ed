/* What people call a pool of questions, whose name is field/grade/part: 4.1/II/chuyen-mon. A name
 * of another form stays as it is. */
#ifndef SATHACH_CORE_POOL_TITLE_H
#define SATHACH_CORE_POOL_TITLE_H

#include <stddef.h>

enum { POOL_TITLE_MAX = 640 };

/* "4.1 · grade II · professional", in the user's language. field: the field's title, which stands
 * behind its code; NULL for none. */
void pool_title(const char *pool, const char *field, char *out, size_t room);
/* The same in Vietnamese, for the office's papers. */
void pool_title_vi(const char *pool, const char *field, char *out, size_t room);

#endif
