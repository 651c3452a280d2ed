/* Files carried away on a stick: all of them, or none that was not there before. Each is written
 * whole and read back; nothing that is another's is written over.
 *
 *     rc = carry_look(&c, &e);      what would become of each; for a preview, too
 *     rc = carry_bind(&c, work, &e);
 *     rc = carry_write(&c, work, &e);
 *     carry_free(&c); */
#ifndef SATHACH_TOOLS_WORK_CARRY_H
#define SATHACH_TOOLS_WORK_CARRY_H

#include "tools/work/work.h"

enum carry_state {
    CARRY_NEW,  /* nothing of this name stands there */
    CARRY_SAME, /* it stands there already */
    CARRY_OLDER /* an older one of ours stands there, and is replaced */
};

struct carry_file {
    const char *name;        /* in the folder */
    const struct buf *bytes; /* not owned */
    char *path;              /* once it was looked at; owned */
    enum carry_state state;
};

struct carry {
    const char *folder;
    bool makes_folder; /* where it is missing, inside one that is there */
    struct carry_file *file;
    size_t files;
    /* True when what stands there is an older one of the same thing; NULL: nothing is. */
    bool (*is_older)(void *context, const struct carry_file *f, const struct buf *there);
    void *context;
    uint64_t started_ms; /* boot clock, for the progress */
};

/* ERR_BUSY: another file of one of the names stands there. ERR_IO: the folder is gone, read-only or
 * too full; the text says which, and that nothing was written. */
enum err_code carry_look(struct carry *c, struct err *e) ERR_MUST_CHECK;
/* Binds what is written now to what carry_look saw for the preview, of the files and of what stands
 * there: work_bind. */
enum err_code carry_bind(const struct carry *c, struct work *work, struct err *e) ERR_MUST_CHECK;
/* Writes what does not stand there, as it was looked at; telling that the stick must stay. Behind
 * an error what was new is taken away again. */
enum err_code carry_write(struct carry *c, struct work *work, struct err *e) ERR_MUST_CHECK;
void carry_free(struct carry *c);
/* What became of a file, or would: "written", "there already", "in place of an older one". */
const char *carry_word(enum carry_state state, bool is_preview);

#endif
