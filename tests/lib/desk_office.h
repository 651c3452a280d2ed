/* A true office for the desk's tests: keys that cost little, a log, a bank brought in and sealed;
 * its passphrases come from files, so that nothing is asked. Made once, in memory; each test works
 * on the same one or on a copy. */
#ifndef SATHACH_TESTS_LIB_DESK_OFFICE_H
#define SATHACH_TESTS_LIB_DESK_OFFICE_H

#include "tests/lib/desk_rig.h"

struct desk_office {
    char folder[SCRATCH_PATH];
    char passes[2][SCRATCH_PATH + 64];
    struct secret_files pass;
};

/* With the bank "mau" of questionbanks/mau, sealed. */
void desk_office_make(struct desk_office *o);
/* A copy of it beside it; the files with its passphrases are the first one's. */
void desk_office_copy(const struct desk_office *from, struct desk_office *to);
void desk_office_remove(const struct desk_office *o);
/* A desk over it. */
void desk_office_open(const struct desk_office *o, struct desk_rig *r,
                      const struct work_op *const *op);
/* An exam: the training session ca-1 of six people with the papers 0001 … 0006, all collected and
 * graded; of paper 0002 two journals came that part. */
void desk_office_examine(struct desk_rig *r);
/* Such an office with that exam, for a group of tests. */
void desk_office_make_exam(struct desk_office *o);
/* One test's own: a copy, and a desk over it; then both are gone. */
void desk_office_begin(const struct desk_office *from, struct desk_office *copy, struct desk_rig *r,
                       const struct work_op *const *op);
void desk_office_end(const struct desk_office *copy, struct desk_rig *r);
/* Runs an operation as the command line would; what it found does not fail it. */
void desk_office_run(struct desk_rig *r, const struct work_op *op, const void *request);
/* Writes a text into a file, whatever stood there. */
void desk_office_write(const char *path, const char *text);

#endif
