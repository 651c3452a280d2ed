/* What people have explained of headings, once for all: [roster] TITLE=MEANING of office.ini. Asked
 * wherever a roster is read; what --column says goes before it. */
#ifndef SATHACH_TOOLS_WORK_ROSTER_MEMORY_H
#define SATHACH_TOOLS_WORK_ROSTER_MEMORY_H

#include "tools/import/roster_meaning.h"
#include "tools/office/workspace.h"
#include "tools/work/work.h"

struct roster_memory {
    struct roster_mapping *item; /* owned */
    size_t count;
};

/* Of the workspace of whoever calls; nothing where there is none. ERR_FORMAT names what stands in
 * office.ini and is no meaning. Free in any case. */
enum err_code roster_memory_read(struct work *work, struct roster_memory *out,
                                 struct err *e) ERR_MUST_CHECK;
void roster_memory_free(struct roster_memory *m);
/* Writes texts 'TITLE=MEANING', ended by NULL, under the workspace's lock. ERR_USAGE for a heading
 * that no line of office.ini can hold. */
enum err_code roster_memory_write(struct work *work, const char *const *columns,
                                  struct err *e) ERR_MUST_CHECK;

#endif
